//! Which of several smallest repairs is the likeliest, and which of them is none: under a
//! repair all identities are derived anew, also those that the wrong number had hidden.

use super::Repair;
use super::system::System;
use crate::identities::cause::slip;
use crate::identities::evaluate::{Evaluated, evaluate};
use crate::identities::identity::Outcome;
use disclosure::{Disclosure, Value};

/// For how many repairs of a group all identities are derived anew.
const MAX_DERIVED: usize = 8;

/// The cost of a repair: the lower, the likelier.
type Rank = (usize, usize, usize, Vec<usize>);

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
        if let Some(seen) = repaired.observations.get_mut(*cell) {
            seen.value = Value::Printed(*printed);
        }
    }
    let Evaluated { identities, blank_totals, .. } = evaluate(&repaired);
    let count = |wanted: Outcome| identities.iter().filter(|(_, is)| *is == wanted).count();
    After {
        failing: count(Outcome::Fails),
        blank_totals: blank_totals.len(),
        holding: count(Outcome::Holds),
    }
}

/// Amounts below zero are rare: a repair that needs one is none, unless the document
/// prints such amounts or there is no other repair.
fn drop_negative(system: &System<'_>, repairs: &mut Vec<Repair>) {
    let observations = &system.evaluated.facts.disclosure.observations;
    let is_negative = |repair: &Repair| repair.values().any(|printed| printed.is_negative());
    let prints_negative = observations
        .iter()
        .enumerate()
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
    let slips = repair
        .iter()
        .map(|(cell, expected)| slip(facts, *cell, facts.value(*cell).printed(), *expected).rank());
    let is_in_table =
        |cell: &&usize| facts.observation(**cell).is_some_and(|seen| seen.source.table.is_some());
    let is_whole = |cell: &&usize| {
        let mut identities = system.of(**cell).iter().filter_map(|index| system.identity(*index));
        identities.any(|identity| identity.whole == [**cell] && identity.parts.len() > 1)
    };
    (
        slips.sum(),
        repair.keys().filter(is_in_table).count(),
        repair.keys().filter(is_whole).count(),
        repair.keys().copied().collect(),
    )
}
