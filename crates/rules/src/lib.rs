//! The checks: identities that come out of scopes, and what to say when one fails.
#![forbid(unsafe_code)]

mod cause;
mod check;
mod derive;
mod facts;
mod identity;
mod lists;
mod localise;
mod tell;
mod units;

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
    let evaluated = check::evaluate(disclosure);
    Checked {
        outcomes: evaluated.outcomes(),
        findings: tell::findings(&evaluated),
        open: tell::open(&evaluated),
        unrecognised: Vec::new(),
    }
}

/// The page of a check: what it finds, why it matters, on what law it rests, and when it cannot decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The check's code, `YS102`.
    pub code: &'static str,
    /// Its short name.
    pub name: &'static str,
    /// The page in Chinese, as Markdown.
    pub zh: &'static str,
    /// The page in English, as Markdown.
    pub en: &'static str,
}

/// The pages of all checks, by code.
pub fn pages() -> &'static [Page] {
    &[]
}
