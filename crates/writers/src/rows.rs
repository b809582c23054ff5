use document::{Cell, Table};

/// One position in a row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot<'a> {
    /// A cell that begins in this row.
    Cell(&'a Cell),
    /// A cell from a row above that reaches into this row.
    Below(&'a Cell),
    /// This number of columns without a cell.
    Gap(u32),
}

impl Slot<'_> {
    /// Returns the number of columns it covers.
    pub fn width(&self) -> u32 {
        match self {
            Self::Cell(cell) | Self::Below(cell) => cell.column_span.max(1),
            Self::Gap(columns) => *columns,
        }
    }
}

/// Returns the rows of a table, each with all its columns.
///
/// Cells that violate the table's invariant (overlapping, outside the grid) are left out, because
/// they would make a file that no program opens.
pub(crate) fn rows(table: &Table) -> Vec<Vec<Slot<'_>>> {
    let mut open: Vec<&Cell> = Vec::new();
    (0..table.rows)
        .map(|row| {
            open.retain(|cell| cell.row.saturating_add(cell.row_span) > row);
            let mut slots: Vec<(u32, Slot<'_>)> =
                open.iter().map(|cell| (cell.column, Slot::Below(cell))).collect();
            for cell in table.row(row) {
                slots.push((cell.column, Slot::Cell(cell)));
                if cell.row_span > 1 {
                    open.push(cell);
                }
            }
            slots.sort_by_key(|(column, _)| *column);
            filled(slots, table.columns)
        })
        .collect()
}

/// Returns the slots with the gaps between them, up to the last column.
fn filled(slots: Vec<(u32, Slot<'_>)>, columns: u32) -> Vec<Slot<'_>> {
    let mut row = Vec::with_capacity(slots.len());
    let mut next = 0;
    for (column, slot) in slots {
        if column < next || column.saturating_add(slot.width()) > columns {
            continue;
        }
        if column > next {
            row.push(Slot::Gap(column - next));
        }
        next = column + slot.width();
        row.push(slot);
    }
    if next < columns {
        row.push(Slot::Gap(columns - next));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::table;

    #[test]
    fn a_row_has_its_cells_those_that_reach_in_from_above_and_gaps() {
        let table = table(3, 4, &[(0, 0, 2, 1, "a"), (0, 1, 1, 3, "b"), (1, 2, 1, 1, "c")]);
        let rows = rows(&table);
        let (a, b, c) = (&table.cells[0], &table.cells[1], &table.cells[2]);
        assert_eq!(rows[0], [Slot::Cell(a), Slot::Cell(b)]);
        assert_eq!(rows[1], [Slot::Below(a), Slot::Gap(1), Slot::Cell(c), Slot::Gap(1)]);
        assert_eq!(rows[2], [Slot::Gap(4)]);
    }

    #[test]
    fn cells_outside_the_grid_or_over_others_are_left_out() {
        let table = table(1, 2, &[(0, 0, 1, 2, "a"), (0, 1, 1, 1, "b"), (0, 9, 1, 1, "c")]);
        assert_eq!(rows(&table), [[Slot::Cell(&table.cells[0])]]);
    }
}
