//! The checks: identities that come out of scopes, and what to say when one fails.
#![forbid(unsafe_code)]

mod identities;
mod pages;
mod tell;

pub use pages::{Page, pages};

use disclosure::Disclosure;
use finding::{Finding, Open, Outcomes};

/// What came of all checks on one disclosure.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How the identities came out.
    pub outcomes: Outcomes,
    /// What was found: by severity, then in reading order.
    pub findings: Vec<Finding>,
    /// The checks that could not be made.
    pub open: Vec<Open>,
    /// What has no recognised meaning.
    pub unrecognised: Vec<Open>,
}

/// Checks everything that can be checked.
pub fn check(disclosure: &Disclosure) -> Checked {
    let evaluated = identities::evaluate(disclosure);
    let mut outcomes = evaluated.outcomes();
    let mut findings = tell::identity::findings(&evaluated);
    findings.extend(tell::claim::findings(&evaluated.facts, &mut outcomes));
    findings.extend(tell::claim::unknown_subjects(disclosure));
    findings.extend(tell::unread::blank_totals(&evaluated));
    findings.extend(tell::unread::contradictions(disclosure));
    findings.sort_by(|one, other| (one.severity, &one.place).cmp(&(other.severity, &other.place)));
    Checked {
        outcomes,
        findings,
        open: tell::identity::open(&evaluated),
        unrecognised: tell::unread::unrecognised(disclosure),
    }
}
