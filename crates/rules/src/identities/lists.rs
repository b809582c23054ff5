//! Identities inside one table: a cell and the cells it lists, down its column or along its row.

use super::id::Cell;
use super::identity::{Identity, Kind, Relation};
use disclosure::{Disclosure, Observation};
use ledger::{Code, Item, Scope};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The identities of the lists in tables.
#[derive(Debug, Default)]
pub struct Lists {
    /// A listed whole and its nearest listed parts.
    pub identities: Vec<Identity>,
    /// Blank cells whose listed parts print numbers, with these parts: headings, not zeros.
    pub blank_totals: BTreeMap<Cell, Vec<Cell>>,
}

/// The identities of every list of every table.
pub fn lists(disclosure: &Disclosure) -> Lists {
    let mut columns: BTreeMap<_, Vec<Listed<'_>>> = BTreeMap::new();
    let mut rows: BTreeMap<_, Vec<Listed<'_>>> = BTreeMap::new();
    for (cell, seen) in Cell::all(disclosure) {
        let source = &seen.source;
        if let (Some(table), true) = (source.table, source.row > 0) {
            columns.entry((table, source.list)).or_default().push((cell, seen));
            rows.entry((table, source.panel, source.row)).or_default().push((cell, seen));
        }
    }
    let mut lists = Lists::default();
    for list in columns.values() {
        read_list(list, &mut lists, true);
    }
    for list in rows.values() {
        read_list(list, &mut lists, false);
    }
    lists
}

/// Reads one list. Along a row one column alone does not divide the other: 合计 beside
/// 财政拨款 may well be more.
fn read_list(list: &[Listed<'_>], lists: &mut Lists, is_column: bool) {
    let nearest = nearest_parts(list);
    for below in nearest.chunk_by(|one, other| one.list() == other.list()) {
        let Some(&Below { whole: (whole, seen), split, .. }) = below.first() else { continue };
        let parts: Vec<Listed<'_>> = below.iter().map(|below| below.part).collect();
        if !are_disjoint(&parts) {
            continue;
        }
        let is_heading =
            seen.value.printed().is_none() && parts.iter().any(|(_, part)| !part.value.is_zero());
        if is_heading {
            lists.blank_totals.insert(whole, parts.iter().map(|(cell, _)| *cell).collect());
        }
        let is_alone = !is_column && parts.len() == 1;
        let is_partial = is_alone || parts.iter().any(|(_, part)| part.source.is_partial);
        lists.identities.push(Identity {
            relation: if is_partial { Relation::AtMost } else { Relation::Equal },
            split,
            has_unknown: parts
                .iter()
                .any(|(_, part)| part.scope.item != seen.scope.item && !part.value.is_zero()),
            ..Identity::new(Kind::List, vec![whole], parts.iter().map(|(cell, _)| *cell).collect())
        });
    }
}

type Listed<'a> = (Cell, &'a Observation);

/// A listed whole and one of its nearest listed parts.
struct Below<'a> {
    whole: Listed<'a>,
    /// The split of the whole's flow to which the part belongs.
    split: Option<&'static str>,
    /// Whether the part is an economic item of the government: they and those of departments divide
    /// the same money.
    is_of_government: bool,
    part: Listed<'a>,
}

impl Below<'_> {
    const fn list(&self) -> (Cell, Option<&'static str>, bool) {
        (self.whole.0, self.split, self.is_of_government)
    }
}

/// For each whole, each split of its flow (the sources and the uses of a total are two lists) and
/// each economic classification, the largest listed scopes below it, in the order of the list.
fn nearest_parts<'a>(listed: &[Listed<'a>]) -> Vec<Below<'a>> {
    let key = |(_, seen): &Listed<'a>| subject(&seen.scope);
    let mut by_subject = listed.to_vec();
    by_subject.sort_by_key(key);
    let with_subject = |wanted| {
        let first = by_subject.partition_point(|entry| key(entry) < wanted);
        by_subject.iter().skip(first).take_while(move |entry| key(entry) == wanted)
    };
    let mut nearest = Vec::new();
    let mut taken: FxHashSet<(Cell, Scope)> = FxHashSet::default();
    let mut above: Vec<Listed<'a>> = Vec::new();
    for part in listed {
        let scope = &part.1.scope;
        above.clear();
        above.extend(
            widened(scope)
                .flat_map(with_subject)
                .filter(|(_, other)| other.scope != *scope && other.scope.contains(scope)),
        );
        for &(whole, seen) in above.iter().filter(|(_, whole)| is_part(&whole.scope, part.1)) {
            let is_between = |(_, other): &Listed<'a>| {
                seen.scope != other.scope
                    && seen.scope.contains(&other.scope)
                    && is_part(&seen.scope, other)
            };
            if !above.iter().any(is_between) && taken.insert((whole, *scope)) {
                let split = (scope.flow != seen.scope.flow).then(|| scope.flow.split()).flatten();
                let is_of_government = scope.economic.is_of_government();
                nearest.push(Below { whole: (whole, seen), split, is_of_government, part: *part });
            }
        }
    }
    nearest.sort_by_key(Below::list);
    nearest
}

/// Returns whether something listed within a scope is one of its parts.
fn is_part(whole: &Scope, part: &Observation) -> bool {
    let is_memo = part.scope.memo != whole.memo && part.scope.memo.split().is_none();
    let is_marked_unknown = part.source.is_partial && part.scope.item != Item::ALL;
    !is_memo && !is_marked_unknown
}

/// What a scope is of: its function, its economic item and its named item.
type Subject = (Code, Code, Item);

const fn subject(scope: &Scope) -> Subject {
    (scope.function, scope.economic, scope.item)
}

/// The subject of a scope and all wider ones.
fn widened(scope: &Scope) -> impl Iterator<Item = Subject> + use<> {
    let (_, economic, item) = subject(scope);
    let items = [Some(Item::ALL), (item != Item::ALL).then_some(item)];
    let codes = scope.function.widened();
    let codes = codes.flat_map(move |function| economic.widened().map(move |it| (function, it)));
    codes.flat_map(move |(function, economic)| {
        items.into_iter().flatten().map(move |item| (function, economic, item))
    })
}

/// Whether no money is counted in two of the parts. Parts that are nothing cannot be: a
/// blank unrecognised row must not keep its list from being checked.
fn are_disjoint(parts: &[Listed<'_>]) -> bool {
    type ByItem<'a> = FxHashMap<Item, Vec<(Cell, &'a Scope)>>;
    let mut by_function: FxHashMap<Code, ByItem<'_>> = FxHashMap::default();
    for (cell, part) in parts.iter().filter(|(_, part)| !part.value.is_zero()) {
        let by_item = by_function.entry(part.scope.function).or_default();
        by_item.entry(part.scope.item).or_default().push((*cell, &part.scope));
    }
    // Of two functions that share money one contains the other, or they are one; so it is with items.
    let is_apart = |cell: Cell, scope: &Scope| {
        let above = scope.function.widened().filter_map(|code| by_function.get(&code));
        above.into_iter().all(|by_item| {
            let of = |item| by_item.get(&item).into_iter().flatten();
            let mut others: Box<dyn Iterator<Item = &(Cell, &Scope)>> = match scope.item {
                Item::ALL => Box::new(by_item.values().flatten()),
                item => Box::new(of(item).chain(of(Item::ALL))),
            };
            others.all(|(other, that)| *other == cell || scope.is_disjoint(that))
        })
    };
    by_function.values().flat_map(FxHashMap::values).flatten().all(|(cell, it)| is_apart(*cell, it))
}
