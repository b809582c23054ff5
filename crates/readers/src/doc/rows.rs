//! The rows of tables with the edges of their cells.
//!
//! Word has no grid. Each row has its own edges, in twentieths of a point, and a cell is as wide as
//! the distance between its edges. The grid of a table is made of all edges of all rows.

use super::bytes::{u8_at, u16_at, u16s};
use super::sprm::Sprm;

/// The definition of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The edges of the cells: one more than there are cells.
    pub edges: Vec<i16>,
    cells: Vec<Merge>,
}

/// How a cell is merged with others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Merge {
    /// Zero, or a mark shared by all cells that are merged over columns, except that the first of
    /// them has a different one.
    across: u16,
    /// Whether it continues the cell above.
    continues: bool,
}

/// The extent of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub left: i16,
    pub right: i16,
    /// Whether it continues the cell above.
    pub continues: bool,
    /// Whether it is merged into the cell to its left and not displayed.
    pub covered: bool,
}

impl Row {
    /// Applies one change.
    pub fn apply(&mut self, sprm: Sprm<'_>) {
        let byte = |at| usize::from(u8_at(sprm.value, at).unwrap_or_default());
        match sprm.code {
            0xD608 => *self = Self::define(sprm.value),
            // The vertical merging of one cell: 0 none, 1 continued, 3 first.
            0xD62B => {
                if let Some(cell) = self.cells.get_mut(byte(0)) {
                    cell.continues = byte(1) == 1;
                }
            }
            // The cells from the first up to, but not including, the second index are merged or
            // split.
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

    /// Returns the extent of each cell in order.
    pub fn extents(&self) -> Vec<Extent> {
        let mut extents: Vec<Extent> = Vec::new();
        // The mark and index of the first of the merged cells. Descriptions of the format disagree
        // on which mark the first one has, but it always comes first.
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
        row.apply(Sprm { code: 0xD608, value: &value });
        row
    }

    fn shown(row: &Row) -> Vec<(i16, i16, bool, bool)> {
        let shown = |cell: Extent| (cell.left, cell.right, cell.continues, cell.covered);
        row.extents().into_iter().map(shown).collect()
    }

    #[test]
    fn the_first_of_merged_cells_is_identified_by_position() {
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
    fn merging_may_be_specified_separately() {
        let mut merged = row(&[0, 10, 20, 30], &[0, 0x20, 0x60]);
        assert_eq!(
            shown(&merged),
            [(0, 10, false, false), (10, 20, true, false), (20, 30, false, false)]
        );
        merged.apply(Sprm { code: 0xD62B, value: &[1, 0] });
        merged.apply(Sprm { code: 0xD62B, value: &[2, 1] });
        merged.apply(Sprm { code: 0x5624, value: &[0, 2] });
        assert_eq!(
            shown(&merged),
            [(0, 20, false, false), (10, 20, false, true), (20, 30, true, false)]
        );
        merged.apply(Sprm { code: 0x5625, value: &[0, 2] });
        assert_eq!(shown(&merged)[0], (0, 10, false, false));
    }

    #[test]
    fn a_short_definition_has_plain_cells() {
        let mut short = Row::default();
        short.apply(Sprm { code: 0xD608, value: &[2, 0, 0, 10, 0, 20, 0] });
        assert_eq!(shown(&short), [(0, 10, false, false), (10, 20, false, false)]);
        short.apply(Sprm { code: 0xD608, value: &[200, 0, 0, 10, 0] });
        assert_eq!(shown(&short), [(0, 10, false, false)]);
        short.apply(Sprm { code: 0xD608, value: &[] });
        assert_eq!(shown(&short), []);
    }
}
