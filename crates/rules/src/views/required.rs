//! The tables that must be disclosed, and whether a table is one of them by what it counts.

use disclosure::Disclosure;
use ledger::{Dimension, Node, Scope, tsv};
use std::collections::BTreeSet;

/// The required tables, one a line.
const TABLES: &str = include_str!("../../data/required.tsv");

/// A table that must be disclosed.
#[derive(Debug)]
pub(crate) struct Required {
    /// The name by which it is missed.
    pub name: &'static str,
    /// Whether its absence is only noted.
    pub is_noted: bool,
    ways: Vec<Way>,
}

/// One way to print a required table.
#[derive(Debug)]
struct Way {
    within: Pattern,
    lists: Vec<Pattern>,
    lacks: Vec<Pattern>,
}

/// The nodes that a line of the data names, each of another dimension.
type Pattern = Vec<Node>;

/// What the numbers of a table count, and what its title says where it prints none.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    counts: BTreeSet<Counts>,
    is_empty: bool,
}

/// Flow, fund, purpose and memo item of a number.
type Counts = [Node; 4];

/// Returns the required tables in the order of the forms.
pub(crate) fn required() -> Vec<Required> {
    let mut required: Vec<Required> = Vec::new();
    for [name, within, lists, lacks, missing] in tsv::rows(TABLES) {
        let way = Way { within: pattern(within), lists: patterns(lists), lacks: patterns(lacks) };
        match required.last_mut().filter(|last| last.name == name) {
            Some(last) => last.ways.push(way),
            None => required.push(Required { name, is_noted: missing == "note", ways: vec![way] }),
        }
    }
    required
}

/// Returns what each table discloses, in the order of the tables.
pub(crate) fn disclosed(disclosure: &Disclosure) -> Vec<Numbers> {
    let mut disclosed: Vec<Numbers> = Vec::new();
    disclosed.resize_with(disclosure.tables.len(), Numbers::default);
    for seen in &disclosure.observations {
        let table = seen.source.table.and_then(|table| disclosed.get_mut(table));
        if let Some(table) = table {
            table.counts.insert(counts(&seen.scope));
        }
    }
    for (table, numbers) in disclosure.tables.iter().zip(&mut disclosed) {
        numbers.is_empty = table.is_empty || numbers.counts.is_empty();
        if numbers.is_empty {
            numbers.counts = table.scope.as_ref().map(counts).into_iter().collect();
        }
    }
    disclosed
}

impl Required {
    /// Returns whether a table is this one.
    pub(crate) fn is(&self, numbers: &Numbers) -> bool {
        self.ways.iter().any(|way| way.is(numbers))
    }
}

impl Way {
    /// Returns whether a table is printed so. An empty one lists everything that its title names,
    /// of whatever flow: a title seldom says both of them.
    fn is(&self, numbers: &Numbers) -> bool {
        let prints = |pattern: &Pattern| numbers.counts.iter().any(|it| is_of(it, pattern));
        let lists = |pattern: &Pattern| {
            let named = pattern.iter().filter(|node| node.dimension() != Dimension::Flow);
            prints(pattern) || numbers.is_empty && prints(&named.copied().collect())
        };
        let is_within = |it: &Counts| {
            self.within.iter().all(|node| at(it, *node).is_some_and(|at| node.contains(at)))
        };
        !numbers.counts.is_empty()
            && numbers.counts.iter().all(is_within)
            && self.lists.iter().all(lists)
            && !self.lacks.iter().any(prints)
    }
}

fn counts(scope: &Scope) -> Counts {
    Dimension::ALL.map(|dimension| scope.node(dimension))
}

/// Returns the node of a number in the dimension of `node`.
fn at(counts: &Counts, node: Node) -> Option<Node> {
    counts.iter().copied().find(|it| it.dimension() == node.dimension())
}

fn is_of(counts: &Counts, pattern: &Pattern) -> bool {
    pattern.iter().all(|node| counts.contains(node))
}

fn patterns(text: &str) -> Vec<Pattern> {
    text.split('|').map(pattern).filter(|pattern| !pattern.is_empty()).collect()
}

/// Reads `flow=spent fund=general`.
#[expect(clippy::expect_used, reason = "the data is compiled in, and a test reads all of it")]
fn pattern(text: &str) -> Pattern {
    let node = |piece: &str| {
        let (name, node) = piece.split_once('=').expect("dimension=node");
        let node = Node::named(node).filter(|node| node.dimension().key() == name);
        node.expect("a node of the dimension")
    };
    text.split_whitespace().map(node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Entity, Stage};

    fn named(text: &str) -> Vec<&'static str> {
        let scope = |pattern: Pattern| {
            let whole = counts(&Scope::whole(Entity::DEPARTMENT, None, Stage::Budget));
            whole.map(|it| {
                pattern.iter().copied().find(|n| n.dimension() == it.dimension()).unwrap_or(it)
            })
        };
        let counts: BTreeSet<Counts> = text.split('|').map(|text| scope(pattern(text))).collect();
        let numbers = Numbers { counts, is_empty: !text.contains('|') };
        required().iter().filter(|it| it.is(&numbers)).map(|it| it.name).collect()
    }

    #[test]
    fn a_table_is_known_by_what_it_counts() {
        assert_eq!(named("flow=received|flow=received fund=general|flow=spent"), ["收支总表"]);
        assert_eq!(named("flow=received|flow=total|flow=carried_in"), ["收入总表"]);
        assert_eq!(named("flow=spent|flow=spent purpose=basic"), ["支出总表"]);
        assert_eq!(
            named("flow=received fund=general|flow=spent fund=fiscal"),
            ["财政拨款收支总表"]
        );
        assert_eq!(
            named("flow=spent fund=general|flow=spent fund=general purpose=basic"),
            ["一般公共预算支出表"]
        );
        let basic = "flow=spent fund=general purpose=basic|flow=spent fund=general purpose=public";
        assert_eq!(named(basic), ["一般公共预算基本支出表"]);
        assert_eq!(
            named("fund=general memo=three_public|fund=general memo=reception"),
            ["“三公”经费支出表"]
        );
        assert_eq!(named("memo=three_public|memo=agency_operation"), ["“三公”经费支出表"]);
        assert_eq!(named("memo=reception|memo=abroad"), ["“三公”经费支出表"]);
        assert_eq!(named("flow=spent memo=procurement|flow=spent memo=goods"), [""; 0]);
    }

    #[test]
    fn an_empty_table_is_known_by_its_title() {
        assert_eq!(named("flow=spent fund=government_fund"), ["政府性基金预算支出表"]);
        assert_eq!(named("flow=spent fund=state_capital"), ["国有资本经营预算支出表"]);
        assert_eq!(named("memo=three_public"), ["“三公”经费支出表"]);
        assert_eq!(named("flow=spent fund=fiscal"), ["财政拨款收支总表"]);
        assert_eq!(named("flow=received"), ["收支总表", "收入总表"]);
    }

    #[test]
    fn a_table_without_a_scope_is_none_of_them() {
        assert!(!required().iter().any(|it| it.is(&Numbers::default())));
    }
}
