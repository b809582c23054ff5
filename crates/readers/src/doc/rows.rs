//! The rows of tables: where their cells begin and end.
//!
//! Word knows no grid. Each row has edges of its own, in twentieths of a point, and a cell
//! is as wide as its edges stand apart. The grid of a table is made of all edges of all rows.

use super::bytes::{u8_at, u16_at, u16s};
use super::sprm::Sprm;
use std::collections::BTreeSet;

/// Edges this near to each other are one: programs round them differently. No cell with
/// words in it is so narrow (0.44 mm).
const SAME_EDGE: i32 = 25;

/// A row as the file defines it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The cells' edges: one more than there are cells.
    pub edges: Vec<i16>,
    cells: Vec<Merge>,
}

/// How a cell is merged with others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Merge {
    /// Zero, or a mark that all cells merged with one another over columns have; the
    /// first of them has another than the rest.
    across: u16,
    /// Whether it continues the cell above.
    continues: bool,
}

/// What a cell takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub left: i16,
    pub right: i16,
    /// Whether it continues the cell above.
    pub continues: bool,
    /// Whether it lies under the cell to its left and is not shown.
    pub covered: bool,
}

/// The columns of a table.
pub(super) struct Columns(Vec<i32>);

impl Row {
    /// Takes over one change.
    pub fn take(&mut self, sprm: Sprm<'_>) {
        let byte = |at| usize::from(u8_at(sprm.value, at).unwrap_or_default());
        match sprm.code {
            0xD608 => *self = Self::define(sprm.value),
            // One cell's merging over rows: 0 none, 1 goes on, 3 begins.
            0xD62B => {
                if let Some(cell) = self.cells.get_mut(byte(0)) {
                    cell.continues = byte(1) == 1;
                }
            }
            // Cells from the first to the one before the last are merged, or are not.
            0x5624 | 0x5625 => {
                let merged = sprm.code == 0x5624;
                for (index, cell) in self.cells.iter_mut().enumerate().take(byte(1)).skip(byte(0)) {
                    cell.across = if !merged { 0 } else { 1 + u16::from(index > byte(0)) };
                }
            }
            _ => {}
        }
    }

    fn define(value: &[u8]) -> Self {
        let count = usize::from(u8_at(value, 0).unwrap_or_default());
        let rest = value.get(1..).unwrap_or_default();
        let edges = u16s(rest).take(count + 1).map(u16::cast_signed).collect();
        let cell = |index| {
            // A definition may describe fewer cells than there are.
            let flags = u16_at(rest, 2 * (count + 1) + 20 * index).unwrap_or_default();
            Merge { across: flags & 3, continues: flags & 0x60 == 0x20 }
        };
        Self { edges, cells: (0..count).map(cell).collect() }
    }

    /// What each cell takes up, in order.
    pub fn extents(&self) -> Vec<Extent> {
        let mut extents: Vec<Extent> = Vec::new();
        // The mark of the first of the merged cells, and where it stands. Descriptions of
        // the format disagree on which mark is the first's; that it comes first is sure.
        let mut first: Option<(u16, usize)> = None;
        for (index, (cell, edges)) in self.cells.iter().zip(self.edges.windows(2)).enumerate() {
            let &[left, right] = edges else { continue };
            let over = first.filter(|(mark, _)| ![0, 3, *mark].contains(&cell.across));
            if let Some(owner) = over.and_then(|(_, owner)| extents.get_mut(owner)) {
                owner.right = right;
            } else {
                first = (cell.across != 0).then_some((cell.across, index));
            }
            let covered = over.is_some();
            extents.push(Extent { left, right, continues: cell.continues, covered });
        }
        extents
    }
}

impl Columns {
    /// The columns that these edges bound.
    pub fn new(edges: &BTreeSet<i16>) -> Self {
        let mut starts: Vec<i32> = Vec::new();
        for edge in edges.iter().copied().map(i32::from) {
            if starts.last().is_none_or(|last| edge - last > SAME_EDGE) {
                starts.push(edge);
            }
        }
        Self(starts)
    }

    /// The number of the column that begins at an edge.
    pub fn at(&self, edge: i16) -> u32 {
        let index = self.0.partition_point(|start| *start <= i32::from(edge));
        u32::try_from(index.saturating_sub(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(edges: &[i16], flags: &[u16]) -> Row {
        let mut value = vec![flags.len() as u8];
        value.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        for flags in flags {
            value.extend(flags.to_le_bytes());
            value.extend([0; 18]);
        }
        let mut row = Row::default();
        row.take(Sprm { code: 0xD608, value: &value });
        row
    }

    fn shown(row: &Row) -> Vec<(i16, i16, bool, bool)> {
        let shown = |cell: Extent| (cell.left, cell.right, cell.continues, cell.covered);
        row.extents().into_iter().map(shown).collect()
    }

    #[test]
    fn the_first_of_merged_cells_is_known_by_its_place() {
        let edges = [0, 10, 20, 30, 40];
        let merged = [
            (0, 30, false, false),
            (10, 20, false, true),
            (20, 30, false, true),
            (30, 40, false, false),
        ];
        assert_eq!(shown(&row(&edges, &[1, 2, 2, 0])), merged);
        assert_eq!(shown(&row(&edges, &[2, 1, 1, 0])), merged);
        assert_eq!(shown(&row(&edges, &[3, 1, 1, 0])), merged);
        let two = [
            (0, 20, false, false),
            (10, 20, false, true),
            (20, 40, false, false),
            (30, 40, false, true),
        ];
        assert_eq!(shown(&row(&edges, &[1, 2, 1, 2])), two);
        assert_eq!(shown(&row(&edges, &[3, 2, 3, 2])), two);
    }

    #[test]
    fn merging_may_be_said_apart() {
        let mut merged = row(&[0, 10, 20, 30], &[0, 0x20, 0x60]);
        assert_eq!(
            shown(&merged),
            [(0, 10, false, false), (10, 20, true, false), (20, 30, false, false)]
        );
        merged.take(Sprm { code: 0xD62B, value: &[1, 0] });
        merged.take(Sprm { code: 0xD62B, value: &[2, 1] });
        merged.take(Sprm { code: 0x5624, value: &[0, 2] });
        assert_eq!(
            shown(&merged),
            [(0, 20, false, false), (10, 20, false, true), (20, 30, true, false)]
        );
        merged.take(Sprm { code: 0x5625, value: &[0, 2] });
        assert_eq!(shown(&merged)[0], (0, 10, false, false));
    }

    #[test]
    fn a_short_definition_has_plain_cells() {
        let mut short = Row::default();
        short.take(Sprm { code: 0xD608, value: &[2, 0, 0, 10, 0, 20, 0] });
        assert_eq!(shown(&short), [(0, 10, false, false), (10, 20, false, false)]);
        short.take(Sprm { code: 0xD608, value: &[200, 0, 0, 10, 0] });
        assert_eq!(shown(&short), [(0, 10, false, false)]);
        short.take(Sprm { code: 0xD608, value: &[] });
        assert_eq!(shown(&short), []);
    }

    #[test]
    fn near_edges_are_one() {
        let columns = Columns::new(&BTreeSet::from([-108, -100, 1000, 1020, 3000]));
        assert_eq!([-108, -100, 1000, 1020, 3000].map(|edge| columns.at(edge)), [0, 0, 1, 1, 2]);
        assert_eq!(columns.at(-2000), 0);
    }
}
