#![doc = include_str!("../../pages/YS204.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let (name, target) = (&goal.name, &goal.target);
            let repeats = target == name || *target == goal.description;
            let has_number = target.contains(|c: char| c.is_ascii_digit());
            if target.is_empty() || !repeats || has_number {
                continue;
            }
            let message = Message::new(
                format!("“{}”的指标“{name}”的指标值只是重复了它的名称或描述。", project.name),
                format!(
                    "The target of “{name}” in “{}” only repeats its name or description.",
                    project.name
                ),
            );
            found.push(
                Violation::new(goal.place, message).printed(goal.printed.target.as_str()).advice(
                    "写明要达到的数量、比例或可以判断的结果。",
                    "Say how much, or which result can be judged.",
                ),
            );
        }
    }
}
