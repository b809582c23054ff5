#![doc = include_str!("../../pages/YS211.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;
use std::collections::BTreeMap;

/// With fewer projects there is no usual order.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let projects = context.goals();
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for goals in projects {
        for pair in pairs(goals) {
            *counts.entry(pair).or_default() += 1;
        }
    }
    for goals @ Goals { project, indicators } in projects {
        let odd = pairs(goals).into_iter().find(|(first, second)| {
            let count = |pair| counts.get(&pair).copied().unwrap_or_default();
            let (usual, own) = (count((*second, *first)), count((*first, *second)));
            usual >= FEWEST && usual > 4 * own
        });
        let Some((first, second)) = odd else { continue };
        let place = indicators.iter().find(|goal| goal.kind == first).map(|goal| goal.place);
        let message = Message::new(
            format!("“{}”把“{first}”排在“{second}”前面，其他项目相反。", project.name),
            format!("“{}” lists {first} before {second}, the other projects do not.", project.name),
        );
        found.push(Violation::new(place.unwrap_or(&project.place), message).advice(
            "按统一的顺序排列，并核对这两行是否填串。",
            "Use the common order, and see whether the two rows were mixed up.",
        ));
    }
}

/// Each pair of adjacent classes of a project, in its order.
fn pairs<'a>(goals: &'a Goals<'_>) -> Vec<(&'a str, &'a str)> {
    let mut kinds: Vec<&str> = goals.indicators.iter().map(|goal| &*goal.kind).collect();
    kinds.dedup();
    let next = kinds.iter().skip(1);
    kinds.iter().zip(next).map(|(first, second)| (*first, *second)).collect()
}
