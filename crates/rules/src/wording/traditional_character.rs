#![doc = include_str!("../../pages/YS524.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use message::Message;

/// A document with more of them is written in traditional characters throughout.
const MOST: usize = 20;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if context.matches(List::Traditional).count() > MOST {
        return;
    }
    for (line, hit) in context.matches(List::Traditional).filter(|(line, _)| line.is_prose()) {
        let words = around(&line.words, hit.start, hit.end);
        let character = hit.entry.phrase;
        let message = Message::new(
            format!("“{words}”里的“{character}”是繁体字。"),
            format!("“{character}” in “{words}” is a traditional character."),
        );
        found.push(Violation::on(line, message).printed(words).advice(
            "改为简体字，并看是不是别的字。",
            "Write it simplified, and see whether another character was meant.",
        ));
    }
}
