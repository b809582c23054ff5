#![doc = include_str!("../../pages/YS328.en.md")]

use crate::index::Line;
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
    if found.findings.is_empty() {
        captions(context, found);
    }
}

/// The caption of one table that names no unit, where those of the others do.
fn captions(context: &Context<'_>, found: &mut Sink) {
    const KEYS: [&str; 3] = ["编制部门：", "编制单位：", "填报部门："];
    let names_unit =
        |line: &Line<'_>| ["单位：元", "单位：万元"].iter().any(|it| line.words.contains(it));
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let captions: Vec<usize> = (0..lines.len())
        .filter(|at| {
            lines.get(*at).is_some_and(|line| KEYS.iter().any(|key| line.words.starts_with(key)))
        })
        .collect();
    let is_blank = |at: &&usize| {
        let near = lines.get(at.saturating_sub(1)..(**at + 2).min(lines.len()));
        // 截止时间 stands over what is counted on a day.
        !near.unwrap_or_default().iter().any(|line| {
            line.words.contains("单位：") && line.says_yuan || line.words.contains("截止")
        })
    };
    let with = captions.iter().filter(|at| lines.get(**at).is_some_and(|line| names_unit(line)));
    let mut blank = captions.iter().filter(is_blank);
    let only = blank.next().filter(|_| blank.next().is_none());
    let Some(at) = only.filter(|_| with.count() > FEWEST) else { return };
    let Some(line) = lines.get(*at) else { return };
    // A table that counts people has no unit of money.
    let is_amount = |cell: &&Line<'_>| {
        cell.words.contains(['.', ',']) && Printed::parse(&cell.words, MoneyUnit::Yuan).is_ok()
    };
    let below = || (1..=2).flat_map(|next| context.index.block(line.block + next));
    // 资产总额（万元） gives it in its own row.
    let names_own = below().any(|cell| cell.words.contains('元'));
    if names_own || below().filter(is_amount).count() < FEWEST {
        return;
    }
    let message = Message::new(
        "这张表的表头没有注明金额单位，其他各表都有。",
        "The caption of this table names no unit of money; those of the others do.",
    );
    found.push(
        Violation::on(line, message)
            .printed(line.text)
            .advice("在表头注明“单位：万元”或“单位：元”。", "Name the unit above the table."),
    );
}

/// Whether a cell of the table names a unit of money: `项目资金（万元）`.
fn names_unit(context: &Context<'_>, place: &Place) -> bool {
    let line = context.index.at(place).and_then(|at| context.index.lines.get(at));
    let cells = line.map(|line| context.index.block(line.block)).unwrap_or_default();
    cells.iter().any(|cell| {
        ["万元）", "（元）", "：元", "：万元"].iter().any(|it| cell.words.ends_with(it))
    })
}
