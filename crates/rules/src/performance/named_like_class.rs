#![doc = include_str!("../../pages/YS209.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        for goal in indicators {
            let name = &*goal.name;
            let is_class = name == goal.kind
                || name == goal.class
                || goal.kind.strip_suffix("指标") == Some(name);
            if name.is_empty() || !is_class || name.contains("满意度") {
                continue;
            }
            let message = Message::new(
                format!("“{}”的三级指标“{name}”与它的类别同名。", project.name),
                format!("The indicator “{name}” of “{}” is named like its class.", project.name),
            );
            found.push(
                Violation::new(goal.place, message).printed(goal.printed.name.as_str()).advice(
                    "写出具体的指标，或删去这一行。",
                    "Name what is measured, or delete the line.",
                ),
            );
        }
    }
}
