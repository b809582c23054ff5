#![doc = include_str!("../../pages/YS210.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::goals::Goals;
use message::Message;

/// The classes, each by a word that its name contains.
const KINDS: [&str; 6] = ["数量", "质量", "时效", "成本", "效益", "满意度"];
/// With fewer indicators the table may not have been read whole.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for Goals { project, indicators } in context.goals() {
        let kinds: Vec<_> = indicators.iter().map(|goal| [&goal.class, &goal.kind]).collect();
        let has = |kind: &&str| kinds.iter().flatten().any(|words| words.contains(*kind));
        let missing: Vec<&str> = KINDS.into_iter().filter(|kind| !has(kind)).collect();
        if kinds.len() < FEWEST || missing.is_empty() {
            continue;
        }
        let missing = missing.join("、");
        let message = Message::new(
            format!("“{}”没有{missing}指标。", project.name),
            format!("“{}” has no indicator of {missing}.", project.name),
        );
        found.push(
            Violation::new(&project.place, message).advice(
                "补充这类指标；确实不适用的，说明理由。",
                "Add one, or say why none applies.",
            ),
        );
    }
}
