//! The pictures on the first page: where the money comes from and where it goes.

use classification::{Classification, Kind};
use document::Cover;
use ledger::{Amount, Code, Dimension, Entity, Item, Ledger, MoneyUnit, Node, Printed, Scope};
use std::collections::BTreeSet;
use writers::overview::{Slice, bars};

/// The most projects that are shown.
const PROJECTS: usize = 10;
/// The sources of money that are told apart, and what it is spent as.
const SOURCES: [&str; 8] = [
    "general",
    "government_fund",
    "state_capital",
    "special_account",
    "superior_fiscal",
    "unit_funds",
    "carried_in",
    "surplus_used",
];
const PURPOSES: [&str; 6] =
    ["personnel", "public", "project", "operating", "remitted_up", "subsidies"];

/// The cover of the department's disclosure.
pub(super) fn cover(title: String, ledger: &Ledger) -> Cover {
    let whole = ledger.whole(Entity::DEPARTMENT);
    let figures = [
        ("钱从哪里来", sources(ledger, &whole)),
        ("钱用到哪里去：按功能", functions(ledger, &whole)),
        ("钱用到哪里去：按性质", nodes(ledger, &spent(&whole), &PURPOSES)),
        ("主要项目", projects(ledger, &whole)),
    ];
    let figures = figures.into_iter().filter(|(_, slices)| !slices.is_empty());
    Cover { title, figures: figures.map(|(title, slices)| bars(title, &slices)).collect() }
}

fn spent(whole: &Scope) -> Scope {
    Node::spent().map_or(*whole, |spent| whole.with(spent))
}

/// What was received by fund, and what was there before.
fn sources(ledger: &Ledger, whole: &Scope) -> Vec<Slice> {
    let slice = |key: &&str| {
        let node = Node::named(key)?;
        let scope = match node.dimension() {
            Some(Dimension::Fund) => Node::received().map(|received| whole.with(received))?,
            _ => *whole,
        };
        slice(ledger, &scope.with(node), node.name_zh().to_owned())
    };
    SOURCES.iter().filter_map(slice).collect()
}

fn nodes(ledger: &Ledger, whole: &Scope, keys: &[&str]) -> Vec<Slice> {
    let nodes = keys.iter().filter_map(|key| Node::named(key));
    nodes.filter_map(|node| slice(ledger, &whole.with(node), node.name_zh().to_owned())).collect()
}

fn functions(ledger: &Ledger, whole: &Scope) -> Vec<Slice> {
    let class = |code: Code| code.widened().find(|code| code.level() == 1);
    let classes: BTreeSet<Code> =
        ledger.lines.iter().filter_map(|line| class(line.function)).collect();
    let slice = |code: &Code| {
        let name = Classification::get(Kind::Function).name(*code).unwrap_or_default();
        slice(ledger, &Scope { function: *code, ..spent(whole) }, format!("{code} {name}"))
    };
    largest_first(classes.iter().filter_map(slice).collect())
}

fn projects(ledger: &Ledger, whole: &Scope) -> Vec<Slice> {
    let slice = |(index, project): (u32, &ledger::Project)| {
        let scope = Scope { item: Item::named(index), ..spent(whole) };
        slice(ledger, &scope, project.name.clone())
    };
    let mut slices = largest_first((0..).zip(&ledger.projects).filter_map(slice).collect());
    slices.truncate(PROJECTS);
    slices
}

fn largest_first(mut slices: Vec<Slice>) -> Vec<Slice> {
    slices.sort_by_key(|slice| std::cmp::Reverse(slice.fen));
    slices
}

/// A bar for a scope that is something.
fn slice(ledger: &Ledger, scope: &Scope, label: String) -> Option<Slice> {
    let amount = ledger.sum(scope).filter(|amount| *amount != Amount::ZERO)?;
    let unit = MoneyUnit::TenThousandYuan;
    let display = format!("{} {unit}", Printed::rounded(amount, unit, 2));
    Some(Slice { label, fen: amount.fen(), display })
}
