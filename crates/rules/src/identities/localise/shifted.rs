//! A table whose numbers are next to the wrong labels: several of its rows print what
//! another table prints for other rows. Its identities fail by the dozen, from one cause.

use super::rows::Rows;
use crate::identities::evaluate::Evaluated;
use crate::identities::identity::Identity;
use std::collections::{BTreeMap, BTreeSet};

/// The number of rows that have to print another row's numbers.
const MIN_ROWS: usize = 3;

/// The number of identities of the table that have to fail.
const MIN_FAILING: usize = 6;

/// A table whose rows have slipped.
#[derive(Debug)]
pub struct Shifted {
    /// The table.
    pub table: usize,
    /// The rows that print another row's numbers: what each prints first, and what another
    /// table prints first for the row whose numbers these are.
    pub rows: Vec<(usize, usize)>,
    /// The identities of the table that fail, by their index.
    pub failing: Vec<usize>,
}

/// The tables whose rows have slipped.
pub fn shifted(evaluated: &Evaluated<'_>) -> Vec<Shifted> {
    let mut failing: Vec<usize> = evaluated.failing().collect();
    let mut found = Vec::new();
    if failing.len() < MIN_FAILING {
        return found;
    }
    let rows = Rows::new(evaluated.facts.disclosure);
    while let Some(shifted) = worst(evaluated, &rows, &failing) {
        failing.retain(|index| !shifted.failing.contains(index));
        found.push(shifted);
    }
    found
}

/// Returns the table with the most failing identities among those that may have slipped: the table
/// that it is compared with looks slipped too, but agrees with itself.
fn worst(evaluated: &Evaluated<'_>, rows: &Rows, failing: &[usize]) -> Option<Shifted> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in failing {
        for table in tables(evaluated, *index) {
            of.entry(table).or_default().push(*index);
        }
    }
    let most = of.values().map(Vec::len).max().filter(|most| *most >= MIN_FAILING)?;
    let mut worst = of.into_iter().filter(|(_, failing)| failing.len() == most);
    let (Some((table, failing)), None) = (worst.next(), worst.next()) else { return None };
    let rows = rows.slipped(table);
    (rows.len() >= MIN_ROWS).then_some(Shifted { table, rows, failing })
}

/// The tables that have a number in an identity.
fn tables(evaluated: &Evaluated<'_>, index: usize) -> BTreeSet<usize> {
    let identity = evaluated.identities.get(index).map(|(identity, _)| identity);
    let terms = identity.into_iter().flat_map(Identity::terms);
    terms.filter_map(|cell| evaluated.facts.observation(cell)?.source.table).collect()
}
