//! Checks a ledger by laying it out without writing, and places each finding at its cells.
//!
//! Everything that publishing does is done but for writing files: the ledger is checked by
//! itself, laid out, read again and checked as any document is. Whatever is found in the document
//! is told of the cells from which it was printed, for the document is written nowhere.

mod government;
mod others;
mod problems;
mod source;
mod texts;

use crate::{Failure, Settings};
use contain::contain;
use disclosure::{LaidOut, Layout, lay_out, layouts};
use document::Place;
use finding::{Finding, Location, Report, Severity};
use ledger::Ledger;
use message::{Fixed, Message};
use rules::checks;
use source::Source;
use workbook::{Filled, ReadFailure, Spot};

/// A ledger and the name of its file.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// The name by which findings refer to it.
    pub name: &'a str,
    /// What was read of it.
    pub filled: &'a Filled,
}

/// What publishing a ledger would come to.
#[derive(Debug, Clone)]
pub struct Tried {
    /// What was found, at the cells of the ledger.
    pub report: Report,
    /// The document, where the ledger has no errors by itself and the layout can print it.
    pub laid: Option<LaidOut>,
}

/// Reports why a ledger could not be read.
///
/// # Errors
/// Returns the reason where the file is no ledger at all.
pub fn unread(failure: &ReadFailure, settings: &Settings) -> Result<Report, Message> {
    match failure {
        ReadFailure::NotALedger(problem) => Err(problem.message.clone()),
        ReadFailure::Problems(problems) => {
            Ok(report(problems.iter().map(problems::finding).collect(), settings))
        }
    }
}

/// Checks a ledger by publishing it with a layout; `others` are the ledgers of other years.
///
/// # Errors
/// Fails only on a bug.
pub fn try_layout(
    layout: &Layout,
    book: Book<'_>,
    others: &[Book<'_>],
    settings: &Settings,
) -> Result<Tried, Failure> {
    let mut findings = by_itself(book, others, layout);
    let (document, laid) = contain(|| laid_out(layout, book, others, settings))?;
    findings.extend(texts::unprinted(book.filled, layout, laid.as_ref()));
    add(&mut findings, document.findings);
    let outcomes = document.outcomes;
    Ok(Tried { report: Report { outcomes, ..report(findings, settings) }, laid })
}

/// Checks a ledger by publishing it with each of the program's own layouts of its stage.
///
/// # Errors
/// Fails only on a bug.
pub fn try_all(
    book: Book<'_>,
    others: &[Book<'_>],
    settings: &Settings,
) -> Result<Report, Failure> {
    let known = layouts::names().filter_map(|name| layouts::builtin(name)?.ok());
    let layouts: Vec<Layout> =
        known.filter(|layout| layout.stage == book.filled.ledger.stage).collect();
    let Some(first) = layouts.first() else {
        return Ok(report(vec![no_layout(book)], settings));
    };
    let mut findings = by_itself(book, others, first);
    findings.extend(texts::without_place(book.filled, &layouts));
    let mut outcomes = finding::Outcomes::default();
    for layout in &layouts {
        let (document, _) = contain(|| laid_out(layout, book, others, settings))?;
        outcomes = document.outcomes;
        add(&mut findings, document.findings);
    }
    Ok(Report { outcomes, ..report(findings, settings) })
}

/// Adds what was found in the document, unless as much is told of its cell already: by another
/// layout, or as the cause in the ledger itself.
fn add(findings: &mut Vec<Finding>, of_document: Vec<Finding>) {
    for finding in of_document {
        let is_told = |told: &Finding| {
            let is_of_ledger = problems::is_of_ledger(told) && told.severity != Severity::Note;
            told.location == finding.location
                && told.severity <= finding.severity
                && (is_of_ledger || told.check == finding.check)
        };
        if !findings.iter().any(is_told) {
            findings.push(finding);
        }
    }
}

/// What can be told without laying the ledger out.
fn by_itself(book: Book<'_>, others: &[Book<'_>], layout: &Layout) -> Vec<Finding> {
    let mut findings: Vec<Finding> = book.filled.warnings.iter().map(problems::finding).collect();
    findings.extend(government::note(book.filled));
    findings.extend(others::findings(book, others, layout));
    findings
}

/// Lays the ledger out, reads the document and checks it.
fn laid_out(
    layout: &Layout,
    book: Book<'_>,
    others: &[Book<'_>],
    settings: &Settings,
) -> (Report, Option<LaidOut>) {
    let ledgers: Vec<&Ledger> = std::iter::once(book)
        .chain(others.iter().copied())
        .map(|book| &book.filled.ledger)
        .collect();
    let laid = match lay_out(layout, &ledgers) {
        Ok(laid) => laid,
        Err(errors) => {
            let findings = errors.into_iter().map(|error| not_laid_out(error.0)).collect();
            return (Report { findings, ..Report::default() }, None);
        }
    };
    let read = disclosure::read(&laid.document);
    let mut checked = rules::check(&laid.document, &read, settings);
    let source = Source::new(book.filled, &laid);
    checked.findings =
        checked.findings.into_iter().map(|finding| source.of_ledger(finding)).collect();
    (checked, Some(laid))
}

/// A report of findings, with the user's settings, in the order of a report.
fn report(findings: Vec<Finding>, settings: &Settings) -> Report {
    let (mut findings, waived) = settings.apply(findings);
    findings.sort_by(|one, other| {
        (one.severity, &one.location).cmp(&(other.severity, &other.location))
    });
    Report { findings, waived, ..Report::default() }
}

fn not_laid_out(message: Message) -> Finding {
    let advice = Message::new("按提示补上后再公开。", "Add what is missing, and publish again.");
    let place = place(&Spot::Whole);
    Finding::new(checks::LEDGER_LAYOUT.key(), Severity::Error, place, message, advice)
}

fn no_layout(book: Book<'_>) -> Finding {
    let stage = book.filled.ledger.stage;
    let message = Message::new(
        format!("本程序自带的样式都不公开{}。", stage.name_zh()),
        format!("No layout of the program publishes a ledger of this stage ({}).", stage.name_en()),
    );
    let advice = Message::new(
        "核对“阶段”；用自己的样式公开的，用 --layout 指定。",
        "Check the entry 阶段, or name a layout of your own with --layout.",
    );
    let place = place(&book.filled.cells.spot(workbook::Part::Basics("阶段")));
    Finding::new(checks::LEDGER_LAYOUT.key(), Severity::Warning, place, message, advice)
}

/// A place in a ledger as reports name it; a file of a folder takes the place of a sheet.
fn place(spot: &Spot) -> Place {
    let (sheet, row, column) = spot.position();
    Place::Sheet { sheet: sheet.into(), row, column }
}

/// The location of a place in a ledger, which is the reported file unless another is named.
fn location(spot: &Spot, file: Option<&str>) -> Location {
    Location { file: file.map(str::to_owned), place: place(spot) }
}

/// Words in a list.
const AND: Fixed = Fixed { zh: "、", en: ", " };
