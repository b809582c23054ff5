//! What fails, told identity by identity, without asking which number is wrong.

use super::figure::title;
use super::identity::finding;
use super::{claim, unread};
use crate::identities::verdicts::verdicts;
use crate::identities::{Evaluated, IdentityId, Outcome};
use finding::{Finding, Outcomes};

/// All that fails, one finding each, without asking which number is wrong.
pub fn failures(evaluated: &Evaluated<'_>) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let failing: Vec<IdentityId> = evaluated.failing().collect();
    let mut failures = failing_of(evaluated, &failing);
    failures.extend(claim::findings(evaluated, verdicts(facts), &mut Outcomes::default()));
    failures.extend(unread::contradictions(facts.disclosure));
    for failure in &mut failures {
        if failure.table.is_none() {
            let mut seen = facts.disclosure.observations.iter();
            let here = seen.find(|seen| seen.place == failure.location.place);
            failure.table = here.and_then(|seen| title(facts.disclosure, seen));
        }
    }
    failures
}

/// Some identities that fail, one finding each.
pub fn failing_of(evaluated: &Evaluated<'_>, failing: &[IdentityId]) -> Vec<Finding> {
    let identities = failing.iter().map(|id| evaluated.identity(*id));
    identities.filter_map(|it| finding(&evaluated.facts, it, Outcome::Fails)).collect()
}
