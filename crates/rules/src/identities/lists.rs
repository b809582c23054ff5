//! Identities inside one table: a cell and the cells it lists, down its column or along its row.

use super::identity::{Identity, Kind, Relation};
use disclosure::{Disclosure, Observation};
use ledger::{Item, Scope};
use std::collections::BTreeMap;

/// What the lists of the tables say.
#[derive(Debug, Default)]
pub struct Lists {
    /// A listed whole and its nearest listed parts.
    pub identities: Vec<Identity>,
    /// Blank cells whose listed parts print numbers, with these parts: headings, not zeros.
    pub blank_totals: BTreeMap<usize, Vec<usize>>,
}

/// The identities of every list of every table.
pub fn lists(disclosure: &Disclosure) -> Lists {
    let mut columns: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, seen) in disclosure.observations.iter().enumerate() {
        let source = &seen.source;
        if let (Some(table), true) = (source.table, source.row > 0) {
            columns.entry((table, source.list)).or_default().push(index);
            rows.entry((table, source.panel, source.row)).or_default().push(index);
        }
    }
    let mut lists = Lists::default();
    for list in columns.values() {
        read_list(&disclosure.observations, list, &mut lists, true);
    }
    for list in rows.values() {
        read_list(&disclosure.observations, list, &mut lists, false);
    }
    lists
}

/// Reads one list. Along a row one column alone does not divide the other: 合计 beside
/// 财政拨款 may well be more.
fn read_list(observations: &[Observation], list: &[usize], lists: &mut Lists, is_column: bool) {
    let listed: Vec<(usize, &Observation)> =
        list.iter().filter_map(|index| Some((*index, observations.get(*index)?))).collect();
    for (whole, seen) in &listed {
        for (split, parts) in nearest_parts(&seen.scope, &listed) {
            if !are_disjoint(&parts) {
                continue;
            }
            let is_heading = seen.value.printed().is_none()
                && parts.iter().any(|(_, part)| !part.value.is_zero());
            if is_heading {
                lists.blank_totals.insert(*whole, parts.iter().map(|(index, _)| *index).collect());
            }
            let is_alone = !is_column && parts.len() == 1;
            let is_partial = is_alone || parts.iter().any(|(_, part)| part.source.is_partial);
            lists.identities.push(Identity {
                relation: if is_partial { Relation::AtMost } else { Relation::Equal },
                split,
                has_unknown: parts
                    .iter()
                    .any(|(_, part)| part.scope.item != seen.scope.item && !part.value.is_zero()),
                ..Identity::new(
                    Kind::List,
                    vec![*whole],
                    parts.iter().map(|(index, _)| *index).collect(),
                )
            });
        }
    }
}

type Listed<'a> = (usize, &'a Observation);

/// The largest listed scopes below `whole`, by the split of the flow to which they belong:
/// the sources and the uses of a total are two lists.
fn nearest_parts<'a>(
    whole: &Scope,
    listed: &[Listed<'a>],
) -> BTreeMap<Option<&'static str>, Vec<Listed<'a>>> {
    let is_part = |(_, seen): &&Listed<'a>| {
        let is_memo = seen.scope.memo != whole.memo && seen.scope.memo.split().is_none();
        let is_marked_unknown = seen.source.is_partial && seen.scope.item != Item::ALL;
        seen.scope != *whole && whole.contains(&seen.scope) && !is_memo && !is_marked_unknown
    };
    let below: Vec<Listed<'a>> = listed.iter().filter(is_part).copied().collect();
    let mut nearest: BTreeMap<_, Vec<Listed<'a>>> = BTreeMap::new();
    for part in &below {
        let scope = &part.1.scope;
        let is_nearest =
            !below.iter().any(|(_, other)| other.scope != *scope && other.scope.contains(scope));
        let split = (scope.flow != whole.flow).then(|| scope.flow.split()).flatten();
        let parts = nearest.entry(split).or_default();
        if is_nearest && parts.iter().all(|(_, other)| other.scope != *scope) {
            parts.push(*part);
        }
    }
    nearest.retain(|_, parts| !parts.is_empty());
    nearest
}

/// Whether no money is counted in two of the parts. Parts that are nothing cannot be: a
/// blank row that nobody knows must not keep its list from being checked.
fn are_disjoint(parts: &[Listed<'_>]) -> bool {
    let something: Vec<&Listed<'_>> =
        parts.iter().filter(|(_, part)| !part.value.is_zero()).collect();
    let others = |index: usize| something.get(index + 1..).unwrap_or_default();
    something.iter().enumerate().all(|(index, (_, part))| {
        others(index).iter().all(|(_, other)| part.scope.is_disjoint(&other.scope))
    })
}
