#![doc = include_str!("../../pages/YS535.en.md")]

use crate::index::{Kind, Line};
use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let cells = context.index.lines.iter().filter(|line| matches!(line.kind, Kind::Cell { .. }));
    let is_odd = |line: &&Line<'_>| {
        let text = line.text.trim();
        // On a page the reader may have set the space between digits that stand apart.
        let is_page = matches!(line.place, Place::Page { .. });
        is_number(&line.words) && (is_wide(text) || !is_page && is_spaced(text))
    };
    let odd = cells.filter(is_odd);
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

/// Whether a digit is of full width.
fn is_wide(text: &str) -> bool {
    text.contains(|c: char| ('０'..='９').contains(&c) || c == '．')
}

/// Whether white space stands inside, on one line.
fn is_spaced(text: &str) -> bool {
    !text.contains('\n') && text.contains(char::is_whitespace)
}
