#![doc = include_str!("../../pages/YS306.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::core;
use message::Message;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut seen = BTreeMap::new();
    for (table, at) in context.tables() {
        let title = core(&fold(&table.title));
        let is_title = title.ends_with('表') && title.chars().count() > 4;
        let Some(first) = seen.insert((table.entity, title.clone()), table).filter(|_| is_title)
        else {
            continue;
        };
        let is_continued = first.place == table.place
            || context.index.lines.get(at).is_some_and(|line| line.words.contains('续'));
        if is_continued {
            continue;
        }
        let message =
            Message::new(format!("“{title}”出现了两次。"), format!("“{title}” appears twice."));
        found.push(
            Violation::new(&table.place, message)
                .table(table.title.as_str())
                .because(&first.place, Message::new("第一次", "the first"), &first.title)
                .advice("删去一张，或更正标题。", "Delete one, or correct a title."),
        );
    }
}
