//! Heads that go on over the blank cells to their right.
//!
//! A spreadsheet that is saved as text writes a cell merged over columns once and leaves the cells
//! it covers blank. The heads of a further row below show how far it extends.

use crate::heading::caption::caption;
use crate::table::grid::Spread;
use crate::vocabulary::normal::normal;
use document::Table;
use ledger::{Code, MoneyUnit, Printed};

/// The most rows from the first head to the last.
const MAX_HEAD_ROWS: usize = 6;

/// The first column and the width of every cell of a table none of whose cells is merged.
pub fn over_blanks(table: &Table) -> Spread {
    let rows: Vec<Vec<String>> = (0..table.rows).map(|row| words(table, row)).collect();
    let is_head = |row: &Vec<String>| {
        let is_caption = row.iter().any(|words| caption([words.as_str()]).is_some());
        row.iter().filter(|words| !words.is_empty()).count() > 1 && !is_caption
    };
    let first = rows.iter().position(is_head).unwrap_or(rows.len());
    let data = rows.iter().position(|row| row.iter().any(|words| is_value(words)));
    let data = data.unwrap_or(0);
    let mut spread: Spread = table.cells.iter().map(|cell| (cell.column, 1)).collect();
    if data <= first + 1 || data - first > MAX_HEAD_ROWS {
        return spread;
    }
    let heads = rows.get(first..data).unwrap_or_default();
    let mut ends = vec![false; table.columns as usize + 1];
    let mut at = table.cells.partition_point(|cell| (cell.row as usize) < first);
    for (row, head) in heads.iter().enumerate() {
        let below = heads.get(row + 1..).unwrap_or_default();
        let widths = widths(head, below, &ends);
        for (column, width) in widths.iter().enumerate() {
            if let Some(place) = spread.get_mut(at) {
                place.1 = u32::try_from(*width).unwrap_or(1);
            }
            at += 1;
            for edge in [column, column + width] {
                let is_edge = *width > 1;
                ends.get_mut(edge).into_iter().for_each(|end| *end |= is_edge);
            }
        }
    }
    spread
}

/// How many columns each cell of a row of heads covers: 0 where another one covers it.
fn widths(head: &[String], below: &[Vec<String>], ends: &[bool]) -> Vec<usize> {
    let is_blank = |column: usize| head.get(column).is_some_and(String::is_empty);
    let has_below = |column: usize| {
        below.iter().any(|row| row.get(column).is_some_and(|words| !words.is_empty()))
    };
    let is_end = |column: usize| ends.get(column).copied().unwrap_or(true);
    let mut widths = vec![1; head.len()];
    let mut column = 0;
    while column < head.len() {
        let goes_on = |at: &usize| is_blank(*at) && !is_end(*at) && has_below(*at);
        let more = match !is_blank(column) && has_below(column) {
            true => (column + 1..head.len()).take_while(goes_on).count(),
            false => 0,
        };
        let covered = widths.get_mut(column..=column + more).unwrap_or_default();
        covered.fill(if more > 0 { 0 } else { 1 });
        if let Some(first) = covered.first_mut() {
            *first = more + 1;
        }
        column += more + 1;
    }
    widths
}

/// The words of a row, one for each column; none where a column has no cell.
fn words(table: &Table, row: u32) -> Vec<String> {
    table.row(row).iter().map(|cell| normal(&cell.text).into_owned()).collect()
}

fn is_value(words: &str) -> bool {
    Printed::parse(words, MoneyUnit::Yuan).is_ok() || Code::parse(words).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::packed;

    fn widths(rows: &[&[&str]]) -> Vec<u32> {
        over_blanks(&packed(rows)).into_iter().map(|(_, width)| width).collect()
    }

    #[test]
    fn the_heads_below_show_how_far_a_head_goes() {
        let rows: [&[&str]; 4] = [
            &["合计", "", "公务用车", "", "", "", "接待费", ""],
            &["", "", "购置费", "", "运行费", "", "", ""],
            &["预算数", "决算数", "预算数", "决算数", "预算数", "决算数", "预算数", "决算数"],
            &["9", "8", "3", "3", "4", "3", "2", "2"],
        ];
        let widths = widths(&rows);
        assert_eq!(widths[..8], [2, 0, 4, 0, 0, 0, 2, 0]);
        assert_eq!(widths[8..16], [1, 1, 2, 0, 2, 0, 1, 1]);
        assert_eq!(widths[16..], [1; 16]);
    }

    #[test]
    fn a_head_without_heads_below_is_of_one_column() {
        let rows: [&[&str]; 3] = [
            &["科目编码", "", "科目名称", "合计", ""],
            &["类", "款", "", "", ""],
            &["201", "01", "甲", "3", "3"],
        ];
        assert_eq!(widths(&rows)[..5], [2, 0, 1, 1, 1]);
        let one: [&[&str]; 2] = [&["项目", "预算数", ""], &["甲费", "3", ""]];
        assert_eq!(widths(&one), [1; 6]);
    }
}
