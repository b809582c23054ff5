//! What is published: each body's document in every format, made volume by volume.
//!
//! A document of a large department is longer than any program can open and is never held as a
//! whole. What people open is a file a volume; what programs read is one file, written on volume
//! by volume.

use crate::folder::{Folder, Order, Part};
use crate::paper::Paper;
use crate::{Asked, Error, Format, overview};
use disclosure::record::{self, COLUMNS, Origin, Preferred, Record, budget};
use disclosure::{Disclosure, Edition, LaidOut, LayOutError, Observation};
use document::{Cover, Document};
use ledger::{Body, Counted, Entity, Index, Ledger, Printed, Stage, Year};
use message::{Failure, Fixed, Message};
use std::cell::OnceCell;
use writers::datapackage::Package;
use writers::json::Pieces;
use writers::{Annotation, Annotations};

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// The most paragraphs and cells of a volume; more only where a table has more.
const MOST: usize = 200_000;

/// The same of a PDF: its pages take a hundred times the memory of their words.
const MOST_OF_PAPER: usize = 30_000;

/// Makes all files of some formats: those of the whole, or of each unit where the form wants it.
pub(crate) fn make(
    asked: &Asked<'_>,
    books: &[&Ledger],
    formats: &[Format],
    paper: &mut Option<Paper>,
    folder: &mut Folder<'_>,
) -> Result<(), Error> {
    let (Some(ledger), false) = (books.first(), formats.is_empty()) else { return Ok(()) };
    let edition = Edition::new(asked.layout, books).map_err(wrong)?;
    let indexes: Vec<Index<'_>> = books.iter().map(|book| Index::new(book)).collect();
    let has_data = asked.formats.contains(&Format::Csv);
    let most = if formats.contains(&Format::Pdf) { MOST_OF_PAPER } else { MOST };
    for (number, entity) in edition.bodies().into_iter().enumerate() {
        let body = OfBody::new(ledger, edition.year(), &indexes, (entity, number), has_data);
        body.publish(&edition, (formats, most), asked.notes, paper, folder)?;
    }
    Ok(())
}

fn wrong(errors: Vec<LayOutError>) -> Failure {
    Message::join(errors.into_iter().map(|error| error.0), LINES).into()
}

/// The document of the department or a unit.
struct OfBody<'a> {
    indexes: &'a [Index<'a>],
    entity: Entity,
    number: usize,
    body: &'a Body,
    year: Year,
    is_unit: bool,
    cover: Cover,
    /// Whether numbers link to the file of amounts.
    has_data: bool,
}

/// What is known of a document before it is written.
#[derive(Default)]
struct Survey {
    volumes: usize,
    /// The whole document, where it has but one volume.
    only: Option<LaidOut>,
    preferred: Preferred,
}

