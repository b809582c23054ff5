//! What is published: the files by their names and bytes.

use super::paper::Paper;
use super::{Format, overview};
use crate::failure::Failure;
use disclosure::record::{self, COLUMNS, Origin, Record, budget};
use disclosure::{Disclosure, LaidOut, Observation};
use document::{Cover, Document};
use ledger::{Ledger, Printed, Stage};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use writers::datapackage::Package;
use writers::{Annotation, Annotations};

/// The lines of the ledger that are named one by one for a number; of more, how many they are.
const LINES_NAMED: usize = 6;

/// A file's name and what it holds.
pub(super) type Content = (String, Vec<u8>);

/// All files, each format's.
pub(super) fn make(
    laid: &LaidOut,
    books: &[Ledger],
    formats: &[Format],
    mut paper: Option<Paper>,
) -> Result<Vec<Content>, Failure> {
    let Some(ledger) = books.first() else { return Ok(Vec::new()) };
    let what = if ledger.stage == Stage::FinalAccounts { "决算" } else { "预算" };
    let title = format!("{}{}年度部门{what}", ledger.department.name, laid.year);
    let cover = overview::cover(title.clone(), ledger);
    let has_data = formats.contains(&Format::Csv);
    let annotations = annotations(&laid.disclosure, books, has_data);
    let mut formats = formats.to_vec();
    formats.sort_unstable();
    formats.dedup();
    let mut files = Vec::new();
    for format in formats {
        let made = Made { document: &laid.document, cover: &cover, annotations: &annotations };
        match format {
            Format::Csv => files.extend(data(&title, ledger, laid)),
            _ => {
                let bytes = made.bytes(format, &mut paper)?;
                files.push((format!("{title}.{}", ending(format)), bytes));
            }
        }
    }
    Ok(files)
}

/// The sources of the files.
struct Made<'a> {
    document: &'a Document,
    cover: &'a Cover,
    annotations: &'a Annotations,
}

impl Made<'_> {
    fn bytes(&self, format: Format, paper: &mut Option<Paper>) -> Result<Vec<u8>, Failure> {
        let Self { document, cover, annotations } = *self;
        match format {
            Format::Docx => Ok(writers::docx::write(document, cover).map_err(|it| it.message())?),
            Format::Pdf => paper.take().map_or_else(Paper::begin, Ok)?.set(document, cover),
            Format::Xlsx => {
                let written = writers::xlsx::write(document, cover, annotations);
                Ok(written.map_err(|it| it.message())?)
            }
            Format::Html => Ok(writers::html::write(document, cover, annotations)),
            Format::Txt => Ok(writers::text::write(document)),
            Format::Json | Format::Csv => {
                Ok(writers::json::write(document, &cover.title, annotations))
            }
        }
    }
}

const fn ending(format: Format) -> &'static str {
    match format {
        Format::Docx => "docx",
        Format::Pdf => "pdf",
        Format::Xlsx => "xlsx",
        Format::Html => "html",
        Format::Txt => "txt",
        Format::Json => "json",
        Format::Csv => "csv",
    }
}

/// The numbers as data: as they stand, and as a Fiscal Data Package.
fn data(title: &str, ledger: &Ledger, laid: &LaidOut) -> [Content; 3] {
    let year = laid.year;
    let records = records(title, laid);
    let columns = COLUMNS.iter().map(|it| it.column);
    let numbers =
        writers::csv::head(columns) + &writers::csv::lines(records.iter().map(Record::values));
    let amounts =
        writers::csv::head(budget::columns()) + &writers::csv::lines(budget::rows(&records));
    let package = Package {
        name: format!("budget-{}-{}", ledger.department.code, year),
        title: title.to_owned(),
        year: Some(year.0),
    };
    let descriptor = writers::datapackage::write(&package, budget::columns());
    [
        (format!("{title}.csv"), numbers.into_bytes()),
        ("budget.csv".to_owned(), amounts.into_bytes()),
        ("datapackage.json".to_owned(), descriptor),
    ]
}

/// The numbers with the ledger's exact amounts, which the document prints rounded.
fn records(title: &str, laid: &LaidOut) -> Vec<Record> {
    let origin = Origin {
        // The document is written in several formats, each a file with its own hash.
        document: "".into(),
        file: title.into(),
        reader: env!("CARGO_PKG_VERSION").into(),
        division: laid.disclosure.division.map_or("", |division| division.code).into(),
    };
    let mut records = record::records(&laid.document, &laid.disclosure, &origin);
    for (record, amount) in records.iter_mut().zip(&laid.amounts) {
        record.fen = amount.fen();
    }
    records
}

fn printed(disclosure: &Disclosure) -> impl Iterator<Item = (&Observation, Printed)> {
    disclosure.observations.iter().filter_map(|seen| Some((seen, seen.value.printed()?)))
}

/// Returns the scope of each number and the ledger lines that it sums.
fn annotations(disclosure: &Disclosure, books: &[Ledger], has_data: bool) -> Annotations {
    let mut annotations = Annotations::new();
    for (number, (seen, printed)) in (1..).zip(printed(disclosure)) {
        let mut sources: Vec<String> = Vec::new();
        if has_data {
            sources.push(format!("budget.csv#row={number}"));
        }
        sources.extend(lines(seen, books));
        let scope = disclosure.scope_zh(&seen.scope);
        let annotation = Annotation { printed: printed.to_string(), scope, sources };
        annotations.entry(seen.place.clone()).or_default().push(annotation);
    }
    annotations
}

/// The lines of the ledger that a number counts, in words.
fn lines(seen: &Observation, books: &[Ledger]) -> Vec<String> {
    let of = (seen.scope.year, seen.scope.stage);
    let Some(ledger) = books.iter().find(|ledger| (ledger.year, ledger.stage) == of) else {
        return Vec::new();
    };
    let lines = (1..).zip(&ledger.lines);
    let counted: Vec<usize> =
        lines.filter(|(_, line)| ledger.counts(&seen.scope, line)).map(|(line, _)| line).collect();
    let named = |line: &usize| format!("收支明细第{line}条");
    match counted.len() {
        0..=LINES_NAMED => counted.iter().map(named).collect(),
        count => vec![format!("收支明细中的{count}条")],
    }
}

/// Writes all files. None is written where one of them is there already, unless that is wanted.
pub(super) fn write(folder: &Path, files: &[Content], force: bool) -> Result<(), Failure> {
    let there = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let (Some(path), false) = (there, force) {
        return Err(super::super::new::is_there(&path));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    files.iter().try_for_each(|(name, bytes)| write_whole(&folder.join(name), bytes))
}

/// Writes to a temporary name first, so that the file itself is always complete.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let part = path.with_added_extension("part");
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        if error.kind() != ErrorKind::PermissionDenied {
            let _ = fs::remove_file(&part);
        }
        Failure::writing(path, &error)
    })
}
