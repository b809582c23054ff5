//! The sheets of a ledger as text: what is filled in, right or wrong, and how the edits of several
//! people are merged without losing one.
//!
//! Nothing here knows what a cell means. A cell that cannot be right is kept as it was typed, so
//! that its preparer can correct it.
#![forbid(unsafe_code)]

mod align;
mod diff;
mod digits;
mod merge;

pub use diff::edits;
pub use digits::half_width;
pub use merge::{Conflict, Edit, merge};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All sheets of a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// The sheets in the order of the workbook.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its key in addresses: `lines`; empty for a sheet of the preparer's own, which is kept and
    /// not edited here.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows below the headings, without blank ones.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading, which no other column of the sheet has.
    pub heading: String,
    /// What goes here; empty for a column of the preparer's own.
    pub help: String,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether a filled row must fill it.
    pub is_required: bool,
    /// The words to choose from, where there are few.
    pub choices: Vec<String>,
    /// Its place in the file, counted from 0.
    pub at: u32,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Words.
    #[default]
    Words,
    /// Words that may be long.
    Paragraph,
    /// An amount of money.
    Money,
    /// A whole number.
    Count,
    /// A function code.
    Function,
    /// An economic code.
    Economic,
    /// The name of a unit.
    Unit,
    /// The name of a project.
    Project,
    /// A word of the choices.
    Choice,
    /// The name of an entry, which is not changed.
    Label,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file, counted from 1.
    pub number: u32,
    /// A text for each column; empty where a cell is blank.
    pub cells: Vec<String>,
}

/// The cells of a row by their headings.
pub type Cells = BTreeMap<String, String>;

impl Book {
    /// Returns the sheet of that key.
    pub fn sheet(&self, key: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.key == key && !key.is_empty())
    }

    /// Returns the texts of a column of a sheet, without blank ones.
    pub fn texts(&self, key: &str, heading: &str) -> Vec<&str> {
        let Some(sheet) = self.sheet(key) else { return Vec::new() };
        let texts = (0..sheet.rows.len()).map(|row| sheet.cell(row, heading));
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// Takes over the columns and sheets of the preparer's own that another version has.
    pub fn adopt(&mut self, other: &Self) {
        for sheet in &mut self.sheets {
            let Some(others) = other.sheet(&sheet.key) else { continue };
            for column in &others.columns {
                if sheet.column(&column.heading).is_none() {
                    sheet.columns.push(column.clone());
                    sheet.rows.iter_mut().for_each(|row| row.cells.push(String::new()));
                }
            }
        }
        self.sheets.retain(|sheet| {
            !sheet.key.is_empty() || !other.sheets.iter().any(|it| it.name == sheet.name)
        });
        let own = other.sheets.iter().filter(|sheet| sheet.key.is_empty());
        self.sheets.extend(own.cloned());
    }

    /// Gives rows and columns the places that they have once the book is written.
    pub fn renumber(&mut self) {
        for sheet in &mut self.sheets {
            (0..).zip(&mut sheet.columns).for_each(|(at, column)| column.at = at);
            (2..).zip(&mut sheet.rows).for_each(|(number, row)| row.number = number);
        }
    }
}

impl Sheet {
    /// Returns the place of a column.
    pub fn column(&self, heading: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.heading == heading)
    }

    /// Returns the text of a cell; empty where there is none.
    pub fn cell(&self, row: usize, heading: &str) -> &str {
        let cell = || self.rows.get(row)?.cells.get(self.column(heading)?);
        cell().map(String::as_str).unwrap_or_default()
    }

    /// Returns the row and the column of a cell by its place in the file: row from 1, column from
    /// 0.
    pub fn find(&self, number: u32, at: u32) -> Option<(usize, usize)> {
        let row = self.rows.iter().position(|row| row.number == number)?;
        Some((row, self.columns.iter().position(|column| column.at == at)?))
    }

    /// Returns a row for these cells; those of other headings are left out.
    fn row_of(&self, cells: &Cells) -> Row {
        let cell = |column: &Column| cells.get(&column.heading).cloned().unwrap_or_default();
        Row { number: 0, cells: self.columns.iter().map(cell).collect() }
    }

    /// Returns the cells of a row that are filled, by their headings.
    fn filled<'a>(&'a self, row: &'a Row) -> BTreeMap<&'a str, &'a str> {
        let cells = self.columns.iter().zip(&row.cells).filter(|(_, text)| !text.is_empty());
        cells.map(|(column, text)| (column.heading.as_str(), text.as_str())).collect()
    }
}
