//! YS532 unreadable-character: Unreadable characters.
//!
//! The text holds characters that mean nothing: �, private-use characters, boxes.
//!
//! Why: The reader sees garbage, and words are most likely lost.
//!
//! Example: “部门□算”.
//!
//! Cannot decide: Private-use bullets at the start of a paragraph.

use crate::lint::{Context, Found};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
