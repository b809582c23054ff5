//! One printed number, complete in itself: what every table of data is made from.
//!
//! CSV, JSON and data packages show the columns of [`COLUMNS`], which describes each of them
//! once; `docs/records.md` is the same in prose.

pub mod budget;
mod columns;
#[cfg(test)]
mod tests;

pub use columns::{COLUMNS, RecordColumn};

use crate::model::{Disclosure, EntityName, Observation, Value};
use document::{Document, PlaceColumns};
use ledger::{Interval, Printed, Rounding, Scope, ScopeKey};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A printed number, or a blank cell of a listed row, with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The file.
    pub origin: Origin,
    /// The department of the document.
    pub department: EntityName,
    /// The unit whose number it is; empty where it is the department's as a whole.
    pub unit: EntityName,
    /// What it counts.
    pub key: ScopeKey,
    /// The amount in 分: as printed, or exact where the ledger is known.
    pub fen: i64,
    /// What is printed.
    pub value: Value,
    /// The table in which it stands; `None` for a sentence.
    pub table: Option<InTable>,
    /// The column's head, from the outermost to the innermost, joined by `/`.
    pub head: Arc<str>,
    /// The row's label, or the words of the sentence that say what it counts.
    pub label: Arc<str>,
    /// The row's code as printed.
    pub code: Arc<str>,
    /// Where it stands.
    pub place: PlaceColumns,
    /// Whether it was recognised in an image.
    pub is_recognised: bool,
    /// What the check says of it.
    pub mark: Mark,
    /// Whether it is the one of its scope in the document that a sum should take.
    pub is_preferred: bool,
}

/// The file from which records come. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The SHA-256 of the file, in hexadecimal.
    pub document: Arc<str>,
    /// The file's name.
    pub file: Arc<str>,
    /// The version of the program that read it.
    pub reader: Arc<str>,
    /// The code of the administrative division (行政区划代码).
    pub division: Arc<str>,
}

/// A number's place in the tables of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTable {
    /// Which of the tables that were understood, from 1.
    pub number: u32,
    /// The table's title.
    pub title: Arc<str>,
    /// The line of the table's list, counted from 1 within its data rows.
    pub row: u32,
    /// The column of the table's grid, counted from 1.
    pub column: u32,
}

/// What the check says of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether it is wrong.
    pub flag: Flag,
    /// The code of the finding: `YS102`; empty for none.
    pub finding: String,
    /// The amount that it should be, in 分, where the check knows.
    pub expected: Option<i64>,
}

/// Whether a number is wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// No error and no warning points to it.
    #[default]
    Ok,
    /// A warning points to it.
    Suspect,
    /// An error points to it.
    Wrong,
}

impl Flag {
    /// The name by which programs know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Suspect => "suspect",
            Self::Wrong => "wrong",
        }
    }
}

/// Returns the numbers of a document in reading order, one record an observation.
///
/// No check has been made yet: all flags are `ok`. Who marks records calls [`prefer`] again.
pub fn records(document: &Document, disclosure: &Disclosure, origin: &Origin) -> Vec<Record> {
    let recognised = document.recognised_pages();
    let titles: Vec<Arc<str>> =
        disclosure.tables.iter().map(|table| Arc::from(table.title.as_str())).collect();
    let record = |seen| Record::new(disclosure, &titles, &recognised, seen, origin);
    let mut records: Vec<Record> = disclosure.observations.iter().map(record).collect();
    prefer(&mut records);
    records
}

/// Prefers one record of each scope: one that is not wrong, agrees with most of the others, is
/// printed, most exactly, in a table, and first.
pub fn prefer(records: &mut [Record]) {
    let mut scopes: HashMap<(&EntityName, &ScopeKey), Vec<(usize, &Record)>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        scopes.entry((&record.unit, &record.key)).or_default().push((at, record));
    }
    let best: HashSet<usize> = scopes.values().filter_map(|of_scope| best(of_scope)).collect();
    for (at, record) in records.iter_mut().enumerate() {
        record.is_preferred = best.contains(&at);
    }
}

/// The number of each scope that is preferred among the volumes of a published document, whose
/// numbers of one scope agree.
#[derive(Debug, Default)]
pub struct Preferred {
    best: HashMap<Scope, (Exactness, usize)>,
    count: usize,
}

/// What is compared to prefer one record: first whether no number is printed, then how far it is
/// rounded, then whether it is in a sentence.
type Exactness = (bool, Option<i64>, bool);

impl Preferred {
    /// Takes the numbers of the next volume.
    pub fn see(&mut self, disclosure: &Disclosure) {
        for seen in &disclosure.observations {
            let step = seen.value.printed().map(Printed::step);
            let next = ((step.is_none(), step, seen.source.table.is_none()), self.count);
            let best = self.best.entry(seen.scope).or_insert(next);
            *best = next.min(*best);
            self.count += 1;
        }
    }

    /// Whether the number is preferred that is one of the document's, counted from 0.
    pub fn is(&self, seen: &Observation, number: usize) -> bool {
        self.best.get(&seen.scope).is_some_and(|(_, best)| *best == number)
    }
}

fn best(of_scope: &[(usize, &Record)]) -> Option<usize> {
    if let [(at, _)] = of_scope {
        return Some(*at);
    }
    let intervals = || of_scope.iter().map(|(_, record)| record.interval());
    let mut lows: Vec<i128> = intervals().map(|interval| interval.low).collect();
    let mut highs: Vec<i128> = intervals().map(|interval| interval.high).collect();
    lows.sort_unstable();
    highs.sort_unstable();
    // Those that lie below or above it.
    let disagreeing = |Interval { low, high }: Interval| {
        let below = highs.partition_point(|other| *other < low);
        below + lows.len() - lows.partition_point(|other| *other <= high)
    };
    let rank = |record: &Record| {
        let step = record.value.printed().map(Printed::step);
        let disagreeing = disagreeing(record.interval());
        (record.mark.flag, disagreeing, step.is_none(), step, record.table.is_none())
    };
    of_scope.iter().min_by_key(|(at, record)| (rank(record), *at)).map(|(at, _)| *at)
}

impl Record {
    fn new(
        disclosure: &Disclosure,
        titles: &[Arc<str>],
        recognised: &BTreeSet<u32>,
        seen: &Observation,
        origin: &Origin,
    ) -> Self {
        let source = &seen.source;
        let place = seen.place.columns();
        let unit =
            seen.scope.entity.unit_index().and_then(|_| disclosure.entity(seen.scope.entity));
        let table = source.table.and_then(|index| {
            let (number, title) = (u32::try_from(index + 1).ok()?, titles.get(index)?);
            let (title, row, column) = (Arc::clone(title), source.row, source.column);
            Some(InTable { number, title, row, column })
        });
        Self {
            origin: origin.clone(),
            department: disclosure.department.clone().unwrap_or_default(),
            unit: unit.cloned().unwrap_or_default(),
            key: disclosure.key(&seen.scope),
            fen: seen.value.nominal().fen(),
            value: seen.value,
            table,
            head: Arc::clone(&source.head),
            label: Arc::clone(&source.label),
            code: Arc::clone(&source.code),
            is_recognised: place.page.is_some_and(|page| recognised.contains(&page)),
            place,
            mark: Mark::default(),
            is_preferred: false,
        }
    }

    /// The amounts that it may stand for.
    fn interval(&self) -> Interval {
        let printed = self.value.printed();
        printed.map_or(Interval::ZERO, |printed| printed.interval(Rounding::Either))
    }
}
