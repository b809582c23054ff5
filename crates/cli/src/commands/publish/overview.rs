//! The pictures on the first page: where the money comes from and where it goes.

use classification::name_for;
use document::Figure;
use ledger::{Amount, Code, Entity, Index, Item, MoneyUnit, Node, Printed, Scope, nodes};
use std::collections::BTreeSet;
use writers::overview::{Slice, bars};

/// The most projects that are shown.
const PROJECTS: usize = 10;

/// The pictures of the department's disclosure or of a unit's.
pub(super) fn figures(index: &Index<'_>, entity: Entity) -> Vec<Figure> {
    let whole = index.ledger().whole(entity);
    let figures = [
        ("钱从哪里来", sources(index, &whole)),
        ("钱用到哪里去：按功能", functions(index, &whole)),
        ("钱用到哪里去：按性质", purposes(index, &whole)),
        ("主要项目", projects(index, &whole)),
    ];
    let figures = figures.into_iter().filter(|(_, slices)| !slices.is_empty());
    figures.map(|(title, slices)| bars(title, &slices)).collect()
}

fn spent(whole: &Scope) -> Scope {
    whole.with(nodes().spent)
}

/// Receipts by fund, and carry-over.
fn sources(ledger: &Index<'_>, whole: &Scope) -> Vec<Slice> {
    let received = slices(ledger, &whole.with(nodes().received), &funds());
    let before = slices(ledger, whole, &[nodes().carried_in, nodes().surplus_used]);
    received.into_iter().chain(before).collect()
}

/// The funds that are shown: those of fiscal money one by one.
fn funds() -> Vec<Node> {
    nodes().all_funds.parts_dividing(nodes().fiscal)
}

fn purposes(ledger: &Index<'_>, whole: &Scope) -> Vec<Slice> {
    slices(ledger, &spent(whole), &nodes().all_purposes.parts_dividing(nodes().basic))
}

fn slices(ledger: &Index<'_>, whole: &Scope, nodes: &[Node]) -> Vec<Slice> {
    let slice = |node: &Node| slice(ledger, &whole.with(*node), node.name_zh().to_owned());
    nodes.iter().filter_map(slice).collect()
}

fn functions(ledger: &Index<'_>, whole: &Scope) -> Vec<Slice> {
    let class = |code: Code| code.widened().find(|code| code.level() == 1);
    let classes: BTreeSet<Code> =
        ledger.codes(whole.entity).filter_map(|(code, _)| class(code)).collect();
    let slice = |code: &Code| {
        let name = name_for(ledger.ledger(), *code).unwrap_or_default();
        slice(ledger, &Scope { function: *code, ..spent(whole) }, format!("{code} {name}"))
    };
    largest_first(classes.iter().filter_map(slice).collect())
}

fn projects(ledger: &Index<'_>, whole: &Scope) -> Vec<Slice> {
    let slice = |(number, project): &(usize, &ledger::Project)| {
        let item = Item::named(u32::try_from(*number).ok()?);
        slice(ledger, &Scope { item, ..spent(whole) }, project.name.clone())
    };
    let mut slices =
        largest_first(ledger.projects(whole.entity).iter().filter_map(slice).collect());
    slices.truncate(PROJECTS);
    slices
}

fn largest_first(mut slices: Vec<Slice>) -> Vec<Slice> {
    slices.sort_by_key(|slice| std::cmp::Reverse(slice.fen));
    slices
}

/// A bar for a scope that is something.
fn slice(ledger: &Index<'_>, scope: &Scope, label: String) -> Option<Slice> {
    let amount = ledger.sum(scope).filter(|amount| *amount != Amount::ZERO)?;
    let unit = MoneyUnit::TenThousandYuan;
    let display = format!("{} {unit}", Printed::rounded(amount, unit, 2));
    Some(Slice { label, fen: amount.fen(), display })
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
