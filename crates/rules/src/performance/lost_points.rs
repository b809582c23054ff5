#![doc = include_str!("../../pages/YS225.en.md")]

use super::score_sum::{is, number};
use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use document::{Cell, Table};
use message::Message;

/// The columns of a table by their heads.
struct Columns {
    weight: u32,
    score: u32,
    reason: u32,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for table in context.index.tables_with(context.document, &["得分"]) {
        if let Some((target, actual)) = missed(table) {
            let (missed, reached) = (target.text.trim(), actual.text.trim());
            let message = Message::new(
                format!("指标值{missed}，实际完成{reached}，没有达到却得了满分。"),
                format!("The target {missed} was missed with {reached}, and got the full score."),
            );
            found.push(
                Violation::new(&actual.place, message)
                    .printed(reached)
                    .advice("核对完成值和得分。", "Check what was reached, and the score."),
            );
        }
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

/// The first target of at least so much that was missed although its score is its weight.
fn missed(table: &Table) -> Option<(&Cell, &Cell)> {
    let mut heads: Option<[u32; 4]> = None;
    (0..table.rows).find_map(|row| {
        let cells = table.row(row);
        let column = |names: &[&str]| {
            cells.iter().find(|cell| names.iter().any(|name| is(cell, name))).map(|it| it.column)
        };
        let columns = [
            column(&["年度指标值", "指标值", "目标值"]),
            column(&["实际完成值", "全年实际值", "完成值"]),
            column(&["分值"]),
            column(&["得分"]),
        ];
        if let [Some(target), Some(actual), Some(weight), Some(score)] = columns {
            heads = Some([target, actual, weight, score]);
            return None;
        }
        let cells = heads?.map(|column| cells.iter().find(|cell| cell.column == column));
        let [Some(target), Some(actual), Some(weight), Some(score)] = cells else { return None };
        let is_full = number(weight)? == number(score)?;
        let (least, reached) = (fold(&target.text), fold(&actual.text));
        let least = first(least.strip_prefix('≥')?)?;
        let reached = first(&reached)?;
        let is_alike = least.1 == reached.1;
        (is_full && is_alike && reached.0 < least.0).then_some((target, actual))
    })
}

/// The number that words begin with, and what stands behind it.
fn first(words: &str) -> Option<(i128, String)> {
    let said = quantities(words);
    let [it] = said.as_slice() else { return None };
    (it.at == 0).then(|| Some((it.value, words.get(it.printed.len()..)?.to_owned())))?
}

/// Whether nothing stands at a position, not even in a cell merged over several rows.
fn is_blank(table: &Table, row: u32, column: u32) -> bool {
    let covers = |cell: &&Cell| {
        (cell.row..cell.row.saturating_add(cell.row_span)).contains(&row)
            && (cell.column..cell.column.saturating_add(cell.column_span)).contains(&column)
    };
    table.cells.iter().filter(covers).all(|cell| cell.text.trim().is_empty())
}
