//! A table as a full grid: every position knows the cell that covers it.

use crate::vocabulary::normal::normal;
use document::{Cell, Table};
use std::borrow::Cow;

/// The largest number of positions in a grid; larger tables are not disclosures.
pub const MAX_POSITIONS: u64 = 2_000_000;

/// A table with the cell that covers each position.
#[derive(Debug)]
pub struct Grid<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    cells: Vec<Words<'a>>,
    covering: Vec<Option<u32>>,
}

/// A cell with its words in normal form.
#[derive(Debug)]
pub struct Words<'a> {
    /// The cell in the document.
    pub cell: &'a Cell,
    /// Its words in normal form.
    pub words: Cow<'a, str>,
    /// Its first column.
    pub column: usize,
    /// The number of columns it covers.
    pub span: usize,
    row: usize,
}

/// The first column of a cell and the number of columns it covers, after its row was spread.
pub type Spread = Vec<(u32, u32)>;

impl<'a> Grid<'a> {
    /// Returns the grid of `table` with its cells in the columns given by `spread`; `None` if it
    /// would be too large.
    pub fn new(table: &'a Table, spread: &Spread) -> Option<Self> {
        let positions = u64::from(table.rows) * u64::from(table.columns);
        if positions > MAX_POSITIONS {
            return None;
        }
        let (rows, columns) = (table.rows as usize, table.columns as usize);
        let mut covering = vec![None; rows * columns];
        let mut cells = Vec::with_capacity(table.cells.len());
        for (index, (cell, (column, span))) in table.cells.iter().zip(spread).enumerate() {
            let index = u32::try_from(index).ok()?;
            let (row, column, span) = (cell.row as usize, *column as usize, *span as usize);
            let bottom = (row + cell.row_span as usize).min(rows);
            for covered in row..bottom {
                let start = covered * columns + column;
                let end = start + span.min(columns.saturating_sub(column));
                if let Some(positions) = covering.get_mut(start..end) {
                    positions.fill(Some(index));
                }
            }
            cells.push(Words { cell, words: normal(&cell.text), column, span, row });
        }
        Some(Self { rows, columns, cells, covering })
    }

    /// The cell that covers a position.
    pub fn at(&self, row: usize, column: usize) -> Option<&Words<'a>> {
        let inside = row < self.rows && column < self.columns;
        let index = inside.then(|| self.covering.get(row * self.columns + column)).flatten();
        self.cells.get((*index?)? as usize)
    }

    /// Returns the words at a position; empty if there is no cell.
    pub fn words(&self, row: usize, column: usize) -> &str {
        self.at(row, column).map_or("", |cell| &cell.words)
    }

    /// The cells that begin in `row` and are not blank.
    pub fn filled(&self, row: usize) -> impl Iterator<Item = &Words<'a>> {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let cells = self.cells.get(start..).unwrap_or_default();
        cells.iter().take_while(move |cell| cell.row == row).filter(|cell| !cell.words.is_empty())
    }
}

impl Words<'_> {
    /// Returns whether the cell covers more than one column.
    pub fn is_wide(&self) -> bool {
        self.span > 1
    }

    /// Returns whether the position is the first that the cell covers.
    pub fn begins_at(&self, row: usize, column: usize) -> bool {
        (self.row, self.column) == (row, column)
    }
}
