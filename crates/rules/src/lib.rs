//! The checks: identities that come out of scopes, lints that are not arithmetic, and
//! what to say when one fails.
#![forbid(unsafe_code)]

mod between;
mod codes;
mod completeness;
mod identities;
mod index;
mod lint;
pub mod measure;
mod number;
mod pages;
mod performance;
mod phrases;
mod recognised;
mod registry;
mod settings;
mod tell;
mod wording;

pub use between::{Between, Named, between};
pub use lint::Lint;
pub use pages::{Page, pages};
pub use registry::lints;
pub use settings::{Date, Government, Level, Settings, Waiver};

use disclosure::Disclosure;
use document::{Document, Place};
use finding::{Finding, Open, Outcomes, Waived};
use identities::localise::Shifted;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What came of all checks on one disclosure.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// How the identities came out.
    pub outcomes: Outcomes,
    /// What was found: by severity, then in reading order.
    pub findings: Vec<Finding>,
    /// What was found and somebody answers for.
    pub waived: Vec<Waived>,
    /// The checks that could not be made.
    pub open: Vec<Open>,
    /// What has no recognised meaning.
    pub unrecognised: Vec<Open>,
}

/// Checks everything that can be checked.
pub fn check(document: &Document, disclosure: &Disclosure, settings: &Settings) -> Checked {
    // Arithmetic and lints take equally long and know nothing of each other.
    let running = Running::new();
    thread::scope(|scope| {
        let lints = || lint(document, disclosure, settings);
        let spawn = || thread::Builder::new().spawn_scoped(scope, lints).ok();
        let beside = running.is_alone.then(spawn).flatten();
        let mut checked = arithmetic(disclosure);
        checked.findings.extend(match beside {
            Some(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // No thread is to be had, or other checks keep all cores busy.
            None => lints(),
        });
        tell_once(&mut checked.findings);
        (checked.findings, checked.waived) = settings.apply(checked.findings);
        recognised::lower(document, &mut checked.findings);
        checked
            .findings
            .sort_by(|one, other| (one.severity, &one.place).cmp(&(other.severity, &other.place)));
        checked
    })
}

/// A check under way.
struct Running {
    /// Whether no other was when it began.
    is_alone: bool,
}

/// How many checks are under way.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

impl Running {
    fn new() -> Self {
        Self { is_alone: RUNNING.fetch_add(1, Ordering::Relaxed) == 0 }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A subject at the wrong level is unknown for that, which need not be told beside it.
fn tell_once(findings: &mut Vec<Finding>) {
    let misplaced: Vec<(Place, String)> = findings
        .iter()
        .filter(|found| found.code == "YS404")
        .filter_map(|found| Some((found.place.clone(), found.printed.clone()?)))
        .collect();
    let is_told = |found: &Finding| {
        misplaced.iter().any(|(place, printed)| {
            let name = printed.split('（').next().unwrap_or_default();
            let path = found.printed.as_deref().unwrap_or_default();
            *place == found.place && path.split('—').any(|level| level == name)
        })
    };
    findings.retain(|found| found.code != "YS114" || !is_told(found));
}

/// What comes out of the identities.
fn arithmetic(disclosure: &Disclosure) -> Checked {
    let rest: Disclosure;
    let mut evaluated = identities::evaluate(disclosure);
    let shifted = identities::localise::shifted(&evaluated);
    let told = shifted.iter().filter_map(|it| tell::shifted::finding(&evaluated.facts, it));
    let mut findings: Vec<Finding> = told.collect();
    if !shifted.is_empty() {
        // What such a table prints says nothing of the others.
        rest = without(disclosure, &shifted);
        evaluated = identities::evaluate(&rest);
    }
    let mut outcomes = evaluated.outcomes();
    outcomes.fails += shifted.iter().map(|it| it.failing.len()).sum::<usize>();
    findings.extend(tell::identity::findings(&evaluated));
    findings.extend(tell::claim::findings(&evaluated.facts, &mut outcomes));
    findings.extend(tell::claim::unknown_subjects(disclosure));
    findings.extend(tell::unread::blank_totals(&evaluated));
    findings.extend(tell::unread::contradictions(disclosure));
    Checked {
        outcomes,
        findings,
        waived: Vec::new(),
        open: tell::identity::open(&evaluated),
        unrecognised: tell::unread::unrecognised(disclosure),
    }
}

/// The disclosure without the numbers of tables whose rows have slipped.
fn without(disclosure: &Disclosure, shifted: &[Shifted]) -> Disclosure {
    let mut rest = disclosure.clone();
    let is_slipped = |table: Option<usize>| shifted.iter().any(|it| Some(it.table) == table);
    rest.observations.retain(|seen| !is_slipped(seen.source.table));
    rest
}

/// Runs all lints that are not switched off.
fn lint(document: &Document, disclosure: &Disclosure, settings: &Settings) -> Vec<Finding> {
    let context = lint::Context::new(document, disclosure, settings.government);
    let run = |lint: &Lint| {
        let mut found = lint::Found::new(*lint);
        (lint.check)(&context, &mut found);
        found.findings
    };
    let lints = registry::lints().iter();
    lints.filter(|lint| !settings.is_off(lint.code, lint.name)).flat_map(run).collect()
}
