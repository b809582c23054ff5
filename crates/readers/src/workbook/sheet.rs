//! Converts the stored cells of a sheet to the displayed table.

use super::visible::{Hidden, Visible};
use crate::ReadError;
use crate::limits::Budget;
use document::{Block, Cell, Document, Paragraph, Place, Remark, RemarkKind, Table};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A sheet as stored: only the cells that exist, with rows and columns from 0.
#[derive(Default)]
pub(super) struct Sheet {
    pub name: Arc<str>,
    /// The displayed text of each cell that is not blank.
    pub cells: BTreeMap<(u32, u32), String>,
    pub merges: Vec<Area>,
    pub hidden_rows: Hidden,
    pub hidden_columns: Hidden,
    pub remarks: Vec<Remark>,
}

/// A rectangle of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    pub rows: Range<u32>,
    pub columns: Range<u32>,
}

/// A position of the displayed grid.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Single,
    /// The upper left corner of a merged cell, with the numbers of rows and columns that it covers.
    Corner(u32, u32),
    Covered,
}

/// Returns whether a workbook is damaged and no sheet of it could be read. One whose sheets are
/// all hidden or empty is not.
pub(super) fn is_unreadable(document: &Document) -> bool {
    document.blocks.is_empty() && document.remarks.iter().any(|it| it.kind != RemarkKind::Hidden)
}

impl Sheet {
    /// Returns an empty sheet.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Sets the displayed text of a cell.
    ///
    /// Fails if the sheet exceeds a limit.
    pub fn put(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), ReadError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        budget.limits.rows.check(row as usize)?;
        budget.limits.columns.check(column as usize)?;
        budget.cell()?;
        budget.text(text.len())?;
        self.cells.insert((row, column), text.into());
        Ok(())
    }

    /// Adds the remark that the sheet is incomplete after the last cell that was read.
    pub fn mark_unfinished(&mut self) {
        let last = self.cells.keys().next_back().copied().unwrap_or_default();
        self.remark(RemarkKind::Unfinished, last.0, last.1);
    }

    /// Adds a remark about a cell.
    pub fn remark(&mut self, kind: RemarkKind, row: u32, column: u32) {
        let place = self.place(row, column);
        self.remarks.push(Remark { kind, place });
    }

    /// Adds the sheet to a document: as a table, or as paragraphs if no row has two cells.
    pub fn add_to(mut self, to: &mut Document, budget: &mut Budget) -> Result<(), ReadError> {
        self.leave_out_hidden();
        to.remarks.append(&mut self.remarks);
        let mut last_row = None;
        let is_table = self.cells.keys().any(|(row, _)| last_row.replace(*row) == Some(*row));
        if is_table {
            to.blocks.push(Block::Table(self.into_table(budget)?));
        } else {
            for (at, text) in std::mem::take(&mut self.cells) {
                let place = self.place(at.0, at.1);
                to.blocks.push(Block::Paragraph(Paragraph { text, level: None, place }));
            }
        }
        budget.limits.blocks.check(to.blocks.len())
    }

    /// Returns the place of a cell of this sheet.
    fn place(&self, row: u32, column: u32) -> Place {
        let sheet = Arc::clone(&self.name);
        Place::Sheet { sheet, row: row.saturating_add(1), column: column.saturating_add(1) }
    }

    /// Removes the cells in hidden rows and columns. The text of a merged cell whose corner is
    /// hidden moves to its visible part.
    fn leave_out_hidden(&mut self) {
        self.hidden_rows.normalise();
        self.hidden_columns.normalise();
        for Area { rows, columns } in &self.merges {
            let corner = (rows.start, columns.start);
            let shown =
                (self.hidden_rows.next_shown(corner.0), self.hidden_columns.next_shown(corner.1));
            let moves = shown != corner && rows.contains(&shown.0) && columns.contains(&shown.1);
            if let (true, Some(text)) = (moves, self.cells.get(&corner).cloned()) {
                self.cells.insert(shown, text);
            }
        }
        let is_hidden = |(row, column): &(u32, u32)| {
            self.hidden_rows.contains(*row) || self.hidden_columns.contains(*column)
        };
        let first = self.cells.keys().find(|at| is_hidden(at)).copied();
        self.cells.retain(|at, _| !is_hidden(at));
        if let Some((row, column)) = first {
            self.remark(RemarkKind::Hidden, row, column);
        }
    }

    /// Returns the used range as a table; blank cells in it are cells with an empty text.
    fn into_table(mut self, budget: &mut Budget) -> Result<Table, ReadError> {
        let rows = Visible::new(self.cells.keys().map(|at| at.0), &self.hidden_rows);
        let columns = Visible::new(self.cells.keys().map(|at| at.1), &self.hidden_columns);
        budget.limits.cells.check(rows.len().saturating_mul(columns.len()))?;
        let positions = self.positions(&rows, &columns);
        let mut cells = Vec::new();
        for (index, position) in positions.iter().enumerate() {
            let (row_span, column_span) = match position {
                Position::Covered => continue,
                Position::Single => (1, 1),
                Position::Corner(rows, columns) => (*rows, *columns),
            };
            budget.cell()?;
            let (row, column) = (index / columns.len(), index % columns.len());
            let at = (rows.number(row), columns.number(column));
            let text = self.cells.remove(&at).unwrap_or_default();
            let place = self.place(at.0, at.1);
            let (row, column) = (count(row), count(column));
            cells.push(Cell { row, column, row_span, column_span, text, place });
        }
        let (rows, columns) = (count(rows.len()), count(columns.len()));
        Ok(Table { name: Some(self.name), rows, columns, head_rows: 0, spans_known: true, cells })
    }

    /// Applies the merged cells to the displayed grid, row by row.
    ///
    /// Excel writes no overlapping merged cells; in a damaged file the first of them is used.
    fn positions(&self, rows: &Visible, columns: &Visible) -> Vec<Position> {
        let width = columns.len();
        let mut positions = vec![Position::Single; rows.len() * width];
        let mut looked_at = 0;
        for merge in &self.merges {
            let (across, down) = (columns.within(&merge.columns), rows.within(&merge.rows));
            looked_at += across.len() * down.len();
            if looked_at > positions.len() {
                break;
            }
            let indices = || {
                let columns = across.clone();
                down.clone().flat_map(move |row| columns.clone().map(move |at| row * width + at))
            };
            let is_free = |index| positions.get(index) == Some(&Position::Single);
            if across.len() * down.len() < 2 || !indices().all(is_free) {
                continue;
            }
            let mut kind = Position::Corner(count(down.len()), count(across.len()));
            for index in indices() {
                if let Some(position) = positions.get_mut(index) {
                    *position = std::mem::replace(&mut kind, Position::Covered);
                }
            }
        }
        positions
    }
}

