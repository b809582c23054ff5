#![doc = include_str!("../../pages/YS207.en.md")]

use crate::lint::{Context, Sink};
use crate::views::goals::Goals;
use document::Place;
use message::Message;
use std::collections::BTreeMap;

/// With fewer targets a similarity may be chance.
const FEWEST: usize = 10;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut entities: BTreeMap<_, BTreeMap<_, Vec<(&Place, &str)>>> = BTreeMap::new();
    for Goals { project, indicators } in context.goals() {
        let targets = entities.entry(project.entity).or_default();
        for goal in indicators {
            let places = targets.entry(&goal.target).or_default();
            places.push((goal.place, goal.printed.target.as_str()));
        }
    }
    for targets in entities.into_values() {
        let all: usize = targets.values().map(Vec::len).sum();
        let Some((target, places)) = targets.into_iter().max_by_key(|(_, places)| places.len())
        else {
            continue;
        };
        if all < FEWEST || places.len() * 2 <= all {
            continue;
        }
        let message = |count| {
            Message::new(
                format!("{all} 个指标值中有 {count} 个是“{target}”。"),
                format!("{count} of {all} targets are “{target}”."),
            )
        };
        let advice =
            Message::new("按每个项目的实际测算指标值。", "Work out each target for its project.");
        found.push_all(places, message, advice);
    }
}
