//! Whether the numbers of a document are exact, or were shortened each on its own.
//!
//! Where amounts were shortened to the printed digits, about a third of the sums miss by
//! a last digit; where they are exact, none does but for a wrong number. So sums that miss,
//! and without shared numbers show that the document's numbers are shortened. Then
//! an amount may be rounded in one place and truncated in another, and a difference in the last
//! digit is not an error.

use super::facts::Facts;
use super::id::Cell;
use super::identity::{Identity, Outcome};
use ledger::Rounding;
use std::collections::{BTreeMap, BTreeSet};

/// The number of sums without shared numbers that must differ in the last digit before the numbers
/// count
/// as shortened: two wrong numbers can make two of them.
const MIN_SUMS: usize = 3;

/// Accepts identities between shortened numbers if each may be rounded or truncated.
pub fn loosen(facts: &Facts<'_>, identities: &mut [(Identity, Outcome)]) {
    let steps = shortened_steps(facts, identities);
    for (identity, outcome) in identities.iter_mut().filter(|(_, o)| *o != Outcome::NotEvaluable) {
        if step(facts, identity).is_some_and(|step| steps.contains(&step)) {
            identity.loosest = Rounding::Either;
            *outcome = identity.outcome(facts);
        }
    }
}

/// The steps of the last digit (in 分) at which the document's numbers are shortened.
fn shortened_steps(facts: &Facts<'_>, identities: &[(Identity, Outcome)]) -> BTreeSet<i64> {
    let mut sums: BTreeMap<i64, (BTreeSet<Cell>, usize)> = BTreeMap::new();
    let missing = identities.iter().filter(|(_, outcome)| *outcome == Outcome::Rounding);
    for (identity, _) in missing.filter(|(identity, _)| identity.parts.len() > 1) {
        let Some(step) = step(facts, identity) else { continue };
        let (seen, count) = sums.entry(step).or_default();
        let terms: Vec<Cell> =
            identity.terms().filter(|cell| !facts.value(*cell).is_zero()).collect();
        if terms.iter().all(|term| !seen.contains(term)) {
            seen.extend(terms);
            *count += 1;
        }
    }
    sums.into_iter().filter(|(_, (_, count))| *count >= MIN_SUMS).map(|(step, _)| step).collect()
}

/// The step of the last digit that all numbers of an identity share.
fn step(facts: &Facts<'_>, identity: &Identity) -> Option<i64> {
    let mut steps = identity
        .terms()
        .filter_map(|cell| facts.value(cell).printed())
        .filter(|printed| !printed.is_zero())
        .map(ledger::Printed::step);
    let first = steps.next()?;
    steps.all(|step| step == first).then_some(first)
}
