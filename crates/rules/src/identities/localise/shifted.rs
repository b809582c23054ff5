//! A table whose numbers are next to the wrong labels: several of its rows print what
//! another table prints for other rows. Its identities fail by the dozen, from one cause.

use super::rows::Rows;
use crate::identities::evaluate::Evaluated;
use crate::identities::{Cell, IdentityId};
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
    pub rows: Vec<(Cell, Cell)>,
    /// The identities of the table that fail.
    pub failing: Vec<IdentityId>,
}

/// The tables whose rows have slipped.
pub fn shifted(evaluated: &Evaluated<'_>) -> Vec<Shifted> {
    let mut failing: Vec<IdentityId> = evaluated.failing().collect();
    let mut found = Vec::new();
    if failing.len() < MIN_FAILING {
        return found;
    }
    let rows = Rows::new(evaluated.facts.disclosure);
    while let Some(shifted) = worst(evaluated, &rows, &failing) {
        failing.retain(|id| !shifted.failing.contains(id));
        found.push(shifted);
    }
    found
}

/// Returns the table with the most failing identities among those that may have slipped: the table
/// that it is compared with looks slipped too, but agrees with itself.
fn worst(evaluated: &Evaluated<'_>, rows: &Rows, failing: &[IdentityId]) -> Option<Shifted> {
    let mut of: BTreeMap<usize, Vec<IdentityId>> = BTreeMap::new();
    for id in failing {
        for table in tables(evaluated, *id) {
            of.entry(table).or_default().push(*id);
        }
    }
    let most = of.values().map(Vec::len).max().filter(|most| *most >= MIN_FAILING)?;
    let mut worst = of.into_iter().filter(|(_, failing)| failing.len() == most);
    let (Some((table, failing)), None) = (worst.next(), worst.next()) else { return None };
    let rows = rows.slipped(table);
    (rows.len() >= MIN_ROWS).then_some(Shifted { table, rows, failing })
}

/// The tables that have a number in an identity.
fn tables(evaluated: &Evaluated<'_>, id: IdentityId) -> BTreeSet<usize> {
    let terms = evaluated.identity(id).terms();
    terms.filter_map(|cell| evaluated.facts.observation(cell).source.table).collect()
}
