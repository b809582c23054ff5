//! The content of a sheet or of a CSV file, before anything is made of it.

use crate::{Problem, Spot, limits};
use std::collections::HashSet;
use std::rc::Rc;

/// A sheet or a file.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    /// The sheet's name; the file's without its ending.
    pub name: String,
    /// What kind of place its cells are.
    pub form: Places,
    /// Its rows that have something in them.
    pub rows: Vec<Row>,
    /// How many cells they and the sheets before have.
    cells: u64,
}

/// How places are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Places {
    /// By sheet and cell.
    Sheet,
    /// By file, line and field.
    Csv,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The row's or the line's number, counted from 1.
    pub number: u64,
    /// Its cells from the first column on.
    pub cells: Vec<Value>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Empty,
    /// Text without white space around it.
    Text(Rc<str>),
    /// A number, as the decimal that is shown.
    Number(String),
    /// A day or a time: what spreadsheets make of `1-2`.
    Date,
    /// True or false.
    Truth,
    /// An error, or a formula without its result.
    Broken(String),
}

/// The texts of a sheet, each kept once: a large department repeats its units and codes in every
/// line.
#[derive(Debug, Default)]
pub(crate) struct Texts(HashSet<Rc<str>>);

impl Texts {
    /// Text; nothing where it is white space.
    pub(crate) fn value(&mut self, text: &str) -> Value {
        let text = text.trim();
        if text.is_empty() {
            return Value::Empty;
        }
        let text = text.replace("\r\n", "\n");
        if let Some(known) = self.0.get(text.as_str()) {
            return Value::Text(Rc::clone(known));
        }
        let text: Rc<str> = text.into();
        self.0.insert(Rc::clone(&text));
        Value::Text(text)
    }
}

impl Raw {
    /// A sheet or file without rows, beside those that were read before.
    pub(crate) fn new(name: &str, form: Places, before: &[Self]) -> Self {
        let cells = before.last().map_or(0, |last| last.cells);
        Self { name: name.to_owned(), form, rows: Vec::new(), cells }
    }

    /// Adds a row, unless there are too many.
    pub(crate) fn push(&mut self, number: u64, cells: Vec<Value>) -> Result<(), Problem> {
        self.cells += cells.len() as u64;
        limits::CELLS.check(self.cells, &self.spot())?;
        self.rows.push(Row { number, cells });
        limits::ROWS.check(self.rows.len() as u64, &self.spot())
    }

    /// The sheet or file itself.
    pub(crate) fn spot(&self) -> Spot {
        spot(&self.name, self.form, None)
    }

    /// One of its cells; the column is counted from 0.
    pub(crate) fn cell(&self, row: u64, column: usize) -> Spot {
        spot(&self.name, self.form, Some((row, column)))
    }
}

/// A cell of a sheet by its row from 1 and its column from 0; the sheet itself without them.
pub(crate) fn spot(name: &str, form: Places, cell: Option<(u64, usize)>) -> Spot {
    match (form, cell) {
        (Places::Sheet, None) => Spot::Sheet(name.to_owned()),
        (Places::Csv, None) => Spot::File(format!("{name}.csv")),
        (Places::Sheet, Some((row, column))) => Spot::Cell { sheet: name.to_owned(), row, column },
        (Places::Csv, Some((line, column))) => {
            Spot::Field { file: format!("{name}.csv"), line, column: column as u64 + 1 }
        }
    }
}
