//! Totals among the columns of a table: what they count, and what only is a part of them.

use crate::table::column::{Column, Kind, read};
use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::vocabulary::parts::{Parts, maximal};
use ledger::{Amount, MoneyUnit, Node, Printed};

/// 合计 | 上年结转 | 小计 | … in one row: 小计 is the sum of the columns that follow it, if
/// they add up to it; otherwise what it sums is unknown.
pub fn set_subtotals_aside(grid: &Grid<'_>, shape: &Shape, columns: &mut [Column]) {
    let is_total = |column: &Column, word: &str| {
        column.kind == Kind::Total && column.path.last().is_some_and(|head| head.ends_with(word))
    };
    let is_beside = |column: &Column, other: &Column| {
        column.path.len() == other.path.len() && column.label == other.label
    };
    let kinds: Vec<(usize, Kind)> = (0..columns.len())
        .filter_map(|at| {
            let subtotal = columns.get(at).filter(|column| is_total(column, "小计"))?;
            let mut totals = columns.iter().filter(|column| is_beside(column, subtotal));
            totals.find(|column| is_total(column, "合计") || is_total(column, "总计"))?;
            let adds = |count| adds_up(grid, shape, at, count);
            let following = columns.get(at + 1..)?.iter().take_while(|it| it.holds_money()).count();
            let kind = if (2..=following).any(adds) { Kind::Other } else { Kind::Unknown };
            Some((at, kind))
        })
        .collect();
    for (at, kind) in kinds {
        if let Some(column) = columns.get_mut(at) {
            column.kind = kind;
        }
    }
}

/// Whether a column is the sum of the `count` columns after it, in most of its rows.
fn adds_up(grid: &Grid<'_>, shape: &Shape, at: usize, count: usize) -> bool {
    let amount = |row: usize, column: usize| -> Option<Amount> {
        match grid.words(row, column) {
            "" | "-" | "—" => Some(Amount::ZERO),
            words => Some(Printed::parse(words, MoneyUnit::Yuan).ok()?.nominal()),
        }
    };
    let is_sum = |row: usize| -> Option<bool> {
        let total = amount(row, at)?;
        let mut sum = Amount::ZERO;
        for column in at + 1..=at + count {
            sum = sum.checked_add(amount(row, column)?)?;
        }
        Some(sum == total)
    };
    let sums: Vec<bool> = shape.data.iter().filter_map(|row| is_sum(*row)).collect();
    sums.iter().filter(|is_sum| **is_sum).count() * 2 > sums.len()
}

/// Returns what a total counts: everything that the adjacent columns under the same heads count
/// together.
pub fn total_parts(columns: &[Column], at: usize, base: &Parts) -> Option<Parts> {
    let total = columns.get(at).filter(|column| column.kind == Kind::Total)?;
    let (_, above) = total.path.split_last()?;
    let is_beside = |column: &&Column| {
        matches!(column.kind, Kind::Amount)
            && column.label == total.label
            && column.path.starts_with(above)
            && column.parts.year == total.parts.year
            && column.parts.stage == total.parts.stage
    };
    let members: Vec<Parts> = columns
        .iter()
        .filter(is_beside)
        .filter_map(|column| base.narrow(column.parts).ok())
        .collect();
    let mut joined = Parts::join(&maximal(members));
    // 合计 before 财政拨款(小计, …) counts more than that group's own total.
    let is_taken = |other: &Column| {
        other.kind == Kind::Total
            && other.label == total.label
            && other.path.len() > total.path.len()
            && other.path.starts_with(above)
            && other.parts.fund == joined.fund
    };
    if columns.iter().any(is_taken) {
        joined.fund = None;
    }
    // With an unknown column among them, the total may be more than the known columns together.
    if columns.iter().any(|column| is_unknown_beside(column, total, base)) {
        joined = Parts { flow: joined.flow, side: joined.side, ..Parts::default() };
    }
    // A total without known adjacent columns counts what its table counts.
    Some(total.parts.narrow(joined).unwrap_or(total.parts))
}

/// Returns whether an unknown column, or one of something that the title does not name, is under
/// the heads of `total`.
fn is_unknown_beside(column: &Column, total: &Column, base: &Parts) -> bool {
    let above = total.path.split_last().map_or(&[] as &[String], |(_, above)| above);
    let is_known = !matches!(column.kind, Kind::Unknown | Kind::Contradictory);
    (!is_known || column.parts.stands_beside(base))
        && column.label == total.label
        && column.path.starts_with(above)
}

/// Returns whether a column is some part of the total beside it, and its head does not say which:
/// 其他资金 beside 资金总额, 行政运行 beside 小计 under 公务接待费.
pub fn is_part_without_name(columns: &[Column], at: usize) -> bool {
    let is_known = |column: &&Column| matches!(column.kind, Kind::Amount | Kind::Total);
    let Some(column) = columns.get(at).filter(is_known) else { return false };
    let Some((own, above)) = column.path.split_last() else { return false };
    let is_total = |other: &Column| {
        let names_total = other.path.last().is_some_and(|head| head.ends_with("总额"));
        (other.kind == Kind::Total || names_total && other.kind == Kind::Amount)
            && other.label == column.label
            && other.path.len() == column.path.len()
            && other.path.starts_with(above)
            && other.path != column.path
    };
    let reading = read(own);
    // 会议费 beside 三公经费 is known from what it stands beside.
    let is_of_above = |memo: Node| above.iter().any(|words| read(words).parts.memo == Some(memo));
    let names_nothing = reading.parts.is_empty() && column.parts.memo.is_none_or(is_of_above);
    let is_of_total = column.kind == Kind::Amount
        && names_nothing
        && !reading.is_total
        && columns.iter().any(is_total);
    // 一般公共预算(人员经费, 公用经费) | 其他资金(人员经费, 公用经费)
    let is_unknown = |words: &String| {
        let reading = read(words);
        reading.parts.is_empty() && reading.unknown > 0 && !reading.is_total
    };
    let is_named_alike = |other: &Column| {
        other.holds_money()
            && other.label == column.label
            && other.path.last() == Some(own)
            && !other.path.starts_with(above)
    };
    is_of_total || above.iter().any(is_unknown) && columns.iter().any(is_named_alike)
}

/// Returns whether a total counts more than the title of its table: 合计 next to 三公经费(小计, …) and
/// 会议费 in a table of the three-public items.
pub fn is_wider(columns: &[Column], at: usize, base: &Parts) -> bool {
    let Some(total) = columns.get(at).filter(|column| column.kind == Kind::Total) else {
        return false;
    };
    let says_all =
        |column: &Column| column.path.len() > total.path.len() && column.parts.memo == base.memo;
    base.memo.is_some()
        && total.parts.memo.is_none()
        && columns.iter().any(|column| is_unknown_beside(column, total, base))
        && columns.iter().any(says_all)
}
