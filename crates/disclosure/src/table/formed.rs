//! Sums that a table shows by its form, where its words give no scope: a column that is the sum of those
//! beside it in nearly every row, a row that is the sum of those below it in nearly every column, and lists
//! within lists that make up a total.
//!
//! What holds nearly everywhere is meant to hold everywhere.

use super::forest::{self, Forest, Number, claim, is_exact, sum};
use crate::model::{Assertion, Claim, Sum, Term};
use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::table::unread::NO_MONEY;
use crate::vocabulary::normal::label;
use document::Place;
use ledger::{MoneyUnit, Printed};

/// Larger tables are lists of projects and not of parts.
const MOST_ROWS: usize = 120;
const MOST_COLUMNS: usize = 30;

/// The numbers of a table by column, a row after the other.
struct Numbers {
    cells: Vec<Vec<Option<Number>>>,
    /// The labels of the rows of each column.
    labels: Vec<Vec<String>>,
}

/// The sums that fail where the form of the table says that they hold.
pub fn formed(grid: &Grid<'_>, shape: &Shape, unit: Option<MoneyUnit>) -> Vec<Claim> {
    let unit = unit.unwrap_or(MoneyUnit::TenThousandYuan);
    if shape.data.len() > MOST_ROWS || grid.columns > MOST_COLUMNS {
        return Vec::new();
    }
    let numbers = Numbers::read(grid, shape, unit);
    let across = numbers.across();
    let lists = forest::lists(&numbers.forests());
    let counted = counted(grid, shape).map_or_else(Vec::new, |total| numbers.listed(total));
    let is_told = |claim: &Claim| across.iter().any(|other| shares_term(other, claim));
    let down: Vec<Claim> = numbers.down().into_iter().chain(lists).chain(counted).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for claim in down {
        if !is_told(&claim) && !claims.iter().any(|other| shares_term(other, &claim)) {
            claims.push(claim);
        }
    }
    across.into_iter().chain(claims).collect()
}

/// The row of the total in a table whose other rows are counted: 1, 2, 3, 合计.
fn counted(grid: &Grid<'_>, shape: &Shape) -> Option<usize> {
    const TOTALS: [&str; 3] = ["合计", "总计", "共计"];
    const LEAST: usize = 3;
    let is_total = |row: &usize| grid.filled(*row).any(|cell| TOTALS.contains(&&*cell.words));
    let mut totals = shape.data.iter().enumerate().filter(|(_, row)| is_total(row));
    let (Some((total, of_total)), None) = (totals.next(), totals.next()) else { return None };
    let is_counted = |column: &usize| {
        let items = shape.data.iter().filter(|row| *row != of_total);
        let mut number = 0_usize;
        items.map(|row| grid.words(*row, *column)).all(|words| {
            number += 1;
            words == number.to_string()
        }) && number >= LEAST
    };
    (0..grid.columns).any(|column| is_counted(&column)).then_some(total)
}

/// Whether two sums have an amount in common, so that one slip explains both.
fn shares_term(one: &Claim, other: &Claim) -> bool {
    let terms = |claim: &Claim| match &claim.says {
        Assertion::Adds(sum) => std::iter::once(&sum.whole).chain(&sum.parts).cloned().collect(),
        _ => Vec::new(),
    };
    let own: Vec<Term> = terms(one);
    terms(other).iter().any(|term| own.contains(term))
}

impl Numbers {
    fn read(grid: &Grid<'_>, shape: &Shape, unit: MoneyUnit) -> Self {
        let number = |row: usize, column: usize| {
            let cell = grid.at(row, column).filter(|cell| cell.begins_at(row, column))?;
            let printed = Printed::parse(&cell.words, unit).ok()?;
            Some(Number { printed, place: cell.cell.place.clone() })
        };
        let is_amounts = |column: &usize| {
            let words: Vec<&str> = shape.data.iter().map(|row| grid.words(*row, *column)).collect();
            let filled = words.iter().filter(|words| !words.is_empty()).count();
            let heads = shape.heads.clone().map(|row| grid.words(row, *column));
            let is_other =
                heads.into_iter().any(|head| NO_MONEY.iter().any(|words| head.contains(words)));
            let count = shape.data.iter().filter(|row| number(**row, *column).is_some()).count();
            count > 1 && count == filled && !is_other
        };
        let columns: Vec<usize> = (0..grid.columns).filter(is_amounts).collect();
        let cells = columns
            .iter()
            .map(|column| shape.data.iter().map(|row| number(*row, *column)).collect());
        let labels = columns.iter().map(|column| {
            // The words nearest to the left.
            let name = |row: &usize| {
                let mut left = (0..*column).rev().filter(|at| !columns.contains(at));
                left.find_map(|at| Some(grid.words(*row, at)).filter(|words| !words.is_empty()))
            };
            shape.data.iter().map(|row| name(row).unwrap_or_default().to_owned()).collect()
        });
        Self { cells: cells.collect(), labels: labels.collect() }
    }

