//! The findings of a check, joined to the numbers at which they point.

use crate::tell::figure::show;
use disclosure::record::{Flag, Mark, Record, prefer};
use disclosure::{Disclosure, Observation};
use document::Place;
use finding::{Finding, Severity};
use ledger::Amount;
use std::collections::BTreeMap;

/// Marks the records of `disclosure` with what the check found, and prefers those that are not
/// wrong.
///
/// A finding points to a number if it has its place and its figure. Notes mark nothing.
pub fn mark(records: &mut [Record], disclosure: &Disclosure, findings: &[Finding]) {
    let mut by_place: BTreeMap<&Place, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_place.entry(&finding.location.place).or_default().push(finding);
    }
    for (record, seen) in records.iter_mut().zip(&disclosure.observations) {
        let here = by_place.get(&seen.place).into_iter().flatten();
        let worst = here.filter(|found| points_to(found, seen)).min_by_key(|found| found.severity);
        record.mark = worst.copied().and_then(mark_of).unwrap_or_default();
    }
    prefer(records);
}

fn points_to(found: &Finding, seen: &Observation) -> bool {
    found.printed.as_ref().is_some_and(|printed| *printed == show(seen.value))
}

fn mark_of(found: &Finding) -> Option<Mark> {
    let flag = match found.severity {
        Severity::Error => Flag::Wrong,
        Severity::Warning => Flag::Suspect,
        Severity::Note => return None,
    };
    let expected = found.amounts.as_ref().and_then(|amounts| amounts.expected).map(Amount::fen);
    Some(Mark { flag, finding: found.check.to_string(), expected })
}
