//! Rows below the data of a table that are none of it.

use crate::table::grid::Grid;

/// Returns whether a row is a note, or says who made the table.
pub fn is_note(grid: &Grid<'_>, row: usize) -> bool {
    let mut cells = grid.filled(row);
    let (Some(only), None) = (cells.next(), cells.next()) else { return false };
    let begins = ["注:", "注1", "说明:", "备注:", "注.", "注："];
    begins.iter().any(|words| only.words.starts_with(words))
        || (only.words.chars().count() > 20 && only.words.ends_with('。'))
        || is_signature(&only.words)
}

/// Returns whether a row below the data says who made the table: `单位负责人:某 制表人:某`.
fn is_signature(words: &str) -> bool {
    const SIGNS: [&str; 9] =
        ["负责人", "制表人", "制表", "填表人", "填报人", "审核人", "复核人", "经办人", "联系人"];
    let (before, _) = words.split_once(':').unwrap_or_default();
    SIGNS.iter().any(|sign| before.ends_with(sign))
}
