//! Where the parts of a ledger stand: findings about it are told with sheet and cell.

use crate::Spot;
use crate::raw::{Places, spot};
use crate::tables::{
    AMOUNT, ASSETS, BASICS, CONTENT, COUNTS, INDICATORS, LINES, PROJECT, PROJECTS, PURCHASES,
    QUANTITY, TARGET, TEXTS, Table, UNIT_NAME, UNITS,
};
use std::collections::BTreeMap;

/// A part of a ledger by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// An entry of the sheet 基本情况, by its name: `年度`.
    Basics(&'static str),
    /// A unit.
    Unit(usize),
    /// A budget line.
    Line(usize),
    /// A project.
    Project(usize),
    /// An indicator, by its number among those of all projects one after the other.
    Indicator(usize),
    /// A purchase.
    Purchase(usize),
    /// A kind of assets.
    Asset(usize),
    /// A count of staff or vehicles.
    Count(usize),
    /// A paragraph.
    Text(usize),
}

/// The cells from which a ledger was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    sheets: BTreeMap<&'static str, Sheet>,
    /// The row of each entry of the sheet 基本情况.
    basics: BTreeMap<String, u64>,
}

/// One sheet: where its columns stand, and the row of each part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub form: Places,
    pub columns: BTreeMap<&'static str, usize>,
    pub rows: Vec<u64>,
}

impl Part {
    /// The table in which it stands, its number there, and the column that says what it is.
    const fn stands(self) -> (&'static Table, usize, &'static str) {
        match self {
            Self::Basics(_) => (&BASICS, 0, CONTENT),
            Self::Unit(at) => (&UNITS, at, UNIT_NAME),
            Self::Line(at) => (&LINES, at, AMOUNT),
            Self::Project(at) => (&PROJECTS, at, PROJECT),
            Self::Indicator(at) => (&INDICATORS, at, TARGET),
            Self::Purchase(at) => (&PURCHASES, at, AMOUNT),
            Self::Asset(at) => (&ASSETS, at, AMOUNT),
            Self::Count(at) => (&COUNTS, at, QUANTITY),
            Self::Text(at) => (&TEXTS, at, CONTENT),
        }
    }
}

impl Cells {
    pub(crate) fn add(&mut self, table: &'static Table, sheet: Sheet) {
        self.sheets.insert(table.name, sheet);
    }

    pub(crate) fn add_basics(&mut self, rows: BTreeMap<String, u64>) {
        self.basics = rows;
    }

    /// The cell that says most about a part: the amount of a line, the words of a paragraph.
    pub fn spot(&self, part: Part) -> Spot {
        self.cell(part, part.stands().2)
    }

    /// The cell of a part under a heading; the sheet where it lacks the column or the part.
    pub fn cell(&self, part: Part, heading: &str) -> Spot {
        let (table, at, _) = part.stands();
        let Some(sheet) = self.sheets.get(table.name) else {
            return Spot::Sheet(table.name.to_owned());
        };
        let row = match part {
            Part::Basics(entry) => self.basics.get(entry),
            _ => sheet.rows.get(at),
        };
        spot(table.name, sheet.form, row.copied().zip(sheet.columns.get(heading).copied()))
    }

    /// A cell by its row there.
    pub(crate) fn in_sheet(&self, table: &Table, row: u64, heading: &str) -> Spot {
        let Some(sheet) = self.sheets.get(table.name) else {
            return Spot::Sheet(table.name.to_owned());
        };
        spot(table.name, sheet.form, sheet.columns.get(heading).map(|column| (row, *column)))
    }

    /// The cell of a table's row, counted from 0 among those that were read, under a heading.
    pub(crate) fn at(&self, table: &Table, row: usize, heading: &str) -> Option<Spot> {
        let sheet = self.sheets.get(table.name)?;
        let at = sheet.rows.get(row).copied().zip(sheet.columns.get(heading).copied());
        Some(spot(table.name, sheet.form, at))
    }
}
