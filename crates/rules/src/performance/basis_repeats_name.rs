#![doc = include_str!("../../pages/YS208.en.md")]

use crate::lint::{Context, Sink};
use crate::views::goals::Goals;
use document::Place;
use message::Message;
use std::collections::BTreeMap;

/// For one entity: the number of bases, the number that repeat a name, and the places of all that
/// repeat something.
type Bases<'a> = (usize, usize, Vec<(&'a Place, &'a str)>);

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut entities: BTreeMap<_, Bases<'_>> = BTreeMap::new();
    for Goals { project, indicators } in context.goals() {
        let (all, names, places) = entities.entry(project.entity).or_default();
        for goal in indicators {
            let basis = &goal.basis;
            *all += usize::from(!basis.is_empty());
            let is_name = basis == &goal.name;
            if !basis.is_empty() && (is_name || basis == &goal.description) {
                *names += usize::from(is_name);
                places.push((goal.place, goal.printed.basis.as_str()));
            }
        }
    }
    for (all, names, places) in entities.into_values() {
        let message = |count: usize| {
            let rest = count - names;
            Message::new(
                format!(
                    "{all} 个指标值确定依据中有 {names} 个只是重复指标名称，{rest} 个只是重复指标描述。"
                ),
                format!(
                    "{names} of {all} bases only repeat the indicator's name, {rest} its description."
                ),
            )
        };
        let advice = Message::new(
            "写明依据：文件、标准、上年完成情况或测算过程。",
            "Give the basis: a document, a standard, last year's result or a calculation.",
        );
        found.push_all(places, message, advice);
    }
}
