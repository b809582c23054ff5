//! The checks: identities that come out of scopes, lints that are not arithmetic, and
//! the wording of findings.
#![forbid(unsafe_code)]

pub mod checks;
mod codes;
mod columns;
mod completeness;
mod context;
mod coverage;
mod cross_document;
mod excerpt;
mod identities;
mod index;
mod lint;
mod marks;
pub mod measure;
mod misprints;
mod number;
mod performance;
mod phrases;
mod quantity;
mod recognised;
mod registry;
mod scanned;
mod search;
mod settings;
mod tell;
mod views;
mod wording;

pub use checks::{Check, checks};
pub use cross_document::{Between, Named, between};
pub use lint::Lint;
pub use marks::mark;
pub use registry::lints;
pub use settings::{Date, Government, Level, Settings, Waiver};

use coverage::Checked;
use disclosure::{Disclosure, Observation};
use document::Document;
use finding::{Finding, Location, Report};
use identities::Evaluated;
use identities::localise::Shifted;
use misprints::Meant;

/// Runs every check: [`arithmetic`] and [`run_lints`], one after the other, then [`merge`].
pub fn check(document: &Document, disclosure: &Disclosure, settings: &Settings) -> Report {
    let lints = run_lints(document, disclosure, settings);
    merge(arithmetic(document, disclosure), lints, document, settings)
}

/// What the identities told, and the document as it was meant where misprints explain failures.
#[derive(Debug)]
pub struct Arithmetic {
    report: Report,
    meant: Option<Meant>,
}

/// Evaluates the identities. The result has yet to be merged with the lints'.
///
/// Misprints that explain what fails are looked for first; then the numbers are compared as they
/// were meant.
pub fn arithmetic(document: &Document, disclosure: &Disclosure) -> Arithmetic {
    let evaluated = identities::evaluate(disclosure);
    match misprints::explain(document, &evaluated) {
        None => Arithmetic { report: told(disclosure, evaluated), meant: None },
        Some(mut meant) => {
            let mut report = meant.report.take().unwrap_or_else(|| {
                told(&meant.disclosure, identities::evaluate(&meant.disclosure))
            });
            report.outcomes.fails += meant.failing;
            Arithmetic { report, meant: Some(meant) }
        }
    }
}

/// What the evaluated identities tell.
fn told(disclosure: &Disclosure, evaluated: Evaluated<'_>) -> Report {
    let rest: Disclosure;
    let mut evaluated = evaluated;
    let shifted = identities::localise::shifted(&evaluated);
    let told = shifted.iter().filter_map(|it| tell::shifted::finding(&evaluated, it));
    let mut findings: Vec<Finding> = told.collect();
    let mut checked = Checked::by_identities(&evaluated);
    let mut kept = None;
    if !shifted.is_empty() {
        // The numbers of such a table are no evidence about other tables.
        (rest, kept) = without(disclosure, &shifted);
        evaluated = identities::evaluate(&rest);
    }
    let verdicts = identities::verdicts::verdicts(&evaluated.facts);
    checked.add_claims(&evaluated.facts, &verdicts, kept.as_deref());
    let mut outcomes = evaluated.outcomes();
    outcomes.fails += shifted.iter().map(|it| it.failing.len()).sum::<usize>();
    findings.extend(tell::findings(&evaluated));
    findings.extend(tell::claim::findings(&evaluated, verdicts, &mut outcomes));
    findings.extend(tell::claim::unknown_subjects(disclosure));
    findings.extend(tell::unread::blank_totals(&evaluated));
    findings.extend(tell::unread::contradictions(disclosure));
    Report {
        outcomes,
        findings,
        waived: Vec::new(),
        open: tell::identity::open(&evaluated),
        unrecognised: tell::unread::unrecognised(disclosure),
        coverage: Some(checked.coverage(disclosure)),
        ..Report::default()
    }
}

/// Runs all lints that are not switched off.
///
/// They share nothing with [`arithmetic`] and take about as long, so that a caller can run both
/// at the same time.
pub fn run_lints(
    document: &Document,
    disclosure: &Disclosure,
    settings: &Settings,
) -> Vec<Finding> {
    run_some(document, disclosure, settings, |_| true)
}

/// Runs those lints of them that are wanted.
fn run_some(
    document: &Document,
    disclosure: &Disclosure,
    settings: &Settings,
    is_wanted: impl Fn(&Lint) -> bool,
) -> Vec<Finding> {
    let context = context::Context::new(document, disclosure, settings.government);
    let run = |lint: &Lint| {
        let mut found = lint::Sink::new(lint.check);
        (lint.run)(&context, &mut found);
        found.findings
    };
    let lints = registry::lints().iter();
    lints.filter(|lint| !settings.is_off(lint.check) && is_wanted(lint)).flat_map(run).collect()
}

