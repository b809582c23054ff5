//! Lists in tables of which a text gives only some rows: what they list is at most the whole.

use super::id::Cell;
use super::identity::{Identity, Kind, Relation};
use disclosure::{Disclosure, Excerpt, Observation};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest columns that fall short where rows are missing and no number is wrong.
const FEWEST: usize = 2;

/// Opens the lists of rows that may be missing some.
pub fn open(disclosure: &Disclosure, identities: &mut [Identity]) {
    // Of several tables the others tell what the last one lacks.
    let is_alone = disclosure.tables.len() == 1;
    for (at, table) in disclosure.tables.iter().enumerate() {
        let list = |identity: &Identity| List::new(disclosure, at, identity);
        let opened: BTreeSet<u32> = match table.excerpt {
            Excerpt::LeftOut => identities.iter().filter_map(list).map(|list| list.row).collect(),
            Excerpt::Ends if is_alone => ending(disclosure, at, identities),
            Excerpt::Ends | Excerpt::No => continue,
        };
        for identity in identities.iter_mut() {
            if List::new(disclosure, at, identity).is_some_and(|list| opened.contains(&list.row)) {
                identity.relation = Relation::AtMost;
            }
        }
    }
}

/// A list down a column of one table.
struct List {
    /// The row of its whole.
    row: u32,
    /// The rows of its parts.
    rows: BTreeSet<u32>,
    /// By how much the parts are less than the whole, in 分.
    short: i64,
}

impl List {
    fn new(disclosure: &Disclosure, table: usize, identity: &Identity) -> Option<Self> {
        let seen = |cell: &Cell| disclosure.observations.get(cell.index());
        let [whole] = identity.whole.as_slice() else { return None };
        let whole = seen(whole)?;
        let parts: Vec<&Observation> = identity.parts.iter().filter_map(seen).collect();
        let rows: BTreeSet<u32> = parts.iter().map(|part| part.source.row).collect();
        let row = whole.source.row;
        let is_list = identity.kind == Kind::List
            && whole.source.table == Some(table)
            && rows.iter().all(|part| *part > row);
        let sum = parts.iter().fold(0, |sum: i64, part| sum.saturating_add(fen(part)));
        is_list.then(|| Self { row, rows, short: fen(whole).saturating_sub(sum) })
    }
}

/// The rows whose lists are still open where the table ends: the last row is of the last part of them, and what
/// they lack is what a row lacks, some in several columns and nothing that contradicts the totals of the rows.
fn ending(disclosure: &Disclosure, table: usize, identities: &[Identity]) -> BTreeSet<u32> {
    let mut lists: BTreeMap<u32, Vec<List>> = BTreeMap::new();
    for list in identities.iter().filter_map(|identity| List::new(disclosure, table, identity)) {
        lists.entry(list.row).or_default().push(list);
    }
    let seen = disclosure.observations.iter().filter(|seen| seen.source.table == Some(table));
    let Some(last) = seen.map(|seen| seen.source.row).max() else { return BTreeSet::new() };
    let uneven = uneven(disclosure, table, identities);
    let mut path = BTreeSet::from([last]);
    let mut opened = BTreeSet::new();
    // From the innermost list to the outermost, which begins first.
    for (row, lists) in lists.iter().rev() {
        if !lists.iter().any(|list| !list.rows.is_disjoint(&path)) {
            continue;
        }
        path.insert(*row);
        let own = || lists.iter().flat_map(|list| &list.rows).chain([row]);
        let is_short = lists.iter().filter(|list| list.short > 0).count() >= FEWEST;
        let is_over = lists.iter().any(|list| list.short < 0);
        if is_short && !is_over && !own().any(|row| uneven.contains(row)) {
            opened.insert(*row);
        }
    }
    opened
}

/// The rows whose total is not the sum of the columns beside it.
fn uneven(disclosure: &Disclosure, table: usize, identities: &[Identity]) -> BTreeSet<u32> {
    let row = |identity: &Identity| {
        let seen = |cell: &Cell| disclosure.observations.get(cell.index());
        let mut cells = identity.terms().filter_map(|cell| seen(&cell));
        let first = cells.next()?;
        let is_row = first.source.table == Some(table)
            && cells.all(|other| other.source.row == first.source.row);
        let sum = |cells: &[Cell]| {
            cells.iter().filter_map(seen).fold(0, |sum: i64, it| sum.saturating_add(fen(it)))
        };
        let is_equal = identity.relation == Relation::Equal && identity.kind == Kind::List;
        let is_uneven = is_equal && sum(&identity.whole) != sum(&identity.parts);
        (is_row && is_uneven).then_some(first.source.row)
    };
    identities.iter().filter_map(row).collect()
}

fn fen(seen: &Observation) -> i64 {
    seen.value.printed().map_or(0, |printed| printed.nominal().fen())
}
