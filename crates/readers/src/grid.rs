//! Arranges cells in a grid of rows and columns.

use crate::ReadError;
use crate::limits::{Limit, Limits, SPAN};
use crate::ragged::Ragged;
use document::{Cell, Place, Table};

/// A table being built.
pub(crate) struct Grid {
    most_rows: Limit,
    most_columns: Limit,
    cells: Vec<Cell>,
    /// The number of the open row or, if none is open, of the next one.
    row: u32,
    row_is_open: bool,
    /// The first column in which the next cell of the open row can begin.
    column: u32,
    /// The number of columns used so far.
    columns: u32,
    /// For each column the index of the last cell placed in it.
    last: Vec<Option<usize>>,
}

impl Grid {
    /// Returns an empty grid.
    pub fn new(limits: &Limits) -> Self {
        Self {
            most_rows: limits.rows,
            most_columns: limits.columns,
            cells: Vec::new(),
            row: 0,
            row_is_open: false,
            column: 0,
            columns: 0,
            last: Vec::new(),
        }
    }

    /// Begins a row.
    pub fn start_row(&mut self) -> Result<(), ReadError> {
        self.end_row();
        self.row_is_open = true;
        self.column = 0;
        self.most_rows.check(self.row as usize + 1)
    }

    /// Ends the open row, if any.
    pub fn end_row(&mut self) {
        self.row += u32::from(self.row_is_open);
        self.row_is_open = false;
    }

    /// Discards the open row, in which no cell has been placed.
    pub fn drop_row(&mut self) {
        self.row_is_open = false;
    }

    /// Returns whether a row is open.
    pub fn in_row(&self) -> bool {
        self.row_is_open
    }

    /// Leaves a number of columns of the open row without a cell.
    pub fn skip_columns(&mut self, columns: u32) {
        let most = u32::try_from(self.most_columns.most).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(columns.min(SPAN)).min(most);
    }

    /// Places a cell in the next columns of the open row that no cell from above covers.
    ///
    /// Fails if the table gets too many columns.
    pub fn put(&mut self, column_span: u32, row_span: u32, text: String) -> Result<(), ReadError> {
        self.row_is_open = true;
        while let Some(cell) = self.covering(self.column) {
            self.column = cell.column + cell.column_span;
        }
        let column = self.column;
        let wanted = column_span.clamp(1, SPAN);
        let free = (1..wanted).take_while(|step| self.covering(column + step).is_none()).count();
        let column_span = u32::try_from(free).map_or(1, |free| free + 1);
        self.most_columns.check((column + column_span) as usize)?;
        self.cover(column, column_span);
        self.cells.push(Cell {
            row: self.row,
            column,
            row_span: row_span.clamp(1, SPAN),
            column_span,
            text,
            place: Place::Paragraph(0),
        });
        Ok(())
    }

    /// Extends the cell above into the open row. Without a cell of the same width above, a cell of
    /// its own is placed.
    pub fn put_below(&mut self, column_span: u32, text: String) -> Result<(), ReadError> {
        let (column, row) = (self.column, self.row);
        let above = self.last.get(column as usize).copied().flatten();
        match above.and_then(|index| self.cells.get_mut(index)) {
            Some(cell)
                if cell.column == column
                    && cell.column_span == column_span
                    && cell.row + cell.row_span == row =>
            {
                cell.row_span += 1;
                self.column += column_span;
                Ok(())
            }
            _ => self.put(column_span, 1, text),
        }
    }

    /// Ends a group of rows: no cell reaches beyond the last row.
    pub fn end_group(&mut self) {
        self.end_row();
        for index in self.last.iter().flatten() {
            if let Some(cell) = self.cells.get_mut(*index) {
                cell.row_span = cell.row_span.min(self.row.saturating_sub(cell.row)).max(1);
            }
        }
    }

    /// Returns the texts of the cells so far.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.text.as_str())
    }

    /// Returns the place of the next cell, for a remark.
    pub fn next_place(&self, table: u32) -> Place {
        Place::Cell { table, row: self.row + 1, column: self.column + 1 }
    }

    /// Returns the table. The places of its cells are set later.
    pub fn finish(mut self) -> Table {
        self.end_group();
        let spans_known = !self.is_ragged();
        Table {
            rows: self.row,
            columns: self.columns,
            spans_known,
            cells: self.cells,
            ..Table::default()
        }
    }

    /// Whether no cell is merged, and yet the rows have different numbers of cells because some were:
    /// such a table has lost its spans. The rows that are short of nothing else are filled up.
    fn is_ragged(&mut self) -> bool {
        if self.cells.iter().any(|cell| cell.column_span > 1 || cell.row_span > 1) {
            return false;
        }
        let is_full = |row: &[Cell]| row.last().is_some_and(|it| it.column + 1 == self.columns);
        if self.cells.chunk_by(|one, other| one.row == other.row).all(is_full) {
            return false;
        }
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); self.row as usize];
        for cell in &self.cells {
            let Some(row) = rows.get_mut(cell.row as usize) else { continue };
            row.resize(cell.column as usize, String::new());
            row.push(cell.text.trim().to_owned());
        }
        let Some(ragged) = Ragged::new(&rows) else { return false };
        let short = |row: u32| ragged.short.get(row as usize).copied().unwrap_or(true);
        let mut filled = Vec::with_capacity(self.cells.len());
        for of_row in self.cells.chunk_by(|one, other| one.row == other.row) {
            filled.extend_from_slice(of_row);
            let Some(last) = of_row.last().filter(|last| !short(last.row)) else { continue };
            let more = last.column + 1..self.columns;
            filled.extend(more.map(|column| Cell { column, text: String::new(), ..last.clone() }));
        }
        self.cells = filled;
        true
    }

    /// Returns the cell from above or from the left that covers a column of the open row.
    fn covering(&self, column: u32) -> Option<&Cell> {
        let index = self.last.get(column as usize).copied().flatten()?;
        self.cells.get(index).filter(|cell| cell.row + cell.row_span > self.row)
    }

    fn cover(&mut self, column: u32, column_span: u32) {
        let end = column + column_span;
        self.column = end;
        self.columns = self.columns.max(end);
        if self.last.len() < end as usize {
            self.last.resize(end as usize, None);
        }
        for last in self.last.iter_mut().take(end as usize).skip(column as usize) {
            *last = Some(self.cells.len());
        }
    }
}
