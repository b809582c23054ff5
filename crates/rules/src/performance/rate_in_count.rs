#![doc = include_str!("../../pages/YS214.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::{Goals, is_rate_name};
use message::Message;

/// Units that count things.
const COUNTS: [&str; 10] = ["次", "个", "人", "名", "件", "户", "场", "份", "台", "辆"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &goal.name;
            let is_rate = name.ends_with('率') && is_rate_name(name);
            let Some(target) = goal.parts.as_ref().filter(|_| is_rate) else { continue };
            if !COUNTS.contains(&target.unit.as_str()) {
                continue;
            }
            let message = Message::new(
                format!(
                    "“{}”的“{name}”是比率，指标值却是“{}”。",
                    project.name, goal.printed.target
                ),
                format!(
                    "“{name}” of “{}” is a rate, yet its target is “{}”.",
                    project.name, goal.printed.target
                ),
            );
            found.push(
                Violation::new(goal.place, message).printed(goal.printed.target.as_str()).advice(
                    "改用百分比，或改指标名称。",
                    "Use a percentage, or rename the indicator.",
                ),
            );
        }
    }
}
