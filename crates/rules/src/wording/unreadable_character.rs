#![doc = include_str!("../../pages/YS532.en.md")]

use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let is_odd = |c: char| c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c);
    let odd: Vec<(&Place, &str)> = context
        .index
        .lines
        .iter()
        .filter(|line| !line.is_plain())
        .filter(|line| line.words.chars().skip(1).any(is_odd) || line.words.starts_with('\u{fffd}'))
        .map(|line| (line.place, line.text))
        .collect();
    let message = |count| {
        Message::new(
            format!("{count} 处文字有无法识别的字符。"),
            format!("{count} lines hold characters that mean nothing."),
        )
    };
    found.push_all(
        odd,
        message,
        Message::new(
            "在原文件中换用通用字体，重新输入这些字。",
            "Type these words anew in a common font.",
        ),
    );
}
