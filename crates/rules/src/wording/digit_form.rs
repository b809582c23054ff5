#![doc = include_str!("../../pages/YS535.en.md")]

use crate::index::Kind;
use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let cells = context.index.lines.iter().filter(|line| matches!(line.kind, Kind::Cell { .. }));
    let odd = cells.filter(|line| is_number(&line.words) && is_odd(line.text.trim()));
    let odd: Vec<(&Place, String)> =
        odd.map(|line| (line.place, line.text.trim().to_owned())).collect();
    found.push_few_or_all(
        &odd,
        |words| {
            Message::new(
                format!("“{words}”的数字是全角的，或中间有空格。"),
                format!("“{words}” has digits in full width, or spaces between them."),
            )
        },
        &Message::new("改成半角数字，去掉空格。", "Write plain digits without spaces."),
    );
}

fn is_number(words: &str) -> bool {
    words.contains('.') && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// Whether a digit is of full width, or white space stands inside on one line.
fn is_odd(text: &str) -> bool {
    let is_wide = |c: char| ('０'..='９').contains(&c) || c == '．';
    text.contains(is_wide) || (!text.contains('\n') && text.contains(|c: char| c.is_whitespace()))
}
