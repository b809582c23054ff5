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

use crate::{Failure, Parallel, Settings};
use contain::contain;
use disclosure::{Edition, LayOutError, Layout, layouts};
use document::Place;
use finding::{Finding, Location, Outcomes, Report, Severity};
use ledger::Ledger;
use message::{Fixed, Message};
use rules::checks;
use source::Source;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use workbook::{Filled, ReadFailure, Spot};

/// A ledger and the name of its file.
#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    /// The name by which findings refer to it.
    pub name: &'a str,
    /// What was read of it.
    pub filled: &'a Filled,
}

/// The most entries of a ledger whose document is checked as a whole. One of more is checked
/// portion by portion, for what is known of each word takes many times its memory.
const WHOLE: usize = 20_000;

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

/// Checks a ledger by publishing it with a layout; `others` are the ledgers of other years. The
/// findings are at the cells of the ledger. Without an error, the layout can print it.
///
/// # Errors
/// Fails only on a bug.
pub fn try_layout(
    layout: &Layout,
    book: Book<'_>,
    others: &[Book<'_>],
    settings: &Settings,
) -> Result<Report, Failure> {
    let mut findings = by_itself(book, others, layout);
    let checked = laid_out(layout, book, others, settings)?;
    findings.extend(texts::unprinted(book.filled, layout, checked.texts.as_ref()));
    add(&mut findings, checked.findings);
    Ok(Report { outcomes: checked.outcomes, ..report(findings, settings) })
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
    let mut outcomes = Outcomes::default();
    for layout in &layouts {
        let checked = laid_out(layout, book, others, settings)?;
        outcomes = checked.outcomes;
        add(&mut findings, checked.findings);
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

/// What was found in the documents of a layout.
#[derive(Default)]
struct Checked {
    outcomes: Outcomes,
    findings: Vec<Finding>,
    /// The numbers of the paragraphs that are printed; `None` where the layout cannot print the
    /// ledger.
    texts: Option<BTreeSet<usize>>,
}

/// Lays the ledger out, reads the documents and checks them, portion by portion.
///
/// Fails only on a bug.
fn laid_out(
    layout: &Layout,
    book: Book<'_>,
    others: &[Book<'_>],
    settings: &Settings,
) -> Result<Checked, Failure> {
    let ledgers: Vec<&Ledger> = std::iter::once(book)
        .chain(others.iter().copied())
        .map(|book| &book.filled.ledger)
        .collect();
    let edition = match contain(|| Edition::new(layout, &ledgers))? {
        Ok(edition) => edition,
        Err(errors) => return Ok(Checked::failed(errors)),
    };
    let search = OnceCell::new();
    let (mut checked, mut texts) = (Checked::default(), BTreeSet::new());
    for portion in edition.portions(WHOLE) {
        let laid = match contain(|| edition.lay_out_portion(&portion))? {
            Ok(laid) => laid,
            Err(errors) => return Ok(Checked::failed(errors)),
        };
        let read = contain(|| disclosure::read(&laid.document))?;
        let report = crate::by_rules(&laid.document, &read, settings, Parallel::Yes)?;
        checked.outcomes.add(&report.outcomes);
        checked.findings.extend(contain(|| {
            let source = Source::new(book.filled, &laid, &search);
            let findings = report.findings.into_iter();
            findings.map(|finding| source.of_ledger(finding)).collect::<Vec<_>>()
        })?);
        texts.extend(laid.texts.iter().map(|(at, _)| *at));
    }
    Ok(Checked { texts: Some(texts), ..checked })
}

impl Checked {
    fn failed(errors: Vec<LayOutError>) -> Self {
        let findings = errors.into_iter().map(|error| not_laid_out(error.0)).collect();
        Self { findings, ..Self::default() }
    }
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
