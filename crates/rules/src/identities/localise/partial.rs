//! If no small set of changes repairs a whole group: the one number whose change
//! repairs most of its identities and breaks none. The remaining failures are reported as
//! identities.

use super::Repair;
use super::budget::Budget;
use super::system::System;
use crate::identities::identity::Outcome;
use crate::identities::{Cell, IdentityId};
use disclosure::Value;
use ledger::Amount;
use std::collections::BTreeSet;

/// The number of failing identities that one change has to repair to be accepted.
const MIN_SETTLED: usize = 2;

/// Changes of one number each that settle the same identities.
pub struct Partial {
    /// The alternative changes.
    pub repairs: Vec<Repair>,
    /// The failing identities that they settle.
    pub settled: Vec<IdentityId>,
}

/// The changes of one number that settle the most of `failing`, if they all settle the
/// same; none either when the work set aside for this is done.
pub fn partial(
    system: &System<'_>,
    failing: &[IdentityId],
    budget: &mut Budget,
) -> Option<Partial> {
    let cells: BTreeSet<Cell> = failing.iter().flat_map(|id| system.cells(*id)).collect();
    let mut best: Vec<(Repair, Vec<IdentityId>)> = Vec::new();
    for cell in cells {
        for repair in wanted(system, failing, cell) {
            let work: usize = system.of(cell).iter().map(|id| system.size(*id)).sum();
            if !budget.spend_partial(work) {
                return None;
            }
            let Some(settled) = settled(system, failing, cell, &repair) else { continue };
            let most = best.first().map_or(MIN_SETTLED, |(_, settled)| settled.len());
            if settled.len() > most {
                best.clear();
            }
            if settled.len() >= most {
                best.push((repair, settled));
            }
        }
    }
    let (_, settled) = best.first()?.clone();
    let is_agreed = best.iter().all(|(_, other)| *other == settled);
    let repairs = best.into_iter().map(|(repair, _)| repair).collect();
    is_agreed.then_some(Partial { repairs, settled })
}

/// Returns the value a cell would need for each of its failing identities.
fn wanted(system: &System<'_>, failing: &[IdentityId], cell: Cell) -> Vec<Repair> {
    let mut wanted: Vec<Repair> = Vec::new();
    for equation in failing.iter().filter_map(|id| system.equation(*id)) {
        let sign = equation.sign(cell);
        if sign.abs() != 1 {
            continue;
        }
        let fen = i64::try_from(system.nominal(cell) - sign * equation.sum).map(Amount::from_fen);
        if let Ok(fen) = fen {
            let repair = Repair::from([(cell, system.in_format_of(cell).in_format_of(fen))]);
            if !wanted.contains(&repair) {
                wanted.push(repair);
            }
        }
    }
    wanted
}

/// The failing identities that a change settles; `None` if it breaks another.
fn settled(
    system: &System<'_>,
    failing: &[IdentityId],
    cell: Cell,
    repair: &Repair,
) -> Option<Vec<IdentityId>> {
    let value = |cell: Cell| match repair.get(&cell) {
        Some(printed) => Value::Printed(*printed),
        None => system.evaluated.facts.value(cell),
    };
    let mut settled = Vec::new();
    for id in system.of(cell) {
        let is_failing = system.identity(*id).outcome_with(&value) == Outcome::Fails;
        match (failing.contains(id), is_failing) {
            (true, false) => settled.push(*id),
            (false, true) => return None,
            _ => {}
        }
    }
    Some(settled)
}
