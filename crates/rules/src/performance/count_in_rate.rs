#![doc = include_str!("../../pages/YS215.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

/// Endings of the names of counts.
const COUNTS: [&str; 8] = ["次数", "人数", "数量", "个数", "户数", "人次", "件数", "条数"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &goal.name;
            let says_rate = goal.description.contains(['率', '比']);
            let is_count = COUNTS.iter().any(|end| name.ends_with(end)) && !says_rate;
            if !is_count || !goal.parts.as_ref().is_some_and(|target| target.is_rate()) {
                continue;
            }
            let message = Message::new(
                format!(
                    "“{}”的“{name}”是数量，指标值却是“{}”。",
                    project.name, goal.printed.target
                ),
                format!(
                    "“{name}” of “{}” is a count, yet its target is “{}”.",
                    project.name, goal.printed.target
                ),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(goal.printed.target.as_str())
                    .advice("填写数量，或改指标名称。", "Give a count, or rename the indicator."),
            );
        }
    }
}
