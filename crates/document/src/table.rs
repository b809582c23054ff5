use crate::Place;
use std::sync::Arc;

/// A grid of cells.
///
/// Invariant: cells are in reading order (by row, then column), none overlaps
/// another, and each lies inside `rows` × `columns`. A position that no cell
/// covers does not exist in the file (a ragged table).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What the file itself calls the table (a sheet's name), if it does.
    pub name: Option<Arc<str>>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// How many rows from the top are the head: printed again on every page the table
    /// reaches. 0 where that is not known, as in whatever a reader made.
    pub head_rows: u32,
    /// Whether merged cells are known.
    ///
    /// A text export writes a cell merged over columns once and a cell merged
    /// over rows as blanks. Its short rows are kept packed to the left, every
    /// span 1, and whoever knows what the heads mean has to spread them.
    pub spans_known: bool,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// One cell of a table; a merged cell stands once, at its upper left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Row of the upper left corner, from 0.
    pub row: u32,
    /// Column of the upper left corner, from 0.
    pub column: u32,
    /// How many rows it covers, at least 1.
    pub row_span: u32,
    /// How many columns it covers, at least 1.
    pub column_span: u32,
    /// The words as displayed; paragraphs inside the cell are joined by `\n`.
    pub text: String,
    /// Where it stands in the file.
    pub place: Place,
}

impl Table {
    /// The cells that begin in `row`.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// How many rows from the top can be repeated as a head: those that are known to be one,
    /// and those that a cell of theirs reaches down to. A table that would be all head has none.
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
    /// Whether the text is set flush right, as amounts are: a number with decimals or
    /// thousands, a percentage. A bare whole number is likelier a code or a count of rows.
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
