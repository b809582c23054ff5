#![doc = include_str!("../../pages/YS510.en.md")]

use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

/// The shortest text that is taken for a sentence, in characters.
const SENTENCE: usize = 20;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = context.index.prose();
    let sentences = lines.filter(|line| line.words.chars().count() >= SENTENCE);
    let sentences = sentences.filter(|line| line.words.contains(['，', '。', '；']));
    let spaced: Vec<(&Place, &str)> = sentences
        .filter(|line| !line.is_heading())
        .filter_map(|line| Some((line.place, inner(line.text)?)))
        .collect();
    let message = |count| {
        Message::new(
            format!("{count} 段文字的汉字之间有空格。"),
            format!("{count} paragraphs have spaces between Chinese characters."),
        )
    };
    found.push_all(spaced, message, Message::new("删去多余的空格。", "Delete the spaces."));
}

/// The words around the first space between two Chinese characters.
fn inner(text: &str) -> Option<&str> {
    if !text.contains(' ') {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || "（）“”".contains(c);
    let at = chars.windows(3).position(|three| match three {
        [(_, before), (_, ' '), (_, after)] => is_han(*before) && is_han(*after),
        _ => false,
    })?;
    let start = chars.get(at.saturating_sub(4))?.0;
    let end = chars.get(at + 7).map_or(text.len(), |(end, _)| *end);
    text.get(start..end)
}
