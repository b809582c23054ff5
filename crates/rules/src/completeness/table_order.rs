#![doc = include_str!("../../pages/YS323.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::titles::{core, is_title_of};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let tables = context.tables();
    let mut last: Option<(usize, String)> = None;
    for entry in context.index.contents() {
        let words = core(&entry.words);
        let mut of = tables.iter().filter(|(table, _)| is_title_of(&table.title, &words));
        let (Some((table, line)), None) = (of.next(), of.next()) else { continue };
        match &last {
            Some((before, other)) if line < before => {
                let message = Message::new(
                    format!("目录里“{other}”在“{words}”之前，正文里却在它之后。"),
                    format!(
                        "The contents list “{other}” ahead of “{words}”; the text has it behind."
                    ),
                );
                found.push(
                    Violation::new(&table.place, message).printed(table.title.as_str()).advice(
                        "按目录的次序排列各表，或更正目录。",
                        "Put the tables in the order of the contents, or correct the contents.",
                    ),
                );
            }
            _ => last = Some((*line, words)),
        }
    }
}
