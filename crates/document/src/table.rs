use crate::Place;
use std::sync::Arc;

/// A grid of cells.
///
/// Invariants: cells are in reading order (by row, then column), no two overlap, and each lies
/// inside `rows` × `columns`. A position that no cell covers is absent from the file (a ragged
/// table).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name that the file gives the table, such as the name of a sheet.
    pub name: Option<Arc<str>>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// The number of header rows, which are repeated on every page that the table reaches. 0 if
    /// unknown, as in every table that a reader returns.
    pub head_rows: u32,
    /// Whether the file says which cells are merged.
    ///
    /// A text export writes a cell merged over columns once, and a cell merged over rows as blanks.
    /// Its short rows are kept packed to the left with every span 1; they can be spread only by
    /// code that knows what the headers mean.
    pub spans_known: bool,
    /// The cells in reading order.
    pub cells: Vec<Cell>,
}

/// One cell of a table. A merged cell appears once, at its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The row of its upper left corner, from 0.
    pub row: u32,
    /// The column of its upper left corner, from 0.
    pub column: u32,
    /// The number of rows it covers, at least 1.
    pub row_span: u32,
    /// The number of columns it covers, at least 1.
    pub column_span: u32,
    /// The text as displayed; paragraphs inside the cell are separated by `\n`.
    pub text: String,
    /// Its position in the file.
    pub place: Place,
}

impl Table {
    /// Returns the cells whose upper left corner is in `row`.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// Returns the number of rows from the top that can be repeated as a header: the header rows
    /// and the rows that their cells reach down to. Returns 0 if that would be the whole table.
    pub fn head(&self) -> u32 {
        let mut end = self.head_rows;
        for cell in self.cells.iter().take_while(|cell| cell.row < self.rows) {
            if cell.row >= end {
                break;
            }
            end = end.max(cell.row.saturating_add(cell.row_span));
        }
        if end < self.rows { end } else { 0 }
    }
}

impl Cell {
    /// Returns whether the text is a number to be aligned right: one with decimals or thousands
    /// separators, or a percentage. A plain whole number is more likely a code or a row number.
    pub fn is_numeral(&self) -> bool {
        let text = self.text.trim();
        let is_part = |c: char| c.is_ascii_digit() || ",.-−+%()（）".contains(c);
        let has_digit = text.contains(|c: char| c.is_ascii_digit());
        has_digit && text.contains(['.', ',', '%']) && text.chars().all(is_part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_ends_where_no_cell_reaches_further_down() {
        let cell = |row, row_span| Cell {
            row,
            column: 0,
            row_span,
            column_span: 1,
            text: String::new(),
            place: Place::Paragraph(1),
        };
        let table = |head_rows| {
            let cells = vec![cell(0, 2), cell(1, 2), cell(3, 1), cell(4, 1)];
            Table { rows: 5, columns: 1, head_rows, cells, ..Table::default() }
        };
        assert_eq!([0, 1, 2, 3, 4, 5].map(|rows| table(rows).head()), [0, 3, 3, 3, 4, 0]);
    }
}
