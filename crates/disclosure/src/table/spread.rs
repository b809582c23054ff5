//! Finds the columns of merged head cells in a table whose spans are not known.
//!
//! A text export writes a cell merged over columns once and a cell merged over
//! rows as blanks below it. The full row below a short head row shows where each
//! head ends: above a blank is a head of one column, and a group of heads
//! ends where a label column follows an amount column.

use crate::table::blanks::over_blanks;
use crate::table::grid::Spread;
use crate::table::ragged;
use crate::table::way::Way;
use crate::vocabulary::lexicon::{Lexicon, Role, Where};
use crate::vocabulary::normal::normal;
use document::{Cell, Table};
use ledger::{MoneyUnit, Printed};

/// The widest table whose heads are spread; wider tables are not disclosures.
const MAX_HEAD_COLUMNS: usize = 64;

/// The first column and the width of every cell of `table`.
pub fn spread(table: &Table) -> Spread {
    let is_plain = || table.cells.iter().all(|it| it.column_span == 1 && it.row_span == 1);
    if table.spans_known && is_plain() && table.cells.len() == area(table) {
        return over_blanks(table);
    }
    if table.spans_known {
        return table.cells.iter().map(|cell| (cell.column, cell.column_span)).collect();
    }
    let width = table.columns;
    let rows: Vec<&[Cell]> = (0..table.rows).map(|row| table.row(row)).collect();
    let is_full = |cells: &[Cell]| cells.len() == width as usize;
    let first_full = rows.iter().position(|cells| is_full(cells)).unwrap_or(rows.len());
    let first_data = rows.iter().position(|cells| cells.iter().skip(1).any(is_value));
    let (mut all, kinds, data) = match first_data.filter(|first| *first <= first_full) {
        // No row of heads is full: what is merged over rows has left no blank below it.
        Some(first) if first > 0 => {
            let (heads, data) = rows.split_at(first);
            let (all, kinds) = ragged_heads(heads, width);
            (all, kinds, data)
        }
        _ => {
            let (heads, data) = rows.split_at((first_full + 1).min(rows.len()));
            let (all, kinds) = heads_spread(heads, width);
            (all, kinds, data)
        }
    };
    for cells in data {
        all.extend(data_row(cells, &kinds, width));
    }
    all
}

/// Whether a cell holds an amount or a code, and not the number of a column.
fn is_value(cell: &Cell) -> bool {
    let text = cell.text.trim();
    text.len() > 2 && Printed::parse(text, MoneyUnit::Yuan).is_ok()
}

/// Returns the head rows of which none is full, and what every column holds. Where their columns cannot be
/// told each head is laid over all, so that no amount is read.
fn ragged_heads(rows: &[&[Cell]], width: u32) -> (Spread, Vec<Under>) {
    let is_single = |row: &&&[Cell]| row.len() == 1;
    // 表名, 单位:万元
    let (above, heads) = rows.split_at(rows.iter().take_while(is_single).count());
    let over_all = |rows: &[&[Cell]]| -> Spread {
        rows.iter().flat_map(|row| row.iter().map(|_| (0, width))).collect()
    };
    let mut spread = over_all(above);
    let mut kinds = vec![Under::Blank; width as usize];
    // 栏次|1|2|3 is no head.
    let is_numbered = |row: &&&[Cell]| row.get(1..).is_some_and(|rest| rest.iter().any(is_ordinal));
    let named = heads.iter().rposition(|row| !is_numbered(&row)).map_or(0, |last| last + 1);
    let (heads, numbers) = heads.split_at(named);
    match ragged::heads(heads, width) {
        Some(found) => {
            for (row, spreads) in heads.iter().zip(&found) {
                for (cell, (column, span)) in row.iter().zip(spreads) {
                    let covered = *column as usize..(column + span).min(width) as usize;
                    let under = kind(cell);
                    kinds.get_mut(covered).unwrap_or_default().fill(under);
                }
            }
            spread.extend(found.into_iter().flatten());
        }
        None => spread.extend(over_all(heads)),
    }
    for row in numbers {
        spread.extend(data_row(row, &kinds, width));
    }
    (spread, kinds)
}

fn is_ordinal(cell: &Cell) -> bool {
    cell.text.trim().bytes().all(|byte| byte.is_ascii_digit()) && !cell.text.trim().is_empty()
}

/// The number of cells of a table in which each position has one.
fn area(table: &Table) -> usize {
    (table.rows as usize).saturating_mul(table.columns as usize)
}

