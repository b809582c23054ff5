#![doc = include_str!("../../pages/YS330.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::{Rounding, Scope, Stage, nodes};
use message::Message;

/// Words with which a document explains why more was spent.
const REASONS: [&str; 8] = ["原因", "由于", "因为", "主要是", "所致", "导致", "因", "系"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let explained = context.index.prose().any(|line| {
        (line.words.contains("三公") || line.words.contains("公务"))
            && REASONS.iter().any(|reason| line.words.contains(reason))
    });
    if explained {
        return;
    }
    let observations = &context.disclosure.observations;
    for actual in observations.iter().filter(|seen| seen.scope.stage == Stage::FinalAccounts) {
        let scope = &actual.scope;
        let budget = Scope { stage: Stage::Budget, ..*scope };
        if scope.memo != nodes().three_public || scope.year != context.disclosure.year {
            continue;
        }
        let planned = observations.iter().find(|seen| seen.scope == budget);
        if let Some(planned) = planned.filter(|planned| is_more(actual, planned)) {
            return found.push(hit(context, actual, planned));
        }
    }
}

/// Whether one amount exceeds the other whatever the rounding of both.
fn is_more(one: &Observation, other: &Observation) -> bool {
    let interval =
        |seen: &Observation| seen.value.printed().map(|printed| printed.interval(Rounding::Either));
    interval(one).zip(interval(other)).is_some_and(|(one, other)| one.low > other.high)
}

fn hit(context: &Context<'_>, actual: &Observation, planned: &Observation) -> Violation {
    let show = |seen: &Observation| {
        seen.value.printed().map(|it| format!("{it}{}", it.unit())).unwrap_or_default()
    };
    let (spent, budget) = (show(actual), show(planned));
    let message = Message::new(
        format!("“三公”经费决算{spent}，超过预算{budget}，文中没有说明原因。"),
        format!("Three-public expenses of {spent} exceed the budget of {budget} without a reason."),
    );
    Violation::new(&actual.place, message)
        .printed(spent)
        .scope(context.disclosure.key(&actual.scope))
        .because(&planned.place, Message::new("预算数", "the budget"), &budget)
        .advice("说明超出预算的原因。", "Say why more was spent.")
}
