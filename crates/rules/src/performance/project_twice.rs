#![doc = include_str!("../../pages/YS221.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use message::Message;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut seen = BTreeMap::new();
    for project in &context.disclosure.projects {
        let name = fold(&project.name);
        let is_name = !name.is_empty() && name != "绩效目标表" && name.chars().count() > 3;
        let first = seen.insert((project.entity, name.clone()), &project.place);
        let Some(first) = first.filter(|_| is_name) else { continue };
        let message = Message::new(
            format!("项目“{name}”出现了两次。"),
            format!("The project “{name}” appears twice."),
        );
        found.push(
            Violation::new(&project.place, message)
                .printed(name)
                .because(first, Message::new("第一次", "the first"), "")
                .advice(
                    "核对是否重复，或更正名称。",
                    "See whether it is one project, or correct a name.",
                ),
        );
    }
}
