#![doc = include_str!("../../pages/YS219.en.md")]

use crate::lint::{Context, Sink, Violation};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let missing = context.disclosure.projects.iter();
    for project in missing.filter(|project| project.objective.trim().is_empty()) {
        let message = Message::new(
            format!("“{}”没有写绩效目标。", project.name),
            format!("“{}” states no objective.", project.name),
        );
        found.push(
            Violation::new(&project.place, message)
                .advice("写明预期达到的产出和效果。", "Say what is to be achieved."),
        );
    }
}
