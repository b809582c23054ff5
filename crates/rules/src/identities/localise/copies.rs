//! One wrong number that was carried over into several places: each of them prints the same,
//! and one other number in all of them makes every identity hold.

use super::Repair;
use super::budget::Budget;
use super::system::System;
use crate::identities::identity::Outcome;
use crate::identities::{Cell, IdentityId};
use disclosure::Value;
use ledger::Amount;
use std::collections::{BTreeMap, BTreeSet};

/// In how many places one wrong number is looked for.
const MAX_COPIES: usize = 24;

/// Returns the repairs that change every copy of one number and make all of `failing` hold.
pub fn copies(system: &System<'_>, failing: &[IdentityId], budget: &mut Budget) -> Vec<Repair> {
    let mut places: BTreeMap<i128, BTreeSet<Cell>> = BTreeMap::new();
    for cell in failing.iter().flat_map(|id| system.cells(*id)) {
        places.entry(system.nominal(cell)).or_default().insert(cell);
    }
    let mut repairs = Vec::new();
    for (nominal, cells) in places.into_iter().filter(|(nominal, _)| *nominal != 0) {
        let wanted = failing.first().and_then(|first| wanted(system, *first, &cells, nominal));
        if let Some(wanted) = wanted.filter(|wanted| *wanted != nominal) {
            let repair = repair(system, failing, cells, (nominal, wanted), budget);
            repairs.extend(repair.filter(|repair| repair.len() > 1));
        }
    }
    repairs
}

/// Returns the value the number needs for one identity to hold.
fn wanted(
    system: &System<'_>,
    id: IdentityId,
    cells: &BTreeSet<Cell>,
    nominal: i128,
) -> Option<i128> {
    let equation = system.equation(id)?;
    let sign: i128 = cells.iter().map(|cell| equation.sign(*cell)).sum();
    let by = equation.sum.checked_div(sign)?;
    (by * sign == equation.sum).then_some(nominal - by)
}

/// The change of all these copies, and of those that follow from them, from one number to another.
fn repair(
    system: &System<'_>,
    failing: &[IdentityId],
    mut cells: BTreeSet<Cell>,
    (from, to): (i128, i128),
    budget: &mut Budget,
) -> Option<Repair> {
    let amount = Amount::from_fen(i64::try_from(to).ok()?);
    loop {
        if cells.len() > MAX_COPIES {
            return None;
        }
        let print = |cell: &Cell| (*cell, system.in_format_of(*cell).in_format_of(amount));
        let repair: Repair = cells.iter().map(print).collect();
        let touched: BTreeSet<IdentityId> =
            cells.iter().flat_map(|cell| system.of(*cell)).chain(failing).copied().collect();
        if !budget.spend_partial(touched.iter().map(|id| system.size(*id)).sum()) {
            return None;
        }
        let broken: Vec<IdentityId> =
            touched.into_iter().filter(|id| is_broken(system, *id, &repair)).collect();
        if broken.is_empty() {
            return Some(repair);
        }
        let others = broken.iter().flat_map(|id| system.cells(*id));
        let known = cells.len();
        cells.extend(others.filter(|cell| system.nominal(*cell) == from).collect::<Vec<_>>());
        if cells.len() == known {
            return None;
        }
    }
}

fn is_broken(system: &System<'_>, id: IdentityId, repair: &Repair) -> bool {
    let value = |cell: Cell| match repair.get(&cell) {
        Some(printed) => Value::Printed(*printed),
        None => system.evaluated.facts.value(cell),
    };
    system.identity(id).outcome_with(&value) == Outcome::Fails
}
