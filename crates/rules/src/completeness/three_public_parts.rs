#![doc = include_str!("../../pages/YS329.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::nodes;
use message::Message;
use std::collections::BTreeSet;

/// A document with fewer tables may be an excerpt.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if context.disclosure.tables.len() < FEWEST {
        return;
    }
    let nodes = nodes();
    let parts = [nodes.abroad, nodes.vehicles, nodes.vehicle_running, nodes.reception];
    let observations = &context.disclosure.observations;
    let is_whole =
        |seen: &&Observation| seen.scope.memo == nodes.three_public && !seen.value.is_zero();
    let of = |seen: &Observation| (seen.scope.entity, seen.scope.year, seen.scope.stage);
    let is_part = |seen: &&Observation| parts.contains(&seen.scope.memo);
    // One finding for a body and a stage, and none where parts are printed.
    let mut known: BTreeSet<_> = observations.iter().filter(is_part).map(of).collect();
    for whole in observations.iter().filter(is_whole) {
        let is_own = whole.scope.year == context.disclosure.year;
        if !is_own || !known.insert(of(whole)) {
            continue;
        }
        let printed = whole.value.printed().map(|it| it.to_string()).unwrap_or_default();
        let message = Message::new(
            format!(
                "“三公”经费只印了合计{printed}，没有分因公出国（境）、公务用车、公务接待列出。"
            ),
            format!(
                "Of the three-public expenses only the total {printed} is printed, not travel abroad, vehicles and hospitality."
            ),
        );
        found.push(
            Violation::new(&whole.place, message)
                .printed(printed)
                .scope(context.disclosure.key(&whole.scope))
                .advice("分项列出。", "List the parts."),
        );
    }
}