/// Returns the remark that a sheet is hidden.
pub(super) fn hidden_sheet(name: &str) -> Remark {
    let place = Place::Sheet { sheet: name.into(), row: 1, column: 1 };
    Remark { kind: RemarkKind::Hidden, place }
}

/// Converts an index, which the limits keep far below 2³².
fn count(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn sheet(cells: &[(u32, u32, &str)]) -> Sheet {
        let mut sheet = Sheet::new("表一");
        for (row, column, text) in cells {
            sheet.put(*row, *column, text, &mut Budget::new(&Limits::DEFAULT)).unwrap();
        }
        sheet
    }

    fn document(sheet: Sheet) -> Document {
        let mut document = Document::default();
        sheet.add_to(&mut document, &mut Budget::new(&Limits::DEFAULT)).unwrap();
        document
    }

    fn table(sheet: Sheet) -> Table {
        document(sheet).tables().next().unwrap().clone()
    }

    fn spans(table: &Table) -> Vec<(u32, u32, u32, u32, &str)> {
        let show = |cell: &'_ Cell| (cell.row, cell.column, cell.row_span, cell.column_span);
        table
            .cells
            .iter()
            .map(|cell| {
                let (row, column, rows, columns) = show(cell);
                (row, column, rows, columns, cell.text.as_str())
            })
            .collect()
    }

    #[test]
    fn the_used_range_is_a_table_with_its_blanks() {
        let table = table(sheet(&[(2, 1, "甲"), (2, 3, "乙"), (4, 2, "丙"), (9, 9, "  ")]));
        assert_eq!((table.rows, table.columns, table.cells.len()), (3, 3, 9));
        assert_eq!(table.name.as_deref(), Some("表一"));
        assert_eq!(table.cells[0].place.cell_name().as_deref(), Some("B3"));
        assert_eq!(table.cells[7].text, "丙");
    }

    #[test]
    fn a_sheet_with_one_cell_per_row_is_text() {
        let document = document(sheet(&[(0, 0, "第一段"), (3, 0, "第二段")]));
        let texts: Vec<_> =
            document.paragraphs().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, ["第一段", "第二段"]);
        assert_eq!(document.blocks.len(), 2);
    }

    #[test]
    fn merges_are_spans_clipped_to_the_used_range() {
        let mut sheet = sheet(&[(0, 0, "标题"), (1, 0, "a"), (1, 1, "b"), (2, 1, "c")]);
        sheet.merges = vec![
            Area { rows: 0..1, columns: 0..9 },
            Area { rows: 1..3, columns: 0..1 },
            Area { rows: 2..3, columns: 0..2 },
        ];
        let table = table(sheet);
        assert_eq!(
            spans(&table),
            [(0, 0, 1, 2, "标题"), (1, 0, 2, 1, "a"), (1, 1, 1, 1, "b"), (2, 1, 1, 1, "c")]
        );
    }

    #[test]
    fn hidden_rows_and_columns_are_left_out() {
        let cells = [(0, 0, "a"), (0, 1, "b"), (0, 2, "c"), (1, 0, "x"), (2, 0, "d"), (2, 2, "e")];
        let mut sheet = sheet(&cells);
        sheet.hidden_rows.add(1..2);
        sheet.hidden_columns.add(0..1);
        sheet.merges = vec![Area { rows: 2..3, columns: 0..2 }];
        let table = table(sheet);
        assert_eq!(
            spans(&table),
            [(0, 0, 1, 1, "b"), (0, 1, 1, 1, "c"), (1, 0, 1, 1, "d"), (1, 1, 1, 1, "e")]
        );
        assert_eq!(table.cells[2].place.cell_name().as_deref(), Some("B3"));
    }

    #[test]
    fn a_distant_cell_is_an_error_and_needs_no_memory() {
        let far = sheet(&[(0, 0, "a"), (0, 1, "b"), (1_048_575, 16_383, "c")]);
        let result = far.add_to(&mut Document::default(), &mut Budget::new(&Limits::DEFAULT));
        assert_eq!(result, Err(ReadError::TooLarge(Limits::DEFAULT.cells)));
        let mut sheet = Sheet::new("a");
        let result = sheet.put(1_048_577, 0, "x", &mut Budget::new(&Limits::DEFAULT));
        assert_eq!(result, Err(ReadError::TooLarge(Limits::DEFAULT.rows)));
    }
}