/// Returns the head rows down to the first full one, each aligned with the one below, and what
/// every
/// column holds by its lowest head.
fn heads_spread(heads: &[&[Cell]], width: u32) -> (Spread, Vec<Under>) {
    let mut below: Vec<(Under, u32)> = Vec::new();
    let mut kinds = vec![Under::Blank; width as usize];
    let mut spreads: Vec<Spread> = Vec::with_capacity(heads.len());
    for cells in heads.iter().rev() {
        let spread = if cells.len() == width as usize {
            single(width)
        } else {
            head_row(cells, &below).unwrap_or_else(|| packed(cells, width))
        };
        below = cells.iter().zip(&spread).map(|(cell, (_, span))| (kind(cell), *span)).collect();
        for ((head, _), (column, span)) in below.iter().zip(&spread) {
            let covered = *column as usize..(column + span).min(width) as usize;
            let kinds = kinds.get_mut(covered).unwrap_or_default();
            kinds
                .iter_mut()
                .filter(|kind| **kind == Under::Blank)
                .for_each(|it| *it = head.clone());
        }
        spreads.push(spread);
    }
    (spreads.into_iter().rev().flatten().collect(), kinds)
}

/// Every cell in a column of its own.
fn single(width: u32) -> Spread {
    (0..width).map(|column| (column, 1)).collect()
}

/// The content below a head.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Under {
    /// Nothing: the head above has no heads below it.
    Blank,
    /// The head of a label, code or ordinal column.
    Label(String),
    /// The head of a column of amounts.
    Amount(String),
}

fn kind(cell: &Cell) -> Under {
    let words = normal(&cell.text);
    match Lexicon::get().read(&words, Where::Head).role {
        _ if words.is_empty() => Under::Blank,
        Some(Role::Ordinal | Role::Code | Role::Label) => Under::Label(words.into_owned()),
        _ => Under::Amount(words.into_owned()),
    }
}

/// A row among the data.
fn data_row(cells: &[Cell], kinds: &[Under], width: u32) -> Spread {
    if cells.len() == width as usize {
        return single(width);
    }
    short_data_row(cells, kinds).unwrap_or_else(|| packed(cells, width))
}

/// A short row among the data, such as a total whose label is merged over the label
/// columns: words cover the label columns that lie together, anything else one column.
fn short_data_row(cells: &[Cell], kinds: &[Under]) -> Option<Spread> {
    let is_label = |column: usize| matches!(kinds.get(column), Some(Under::Label(_)));
    let mut spread = Spread::new();
    let mut column = 0;
    for cell in cells {
        let words = normal(&cell.text);
        let is_number = words.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let together = (column..kinds.len()).take_while(|at| is_label(*at)).count();
        let span = match (words.is_empty(), is_number, together) {
            (true, _, _) => 1,
            (_, true, 0) | (_, false, 1..) => together.max(1),
            _ => return None,
        };
        spread.push((u32::try_from(column).ok()?, u32::try_from(span).ok()?));
        column += span;
    }
    (column == kinds.len()).then_some(spread)
}

/// A row whose columns cannot be determined: the last cell takes the remaining columns, so that no
/// amount lands under a head by accident.
fn packed(cells: &[Cell], width: u32) -> Spread {
    let last = u32::try_from(cells.len()).unwrap_or(width).saturating_sub(1);
    let span = |column| if column == last { width.saturating_sub(last).max(1) } else { 1 };
    (0..=last).take(cells.len()).map(|column| (column, span(column))).collect()
}

/// The cheapest way to lay the cells of a head row over the cells below, each with its
/// width; `None` if two ways are equally cheap or none is acceptable.
fn head_row(cells: &[Cell], below: &[(Under, u32)]) -> Option<Spread> {
    let (below, widths): (Vec<Under>, Vec<u32>) = below.iter().cloned().unzip();
    let width = below.len();
    if width > MAX_HEAD_COLUMNS {
        return None;
    }
    // best[end]: the cheapest way with the first cells laid over the cells up to `end`.
    let mut best: Vec<Option<Way>> = vec![None; width + 1];
    *best.first_mut()? = Some(Way::default());
    for cell in cells {
        let is_blank = cell.text.trim().is_empty();
        let mut next: Vec<Option<Way>> = vec![None; width + 1];
        for (start, way) in best.iter().enumerate() {
            let Some(way) = way else { continue };
            for end in start + 1..=width {
                let Some(cost) = cost(below.get(start..end)?, is_blank) else { break };
                let slot = next.get_mut(end)?;
                *slot = Some(way.extended(end - start, cost).cheaper(slot.take()));
            }
        }
        best = next;
    }
    let way = best.pop()??;
    let (mut column, mut widths) = (0, widths.into_iter());
    let place = |count: &usize| {
        let span: u32 = widths.by_ref().take(*count).sum();
        column += span;
        (column - span, span)
    };
    way.only().map(|counts| counts.iter().map(place).collect())
}

