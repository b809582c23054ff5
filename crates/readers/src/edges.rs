//! The columns of tables whose rows have edges of their own.

use std::collections::BTreeSet;

/// Edges that are at most this far apart count as one, since programs round them differently. No
/// cell with text is so narrow (0.44 mm).
const SAME_EDGE: i32 = 25;

/// The columns of a table.
pub(crate) struct Columns(Vec<i32>);

impl Columns {
    /// Returns the columns between these edges.
    pub fn new(edges: &BTreeSet<i16>) -> Self {
        let mut starts: Vec<i32> = Vec::new();
        for edge in edges.iter().copied().map(i32::from) {
            if starts.last().is_none_or(|last| edge - last > SAME_EDGE) {
                starts.push(edge);
            }
        }
        Self(starts)
    }

    /// Returns the index of the column that begins at an edge.
    pub fn at(&self, edge: i16) -> u32 {
        let index = self.0.partition_point(|start| *start <= i32::from(edge));
        u32::try_from(index.saturating_sub(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_close_to_each_other_count_as_one() {
        let columns = Columns::new(&BTreeSet::from([-108, -100, 1000, 1020, 3000]));
        assert_eq!([-108, -100, 1000, 1020, 3000].map(|edge| columns.at(edge)), [0, 0, 1, 1, 2]);
        assert_eq!(columns.at(-2000), 0);
    }
}
