#![doc = include_str!("../../pages/YS331.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::{Node, Stage, nodes};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let nodes = nodes();
    // Each kind of expense, and the words of the counts that belong to it.
    let counts: [(Node, &[&str]); 3] = [
        (nodes.abroad, &["团组", "人次", "人数"]),
        (nodes.vehicle_running, &["保有量", "保有"]),
        (nodes.reception, &["批次", "人次"]),
    ];
    for (memo, words) in counts {
        let is_spent = |seen: &&Observation| {
            seen.scope.memo == memo
                && seen.scope.stage == Stage::FinalAccounts
                && seen.scope.year == context.disclosure.year
                && !seen.value.is_zero()
        };
        let spent = context.disclosure.observations.iter().find(is_spent);
        let is_said = || {
            context.index.lines.iter().any(|line| words.iter().any(|it| line.words.contains(it)))
        };
        let Some(spent) = spent.filter(|_| !is_said()) else { continue };
        let (zh, en) = (memo.name_zh(), memo.name_en());
        let words = words.join("、");
        let message = Message::new(
            format!("决算列了{zh}，没有说明{words}。"),
            format!(
                "The final accounts print {en} without the counts that belong to it ({words})."
            ),
        );
        found.push(
            Violation::new(&spent.place, message)
                .scope(context.disclosure.key(&spent.scope))
                .advice("补充数量说明。", "State the counts."),
        );
    }
}
