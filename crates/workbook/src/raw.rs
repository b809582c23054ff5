//! The content of a sheet or of a CSV file, before anything is made of it.

use crate::{Problem, Spot, limits};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// A sheet or a file.
///
/// A large department repeats its units, codes and words in every line. Each of them is kept once,
/// and a cell is a number.
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
    /// What its cells hold, by their numbers; the first is nothing.
    values: Vec<Value>,
    texts: HashMap<Arc<str>, Cell>,
    numbers: HashMap<Arc<str>, Cell>,
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
    pub cells: Vec<Cell>,
}

/// A cell: what it holds, by its number in the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell(u32);

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Empty,
    /// Text without white space around it.
    Text(Arc<str>),
    /// A number, as the decimal that is shown.
    Number(Arc<str>),
    /// A day or a time: what spreadsheets make of `1-2`.
    Date,
    /// True or false.
    Truth,
    /// An error, or a formula without its result.
    Broken(String),
}

impl Cell {
    /// The cell that holds nothing.
    pub(crate) const EMPTY: Self = Self(0);

    /// Whether it holds anything.
    pub(crate) fn is_something(self) -> bool {
        self != Self::EMPTY
    }
}

impl Raw {
    /// A sheet or file without rows, beside those that were read before.
    pub(crate) fn new(name: &str, form: Places, before: &[Self]) -> Self {
        Self {
            name: name.to_owned(),
            form,
            rows: Vec::new(),
            cells: before.last().map_or(0, |last| last.cells),
            values: vec![Value::Empty],
            texts: HashMap::new(),
            numbers: HashMap::new(),
        }
    }

    /// A cell of that text; nothing where it is white space.
    pub(crate) fn text(&mut self, text: &str) -> Cell {
        let text = text.trim();
        if text.is_empty() {
            return Cell::EMPTY;
        }
        let text = match text.contains('\r') {
            true => Cow::Owned(text.replace("\r\n", "\n")),
            false => Cow::Borrowed(text),
        };
        if let Some(known) = self.texts.get(text.as_ref()) {
            return *known;
        }
        let kept: Arc<str> = text.into();
        let cell = self.keep(Value::Text(Arc::clone(&kept)));
        self.texts.insert(kept, cell);
        cell
    }

    /// A cell of that number, as the decimal that is shown.
    pub(crate) fn number(&mut self, number: &str) -> Cell {
        if let Some(known) = self.numbers.get(number) {
            return *known;
        }
        let kept: Arc<str> = number.into();
        let cell = self.keep(Value::Number(Arc::clone(&kept)));
        self.numbers.insert(kept, cell);
        cell
    }

    /// A cell of that value.
    pub(crate) fn keep(&mut self, value: Value) -> Cell {
        // There are never so many: limits::CELLS is far below.
        let cell = Cell(u32::try_from(self.values.len()).unwrap_or_default());
        self.values.push(value);
        cell
    }

    /// What one of its cells holds.
    pub(crate) fn value(&self, cell: Cell) -> &Value {
        let at = usize::try_from(cell.0).ok();
        at.and_then(|at| self.values.get(at)).unwrap_or(&Value::Empty)
    }

    /// Adds a row, unless there are too many.
    pub(crate) fn push(&mut self, number: u64, cells: Vec<Cell>) -> Result<(), Problem> {
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
