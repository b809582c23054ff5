#![doc = include_str!("../../pages/YS329.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::nodes;
use message::Message;

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
    // One finding for a body and a stage.
    let mut told = Vec::new();
    for whole in observations.iter().filter(is_whole) {
        let of = (whole.scope.entity, whole.scope.year, whole.scope.stage);
        let has_part = observations.iter().any(|seen| {
            parts.contains(&seen.scope.memo)
                && (seen.scope.entity, seen.scope.year, seen.scope.stage) == of
        });
        let is_own = whole.scope.year == context.disclosure.year;
        if has_part || !is_own || told.contains(&of) {
            continue;
        }
        told.push(of);
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
