#![doc = include_str!("../../pages/YS224.en.md")]

use super::score_sum::{is, number, points};
use crate::lint::{Context, Sink, Violation};
use document::{Block, Cell, Table};
use message::Message;

/// The whole, as a rate and as a share of it, in hundredths of a percent.
const WHOLE: i128 = 10_000;

/// The weight of execution, in hundredths of a point.
const WEIGHT: i64 = 1_000;

/// The columns of a table by their heads.
struct Columns {
    budget: u32,
    spent: u32,
    rate: u32,
    weight: u32,
    score: u32,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        let Some((head, columns)) =
            (0..table.rows).find_map(|row| Some((row, columns(table, row)?)))
        else {
            continue;
        };
        let is_whole = |cell: &Cell| cell.text.contains("年度资金总额");
        let whole = (head + 1..table.rows).find(|row| table.row(*row).iter().any(is_whole));
        if let Some(row) = whole {
            found_in(table.row(row), &columns, found);
        }
    }
}

fn columns(table: &Table, row: u32) -> Option<Columns> {
    let cells = table.row(row);
    let exactly = |name: &str| cells.iter().find(|cell| is(cell, name)).map(|cell| cell.column);
    Some(Columns {
        budget: exactly("全年预算数")?,
        spent: exactly("全年执行数")?,
        rate: exactly("执行率")?,
        weight: exactly("分值")?,
        score: exactly("得分")?,
    })
}

fn found_in(cells: &[Cell], columns: &Columns, found: &mut Sink) {
    let at = |column: u32| cells.iter().find(|cell| cell.column == column);
    let amount = |column: u32| at(column).and_then(number).map(i128::from);
    let Some(rate_cell) = at(columns.rate) else { return };
    let Some((printed, step)) = percent(&rate_cell.text) else { return };
    if let Some((budget, spent)) = amount(columns.budget).zip(amount(columns.spent))
        && budget > 0
        && spent >= 0
        && (spent * WHOLE - printed * budget).abs() >= step * budget
    {
        found.push(wrong_rate(rate_cell, (spent * WHOLE + budget / 2) / budget));
        return;
    }
    let Some(score_cell) = at(columns.score) else { return };
    let Some(score) = number(score_cell) else { return };
    if at(columns.weight).and_then(number) != Some(WEIGHT) {
        return;
    }
    let weight = i128::from(WEIGHT);
    let due = printed.min(WHOLE) * weight;
    let step = i128::from(step_of(&score_cell.text));
    if (i128::from(score) * WHOLE - due).abs() >= step * WHOLE {
        found.push(wrong_score(score_cell, (due + WHOLE / 2) / WHOLE));
    }
}

/// A percentage in hundredths of a percent, and what its last digit is worth.
fn percent(text: &str) -> Option<(i128, i128)> {
    let digits = text.trim().strip_suffix(['%', '％'])?.trim();
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |digits: &str| digits.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || rest.len() > 2 || !is_number(whole) || !is_number(rest) {
        return None;
    }
    let hundredths: i128 = format!("{whole}{rest:0<2}").parse().ok()?;
    Some((hundredths, i128::from(step_of(digits))))
}

/// What the last digit of a number is worth, in hundredths.
fn step_of(text: &str) -> i64 {
    match text.trim().split_once('.').map_or(0, |(_, rest)| rest.len()) {
        0 => 100,
        1 => 10,
        _ => 1,
    }
}

fn shown(hundredths: i128) -> String {
    i64::try_from(hundredths).map(points).unwrap_or_default()
}

fn wrong_rate(cell: &Cell, rate: i128) -> Violation {
    let (printed, rate) = (cell.text.trim(), format!("{}%", shown(rate)));
    let message = Message::new(
        format!("执行率印的是{printed}，按全年执行数和全年预算数算是{rate}。"),
        format!("The rate is printed as {printed}; what was spent of the budget is {rate}."),
    );
    Violation::new(&cell.place, message)
        .printed(printed)
        .expected(rate)
        .advice("核对预算数、执行数和执行率。", "Check the budget, the spending and the rate.")
}

fn wrong_score(cell: &Cell, score: i128) -> Violation {
    let (printed, score) = (cell.text.trim(), shown(score));
    let message = Message::new(
        format!("预算执行的得分印的是{printed}，按执行率算是{score}。"),
        format!("The score for execution is printed as {printed}; by the rate it is {score}."),
    );
    Violation::new(&cell.place, message)
        .printed(printed)
        .expected(score)
        .advice("核对得分和总分。", "Check this score and the total.")
}