impl<'a> OfBody<'a> {
    fn new(
        ledger: &'a Ledger,
        year: Year,
        indexes: &'a [Index<'a>],
        (entity, number): (Entity, usize),
        has_data: bool,
    ) -> Self {
        let unit = entity.unit_index().and_then(|at| ledger.units.get(usize::from(at)));
        let body = unit.unwrap_or(&ledger.department);
        let whose = if unit.is_some() { "单位" } else { "部门" };
        let what = if ledger.stage == Stage::FinalAccounts { "决算" } else { "预算" };
        let title = format!("{}{year}年度{whose}{what}", body.name);
        let lines = vec![body.name.clone(), format!("{year}年{whose}{what}")];
        let figures = overview::figures(indexes, entity);
        let cover = Cover { title, lines, figures };
        Self { indexes, entity, number, body, year, is_unit: unit.is_some(), cover, has_data }
    }

    /// Makes the files of some formats.
    fn publish(
        &self,
        edition: &Edition<'_>,
        (formats, most): (&[Format], usize),
        notes: &[String],
        paper: &mut Option<Paper>,
        folder: &mut Folder<'_>,
    ) -> Result<(), Error> {
        let survey = self.survey(edition, most)?;
        let mut whole = Whole::begin(self, formats, folder)?;
        let mut number = 0;
        let mut add = |laid: &LaidOut| {
            number += 1;
            let volume = Volume::new(self, laid, whole.printed);
            let cover = self.cover((number, survey.volumes), notes);
            for format in formats {
                let Some(bytes) = volume.file(*format, &cover, paper)? else { continue };
                let name = format!("{}.{}", cover.title, format.extension());
                folder.write(self.order(*format), &name, &bytes)?;
            }
            whole.add(&volume, &survey.preferred)
        };
        match &survey.only {
            Some(only) => add(only)?,
            None => edition.volumes(self.entity, most, |laid| add(&laid)).map_err(wrong)??,
        }
        whole.end()
    }

    /// Counts the volumes, which the front page of each names.
    fn survey(&self, edition: &Edition<'_>, most: usize) -> Result<Survey, Error> {
        let mut survey = Survey::default();
        let see = |laid: LaidOut| {
            survey.volumes += 1;
            if self.has_data {
                survey.preferred.see(&laid.disclosure);
            }
            survey.only = Some(laid).filter(|_| survey.volumes == 1);
            Ok::<(), Error>(())
        };
        edition.volumes(self.entity, most, see).map_err(wrong)??;
        Ok(survey)
    }

    /// The front page of a volume. The pictures are in the first.
    fn cover(&self, (number, all): (usize, usize), notes: &[String]) -> Cover {
        let mut cover = self.cover.clone();
        if all > 1 {
            cover.title = format!("{}（第{number}册，共{all}册）", cover.title);
            cover.lines.push(format!("第{number}册（共{all}册）"));
        }
        if number > 1 {
            cover.figures.clear();
        }
        cover.lines.extend_from_slice(notes);
        cover
    }

    fn order(&self, format: Format) -> Order {
        (self.number, format)
    }

    /// The name of a file of data, which has the unit's title before it where units have files.
    fn named(&self, name: &str) -> String {
        match self.is_unit {
            true => format!("{}-{name}", self.cover.title),
            false => name.to_owned(),
        }
    }
}

/// A volume, and what its files are made of.
struct Volume<'a> {
    of: &'a OfBody<'a>,
    laid: &'a LaidOut,
    /// How many numbers are printed in the volumes before.
    printed: usize,
    annotations: OnceCell<Annotations>,
}

impl<'a> Volume<'a> {
    fn new(of: &'a OfBody<'a>, laid: &'a LaidOut, printed: usize) -> Self {
        Self { of, laid, printed, annotations: OnceCell::new() }
    }

    /// Its file in a format that has a file a volume.
    fn file(
        &self,
        format: Format,
        cover: &Cover,
        paper: &mut Option<Paper>,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let document: &Document = &self.laid.document;
        Ok(Some(match format {
            Format::Pdf => {
                let mut open = paper.take().map_or_else(Paper::begin, Ok)?;
                let pdf = open.set(document, cover)?;
                *paper = Some(open);
                pdf
            }
            Format::Docx => writers::docx::write(document, cover).map_err(|it| it.message())?,
            Format::Xlsx => {
                let written = writers::xlsx::write(document, cover, self.annotations());
                written.map_err(|it| it.message())?
            }
            Format::Html => writers::html::write(document, cover, self.annotations()),
            Format::Txt | Format::Json | Format::Csv => return Ok(None),
        }))
    }

    /// The scope of each number and the ledger lines that it sums.
    fn annotations(&self) -> &Annotations {
        self.annotations.get_or_init(|| {
            let data = self.of.has_data.then(|| self.of.named("budget.csv"));
            let data = data.as_deref().map(|data| (data, self.printed));
            annotations(&self.laid.disclosure, self.of.indexes, data)
        })
    }
}

