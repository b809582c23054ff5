//! Which of several smallest repairs is the likeliest, and which of them is none: under a
//! repair all identities are derived anew, also those that the wrong number had hidden.

use super::Repair;
use super::system::System;
use crate::identities::Cell;
use crate::identities::cause::slip;
use crate::identities::evaluate::evaluate;
use crate::identities::identity::Outcome;
use disclosure::{Disclosure, Value};

/// For how many repairs of a group all identities are derived anew.
const MAX_DERIVED: usize = 8;

/// The cost of a repair: the lower, the likelier.
type Rank = (usize, usize, usize, Vec<Cell>);

/// The repairs, the likeliest first, without those under which something else fails.
pub fn rank(system: &System<'_>, mut repairs: Vec<Repair>) -> Vec<Repair> {
    drop_negative(system, &mut repairs);
    repairs.sort_by_cached_key(|repair| weight(system, repair));
    if repairs.len() < 2 {
        return repairs;
    }
    let rest = repairs.split_off(repairs.len().min(MAX_DERIVED));
    let disclosure = system.evaluated.facts.disclosure;
    let after = |repair: &Repair| after(disclosure, repair);
    let mut derived: Vec<(After, Repair)> =
        repairs.into_iter().map(|repair| (after(&repair), repair)).collect();
    let fewest = derived.iter().map(|(after, _)| after.broken()).min();
    derived.retain(|(after, _)| Some(after.broken()) == fewest);
    derived.sort_by_cached_key(|(after, repair)| {
        let (slips, kinds, wholes, cells) = weight(system, repair);
        (slips, usize::MAX - after.holding, kinds, wholes, cells)
    });
    derived.into_iter().map(|(_, repair)| repair).chain(rest).collect()
}

/// The effect of a repair.
struct After {
    failing: usize,
    blank_totals: usize,
    holding: usize,
}

impl After {
    /// The identities that still fail or fail now.
    const fn broken(&self) -> (usize, usize) {
        (self.failing, self.blank_totals)
    }
}

fn after(disclosure: &Disclosure, repair: &Repair) -> After {
    let mut repaired = disclosure.clone();
    for (cell, printed) in repair {
        if let Some(seen) = repaired.observations.get_mut(cell.index()) {
            seen.value = Value::Printed(*printed);
        }
    }
    let evaluated = evaluate(&repaired);
    let count = |wanted: Outcome| evaluated.identities().filter(|(_, _, is)| *is == wanted).count();
    After {
        failing: count(Outcome::Fails),
        blank_totals: evaluated.blank_totals.len(),
        holding: count(Outcome::Holds),
    }
}

/// Amounts below zero are rare: a repair that needs one is none, unless the document
/// prints such amounts or there is no other repair.
fn drop_negative(system: &System<'_>, repairs: &mut Vec<Repair>) {
    let is_negative = |repair: &Repair| repair.values().any(|printed| printed.is_negative());
    let prints_negative = Cell::all(system.evaluated.facts.disclosure)
        .filter(|(cell, _)| !repairs.iter().any(|repair| repair.contains_key(cell)))
        .any(|(_, seen)| seen.value.printed().is_some_and(ledger::Printed::is_negative));
    if !prints_negative && !repairs.iter().all(is_negative) {
        repairs.retain(|repair| !is_negative(repair));
    }
}

/// Known slips before others, sentences before tables, parts before totals, then reading
/// order.
fn weight(system: &System<'_>, repair: &Repair) -> Rank {
    let facts = &system.evaluated.facts;
    let slips = repair.iter().map(|(cell, expected)| slip(facts, *cell, *expected).rank());
    let is_in_table = |cell: &&Cell| facts.observation(**cell).source.table.is_some();
    let is_whole = |cell: &&Cell| {
        let mut identities = system.of(**cell).iter().map(|id| system.identity(*id));
        identities.any(|identity| identity.whole == [**cell] && identity.parts.len() > 1)
    };
    (
        slips.sum(),
        repair.keys().filter(is_in_table).count(),
        repair.keys().filter(is_whole).count(),
        repair.keys().copied().collect(),
    )
}
