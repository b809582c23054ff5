#![doc = include_str!("../../pages/YS331.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::{Node, Stage, nodes};
use message::{Fixed, Message};

/// A document with fewer tables may be an excerpt.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if context.disclosure.tables.len() < FEWEST {
        return;
    }
    let nodes = nodes();
    // Each kind of expense, and the words of the counts that belong to it.
    let counts: [(Node, &[&str]); 3] = [
        (nodes.abroad, &["团组", "人次", "人数"]),
        (nodes.vehicle_running, &["保有量"]),
        (nodes.reception, &["批次", "人次"]),
    ];
    let is_said = |words: &[&str]| {
        let mut lines = context.index.lines.iter();
        lines.any(|line| words.iter().any(|word| line.words.contains(word)))
    };
    let missing = counts.into_iter().filter_map(|(memo, words)| {
        let spent = spent(context, memo).filter(|_| !is_said(words))?;
        let (zh, en, words) = (memo.name_zh(), memo.name_en(), words.join("、"));
        Some((spent, Message::new(format!("{zh}的{words}"), format!("{en} ({words})"))))
    });
    let missing: Vec<(&Observation, Message)> = missing.collect();
    let Some((first, _)) = missing.first() else { return };
    let all = missing.iter().map(|(_, what)| what.clone());
    let all = Message::join(all, Fixed { zh: "、", en: ", " });
    let message = Message::new(
        format!("“三公”决算没有说明数量：{}。", all.zh),
        format!("The final accounts of three-public expenses lack their counts: {}.", all.en),
    );
    found.push(
        Violation::new(&first.place, message)
            .scope(context.disclosure.key(&first.scope))
            .advice("补充数量说明。", "State the counts."),
    );
}

/// What the final accounts of the document's year spend on such a thing.
fn spent<'a>(context: &'a Context<'_>, memo: Node) -> Option<&'a Observation> {
    context.disclosure.observations.iter().find(|seen| {
        seen.scope.memo == memo
            && seen.scope.stage == Stage::FinalAccounts
            && seen.scope.year == context.disclosure.year
            && !seen.value.is_zero()
    })
}
