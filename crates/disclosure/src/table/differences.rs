//! Columns that tell how the two amounts of a row differ: 增减额, 增减率, 完成率.
//!
//! What they print follows from the row, so it is a claim and not a number with a scope. Where
//! hardly any row agrees, the columns mean something else, and nothing is claimed.

use crate::model::{Assertion, Claim, Difference, Direction, Observation, Term};
use crate::table::column::Column;
use crate::table::grid::{Grid, Words};
use crate::table::shape::Shape;
use crate::vocabulary::parts::{Context, Parts};
use ledger::{Interval, MoneyUnit, Percent, Printed, Rounding, Stage};

/// What a column tells of the two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// 增减额
    Amount,
    /// 增减率
    Rate,
    /// 完成率
    Done,
}

/// How a cell goes with the two amounts of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Agrees,
    /// It does, but for a fall that it prints without a sign.
    Unsigned,
    Differs,
}

/// One row in so many that falls without a sign may have lost it.
const FEW: usize = 3;

/// The two columns of a table that are compared, by their numbers.
#[derive(Debug, Clone, Copy)]
struct Pair {
    base: usize,
    now: usize,
}

/// The claims of the columns that compare the two others of a table.
pub fn differences(
    grid: &Grid<'_>,
    shape: &Shape,
    columns: &[Column],
    observations: &[Observation],
    context: Context,
) -> Vec<Claim> {
    let Some(pair) = pair(columns, context) else { return Vec::new() };
    let told = columns.iter().enumerate().filter_map(|(at, column)| Some((at, tells(column)?)));
    let mut claims = Vec::new();
    for (at, tells) in told {
        let cells = || shape.data.iter().filter_map(|row| grid.at(*row, at));
        let is_signed = tells != Tells::Done && cells().any(|cell| is_negative(&cell.words));
        let of_column = (1..).zip(&shape.data).filter_map(|(row, grid_row)| {
            let cell = grid.at(*grid_row, at)?;
            let (base, now) =
                (seen(observations, row, pair.base)?, seen(observations, row, pair.now)?);
            claim(cell, &columns.get(at)?.head(), (tells, is_signed), base, now)
        });
        claims.extend(meant(of_column.collect(), is_signed));
    }
    claims
}

/// The claims of the rows that compare the two others of a table, which has its years as rows:
/// `2030年`, `2031年`, `增减%`.
pub fn differences_below(grid: &Grid<'_>, shape: &Shape, unit: Option<MoneyUnit>) -> Vec<Claim> {
    let unit = unit.unwrap_or(MoneyUnit::TenThousandYuan);
    let label = |row: usize| grid.filled(row).next().map_or("", |cell| &*cell.words);
    let year = |row: &usize| {
        let label = label(*row);
        let digits = label.split('年').next().filter(|it| it.len() == 4 && it.len() < label.len());
        let year: u16 = digits?.parse().ok()?;
        told(label).is_none().then_some((year, *row))
    };
    let mut years: Vec<(u16, usize)> = shape.data.iter().filter_map(year).collect();
    years.sort_unstable();
    let [(before, base), (after, now)] = years[..] else { return Vec::new() };
    let mut claims = Vec::new();
    let rows = shape.data.iter().filter(|row| **row > base.max(now) && before < after);
    for (row, tells) in rows.filter_map(|row| Some((*row, told(label(*row))?))) {
        let amount = |row: usize, at: usize| Printed::parse(grid.words(row, at), unit).ok();
        let cells = || (1..grid.columns).filter_map(|at| Some((at, grid.at(row, at)?)));
        let is_signed = cells().any(|(_, cell)| is_negative(&cell.words));
        let of_row = cells().filter_map(|(at, cell)| {
            let (base, now) = (amount(base, at)?, amount(now, at)?);
            claim(cell, label(row), (tells, is_signed), base, now)
        });
        claims.extend(meant(of_row.collect(), is_signed));
    }
    claims
}

/// The claims of one column or row, if what it prints is a difference nearly everywhere.
fn meant(of_line: Vec<(Claim, Fit)>, is_signed: bool) -> impl Iterator<Item = Claim> {
    let count = |fit: Fit| of_line.iter().filter(|(_, own)| *own == fit).count();
    let (agreeing, unsigned) = (count(Fit::Agrees), count(Fit::Unsigned));
    let is_meant = (agreeing + unsigned) * 2 >= of_line.len() && agreeing > 0;
    // A few that fall among others that rise say nothing of how a fall is written, and a rate without
    // its sign is no other rate.
    let is_open = move |fit: Fit| fit == Fit::Unsigned && (is_signed || unsigned * FEW <= agreeing);
    let said = of_line.into_iter().filter(move |(_, fit)| is_meant && !is_open(*fit));
    said.map(|(claim, _)| claim)
}

/// The only two columns of amounts, if they are of one thing in two years or stages.
fn pair(columns: &[Column], context: Context) -> Option<Pair> {
    let mut levels = columns.iter().enumerate().filter(|(_, column)| column.holds_money());
    let (Some((left, one)), Some((right, other)), None) =
        (levels.next(), levels.next(), levels.next())
    else {
        return None;
    };
    let plain = |parts: Parts| Parts { year: None, stage: None, ..parts };
    let when = |column: &Column| {
        let scope = column.parts.scope(context);
        let stage = column.parts.stage.unwrap_or(Stage::Budget);
        (scope.year, stage != Stage::Budget)
    };
    let is_pair = plain(one.parts) == plain(other.parts) && when(one) != when(other);
    let pair = match when(one) < when(other) {
        true => Pair { base: left, now: right },
        false => Pair { base: right, now: left },
    };
    is_pair.then_some(pair)
}

