#![doc = include_str!("../../pages/YS223.en.md")]

use crate::lint::{Context, Sink, Violation};
use document::{Block, Cell, Table};
use ledger::{MoneyUnit, Printed};
use message::Message;

/// The sum of all weights, in hundredths.
const ALL: i64 = 10_000;

/// The weights and the scores of a self-evaluation, in hundredths.
#[derive(Debug, Default)]
struct Scores {
    rows: usize,
    weights: i64,
    scores: i64,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        let Some(total) = table.cells.iter().find(|cell| is(cell, "总分")) else { continue };
        let scores = scores(table, total.row);
        if scores.rows < 2 {
            continue;
        }
        if scores.weights != ALL {
            found.push(weights(total, scores.weights));
        }
        let printed = table.row(total.row).iter().rev().find_map(number);
        if let Some(printed) = printed.filter(|it| *it != scores.scores && *it != ALL) {
            found.push(sum(total, printed, scores.scores));
        }
    }
}

/// What the rows above the total give: below each row of heads 分值 and 得分, the numbers in these
/// columns. Rows with a dash for their weight are parts of the row above.
fn scores(table: &Table, end: u32) -> Scores {
    let mut scores = Scores::default();
    let mut heads: Option<(u32, u32)> = None;
    for row in 0..end {
        let cells = table.row(row);
        let head = |name: &str| cells.iter().find(|cell| is(cell, name)).map(|cell| cell.column);
        if let Some(columns) = head("分值").zip(head("得分")) {
            heads = Some(columns);
            continue;
        }
        let Some((weight, score)) = heads else { continue };
        let at = |column| cells.iter().find(|cell| cell.column == column).and_then(number);
        if let Some((weight, score)) = at(weight).zip(at(score)) {
            scores.rows += 1;
            scores.weights += weight;
            scores.scores += score;
        }
    }
    scores
}

pub(super) fn is(cell: &Cell, name: &str) -> bool {
    cell.text.chars().filter(|c| !c.is_whitespace()).eq(name.chars())
}

/// A number in hundredths; 元 and 分 are as good a unit for points as any.
pub(super) fn number(cell: &Cell) -> Option<i64> {
    Printed::parse(&cell.text, MoneyUnit::Yuan).ok().map(|number| number.nominal().fen())
}

/// Points or percent from hundredths.
pub(super) fn points(hundredths: i64) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        rest => format!("{}.{rest:02}", hundredths / 100),
    }
}

fn weights(total: &Cell, sum: i64) -> Violation {
    let sum = points(sum);
    let message = Message::new(
        format!("自评表各项分值合计{sum}，不是100。"),
        format!("The weights of the self-evaluation come to {sum} and not to 100."),
    );
    Violation::new(&total.place, message)
        .printed(sum)
        .expected("100")
        .advice("核对各项分值。", "Check the weights.")
}

fn sum(total: &Cell, printed: i64, sum: i64) -> Violation {
    let (printed, sum) = (points(printed), points(sum));
    let message = Message::new(
        format!("自评表总分{printed}，各项得分合计{sum}。"),
        format!("The total score is {printed}; the scores come to {sum}."),
    );
    Violation::new(&total.place, message)
        .printed(printed)
        .expected(sum)
        .advice("核对各项得分和总分。", "Check the scores and their total.")
}
