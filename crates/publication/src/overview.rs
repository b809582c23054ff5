//! The pictures on the first page: where the money comes from and where it goes.

use charts::{Chart, Pair, Value, bars};
use classification::name_for;
use document::Figure;
use ledger::{
    Amount, Code, Entity, Index, Item, Ledger, MoneyUnit, Node, Printed, Scope, Year, nodes,
};
use std::collections::BTreeSet;

/// The most projects that are shown.
const PROJECTS: usize = 10;

/// The pictures of the department's disclosure or of a unit's.
///
/// `indexes` are of the ledger that is published, and of others at hand.
pub(crate) fn figures(indexes: &[Index<'_>], entity: Entity) -> Vec<Figure> {
    let Some((index, others)) = indexes.split_first() else { return Vec::new() };
    let whole = index.ledger().whole(entity);
    let figures = [
        ("钱从哪里来", sources(index, &whole)),
        ("钱用到哪里去：按功能", functions(index, &whole)),
        ("钱用到哪里去：按性质", purposes(index, &whole)),
        ("主要项目", projects(index, &whole)),
    ];
    let figures = figures.into_iter().filter(|(_, values)| !values.is_empty());
    let figures = figures.map(|(title, values)| bars(title, &values));
    let before = others.iter().find(|other| is_year_before(other.ledger(), index.ledger()));
    let change = before.filter(|_| entity == Entity::DEPARTMENT).map(|it| change(it, index));
    figures.chain(change).map(figure).collect()
}

/// Whether a ledger is the same department's, of the year before and the same stage.
fn is_year_before(ledger: &Ledger, now: &Ledger) -> bool {
    let before = now.year.map(|year| Year(year.0.saturating_sub(1)));
    ledger.year == before
        && ledger.stage == now.stage
        && ledger.department.name == now.department.name
}

/// Spending by function, in both years.
fn change(before: &Index<'_>, now: &Index<'_>) -> Chart {
    let [first, second] = [before, now]
        .map(|index| index.ledger().year.map_or_else(String::new, |year| format!("{}年", year.0)));
    let of = |index: &Index<'_>| functions(index, &index.ledger().whole(Entity::DEPARTMENT));
    let nothing = || Value { shown: shown(Amount::ZERO), ..Value::default() };
    let now = of(now).into_iter();
    let mut pairs: Vec<Pair> =
        now.map(|second| Pair { label: second.label.clone(), first: nothing(), second }).collect();
    for first in of(before) {
        match pairs.iter_mut().find(|pair| pair.label == first.label) {
            Some(pair) => pair.first = first,
            None => pairs.push(Pair { label: first.label.clone(), first, second: nothing() }),
        }
    }
    charts::pairs("与上年相比：支出按功能", [&first, &second], &pairs)
}

fn figure(Chart { title, description, svg, .. }: Chart) -> Figure {
    Figure { title, description, svg }
}

fn spent(whole: &Scope) -> Scope {
    whole.with(nodes().spent)
}

/// Receipts by fund, and carry-over.
fn sources(ledger: &Index<'_>, whole: &Scope) -> Vec<Value> {
    let received = values(ledger, &whole.with(nodes().received), &funds());
    let before = values(ledger, whole, &[nodes().carried_in, nodes().surplus_used]);
    received.into_iter().chain(before).collect()
}

/// The funds that are shown: those of fiscal money one by one.
fn funds() -> Vec<Node> {
    nodes().all_funds.parts_dividing(nodes().fiscal)
}

fn purposes(ledger: &Index<'_>, whole: &Scope) -> Vec<Value> {
    values(ledger, &spent(whole), &nodes().all_purposes.parts_dividing(nodes().basic))
}

fn values(ledger: &Index<'_>, whole: &Scope, nodes: &[Node]) -> Vec<Value> {
    let value = |node: &Node| value(ledger, &whole.with(*node), node.name_zh().to_owned());
    nodes.iter().filter_map(value).collect()
}

fn functions(ledger: &Index<'_>, whole: &Scope) -> Vec<Value> {
    let class = |code: Code| code.widened().find(|code| code.level() == 1);
    let classes: BTreeSet<Code> =
        ledger.codes(whole.entity).filter_map(|(code, _)| class(code)).collect();
    let value = |code: &Code| {
        let name = name_for(ledger.ledger(), *code).unwrap_or_default();
        value(ledger, &Scope { function: *code, ..spent(whole) }, format!("{code} {name}"))
    };
    largest_first(classes.iter().filter_map(value).collect())
}

fn projects(ledger: &Index<'_>, whole: &Scope) -> Vec<Value> {
    let value = |(number, project): &(usize, &ledger::Project)| {
        let item = Item::named(u32::try_from(*number).ok()?);
        value(ledger, &Scope { item, ..spent(whole) }, project.name.clone())
    };
    let mut values =
        largest_first(ledger.projects(whole.entity).iter().filter_map(value).collect());
    values.truncate(PROJECTS);
    values
}

fn largest_first(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by_key(|value| std::cmp::Reverse(value.size));
    values
}

/// A bar for a scope that is something.
fn value(ledger: &Index<'_>, scope: &Scope, label: String) -> Option<Value> {
    let amount = ledger.sum(scope).filter(|amount| *amount != Amount::ZERO)?;
    Some(Value { label, size: amount.fen(), shown: shown(amount), link: None })
}

fn shown(amount: Amount) -> String {
    let unit = MoneyUnit::TenThousandYuan;
    format!("{} {unit}", Printed::rounded(amount, unit, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::Dimension;

    #[test]
    fn every_fund_is_shown_once() {
        let shown = funds();
        let is_fine = |node: &Node| node.dimension() == Dimension::Fund && node.parts().is_empty();
        for fund in Node::all().filter(is_fine) {
            let in_how_many = shown.iter().filter(|it| it.contains(fund)).count();
            assert_eq!(in_how_many, 1, "{}", fund.key());
        }
        assert!(shown.starts_with(nodes().fiscal.parts()));
    }
}
