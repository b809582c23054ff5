#![doc = include_str!("../../pages/YS528.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::number::{Style, number};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        let Some(own) = line.number.filter(|own| own.style == Style::ChineseInBrackets) else {
            continue;
        };
        let inner: Vec<usize> = line
            .words
            .match_indices("。（")
            .filter(|(at, _)| {
                let rest = line.words.get(at + '。'.len_utf8()..).unwrap_or_default();
                number(rest)
                    .is_some_and(|next| next.style == own.style && next.value == own.value + 1)
            })
            .map(|(at, _)| at)
            .collect();
        // Three items in a row are a deliberate style.
        let [at] = inner.as_slice() else { continue };
        let words = around(&line.words, *at, at + "。（".len());
        let message = Message::new(
            format!("“{words}”：新的一项没有另起一段。"),
            format!("“{words}”: the next item does not begin a paragraph of its own."),
        );
        found.push(
            Violation::on(line, message)
                .printed(words)
                .advice("另起一段。", "Begin a new paragraph."),
        );
    }
}
