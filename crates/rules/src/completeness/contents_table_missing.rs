#![doc = include_str!("../../pages/YS304.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::titles::{core, is_title_of};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&str> = context.index.prose().map(|line| &*line.words).collect();
    let tables = context.disclosure.tables.iter().map(|table| table.title.as_str());
    let titles: Vec<&str> = lines.into_iter().chain(tables).collect();
    let mut entries: Vec<_> =
        context.index.contents().filter(|line| core(&line.words).ends_with('表')).collect();
    // A line with two entries that the reader could not separate does not name a table.
    let is_one = |words: &str| words.matches('表').count() == 1 && words.chars().count() > 3;
    entries.retain(|line| is_one(&core(&line.words)));
    let is_there = |words: &str| titles.iter().any(|title| is_title_of(title, words));
    // If no entry is found, the document prints its titles in another form.
    if !entries.iter().any(|line| is_there(&core(&line.words))) {
        return;
    }
    for entry in entries {
        let words = core(&entry.words);
        if is_there(&words) || is_heading_of_tables(&words) {
            continue;
        }
        let message = Message::new(
            format!("目录列出的“{words}”在正文里找不到。"),
            format!("“{words}” stands in the contents and nowhere in the text."),
        );
        found.push(Violation::on(entry, message).printed(words).advice(
            "补上这张表，或更正目录和标题。",
            "Add the table, or correct contents and title.",
        ));
    }
}

/// Returns whether the entry is the heading above all tables and not a table.
fn is_heading_of_tables(words: &str) -> bool {
    ["预算表", "决算表", "预算报表", "决算报表", "公开表"].iter().any(|end| {
        words.strip_suffix(end).is_some_and(|before| {
            before.is_empty()
                || before.ends_with("部门")
                || before.ends_with("单位")
                || before.ends_with("年度")
        })
    })
}