/// Returns the cost of reading `columns` as covered by one head; `None` if that is impossible. A
/// blank, from a head that continues from above, seldom covers several.
fn cost(columns: &[Under], is_blank: bool) -> Option<u32> {
    match columns {
        [Under::Blank] => Some(0),
        [_] => Some(1),
        _ if columns.contains(&Under::Blank) => None,
        [_, more @ ..] if is_blank => Some(3 * u32::try_from(more.len()).ok()? + repeats(columns)),
        _ => Some(columns.windows(2).map(border).sum::<u32>() + repeats(columns)),
    }
}

/// A group of heads seldom continues from an amount to a label, where the next list begins.
fn border(pair: &[Under]) -> u32 {
    match pair {
        [Under::Amount(_), Under::Label(_)] => 10,
        [Under::Label(_), Under::Amount(_)] => 1,
        _ => 0,
    }
}

/// A group of heads seldom has the same head twice.
fn repeats(columns: &[Under]) -> u32 {
    let is_repeat =
        |(index, column): &(usize, &Under)| columns.iter().take(*index).any(|c| c == *column);
    5 * u32::try_from(columns.iter().enumerate().filter(is_repeat).count()).unwrap_or(u32::MAX / 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::packed;

    fn columns(rows: &[&[&str]]) -> Vec<(u32, u32)> {
        spread(&packed(rows)).into_iter().take(rows[0].len()).collect()
    }

    #[test]
    fn blanks_below_show_heads_merged_over_rows() {
        let rows: [&[&str]; 2] = [
            &["序号", "科目", "合计", "本年收入", "上年结转"],
            &["", "编码", "名称", "", "小计", "事业收入", ""],
        ];
        assert_eq!(columns(&rows), [(0, 1), (1, 2), (3, 1), (4, 2), (6, 1)]);
    }

    #[test]
    fn a_group_ends_where_labels_follow_amounts() {
        let rows: [&[&str]; 2] =
            [&["序号", "收入", "支出"], &["", "项目", "预算数", "项目", "合计", "一般公共预算"]];
        assert_eq!(columns(&rows), [(0, 1), (1, 2), (3, 3)]);
        let rows: [&[&str]; 2] = [
            &["序号", "经济分类科目", "基本支出"],
            &["", "科目编码", "科目名称", "合计", "人员经费"],
        ];
        assert_eq!(columns(&rows), [(0, 1), (1, 2), (3, 2)]);
    }

    #[test]
    fn a_head_may_be_merged_over_rows_and_columns() {
        let rows: [&[&str]; 4] = [
            &["三公经费"],
            &["合计", "公务用车", "公务接待费"],
            &["", "小计", "购置费", "运行费", ""],
            &["预算数", "决算数"].repeat(5),
        ];
        let spread = spread(&packed(&rows));
        assert_eq!(spread[..4], [(0, 10), (0, 2), (2, 6), (8, 2)]);
        assert_eq!(spread[4..9], [(0, 2), (2, 2), (4, 2), (6, 2), (8, 2)]);
    }

    #[test]
    fn heads_that_fit_in_two_ways_are_left_alone() {
        let rows: [&[&str]; 2] = [&["甲", "乙"], &["人员经费", "公用经费", "项目支出"]];
        assert_eq!(columns(&rows), [(0, 1), (1, 2)], "packed, the rest under the last");
    }

    #[test]
    fn a_total_merged_over_label_columns_stands_at_the_right() {
        let rows: [&[&str]; 3] = [
            &["科目编码", "科目名称", "合计", "基本支出"],
            &["201", "一般公共服务支出", "3.00", "3.00"],
            &["合计", "3.00", "3.00"],
        ];
        let all = spread(&packed(&rows));
        assert_eq!(all[8..], [(0, 2), (2, 1), (3, 1)]);
    }
}
