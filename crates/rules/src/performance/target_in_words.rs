#![doc = include_str!("../../pages/YS205.en.md")]

use crate::lint::{Context, Sink};
use crate::views::goals::Goals;
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        let mut words: Vec<(&Place, &str)> = Vec::new();
        for goal in indicators {
            let target = &goal.target;
            let has_number = target
                .contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
            let repeats = target == &goal.name || target == &goal.description;
            if !target.is_empty() && !has_number && !repeats {
                words.push((goal.place, goal.printed.target.as_str()));
            }
        }
        let message = |count| {
            Message::new(
                format!("“{}”有 {count} 个指标值是文字，没有量化。", project.name),
                format!("{count} targets of “{}” are words without a number.", project.name),
            )
        };
        found.push_all(
            words,
            message,
            Message::new("能量化的指标请量化。", "Give a number where one can be given."),
        );
    }
}
