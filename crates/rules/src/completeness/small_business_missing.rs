#![doc = include_str!("../../pages/YS332.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::Observation;
use ledger::{Stage, nodes};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let is_bought = |seen: &&Observation| {
        seen.scope.memo == nodes().procurement
            && seen.scope.stage == Stage::FinalAccounts
            && seen.scope.year == context.disclosure.year
            && !seen.value.is_zero()
    };
    let Some(bought) = context.disclosure.observations.iter().find(is_bought) else { return };
    let names = ["中小企业", "小微企业"];
    if context.index.lines.iter().any(|line| names.iter().any(|it| line.words.contains(it))) {
        return;
    }
    let message = Message::new(
        "决算说明了政府采购支出，没有说明授予中小企业的合同金额及其占比。",
        "The final accounts state procurement without the contracts awarded to small and medium enterprises and their share.",
    );
    found.push(
        Violation::new(&bought.place, message).scope(context.disclosure.key(&bought.scope)).advice(
            "补充合同金额和占比；没有的写明。",
            "State the amount and its share; where there is none, say so.",
        ),
    );
}
