#![doc = include_str!("../../pages/YS327.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::{Unrecognised, Why};
use message::Message;
use std::collections::BTreeSet;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut told = BTreeSet::new();
    for unread in &context.disclosure.unrecognised {
        let Unrecognised { text, place, why: Why::Head(head), table: Some(table) } = unread else {
            continue;
        };
        let is_blank = head.rsplit('/').next().is_some_and(|inner| inner.trim().is_empty());
        if !is_blank || !told.insert(table) {
            continue;
        }
        let message = Message::new(
            format!("“{text}”所在的列没有列标题，看不出统计什么。"),
            format!("The column of “{text}” has no head; it is not clear what it counts."),
        );
        found.push(
            Violation::new(place, message)
                .printed(text.as_str())
                .table(table.as_str())
                .advice("补上列标题。", "Write the column's head."),
        );
    }
}
