#![doc = include_str!("../../pages/YS333.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use disclosure::{Observation, TableKind};
use ledger::{Code, nodes};
use message::Message;

/// The least number of rows by function from which a document publishes its expenditure.
const FEWEST: usize = 5;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let nodes = nodes();
    let disclosure = context.disclosure;
    let tables = &disclosure.tables;
    let is_budget = |seen: &&Observation| {
        let table = seen.source.table.and_then(|table| tables.get(table));
        table.is_some_and(|table| table.kind == TableKind::Budget)
    };
    // A government's own table is of functions alone: 某县2031年一般公共预算支出表.
    let is_department = |seen: &&Observation| {
        let table = seen.source.table.and_then(|table| tables.get(table));
        // 支出总表（按部门预算经济分类） has economic items as its columns.
        let is_other = |title: &str| is_of_government(title) || title.contains("经济分类");
        !table.is_some_and(|table| is_other(&fold(&table.title)))
    };
    let by_function: Vec<&Observation> = disclosure
        .observations
        .iter()
        .filter(is_budget)
        .filter(|seen| seen.scope.flow == nodes.spent && seen.scope.function != Code::ALL)
        .filter(is_department)
        .collect();
    let is_parted = |seen: &&Observation| {
        [nodes.basic, nodes.project].iter().any(|purpose| purpose.contains(seen.scope.purpose))
    };
    let items = by_function.iter().filter(|seen| seen.scope.function.level() == 3).count();
    // Heads that nobody understands may part them all the same.
    let is_head = |line: &Line<'_>| !line.is_prose() && line.words == "项目支出";
    let has_heads = || context.index.lines.iter().any(is_head);
    if items < FEWEST || by_function.iter().any(is_parted) || has_heads() {
        return;
    }
    let Some(first) = by_function.first() else { return };
    let message = Message::new(
        "支出按功能分类列了，没有分基本支出和项目支出。",
        "Expenditure is listed by function, but basic and project expenditure are not told apart.",
    );
    let hit = Violation::new(&first.place, message);
    found.push(hit.advice("补上基本支出、项目支出两列。", "Add columns for both."));
}

/// Whether a title names a division and a year, and no body of it.
fn is_of_government(title: &str) -> bool {
    const DIVISIONS: [char; 10] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '级'];
    let (owner, _) = title.split_once("20").unwrap_or_default();
    owner.ends_with(DIVISIONS)
}