fn tells(column: &Column) -> Option<Tells> {
    told(&column.path.join("")).filter(|_| !column.holds_money())
}

/// What a line of that name tells of two others.
fn told(name: &str) -> Option<Tells> {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["完成率", "执行率", "完成%", "完成预算"]) => Some(Tells::Done),
        () if !has(&["增", "减", "变动", "比上年", "较上年", "同比", "差异"]) => None,
        () if has(&["%", "率", "幅", "比例", "百分比"]) => Some(Tells::Rate),
        () => Some(Tells::Amount),
    }
}

/// The number in a row, counted from 1, and a column of the grid.
fn seen(observations: &[Observation], row: u32, column: usize) -> Option<Printed> {
    let column = u32::try_from(column).ok()?.checked_add(1)?;
    let at = observations.partition_point(|seen| seen.source.row < row);
    let here = observations.get(at..)?.iter().take_while(|seen| seen.source.row == row);
    here.into_iter().find(|seen| seen.source.column == column)?.value.printed()
}

/// What a cell claims, and whether that is so, as far as it is told without looking closely.
fn claim(
    cell: &Words<'_>,
    head: &str,
    (tells, is_signed): (Tells, bool),
    base: Printed,
    now: Printed,
) -> Option<(Claim, Fit)> {
    let (digits, direction) = figure(&cell.words)?;
    let rises = now.nominal() >= base.nominal();
    let is = if rises { Direction::Up } else { Direction::Down };
    // Where a column signs what falls, what has no sign rises.
    let has_no_sign = direction.is_none() && is_digit_first(&cell.words);
    let has_lost = has_no_sign && !rises && tells != Tells::Done;
    let is_up = has_lost && is_signed && tells == Tells::Amount;
    let direction = direction.or(is_up.then_some(Direction::Up));
    let term = Term { words: String::new(), printed: now, scope: None };
    let differs = |by: Option<Printed>, percent: Option<Percent>| {
        let (now, base) = (vec![term.clone()], Some(base));
        let direction = direction.unwrap_or(is);
        Assertion::Differs(Difference { now, base, direction, by, percent })
    };
    let interval = |printed: Printed| printed.interval(Rounding::Either);
    let is_change = direction.is_none_or(|direction| direction == is);
    let (more, less) = if rises { (now, base) } else { (base, now) };
    let (high, low) = (interval(more), interval(less));
    let change = Interval { low: high.low - low.high, high: high.high - low.low };
    let fits = |percent: Percent, part| percent.fits(part, interval(base), Rounding::Either);
    let (says, agrees) = match tells {
        Tells::Amount => {
            let by = Printed::parse(&digits, now.unit()).ok()?;
            (differs(Some(by), None), is_change && interval(by).overlaps(change))
        }
        Tells::Rate => {
            let percent = Percent::parse(&digits)?;
            (differs(None, Some(percent)), is_change && fits(percent, change))
        }
        Tells::Done => {
            let percent = Percent::parse(&digits)?;
            let says =
                Assertion::Takes { part: vec![term.clone()], whole: base, percent, is_named: true };
            (says, fits(percent, interval(now)))
        }
    };
    let fit = match (agrees, has_lost) {
        (true, false) => Fit::Agrees,
        (true, true) => Fit::Unsigned,
        (false, _) => Fit::Differs,
    };
    let lost = if is_up { "（没有负号）" } else { "" };
    let words = format!("{head} {}{lost}", cell.cell.text.trim());
    let place = cell.cell.place.clone();
    Some((Claim { place, words, says, is_reason: false, instead: Vec::new() }, fit))
}

fn is_negative(words: &str) -> bool {
    matches!(figure(words), Some((_, Some(Direction::Down))))
}

fn is_digit_first(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
}

/// The digits of a cell and the direction that its sign gives: `-3.00`, `(3.00)`; △ may mean either.
fn figure(words: &str) -> Option<(String, Option<Direction>)> {
    let words = words.trim_end_matches('%');
    let plain = words.trim_start_matches(['△', '▲', '▼', '↑', '↓', '+']);
    let is_marked = plain.len() < words.len();
    let inside = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let digits = inside.unwrap_or(plain).trim_end_matches('%');
    let digits = digits.trim_start_matches(['-', '−', '－']);
    let is_negative = digits.len() < plain.trim_end_matches('%').len() || inside.is_some();
    Printed::parse(digits, MoneyUnit::TenThousandYuan).ok()?;
    let direction = (is_negative && !is_marked).then_some(Direction::Down);
    Some((digits.replace(',', ""), direction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::shape::shape;
    use crate::testing::{grid, packed};

    fn claimed(rate: &str) -> Vec<String> {
        let table = packed(&[
            &["年度", "合计", "公务接待费", "会议费"],
            &["2030年", "30", "10", "20"],
            &["2031年", "24", "9", "15"],
            &["增减%", "-20.00", rate, "-25.00"],
        ]);
        let grid = grid(&table);
        let shape = shape(&grid).unwrap();
        let claims = differences_below(&grid, &shape, None);
        claims.into_iter().map(|claim| claim.words).collect()
    }

    #[test]
    fn rows_of_years_are_compared_below() {
        assert_eq!(claimed("-11.00"), ["增减% -20.00", "增减% -11.00", "增减% -25.00"]);
    }

    #[test]
    fn rows_that_hardly_ever_agree_are_something_else() {
        let table = packed(&[
            &["年度", "合计", "公务接待费"],
            &["2030年", "30", "10"],
            &["2031年", "24", "9"],
            &["增减%", "80", "90"],
        ]);
        let grid = grid(&table);
        assert!(differences_below(&grid, &shape(&grid).unwrap(), None).is_empty());
    }
}
