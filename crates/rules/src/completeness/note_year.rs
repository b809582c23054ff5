#![doc = include_str!("../../pages/YS314.en.md")]

use crate::lint::{Context, Sink, Violation, short};
use crate::views::titles::{says_empty, year};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.disclosure.year.map(|year| year.0) else { return };
    for (table, at) in context.tables().into_iter().filter(|(table, _)| table.is_empty) {
        for note in context.notes(at).filter(|note| says_empty(&note.words)) {
            let years = note.words.matches('年').count();
            let Some(other) = year(&note.words).filter(|year| *year != own && years == 1) else {
                continue;
            };
            let message = Message::new(
                format!("“{}”的说明写的是{other}年，不是{own}年。", table.title.trim()),
                format!("The note of “{}” says {other}, not {own}.", table.title.trim()),
            );
            found.push(
                Violation::on(note, message)
                    .table(table.title.as_str())
                    .printed(short(note.text))
                    .expected(format!("{own}年"))
                    .advice("更正年度。", "Correct the year."),
            );
        }
    }
}
