#![doc = include_str!("../../pages/YS225.en.md")]

use super::score_sum::{is, number};
use crate::lint::{Context, Sink};
use document::{Block, Cell, Table};
use message::Message;

/// The columns of a table by their heads.
struct Columns {
    weight: u32,
    score: u32,
    reason: u32,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        let lost = lost(table);
        let message = |count: usize| {
            Message::new(
                format!("有{count}项指标得分低于分值，没有写偏差原因和改进措施。"),
                format!("{count} indicators score less than their weight, and no reason is given."),
            )
        };
        let advice = Message::new(
            "补写扣分的原因和改进措施。",
            "Say why the points were lost and what will be done.",
        );
        let places = lost.iter().map(|cell| (&cell.place, cell.text.as_str()));
        found.push_all(places, message, advice);
    }
}

/// The scores below their weights for which the table has room for a reason and shows none.
fn lost(table: &Table) -> Vec<&Cell> {
    let mut lost = Vec::new();
    let mut columns: Option<Columns> = None;
    for row in 0..table.rows {
        let cells = table.row(row);
        let head = |is_it: &dyn Fn(&Cell) -> bool| {
            cells.iter().find(|cell| is_it(cell)).map(|cell| cell.column)
        };
        let heads = head(&|cell| is(cell, "分值")).zip(head(&|cell| is(cell, "得分")));
        if let Some((weight, score)) = heads {
            let reason = head(&|cell| cell.text.contains("原因"));
            columns = reason.map(|reason| Columns { weight, score, reason });
            continue;
        }
        let Some(columns) = &columns else { continue };
        let at = |column: u32| cells.iter().find(|cell| cell.column == column);
        let Some((cell, weight)) = at(columns.score).zip(at(columns.weight).and_then(number))
        else {
            continue;
        };
        let is_total = cells.iter().any(|cell| is(cell, "总分") || is(cell, "合计"));
        let is_lost = number(cell).is_some_and(|score| score < weight);
        if is_lost && !is_total && is_blank(table, row, columns.reason) {
            lost.push(cell);
        }
    }
    lost
}

/// Whether nothing stands at a position, not even in a cell merged over several rows.
fn is_blank(table: &Table, row: u32, column: u32) -> bool {
    let covers = |cell: &&Cell| {
        (cell.row..cell.row.saturating_add(cell.row_span)).contains(&row)
            && (cell.column..cell.column.saturating_add(cell.column_span)).contains(&column)
    };
    table.cells.iter().filter(covers).all(|cell| cell.text.trim().is_empty())
}
