//! A table whose numbers stand beside the wrong labels: several of its rows print what
//! another table prints for other rows. Its identities fail by the dozen, from one cause.

use super::rows::Rows;
use super::system::System;
use crate::identities::identity::Identity;
use std::collections::BTreeSet;

/// How many rows have to print another row's numbers.
const MIN_ROWS: usize = 3;

/// How many identities of the table have to fail.
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

/// The tables whose rows have slipped; their identities are taken out of `failing`.
pub fn shifted(system: &System<'_>, rows: &Rows, failing: &mut Vec<usize>) -> Vec<Shifted> {
    let mut found = Vec::new();
    while failing.len() >= MIN_FAILING {
        let Some(shifted) = worst(system, rows, failing) else { break };
        failing.retain(|index| !shifted.failing.contains(index));
        found.push(shifted);
    }
    found
}

/// Of the tables that may have slipped the one of which the most identities fail: the table
/// that it is compared with looks slipped too, but agrees with itself.
fn worst(system: &System<'_>, rows: &Rows, failing: &[usize]) -> Option<Shifted> {
    let facts = &system.evaluated.facts;
    let table_of = |cell: usize| facts.observation(cell).and_then(|seen| seen.source.table);
    let touches = |index: &usize, table: usize| {
        let terms = system.identity(*index).into_iter().flat_map(Identity::terms);
        terms.into_iter().any(|cell| table_of(cell) == Some(table))
    };
    let terms = failing.iter().filter_map(|index| system.identity(*index));
    let tables: BTreeSet<usize> = terms.flat_map(Identity::terms).filter_map(table_of).collect();
    let of = |table: usize| -> Vec<usize> {
        failing.iter().filter(|index| touches(index, table)).copied().collect()
    };
    let mut counted: Vec<(usize, Vec<usize>)> =
        tables.into_iter().map(|table| (table, of(table))).collect();
    counted.retain(|(_, failing)| failing.len() >= MIN_FAILING);
    let most = counted.iter().map(|(_, failing)| failing.len()).max()?;
    counted.retain(|(_, failing)| failing.len() == most);
    let (table, failing) = counted.pop().filter(|_| counted.is_empty())?;
    let rows = rows.slipped(table);
    (rows.len() >= MIN_ROWS).then_some(Shifted { table, rows, failing })
}
