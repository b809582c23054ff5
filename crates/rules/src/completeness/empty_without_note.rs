#![doc = include_str!("../../pages/YS301.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::says_empty;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let tables = context.tables();
    let full = tables.iter().filter(|(table, _)| !table.is_empty).count();
    // In a blank form every table is empty.
    if full * 2 < tables.len() {
        return;
    }
    for (table, at) in tables.iter().filter(|(table, _)| table.is_empty) {
        let is_explained = table.empty_note.is_some()
            || context.notes(*at).any(|note| says_empty(&note.words) || note.words.contains('无'));
        if is_explained {
            continue;
        }
        let title = fold(&table.title);
        let message = Message::new(
            format!("“{title}”是空表，却没有说明原因。"),
            format!("“{title}” is empty, and no note says why."),
        );
        found.push(Violation::new(&table.place, message).table(table.title.as_str()).advice(
            "填上数字，或在表下注明“无…，故本表为空表”。",
            "Fill it in, or note below it why it is empty.",
        ));
    }
}