    /// Columns beside each other whose first is the sum of the others.
    fn across(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut from = 0;
        while from < self.cells.len() {
            let group = |to: &usize| self.sums_across(from, *to);
            let found = (from + 2..self.cells.len()).rev().find_map(|to| Some((to, group(&to)?)));
            from = found.as_ref().map_or(from, |(to, _)| *to) + 1;
            claims.extend(found.into_iter().flat_map(|(_, claims)| claims));
        }
        claims
    }

    /// The sums over the columns after `from` up to `to`, if most of them hold.
    fn sums_across(&self, from: usize, to: usize) -> Option<Vec<Claim>> {
        // Columns of another list stand beside other labels.
        let is_one = self.labels.get(from) == self.labels.get(to);
        let rows = self.labels.first().map_or(0, Vec::len);
        let own = |row: usize| -> Vec<Option<&Number>> {
            let columns = self.cells.get(from..=to).unwrap_or_default();
            columns.iter().map(|column| column.get(row).and_then(Option::as_ref)).collect()
        };
        let sums = (0..rows).map(|row| sum_of(&own(row), self.label(from, row)));
        most_hold(sums).filter(|_| is_one)
    }

    /// Rows whose first, or last, is the sum of all others, in each column.
    fn down(&self) -> Vec<Claim> {
        let sums = |is_last: bool| {
            let sums = self.cells.iter().enumerate().map(|(at, column)| {
                let mut numbers: Vec<Option<&Number>> = column.iter().map(Option::as_ref).collect();
                if is_last {
                    numbers.rotate_right(1);
                }
                let row = if is_last { column.len().saturating_sub(1) } else { 0 };
                sum_of(&numbers, self.label(at, row))
            });
            most_hold(sums)
        };
        sums(false).or_else(|| sums(true)).unwrap_or_default()
    }

    /// Columns whose total is not the sum of all other rows.
    fn listed(&self, total: usize) -> Vec<Claim> {
        let sums = self.cells.iter().enumerate().filter_map(|(at, column)| {
            let others = column.iter().enumerate().filter(|(row, _)| *row != total);
            let others = others.map(|(_, number)| number.as_ref());
            let whole = column.get(total)?.as_ref();
            let numbers: Vec<Option<&Number>> = std::iter::once(whole).chain(others).collect();
            sum_of(&numbers, self.label(at, total)).filter(|(sum, _)| !is_exact(sum))
        });
        sums.map(|(sum, place)| claim(sum, place)).collect()
    }

    fn label(&self, column: usize, row: usize) -> &str {
        self.labels.get(column).and_then(|labels| labels.get(row)).map_or("", String::as_str)
    }

    /// The columns with their labels, as lists within lists.
    fn forests(&self) -> Vec<Forest> {
        let columns = self.cells.iter().zip(&self.labels);
        let forests = columns.filter_map(|(cells, labels)| {
            let rows = cells.iter().zip(labels).filter(|(_, words)| !words.is_empty());
            Forest::new(
                rows.map(|(cell, words)| (label(words).words.to_owned(), cell.clone())).collect(),
            )
        });
        forests.collect()
    }
}

/// The sum of numbers of which the first is the whole; `None` where there are no two parts.
fn sum_of(numbers: &[Option<&Number>], words: &str) -> Option<(Sum, Place)> {
    let (whole, parts) = numbers.split_first()?;
    let whole = (*whole)?;
    let parts: Vec<&Number> = parts.iter().copied().flatten().collect();
    let is_list = parts.iter().filter(|part| !part.printed.is_zero()).count() > 1;
    is_list.then(|| (sum(whole, &parts, words), whole.place.clone()))
}

/// The sums that fail, if twice as many are exact, and two at least.
fn most_hold(sums: impl Iterator<Item = Option<(Sum, Place)>>) -> Option<Vec<Claim>> {
    let sums = sums.flatten();
    let (hold, fail): (Vec<_>, Vec<_>) = sums.partition(|(sum, _)| is_exact(sum));
    let is_meant = hold.len() > 1 && fail.len() * 2 <= hold.len();
    is_meant.then(|| fail.into_iter().map(|(sum, place)| claim(sum, place)).collect())
}
