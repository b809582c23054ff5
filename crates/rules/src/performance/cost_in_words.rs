#![doc = include_str!("../../pages/YS202.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let target = &goal.target;
            let has_number =
                target.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
            if target.is_empty() || has_number || !goal.is_cost {
                continue;
            }
            let message = Message::new(
                format!("“{}”的成本指标是文字“{target}”，没有金额。", project.name),
                format!(
                    "The cost indicator of “{}” is “{target}”, without an amount.",
                    project.name
                ),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(goal.printed.target.as_str())
                    .advice("填写可以衡量的金额。", "Give an amount that can be measured."),
            );
        }
    }
}
