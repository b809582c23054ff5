#![doc = include_str!("../../pages/YS317.en.md")]

use crate::index::entry;
use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

/// With fewer such lines it may be a coincidence.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let without: Vec<(&Place, &str)> = context
        .index
        .contents()
        .filter(|line| {
            line.words.ends_with(['…', '.', '·']) && entry(&line.words).len() < line.words.len()
        })
        .map(|line| (line.place, entry(&line.words)))
        .collect();
    if without.len() < FEWEST {
        return;
    }
    let message = |count| {
        Message::new(
            format!("目录的 {count} 行有引导线而没有页码。"),
            format!("{count} lines of the contents have leaders and no page number."),
        )
    };
    found.push_all(
        without,
        message,
        Message::new("更新目录域，或删去引导线。", "Update the contents, or drop the leaders."),
    );
}
