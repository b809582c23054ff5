#![doc = include_str!("../../pages/YS328.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::{Unrecognised, Why};
use document::Place;
use ledger::{MoneyUnit, NotAnAmount, Printed};
use message::Message;
use std::collections::BTreeMap;

/// The number of amounts without a unit from which their table is told.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut tables: BTreeMap<&str, Vec<&Unrecognised>> = BTreeMap::new();
    for unread in &context.disclosure.unrecognised {
        let is_amount = unread.why == Why::NoAmount(NotAnAmount::Words)
            && Printed::parse(&unread.text, MoneyUnit::Yuan).is_ok();
        if let Some(table) = unread.table.as_deref().filter(|_| is_amount) {
            tables.entry(table).or_default().push(unread);
        }
    }
    for (table, unread) in tables.into_iter().filter(|(_, unread)| unread.len() >= FEWEST) {
        let Some(first) = unread.first().filter(|first| !names_unit(context, &first.place)) else {
            continue;
        };
        let count = unread.len();
        let message = Message::new(
            format!("这张表没有注明金额单位，{count}个数字无从核对。"),
            format!("The table names no unit of money; {count} figures cannot be checked."),
        );
        found.push(
            Violation::new(&first.place, message)
                .table(table)
                .advice("在表头注明“单位：万元”或“单位：元”。", "Name the unit above the table."),
        );
    }
}

/// Whether a cell of the table names a unit of money: `项目资金（万元）`.
fn names_unit(context: &Context<'_>, place: &Place) -> bool {
    let line = context.index.at(place).and_then(|at| context.index.lines.get(at));
    let cells = line.map(|line| context.index.block(line.block)).unwrap_or_default();
    cells.iter().any(|cell| {
        ["万元）", "（元）", "：元", "：万元"].iter().any(|it| cell.words.ends_with(it))
    })
}
