//! Two tables of which each stands below the other's title.

use super::edit::{Change, Edit, spot_at};
use super::standing::suspects;
use super::{Hypothesis, Kind};
use disclosure::Disclosure;
use document::Document;
use std::collections::BTreeSet;

/// How many tables may have another's title: those in which the most fails.
const MAX_TABLES: usize = 2;

/// The titles of the tables in which the most fails, each in the place of the other's, or of the
/// title before or after it: the other table may be empty, so that nothing fails in it.
pub fn hypotheses(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let suspects = suspects(disclosure, Kind::Titles.least_gain(), MAX_TABLES);
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    if let [one, other] = suspects.as_slice() {
        pairs.insert((*one.min(other), *one.max(other)));
    }
    for one in suspects {
        pairs.insert((one, one + 1));
        pairs.extend(one.checked_sub(1).map(|before| (before, one)));
    }
    let swapped = pairs.iter().map(|(one, other)| swapped(document, disclosure, *one, *other));
    swapped.flatten().collect()
}

fn swapped(
    document: &Document,
    disclosure: &Disclosure,
    one: usize,
    other: usize,
) -> Option<Hypothesis> {
    let (one, other) = (disclosure.tables.get(one)?, disclosure.tables.get(other)?);
    if one.title == other.title {
        return None;
    }
    let change =
        |place, meant: &String| Change::new(document, spot_at(document, place)?, meant.as_str());
    let changes = vec![change(&one.place, &other.title)?, change(&other.place, &one.title)?];
    // A title that is the name of a sheet is no text of the document.
    let are_titles = changes
        .iter()
        .zip([one, other])
        .all(|(change, table)| change.printed.trim() == table.title);
    are_titles.then_some(Hypothesis { kind: Kind::Titles, edit: Edit { changes } })
}
