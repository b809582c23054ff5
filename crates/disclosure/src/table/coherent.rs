//! Whether a reading of a table fits the numbers: two rows, or two columns, that are read as the
//! same and print different numbers are not the same.
//!
//! One number of many that differs may be wrong; where most of them differ, the reading is.

use crate::table::column::{Column, Kind};
use crate::table::grid::Grid;
use crate::table::row::{Meaning, Row};
use crate::table::shape::Shape;
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Amount, MoneyUnit, Printed, Stage, nodes};
use std::collections::BTreeMap;

/// Sets columns aside that are read as the same and are not: they print different numbers, as
/// 预算数 | 上半年支出 do, or are the two parts of one, as 项目支出结转 | 项目支出结余 are. Columns
/// with the same head get their number added to it.
pub fn set_columns_aside(
    grid: &Grid<'_>,
    shape: &Shape,
    columns: &mut [Column],
    (base, stage): (&Parts, Stage),
) {
    let said = |column: &Column| {
        let parts = base.narrow(column.parts).ok()?;
        let side = parts.side_of().filter(|_| parts.flow().is_none());
        let stage = Some(parts.stage.unwrap_or(stage));
        Some(Parts { flow: parts.flow(), side, stage, ..parts })
    };
    let is_read = |column: &Column| matches!(column.kind, Kind::Amount | Kind::Total);
    let is_same = |one: &Column, other: &Column| {
        is_read(one)
            && is_read(other)
            && (one.label, &one.codes, one.units) == (other.label, &other.codes, other.units)
            && said(one).is_some_and(|it| said(other) == Some(it))
    };
    let differ = |one: usize, other: usize| {
        let rows = shape.data.iter();
        most_differ(rows.map(|row| (amount(grid, *row, one), amount(grid, *row, other))))
    };
    let conflicts: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(at, column)| {
            let mut others = columns.iter().enumerate();
            others.any(|(other, it)| {
                let is_other = || are_halves(column, it) || differ(*at, other);
                other != *at && is_same(column, it) && is_other()
            })
        })
        .map(|(at, _)| at)
        .collect();
    for at in conflicts {
        if let Some(column) = columns.get_mut(at) {
            column.kind = Kind::Unknown;
            if let Some(head) = column.path.last_mut() {
                head.push_str(&format!("（第{}列）", at + 1));
            }
        }
    }
}

/// Whether one column is of what is carried on for its purpose (结转), and the other of what is left (结余).
fn are_halves(one: &Column, other: &Column) -> bool {
    let is_carried = |column: &Column| {
        let head = column.path.last()?;
        match (head.contains("结转"), head.contains("结余")) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    };
    is_carried(one).zip(is_carried(other)).is_some_and(|(one, other)| one != other)
}

/// Tells rows apart that are read as the same and print different numbers: they are parts of what
/// they say if all rows come to the total, and else they are not read. `columns` hold their amounts.
pub fn tell_rows_apart(grid: &Grid<'_>, shape: &Shape, columns: &[usize], rows: &mut [Row]) {
    let amounts = |row: &usize| columns.iter().map(|at| amount(grid, *row, *at)).collect();
    let amounts: Vec<Vec<Option<Amount>>> = shape.data.iter().map(amounts).collect();
    let differ = |one: usize, other: usize| {
        let of = |at: usize| amounts.get(at).into_iter().flatten().copied();
        most_differ(of(one).zip(of(other)))
    };
    let alike = alike(rows);
    let is_clash = |(at, others): (&usize, &[usize])| others.iter().any(|it| differ(*at, *it));
    if !alike.iter().filter_map(|group| group.split_first()).any(is_clash) {
        return;
    }
    for (row, at) in rows.iter_mut().zip(&shape.data) {
        if grid.filled(*at).any(|cell| cell.words == "小计") {
            row.meaning = Meaning::Blank;
        }
    }
    let adds = adds_up(rows, &amounts);
    for row in rows.iter_mut().filter(|row| !adds && row.meaning != Meaning::Total) {
        row.meaning = Meaning::Blank;
    }
    for at in alike.into_iter().flatten() {
        if let Some(row) = rows.get_mut(at) {
            row.item = Some(format!("{}（第{}行）", row.label, at + 1));
        }
    }
}

/// Returns the rows without a code that are read as the same, in groups of two and more.
fn alike(rows: &[Row]) -> Vec<Vec<usize>> {
    let mut unknown: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut known: Vec<(&Row, Vec<usize>)> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.code.is_empty()) {
        let says =
            |it: &Row| (it.meaning, &it.item, &it.unit) == (row.meaning, &row.item, &row.unit);
        match row.meaning {
            Meaning::Unknown => unknown.entry((&row.label, &row.unit)).or_default().push(at),
            Meaning::Parts(_) => match known.iter_mut().find(|(first, _)| says(first)) {
                Some((_, group)) => group.push(at),
                None => known.push((row, vec![at])),
            },
            Meaning::Total | Meaning::Blank => {}
        }
    }
    let groups = unknown.into_values().chain(known.into_iter().map(|(_, group)| group));
    groups.filter(|group| group.len() > 1).collect()
}

/// Sets the totals of a list aside that prints their difference: 收入总计, 支出总计, 本期结余.
pub fn set_balanced_aside(rows: &mut [Row]) {
    const DIFFERENCES: [&str; 4] = ["本期结余", "收支差额", "本期盈余", "收支结余"];
    let is_total = |row: &Row| row.meaning.parts().is_some_and(|it| it.flow == Some(nodes().total));
    let sides = rows.iter().filter(|row| is_total(row)).filter_map(|row| row.meaning.parts()?.side);
    let is_both = |sides: Vec<Side>| sides.contains(&Side::Sources) && sides.contains(&Side::Uses);
    let has_difference = rows.iter().any(|row| DIFFERENCES.contains(&&*row.label));
    if has_difference && is_both(sides.collect()) {
        rows.iter_mut().filter(|row| is_total(row)).for_each(|row| row.meaning = Meaning::Blank);
    }
}

/// Returns whether the rows come to their total, in most columns.
fn adds_up(rows: &[Row], amounts: &[Vec<Option<Amount>>]) -> bool {
    let Some(total) = rows.iter().rposition(|row| row.meaning == Meaning::Total) else {
        return false;
    };
    let members = || {
        let of = rows.iter().zip(amounts);
        of.filter(|(row, _)| !matches!(row.meaning, Meaning::Total | Meaning::Blank))
    };
    let columns = amounts.get(total).map_or(&[] as &[_], Vec::as_slice);
    let adds = columns.iter().enumerate().filter(|(at, total)| {
        let sum = members().try_fold(Amount::ZERO, |sum, (_, amounts)| {
            sum.checked_add(amounts.get(*at).copied().flatten().unwrap_or(Amount::ZERO))
        });
        sum == Some(total.unwrap_or(Amount::ZERO))
    });
    adds.count() * 2 > columns.len()
}

/// Returns whether most pairs of printed numbers differ.
fn most_differ(pairs: impl Iterator<Item = (Option<Amount>, Option<Amount>)>) -> bool {
    let printed = pairs.filter_map(|(one, other)| Some((one?, other?)));
    let (same, different): (Vec<_>, Vec<_>) = printed
        .filter(|(one, other)| *one != Amount::ZERO || *other != Amount::ZERO)
        .partition(|(one, other)| one == other);
    different.len() > same.len()
}

fn amount(grid: &Grid<'_>, row: usize, column: usize) -> Option<Amount> {
    Some(Printed::parse(grid.words(row, column), MoneyUnit::Yuan).ok()?.nominal())
}
