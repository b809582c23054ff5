#![doc = include_str!("../../pages/YS304.en.md")]

use super::contents_named;
use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::{core, is_title_of};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    section(context, found);
    contents_named::check(context, found);
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

/// The only section of the contents of which the text has no title, nor speaks at all.
fn section(context: &Context<'_>, found: &mut Sink) {
    const LEAST: usize = 5;
    const LONGEST: usize = 16;
    const SECTIONS: [&str; 7] =
        ["情况说明", "编制说明", "主要职能", "主要职责", "机构设置", "名词解释", "基本情况"];
    let own = |words: &str| {
        let words = core(words);
        let bare = words.strip_prefix("部门").or_else(|| words.strip_prefix("单位"));
        bare.map(str::to_owned).unwrap_or(words)
    };
    // A title with a year or a body's name in it may be printed without, or on two lines.
    let is_section = |line: &&Line<'_>| {
        let name = own(&line.words);
        let is_short = name.chars().count() <= LONGEST;
        is_short
            && !name.contains(|c: char| c.is_ascii_digit())
            && SECTIONS.iter().any(|end| name.ends_with(end))
    };
    let entries: Vec<&Line<'_>> = context.index.contents().filter(is_section).collect();
    let is_said = |line: &&&Line<'_>| {
        let name = own(&line.words);
        context.index.prose().any(|line| core(&line.words).contains(&name))
    };
    let mut missing = entries.iter().filter(|line| !is_said(line));
    let only = missing.next().filter(|_| missing.next().is_none());
    let Some(entry) = only.filter(|_| entries.len() >= LEAST) else { return };
    let words = core(&entry.words);
    let message = Message::new(
        format!("目录列出的“{words}”在正文里找不到。"),
        format!("“{words}” stands in the contents and nowhere in the text."),
    );
    found.push(Violation::on(entry, message).printed(words).advice(
        "补上这一部分，或更正目录和标题。",
        "Add the section, or correct contents and title.",
    ));
}
