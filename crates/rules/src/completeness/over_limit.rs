#![doc = include_str!("../../pages/YS337.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// Words of a clause between an amount and the limit that it is said to keep.
const KEEPS: [&str; 6] = ["控制在", "未超过", "没有超过", "未超出", "不超过", "未突破"];
/// Words of a clause with a part of a whole, and those of the whole.
const PART: &str = "中小企业合同金额";
const WHOLE: &str = "政府采购支出总额";

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.says_yuan) {
        let said = quantities(&line.words);
        for (one, other) in said.iter().zip(said.iter().skip(1)) {
            let is_wrong = is_over(&line.words, one, other) || is_more(one, other);
            let Some(words) =
                line.words.get(one.at - one.name.len()..other.end).filter(|_| is_wrong)
            else {
                continue;
            };
            let message = Message::new(
                format!("“{words}”：前后两个金额与所说的不符。"),
                format!("“{words}”: the two amounts are not as it says."),
            );
            found.push(Violation::on(line, message).printed(words).advice(
                "核对两个金额和单位，或者改写这句话。",
                "Compare both amounts and their units, or write the sentence anew.",
            ));
        }
    }
}

/// Whether an amount is above the limit within which the next clause says it is.
fn is_over(words: &str, one: &Quantity<'_>, limit: &Quantity<'_>) -> bool {
    let between = words.get(one.end..limit.at).unwrap_or_default();
    let is_next =
        between.starts_with('，') && between.matches('，').count() == 1 && !between.contains('。');
    let keeps = KEEPS.iter().any(|word| between.contains(word));
    // An amount that rises, and one that was left over, keep other limits.
    let is_other = ["增", "减", "结余", "节约"].iter().any(|word| one.name.contains(word));
    is_next && keeps && !is_other && is_above(one, limit)
}

/// Whether contracts with small businesses are more than all that was bought.
fn is_more(whole: &Quantity<'_>, part: &Quantity<'_>) -> bool {
    whole.name.ends_with(WHOLE) && part.name.ends_with(PART) && is_above(part, whole)
}

/// Whether one amount is more than another, however both were rounded.
fn is_above(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    match (one.yuan(), other.yuan()) {
        (Some((one, loose)), Some((other, more))) => one - loose > other + more,
        _ => false,
    }
}
