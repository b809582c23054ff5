//! What is published: the files by their names and bytes.

use super::paper::Paper;
use super::{Format, overview};
use disclosure::record::{self, COLUMNS, Origin, Record, budget};
use disclosure::{Disclosure, Edition, LaidOut, LayOutError, Layout, Observation};
use document::Cover;
use ledger::{Body, Counted, Entity, Index, Ledger, Printed, Stage};
use message::{Failure, Fixed, Message};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use writers::datapackage::Package;
use writers::{Annotation, Annotations};

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// A file's name and what it holds.
pub(super) type Content = (String, Vec<u8>);

/// All files, each format's: those of the whole, or of each unit where the form wants it. The
/// notes stand on each front page.
pub(super) fn make(
    layout: &Layout,
    laid: &LaidOut,
    (books, notes): (&[Ledger], &[String]),
    formats: &[Format],
    mut paper: Option<Paper>,
) -> Result<Vec<Content>, Failure> {
    let Some(ledger) = books.first() else { return Ok(Vec::new()) };
    let mut formats = formats.to_vec();
    formats.sort_unstable();
    formats.dedup();
    let named: Vec<&Ledger> = books.iter().collect();
    let wrong = |errors: Vec<LayOutError>| {
        Failure::from(Message::join(errors.into_iter().map(|error| error.0), LINES))
    };
    let edition = Edition::new(layout, &named).map_err(wrong)?;
    let indexes: Vec<Index<'_>> = books.iter().map(Index::new).collect();
    let has_data = formats.contains(&Format::Csv);
    let mut files = Vec::new();
    for body in edition.bodies() {
        let of_body = match body {
            Entity::DEPARTMENT => Cow::Borrowed(laid),
            unit => Cow::Owned(edition.lay_out(unit).map_err(wrong)?),
        };
        let mut of_body = OfBody::new(ledger, &of_body, &indexes, (body, has_data));
        of_body.cover.lines.extend_from_slice(notes);
        for format in &formats {
            files.extend(of_body.files(*format, &mut paper)?);
        }
    }
    Ok(files)
}

/// The document of a department or a unit, and what its files are made of.
struct OfBody<'a> {
    laid: &'a LaidOut,
    indexes: &'a [Index<'a>],
    body: &'a Body,
    is_unit: bool,
    cover: Cover,
    /// Whether numbers link to the file of amounts.
    has_data: bool,
    annotations: OnceCell<Annotations>,
}

impl<'a> OfBody<'a> {
    fn new(
        ledger: &'a Ledger,
        laid: &'a LaidOut,
        indexes: &'a [Index<'a>],
        (entity, has_data): (Entity, bool),
    ) -> Self {
        let unit = entity.unit_index().and_then(|at| ledger.units.get(usize::from(at)));
        let body = unit.unwrap_or(&ledger.department);
        let whose = if unit.is_some() { "单位" } else { "部门" };
        let what = if ledger.stage == Stage::FinalAccounts { "决算" } else { "预算" };
        let title = format!("{}{}年度{whose}{what}", body.name, laid.year);
        let lines = vec![body.name.clone(), format!("{}年{whose}{what}", laid.year)];
        let figures = overview::figures(indexes, entity);
        let cover = Cover { title, lines, figures };
        let (is_unit, annotations) = (unit.is_some(), OnceCell::new());
        Self { laid, indexes, body, is_unit, cover, has_data, annotations }
    }

    /// The files of one format.
    fn files(&self, format: Format, paper: &mut Option<Paper>) -> Result<Vec<Content>, Failure> {
        let Self { laid, cover, .. } = self;
        let document = &laid.document;
        let bytes = match format {
            Format::Csv => return Ok(self.data()),
            Format::Pdf => {
                let mut open = paper.take().map_or_else(Paper::begin, Ok)?;
                let volumes = open.set(document, cover)?;
                *paper = Some(open);
                let name = |(title, pdf): (String, Vec<u8>)| (format!("{title}.pdf"), pdf);
                return Ok(volumes.into_iter().map(name).collect());
            }
            Format::Docx => writers::docx::write(document, cover).map_err(|it| it.message())?,
            Format::Xlsx => {
                let written = writers::xlsx::write(document, cover, self.annotations());
                written.map_err(|it| it.message())?
            }
            Format::Html => writers::html::write(document, cover, self.annotations()),
            Format::Txt => writers::text::write(document),
            Format::Json => writers::json::write(document, &cover.title, self.annotations()),
        };
        Ok(vec![(format!("{}.{}", cover.title, ending(format)), bytes)])
    }
    /// The numbers as data: as they stand, and as a Fiscal Data Package.
    fn data(&self) -> Vec<Content> {
        let (laid, title) = (self.laid, &self.cover.title);
        let records = records(title, laid);
        let columns = COLUMNS.iter().map(|it| it.column);
        let numbers =
            writers::csv::head(columns) + &writers::csv::lines(records.iter().map(Record::values));
        let amounts =
            writers::csv::head(budget::columns()) + &writers::csv::lines(budget::rows(&records));
        let package = Package {
            name: format!("budget-{}-{}", self.body.code, laid.year),
            title: title.clone(),
            year: Some(laid.year.0),
            data: self.named("budget.csv"),
        };
        let descriptor = writers::datapackage::write(&package, budget::columns());
        vec![
            (format!("{title}.csv"), numbers.into_bytes()),
            (self.named("budget.csv"), amounts.into_bytes()),
            (self.named("datapackage.json"), descriptor),
        ]
    }

    /// The name of a file of data, which has the unit's title before it where units have files.
    fn named(&self, name: &str) -> String {
        match self.is_unit {
            true => format!("{}-{name}", self.cover.title),
            false => name.to_owned(),
        }
    }

    /// The scope of each number and the ledger lines that it sums.
    fn annotations(&self) -> &Annotations {
        self.annotations.get_or_init(|| {
            let data = self.has_data.then(|| self.named("budget.csv"));
            annotations(&self.laid.disclosure, self.indexes, data.as_deref())
        })
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
fn annotations(disclosure: &Disclosure, books: &[Index<'_>], data: Option<&str>) -> Annotations {
    let mut annotations = Annotations::new();
    for (number, (seen, printed)) in (1..).zip(printed(disclosure)) {
        let mut sources: Vec<String> = Vec::new();
        sources.extend(data.map(|data| format!("{data}#row={number}")));
        sources.extend(lines(seen, books));
        let scope = disclosure.scope_zh(&seen.scope);
        let annotation = Annotation { printed: printed.to_string(), scope, sources };
        annotations.entry(seen.place.clone()).or_default().push(annotation);
    }
    annotations
}

/// The lines of the ledger that a number counts, in words.
fn lines(seen: &Observation, books: &[Index<'_>]) -> Vec<String> {
    let of = (seen.scope.year, seen.scope.stage);
    let is_it = |book: &Ledger| (book.year, book.stage) == of;
    let Some(book) = books.iter().find(|book| is_it(book.ledger())) else {
        return Vec::new();
    };
    let counted = book.lines(&seen.scope);
    match counted.count {
        0..=Counted::NAMED => {
            counted.first.iter().map(|line| format!("收支明细第{}条", line + 1)).collect()
        }
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
