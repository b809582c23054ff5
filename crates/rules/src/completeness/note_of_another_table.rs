#![doc = include_str!("../../pages/YS303.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation, short};
use crate::views::titles::{core, fund, says_empty};
use disclosure::TableRead;
use message::Message;
use std::collections::HashMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let title = |table: &TableRead| core(&fold(&table.title));
    let mut printed: HashMap<String, u32> = HashMap::new();
    for (table, _) in context.tables() {
        *printed.entry(title(table)).or_default() += 1;
    }
    for (table, at) in context.tables().into_iter().filter(|(table, _)| table.is_empty) {
        let Some(own) = fund(&table.title) else { continue };
        // Of a title that is printed twice nobody knows whether it is this table's.
        if printed.get(&title(table)).is_some_and(|times| *times > 1) {
            continue;
        }
        let names_other =
            |words: &str| says_empty(words) && fund(words).is_some_and(|other| other != own);
        let mut below = context.notes(at);
        let Some(note) = below.find(|note| names_other(&note.words)) else { continue };
        let other = fund(&note.words).unwrap_or_default();
        let message = Message::new(
            format!("“{}”下面的说明写的是{other}，不是{own}。", table.title.trim()),
            format!("The note below “{}” speaks of {other}, not of {own}.", table.title.trim()),
        );
        found.push(
            Violation::on(note, message)
                .table(table.title.as_str())
                .printed(short(note.text))
                .because(&table.place, Message::new("所属的表", "the table"), &table.title)
                .advice("改为本表自己的说明。", "Write this table's own note."),
        );
    }
}
