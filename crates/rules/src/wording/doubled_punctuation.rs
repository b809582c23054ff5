#![doc = include_str!("../../pages/YS505.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.lines.iter().filter(|line| !line.is_plain()) {
        let Some((start, end)) = doubled(&line.words) else { continue };
        let words = around(&line.words, start, end);
        let message = Message::new(
            format!("“{words}”里的标点重复。"),
            format!("Punctuation is doubled in “{words}”."),
        );
        found.push(Violation::on(line, message).printed(words).advice(
            "删去多余的标点，并看是否漏了字。",
            "Delete one, and see whether words are missing.",
        ));
    }
}

/// The first run of exactly two marks, in bytes.
fn doubled(words: &str) -> Option<(usize, usize)> {
    let mut run: Option<(usize, usize)> = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        let is_mark = matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？');
        run = match run {
            Some((start, length)) if is_mark => Some((start, length + 1)),
            Some((start, 2)) => return Some((start, at)),
            _ if is_mark => Some((at, 1)),
            _ => None,
        };
    }
    None
}
