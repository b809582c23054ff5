//! Documents of one kind, read and checked once: all others of the kind have the same rows in
//! another size and under another name.

use super::book;
use super::document::{self, Layouts, bug};
use super::nation::{Department, Issue, Nation};
use columnar::Described;
use disclosure::record::{InTable, Mark, Origin, Record};
use disclosure::{EntityName, Value};
use engine::Settings;
use ledger::{Amount, Printed, Stage, Year};
use message::Failure;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The department of a template; no real one is called that.
const NAME: &str = "某某县某某局";
const CODE: &str = "000";

/// The year of a template.
const YEAR: Year = Year(2031);

/// The rows of one kind of documents.
#[derive(Debug)]
pub(super) struct Template {
    records: Vec<Record>,
    described: Described,
}

/// Who publishes what: what is stamped on a template.
pub(super) struct Stamp<'a> {
    nation: Nation,
    department: &'a Department,
    issue: Issue,
    origin: Origin,
    /// Texts of the template with what they become.
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

impl Template {
    /// Reads and checks the document of a kind of departments.
    pub(super) fn new(
        layouts: &Layouts,
        seed: u64,
        department: &Department,
        stage: Stage,
    ) -> Result<Self, Failure> {
        let department =
            Department { name: NAME.to_owned(), code: CODE.to_owned(), ..department.clone() };
        let mut books = Vec::new();
        for year in [YEAR, Year(YEAR.0 - 1)] {
            for stage_of_book in [Stage::Budget, Stage::FinalAccounts] {
                if stage == Stage::FinalAccounts || stage_of_book == Stage::Budget {
                    // In different sizes, so that sentences tell of a change.
                    let size = i64::from(year == YEAR) + 1 + i64::from(stage_of_book == stage) * 2;
                    let issue = Issue { year, stage: stage_of_book };
                    books.push(book::book(seed, &department, issue, size));
                }
            }
        }
        let laid_out = layouts.lay_out(&department, stage, &books)?;
        let bytes = writers::text::write(&laid_out.document).len() as u64;
        let file = document::read(laid_out.document);
        let report = engine::check(&file, &Settings::default()).map_err(|error| told(&error))?;
        let origin = engine::origin(&[], "", &file);
        let mut records = engine::records(&file, &origin, &report).map_err(|error| told(&error))?;
        let described = columnar::described(&file, &origin, bytes, &report, records.len());
        for record in &mut records {
            let size = i64::from(record.key.year == Some(YEAR))
                + 1
                + i64::from(record.key.stage == stage) * 2;
            record.fen /= size;
        }
        Ok(Self { records, described })
    }

    /// Returns the number of rows.
    pub(super) fn rows(&self) -> usize {
        self.records.len()
    }

    /// Returns whether the check found nothing wrong.
    pub(super) fn is_clean(&self) -> bool {
        self.described.findings[0] == 0
    }
}

fn told(failure: &engine::Failure) -> Failure {
    bug(&failure.message().en)
}

impl<'a> Stamp<'a> {
    pub(super) fn new(nation: Nation, department: &'a Department, issue: Issue) -> Self {
        let file = document::name(department, issue, "docx");
        let seed = format!("{} {file}", nation.seed);
        let origin = Origin {
            document: engine::sha256(seed.as_bytes()).into(),
            file: file.into(),
            reader: engine::VERSION.into(),
            division: department.division.as_str().into(),
        };
        Self { nation, department, issue, origin, texts: BTreeMap::new() }
    }

    /// Returns where the rows come from.
    pub(super) const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the rows of a document.
    pub(super) fn records(&mut self, template: &Template) -> Vec<Record> {
        template.records.iter().map(|record| self.record(record)).collect()
    }

    /// Returns what the document is.
    pub(super) fn described(&mut self, template: &Template) -> Described {
        let mut described = template.described.clone();
        described.origin = self.origin.clone();
        described.department = self.entity(&described.department);
        described.about.year = Some(self.issue.year);
        // Warnings and notes are about the sizes of the template, which the document does not have.
        described.findings = [0; 3];
        described.verdict = "clean";
        described
    }

    fn record(&mut self, record: &Record) -> Record {
        let mut key = record.key.clone();
        key.year = key.year.map(|year| self.year(year));
        key.entity = self.entity(&key.entity);
        let year = key.year.unwrap_or(self.issue.year);
        let fen = record.fen * self.nation.size(self.department.number, year, key.stage);
        let value = match record.value.printed() {
            None => Value::Nothing,
            Some(printed) => Value::Printed(Printed::rounded(
                Amount::from_fen(fen),
                printed.unit(),
                printed.decimals(),
            )),
        };
        let table = record
            .table
            .as_ref()
            .map(|table| InTable { title: self.text(&table.title), ..table.clone() });
        Record {
            origin: self.origin.clone(),
            department: self.entity(&record.department),
            unit: self.entity(&record.unit),
            key,
            fen,
            value,
            table,
            head: self.text(&record.head),
            label: self.text(&record.label),
            code: Arc::clone(&record.code),
            place: record.place.clone(),
            is_recognised: false,
            mark: Mark::default(),
            is_preferred: record.is_preferred,
        }
    }

    fn year(&self, year: Year) -> Year {
        Year(self.issue.year.0 + year.0 - YEAR.0)
    }

    fn entity(&self, entity: &EntityName) -> EntityName {
        let code = entity.code.as_ref().map(|code| match code.strip_prefix(CODE) {
            Some(unit) => self.department.code.clone() + unit,
            None => code.clone(),
        });
        EntityName { code, name: entity.name.replace(NAME, &self.department.name) }
    }

    /// A text in which the template's name and years become those of the document.
    fn text(&mut self, text: &Arc<str>) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let year = |year: u16| format!("{year}年");
        let [before, now] = [YEAR.0 - 1, YEAR.0].map(year);
        let [theirs_before, theirs] = [self.issue.year.0 - 1, self.issue.year.0].map(year);
        // The later year first would be found again where the years are neighbours.
        let replaced = text
            .replace(NAME, &self.department.name)
            .replace(&now, "\u{1}")
            .replace(&before, &theirs_before)
            .replace('\u{1}', &theirs);
        let replaced: Arc<str> = replaced.into();
        self.texts.insert(Arc::clone(text), Arc::clone(&replaced));
        replaced
    }
}
