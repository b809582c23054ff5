//! The amounts of money in a table that were given no scope, counted.
//!
//! A cell is such an amount if it is a number in a column that may be of money and a unit of money
//! is given for it, or if words in it name an amount with its unit.

use crate::heading::caption::money_unit;
use crate::model::Unread;
use crate::table::column::{Column, Kind};
use crate::table::grid::{Grid, Words};
use crate::table::shape::Shape;
use crate::vocabulary::money;
use ledger::{MoneyUnit, Printed};

/// Words of heads over numbers that are no amounts.
pub const NO_MONEY: [&str; 25] = [
    "%", "率", "占比", "比例", "比重", "幅度", "数量", "人数", "编制", "人员", "面积", "辆", "台",
    "序号", "行次", "编码", "代码", "编号", "年份", "年限", "时间", "日期", "单价", "分值", "得分",
];

/// Returns how many amounts with their units the words in the cells of a table name.
pub fn named(grid: &Grid<'_>) -> usize {
    let cells = (0..grid.rows).flat_map(|row| grid.filled(row));
    cells.map(|cell| money::count(&cell.words)).sum()
}

/// Counts the numbers of the `columns` that the reading of a table leaves aside, where they may be
/// of money.
pub fn left_aside<'a>(
    grid: &Grid<'_>,
    shape: &Shape,
    columns: impl Iterator<Item = (usize, &'a Column)>,
    unit: Option<MoneyUnit>,
) -> Unread {
    let mut unread = Unread::default();
    for (at, column) in columns.filter(|(_, column)| may_be_money(column)) {
        let unit = own_unit(column).or(unit);
        for row in &shape.data {
            let cell = grid.at(*row, at).filter(|cell| cell.begins_at(*row, at));
            cell.iter().for_each(|cell| unread.count(cell, unit));
        }
    }
    unread
}

fn may_be_money(column: &Column) -> bool {
    let may_be = matches!(column.kind, Kind::Other) || column.holds_money();
    let is_no_money = |head: &String| NO_MONEY.iter().any(|words| head.contains(words));
    may_be && !column.path.is_empty() && !column.path.iter().any(is_no_money)
}

/// The unit of money that the heads of a column give: `单位:元`, `决算数(万元)`.
pub fn own_unit(column: &Column) -> Option<MoneyUnit> {
    column.path.iter().rev().find_map(|words| money_unit(words).or_else(|| unit_in_brackets(words)))
}

/// The unit of money that any words above the data of a table give: `2031年债务限额(亿元)`.
pub fn unit_above(grid: &Grid<'_>, shape: &Shape) -> Option<MoneyUnit> {
    let mut above = (0..shape.heads.end).flat_map(|row| grid.filled(row));
    above.find_map(|cell| unit_in_brackets(&cell.words))
}

fn unit_in_brackets(words: &str) -> Option<MoneyUnit> {
    let unit = in_brackets(words)?;
    MoneyUnit::ALL.into_iter().find(|known| known.name() == unit)
}

/// What stands in brackets at the end of a head or a label: `保有量(辆)`.
pub fn in_brackets(words: &str) -> Option<&str> {
    words.strip_suffix(')')?.rsplit_once('(').map(|(_, inside)| inside)
}

impl Unread {
    /// Counts a cell, if it is a number.
    pub(crate) fn count(&mut self, cell: &Words<'_>, unit: Option<MoneyUnit>) {
        if Printed::parse(&cell.words, unit.unwrap_or(MoneyUnit::Yuan)).is_err() {
            return;
        }
        match unit {
            Some(_) => self.amounts += 1,
            None => self.without_unit += 1,
        }
    }

    /// Adds another count.
    pub(crate) fn add(&mut self, other: Self) {
        self.amounts += other.amounts;
        self.without_unit += other.without_unit;
    }
}
