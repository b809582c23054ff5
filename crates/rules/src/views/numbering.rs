//! Columns that number the rows of their table.

use document::Table;

const HEADS: [&str; 5] = ["行次", "序号", "栏次", "编号", "代码"];

/// Whether a head above `row` says that a column numbers the rows: 行次.
pub(crate) fn is_numbering(table: &Table, row: u32, column: u32) -> bool {
    let above = table.cells.iter().take_while(|cell| cell.row < row);
    let mut heads = above.filter(|cell| cell.column == column);
    heads.any(|cell| {
        let words: String = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
        HEADS.contains(&words.as_str())
    })
}
