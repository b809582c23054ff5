//! Which row of a sheet is which row of a later version of it.

use crate::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// The filled cells of a row by their headings.
type Filled<'a> = BTreeMap<&'a str, &'a str>;

/// The most pairs of rows of which each is compared with each. With more, only rows that are the
/// same from either end are known to be the same.
const MOST_PAIRS: usize = 4_000_000;

/// Returns for each row of `base` its row in `now`, where it is still there.
///
/// Rows that did not change are matched first, in order. Between them a row is matched with the
/// one that has most of its cells, at least half, so that one that was removed is not taken for a
/// row like it.
pub(crate) fn align(base: &Sheet, now: &Sheet) -> Vec<Option<usize>> {
    let (base, now) = (filled(base), filled(now));
    let mut matched = unchanged(&base, &now);
    let mut begin = (0, 0);
    for at in 0..=base.len() {
        let end = matched.get(at).map_or(Some(now.len()), |it| *it);
        let Some(end) = end else { continue };
        for (one, other) in pairs(&base, &now, begin.0..at, begin.1..end) {
            if let Some(place) = matched.get_mut(one) {
                *place = Some(other);
            }
        }
        begin = (at + 1, end + 1);
    }
    matched
}

fn filled(sheet: &Sheet) -> Vec<Filled<'_>> {
    sheet.rows.iter().map(|row| sheet.filled(row)).collect()
}

/// Matches the rows that are the same: those at both ends, and between them the longest common
/// sequence.
fn unchanged(base: &[Filled<'_>], now: &[Filled<'_>]) -> Vec<Option<usize>> {
    let start = base.iter().zip(now).take_while(|(one, other)| one == other).count();
    let rest = base.len().min(now.len()).saturating_sub(start);
    let ends = base.iter().rev().zip(now.iter().rev()).take(rest);
    let end = ends.take_while(|(one, other)| one == other).count();
    let mut matched: Vec<Option<usize>> = (0..start).map(Some).collect();
    let middle = |rows: &'_ [Filled<'_>]| rows.len().saturating_sub(end);
    let (left, right) = (middle(base), middle(now));
    let inner = common(
        base.get(start..left).unwrap_or_default(),
        now.get(start..right).unwrap_or_default(),
    );
    matched.extend(inner.into_iter().map(|at| at.map(|at| at.saturating_add(start))));
    matched.extend((right..now.len()).map(Some));
    matched
}

/// Returns the longest common sequence of two lists of rows.
fn common(base: &[Filled<'_>], now: &[Filled<'_>]) -> Vec<Option<usize>> {
    let mut matched = vec![None; base.len()];
    if base.len().saturating_mul(now.len()) > MOST_PAIRS {
        return matched;
    }
    let width = now.len() + 1;
    // How long the sequence of what follows both rows is.
    let mut length = vec![0_u32; width.saturating_mul(base.len() + 1)];
    let at = |one: usize, other: usize| one * width + other;
    let get = |length: &[u32], one, other| length.get(at(one, other)).copied().unwrap_or_default();
    for (one, row) in base.iter().enumerate().rev() {
        for (other, candidate) in now.iter().enumerate().rev() {
            let longest = if row == candidate {
                get(&length, one + 1, other + 1) + 1
            } else {
                get(&length, one + 1, other).max(get(&length, one, other + 1))
            };
            if let Some(place) = length.get_mut(at(one, other)) {
                *place = longest;
            }
        }
    }
    let (mut one, mut other) = (0, 0);
    while let (Some(row), Some(candidate)) = (base.get(one), now.get(other)) {
        let skipped = get(&length, one + 1, other);
        if row == candidate {
            if let Some(place) = matched.get_mut(one) {
                *place = Some(other);
            }
            (one, other) = (one + 1, other + 1);
        } else if skipped >= get(&length, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    matched
}

/// Matches changed rows between two that did not change, the most alike first.
fn pairs(
    base: &[Filled<'_>],
    now: &[Filled<'_>],
    ones: std::ops::Range<usize>,
    others: std::ops::Range<usize>,
) -> Vec<(usize, usize)> {
    if ones.len().saturating_mul(others.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut alike = Vec::new();
    for one in ones.clone() {
        for other in others.clone() {
            let (Some(row), Some(candidate)) = (base.get(one), now.get(other)) else { continue };
            let same = row.iter().filter(|(key, text)| candidate.get(*key) == Some(text)).count();
            let apart = one.abs_diff(ones.start).abs_diff(other.abs_diff(others.start));
            if same.saturating_mul(2) >= row.len().max(candidate.len()) {
                alike.push((std::cmp::Reverse(same), apart, one, other));
            }
        }
    }
    alike.sort_unstable();
    let (mut matched, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, one, other) in alike {
        if !matched.contains_key(&one) && taken.insert(other) {
            matched.insert(one, other);
        }
    }
    matched.into_iter().collect()
}
