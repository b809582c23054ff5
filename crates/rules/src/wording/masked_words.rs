#![doc = include_str!("../../pages/YS533.en.md")]

use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let masked: Vec<(&Place, &str)> = context
        .index
        .lines
        .iter()
        .filter(|line| !line.is_plain() && is_masked(&line.words))
        .map(|line| (line.place, line.text))
        .collect();
    let message = |count| {
        Message::new(
            format!("{count} 处用“*”隐去了文字。"),
            format!("Words are masked with * in {count} places."),
        )
    };
    found.push_all(
        masked,
        message,
        Message::new(
            "写全；涉密的按保密规定处理。",
            "Write them out; for secrets follow the rules.",
        ),
    );
}

/// Returns whether a `*` directly precedes a Chinese character and does not mark a note.
fn is_masked(words: &str) -> bool {
    words.match_indices('*').any(|(at, star)| {
        let next = words.get(at + star.len()..).and_then(|rest| rest.chars().next());
        let before = words.get(..at).and_then(|before| before.chars().next_back());
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        next.is_some_and(|c| is_han(c) && c != '注') && before.is_none_or(is_han)
    })
}
