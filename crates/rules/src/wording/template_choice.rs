#![doc = include_str!("../../pages/YS502.en.md")]

use crate::lint::{Context, Sink, around};
use crate::phrases::List;
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lines: Vec<(&Place, String)> = Vec::new();
    for (line, hit) in context.matches(List::Choice) {
        // A column head names both directions because its column contains both.
        let is_head = !line.is_prose() || line.is_heading();
        if !is_head && lines.last().is_none_or(|(place, _)| *place != line.place) {
            lines.push((line.place, around(&line.words, hit.start, hit.end)));
        }
    }
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”里的选择项没有取舍。"),
                format!("“{words}” still offers both choices of the form."),
            )
        },
        &Message::new("只保留符合实际的一项。", "Keep the one that applies."),
    );
}
