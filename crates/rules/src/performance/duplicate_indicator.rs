#![doc = include_str!("../../pages/YS218.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use document::Place;
use message::Message;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        let mut seen: BTreeMap<_, &Place> = BTreeMap::new();
        for goal in indicators.iter().filter(|goal| !goal.is_cost) {
            let name = &goal.name;
            if name.is_empty() {
                continue;
            }
            let Some(first) = seen.insert(name, goal.place) else { continue };
            let message = Message::new(
                format!("“{}”有两个指标都叫“{name}”。", project.name),
                format!("Two indicators of “{}” are named “{name}”.", project.name),
            );
            found.push(
                Violation::new(goal.place, message)
                    .printed(name.as_ref())
                    .because(first, Message::new("另一个", "the other"), "")
                    .advice(
                        "合并，或换上应有的指标。",
                        "Join them, or give the indicator that was meant.",
                    ),
            );
        }
    }
}
