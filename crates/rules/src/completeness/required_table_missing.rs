#![doc = include_str!("../../pages/YS305.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::required::{Required, disclosed, required};
use crate::views::titles::core;
use disclosure::TableKind;
use finding::Severity;
use message::Message;
use std::collections::BTreeMap;

/// With fewer of them it is an excerpt or another layout.
const FEWEST: usize = 7;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if context.index.contents().any(|line| core(&line.words).ends_with("总表")) {
        return;
    }
    let disclosed = disclosed(context.disclosure);
    let mut entities: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let tables = context.disclosure.tables.iter().zip(&disclosed);
    for (table, numbers) in tables.filter(|(table, _)| table.kind == TableKind::Budget) {
        entities.entry(table.entity).or_default().push((table, numbers));
    }
    let required = required();
    for tables in entities.values() {
        let is_there = |it: &Required| tables.iter().any(|(_, numbers)| it.is(numbers));
        let missing: Vec<_> = required.iter().filter(|it| !is_there(it)).collect();
        let (Some((table, _)), Some(first)) = (tables.first(), missing.first()) else { continue };
        if required.len() - missing.len() < FEWEST {
            continue;
        }
        let names: Vec<&str> = missing.iter().map(|it| it.name).collect();
        let names = names.join("、");
        let message =
            Message::new(format!("没有找到{names}。"), format!("Missing tables: {names}."));
        let severity = if first.is_noted { Severity::Note } else { Severity::Warning };
        found.push(Violation::new(&table.place, message).severity(severity).advice(
            "补上这张表；没有数据的列空表并说明。",
            "Add it; where there is nothing, print it empty with a note.",
        ));
    }
}