/// The files that hold all volumes.
struct Whole<'a> {
    of: &'a OfBody<'a>,
    text: Option<Part>,
    json: Option<(Part, Pieces)>,
    /// The numbers as they stand, and as a Fiscal Data Package.
    data: Option<[Part; 2]>,
    /// How many numbers, printed ones and tables there were so far.
    seen: usize,
    printed: usize,
    tables: u32,
}

impl<'a> Whole<'a> {
    fn begin(
        of: &'a OfBody<'a>,
        formats: &[Format],
        folder: &mut Folder<'_>,
    ) -> Result<Self, Error> {
        let title = &of.cover.title;
        let mut begin = |format, name: &str| match formats.contains(&format) {
            true => folder.begin(of.order(format), name).map(Some),
            false => Ok(None),
        };
        let text = begin(Format::Txt, &format!("{title}.txt"))?;
        let json = begin(Format::Json, &format!("{title}.json"))?;
        let json = json.map(|part| (part, Pieces::default()));
        let numbers = begin(Format::Csv, &format!("{title}.csv"))?;
        let data = numbers.zip(begin(Format::Csv, &of.named("budget.csv"))?);
        let mut data = data.map(|(numbers, amounts)| [numbers, amounts]);
        if let Some([numbers, amounts]) = &mut data {
            let columns = COLUMNS.iter().map(|it| it.column);
            numbers.add(writers::csv::head(columns).as_bytes())?;
            amounts.add(writers::csv::head(budget::columns()).as_bytes())?;
            let name = of.named("datapackage.json");
            folder.write(of.order(Format::Csv), &name, &of.descriptor())?;
        }
        Ok(Self { of, text, json, data, seen: 0, printed: 0, tables: 0 })
    }

    fn add(&mut self, volume: &Volume<'_>, preferred: &Preferred) -> Result<(), Error> {
        let laid = volume.laid;
        if let Some(text) = &mut self.text {
            text.add(&writers::text::write(&laid.document))?;
        }
        if let Some((json, pieces)) = &mut self.json {
            json.add(pieces.next(&laid.document, volume.annotations()).as_bytes())?;
        }
        if let Some([numbers, amounts]) = &mut self.data {
            let mut records = records(&self.of.cover.title, laid);
            let seen = records.iter_mut().zip(&laid.disclosure.observations);
            for (at, (record, observation)) in seen.enumerate() {
                record.is_preferred = preferred.is(observation, self.seen + at);
                if let Some(table) = &mut record.table {
                    table.number += self.tables;
                }
            }
            numbers.add(writers::csv::lines(records.iter().map(Record::values)).as_bytes())?;
            let first = u32::try_from(self.printed + 1).unwrap_or(u32::MAX);
            amounts.add(writers::csv::lines(budget::rows(&records, first)).as_bytes())?;
        }
        self.seen += laid.disclosure.observations.len();
        self.printed += printed(&laid.disclosure).count();
        self.tables += u32::try_from(laid.disclosure.tables.len()).unwrap_or_default();
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        let json = self.json.map(|(mut part, pieces)| {
            part.add(pieces.end(&self.of.cover.title).as_bytes())?;
            part.end()
        });
        json.transpose()?;
        self.text.into_iter().chain(self.data.into_iter().flatten()).try_for_each(Part::end)
    }
}

impl OfBody<'_> {
    /// The description of the data package.
    fn descriptor(&self) -> Vec<u8> {
        let package = Package {
            name: format!("budget-{}-{}", self.body.code, self.year),
            title: self.cover.title.clone(),
            year: Some(self.year.0),
            data: self.named("budget.csv"),
        };
        writers::datapackage::write(&package, budget::columns())
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
///
/// `data` is the file of amounts, and how many of its rows come before.
fn annotations(
    disclosure: &Disclosure,
    books: &[Index<'_>],
    data: Option<(&str, usize)>,
) -> Annotations {
    let mut annotations = Annotations::new();
    for (number, (seen, printed)) in (1..).zip(printed(disclosure)) {
        let mut sources: Vec<String> = Vec::new();
        sources.extend(data.map(|(data, before)| format!("{data}#row={}", before + number)));
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
