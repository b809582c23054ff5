#![doc = include_str!("../../pages/YS222.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;
use std::collections::BTreeMap;

/// With fewer indicators a similarity may be chance.
const FEWEST: usize = 4;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut seen = BTreeMap::new();
    for Goals { project, indicators } in context.goals() {
        let same: Vec<_> = indicators
            .iter()
            .filter(|goal| !goal.is_cost)
            .map(|goal| (&goal.name, &goal.target))
            .collect();
        if same.len() < FEWEST {
            continue;
        }
        let Some(first) = seen.insert((project.entity, same), project) else { continue };
        if first.name == project.name {
            continue;
        }
        let message = Message::new(
            format!("“{}”的指标与“{}”完全相同。", project.name, first.name),
            format!("“{}” has the same indicators as “{}”.", project.name, first.name),
        );
        found.push(
            Violation::new(&project.place, message)
                .because(&first.place, Message::new("那个项目", "that project"), &first.name)
                .advice("按每个项目的内容设置指标。", "Set indicators for each project."),
        );
    }
}
