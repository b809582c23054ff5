#![doc = include_str!("../../pages/YS512.en.md")]

use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines =
        context.index.prose().filter(|line| !line.is_plain() && line.words.chars().count() > 12);
    let mixed: Vec<(&Place, &str)> =
        lines.filter(|line| is_mixed(line.text)).map(|line| (line.place, line.text)).collect();
    let message = |count| {
        Message::new(
            format!("{count} 段文字的汉字之间用了半角标点。"),
            format!("{count} paragraphs have half-width punctuation among Chinese characters."),
        )
    };
    found.push_all(mixed, message, Message::new("改为全角标点。", "Use full-width marks."));
}

fn is_mixed(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    chars.windows(3).any(|three| match three {
        [before, ',' | ';' | ':' | '(' | ')', after] => is_han(*before) && is_han(*after),
        _ => false,
    })
}
