#![doc = include_str!("../../pages/YS305.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::core;
use disclosure::TableKind;
use finding::Severity;
use message::Message;
use std::collections::BTreeMap;

/// The required tables: name, words that its title holds, words that it does not hold.
const REQUIRED: [(&str, &[&str], &[&str]); 9] = [
    (
        "收支总表",
        &["收"],
        &["财政拨款", "收入总", "支出总", "收入预算总", "支出预算总", "收入决算表", "支出决算表"],
    ),
    ("收入总表", &["收入"], &["财政拨款", "收支", "收入支出"]),
    (
        "支出总表",
        &["支出"],
        &["财政拨款", "收支", "收入支出", "一般公共", "基金", "国有", "三公", "基本支出"],
    ),
    ("财政拨款收支总表", &["财政拨款", "收"], &["一般公共", "基金", "国有", "三公"]),
    ("一般公共预算支出表", &["一般公共预算", "支出"], &["基本支出"]),
    ("一般公共预算基本支出表", &["基本支出"], &[]),
    ("政府性基金预算支出表", &["基金"], &[]),
    ("国有资本经营预算支出表", &["国有资本"], &[]),
    ("“三公”经费支出表", &["三公"], &[]),
];
/// With fewer of them it is an excerpt or another layout.
const FEWEST: usize = 7;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if context.index.contents().any(|line| core(&line.words).ends_with("总表")) {
        return;
    }
    let mut entities: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let tables = context.disclosure.tables.iter().filter(|table| table.kind == TableKind::Budget);
    for table in tables {
        entities.entry(table.entity).or_default().push(table);
    }
    for tables in entities.values() {
        let titles: Vec<String> = tables.iter().map(|table| plain(&table.title)).collect();
        let missing: Vec<&str> = REQUIRED
            .iter()
            .filter(|required| !titles.iter().any(|title| is(title, required)))
            .map(|(name, ..)| *name)
            .collect();
        let Some(first) = tables.first().filter(|_| !missing.is_empty()) else { continue };
        if REQUIRED.len() - missing.len() < FEWEST {
            continue;
        }
        let missing = missing.join("、");
        let message =
            Message::new(format!("没有找到{missing}。"), format!("There is no {missing}."));
        // An empty table of state capital became due only later, and not everywhere.
        let severity =
            if missing.starts_with("国有") { Severity::Note } else { Severity::Warning };
        found.push(Violation::new(&first.place, message).severity(severity).advice(
            "补上这张表；没有数据的列空表并说明。",
            "Add it; where there is nothing, print it empty with a note.",
        ));
    }
}

fn plain(title: &str) -> String {
    fold(title).chars().filter(|c| !"“”\"".contains(*c)).collect()
}

fn is(title: &str, (_, with, without): &(&str, &[&str], &[&str])) -> bool {
    with.iter().all(|word| title.contains(word)) && !without.iter().any(|word| title.contains(word))
}