/// Joins what [`arithmetic`] and [`run_lints`] found on one document, with the levels and
/// waivers of `settings`.
pub fn merge(
    arithmetic: Arithmetic,
    lints: Vec<Finding>,
    document: &Document,
    settings: &Settings,
) -> Report {
    let Arithmetic { mut report, meant } = arithmetic;
    report.findings.extend(match meant {
        Some(meant) => with_causes(meant, lints, settings),
        None => lints,
    });
    tell_once(&mut report.findings);
    report.findings.extend(scanned::check(document));
    (report.findings, report.waived) = settings.apply(report.findings);
    recognised::lower(document, &mut report.findings);
    columns::lower(document, &mut report.findings);
    report.findings.sort_by(|one, other| {
        (one.severity, &one.location).cmp(&(other.severity, &other.location))
    });
    report
}

/// The misprints, and what the lints found that is not a consequence of them: what they no longer
/// find in the document as it was meant.
fn with_causes(meant: Meant, lints: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    let Meant { document, disclosure, mut causes, .. } = meant;
    // What is written of a number does not depend on it.
    let is_number = |cause: &Finding| cause.check == checks::MALFORMED_NUMBER.id;
    let has_told = |lint: &Lint| lints.iter().any(|found| found.check == lint.check.id);
    let after = (!causes.iter().all(is_number))
        .then(|| run_some(&document, &disclosure, settings, has_told));
    let is_same =
        |one: &Finding, other: &Finding| one.check == other.check && one.location == other.location;
    let remains = |found: &Finding| match &after {
        Some(after) => after.iter().any(|other| is_same(found, other)),
        None => !causes.iter().any(|cause| is_same(found, cause)),
    };
    // What a lint told of a misprint itself is told once.
    let is_cause = |found: &Finding| causes.iter().any(|cause| is_same(found, cause));
    let lints = lints.into_iter().filter(|found| !is_cause(found));
    let (mut findings, gone): (Vec<Finding>, Vec<Finding>) = lints.partition(remains);
    if let Some(first) = causes.first_mut() {
        first.consequences.extend(gone);
    }
    findings.extend(causes);
    findings
}

/// A subject at the wrong level is unknown for that reason, which is not reported in addition.
fn tell_once(findings: &mut Vec<Finding>) {
    let misplaced: Vec<(Location, Vec<String>)> = findings
        .iter()
        .filter(|found| found.check == checks::NAME_AT_WRONG_LEVEL.id)
        .map(|found| (found.location.clone(), found.subjects.clone()))
        .collect();
    let is_told = |found: &Finding| {
        misplaced.iter().any(|(location, names)| {
            *location == found.location && names.iter().any(|name| found.subjects.contains(name))
        })
    };
    findings.retain(|found| found.check != checks::UNKNOWN_SUBJECT.id || !is_told(found));
    // What the words of a paragraph say of its figures, where the figures themselves tell it.
    let by_words =
        [&checks::SHARES_SUM, &checks::TOLD_TWICE, &checks::CLASS_ITEMS, &checks::CHANGE_APART];
    let by_figures = [&checks::SENTENCE_CHANGE, &checks::SENTENCE_SHARE, &checks::SENTENCE_SUM];
    let told: Vec<Location> = findings
        .iter()
        .filter(|found| by_figures.iter().any(|check| check.id == found.check))
        .map(|found| found.location.clone())
        .collect();
    let is_by_words = |found: &Finding| by_words.iter().any(|check| check.id == found.check);
    findings.retain(|found| !is_by_words(found) || !told.contains(&found.location));
}

/// The disclosure without the numbers of tables whose rows have slipped, and which are left.
fn without(disclosure: &Disclosure, shifted: &[Shifted]) -> (Disclosure, Option<Vec<usize>>) {
    let mut rest = disclosure.clone();
    let is_slipped = |table: Option<usize>| shifted.iter().any(|it| Some(it.table) == table);
    let is_kept = |seen: &Observation| !is_slipped(seen.source.table);
    let all = disclosure.observations.iter().enumerate();
    let kept = all.filter(|(_, seen)| is_kept(seen)).map(|(index, _)| index).collect();
    rest.observations.retain(is_kept);
    (rest, Some(kept))
}
