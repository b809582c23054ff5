#![doc = include_str!("../../pages/YS346.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::{Assertion, Claim, Direction};
use ledger::{Percent, Printed};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for claim in &context.disclosure.claims {
        let Some((by, percent)) = risen(claim) else { continue };
        let words = &claim.words;
        if by.is_zero() && !percent.is_zero() && is_nothing(context, claim) {
            let message = Message::new(
                format!("“{words}”：金额和增加额都是零，却写增长{percent}。"),
                format!(
                    "“{words}”: there is nothing and nothing was added, and it grows by {percent}."
                ),
            );
            let violation = Violation::new(&claim.place, message).printed(percent.to_string());
            found.push(violation.advice(
                "核对增长率，没有增减的写“持平”。",
                "Check the rate, or write that nothing changed.",
            ));
            continue;
        }
        if by.is_zero() || percent.is_zero() || !is_all(context, claim, by) {
            continue;
        }
        let message = Message::new(
            format!("“{words}”：增加额就是全部金额，上年为零，不能计算增长{percent}。"),
            format!("“{words}”: all of it is new, and nothing has grown by {percent}."),
        );
        found.push(Violation::new(&claim.place, message).printed(percent.to_string()).advice(
            "上年为零的，不写增长率，写“上年无此项支出”。",
            "Give no rate where there was nothing the year before.",
        ));
    }
}

/// By how much, and by what rate, a claim says that something has grown.
const fn risen(claim: &Claim) -> Option<(Printed, Percent)> {
    match &claim.says {
        Assertion::Change { direction: Direction::Up, by, percent, .. } => match (by, percent) {
            (Some(by), Some(percent)) => Some((*by, *percent)),
            _ => None,
        },
        Assertion::Differs(it) if matches!(it.direction, Direction::Up) => {
            match (it.by, it.percent) {
                (Some(by), Some(percent)) => Some((by, percent)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether all of an amount was added: it is printed like what was added.
fn is_all(context: &Context<'_>, claim: &Claim, by: Printed) -> bool {
    let all = printed_of(context, claim);
    // The likeliest of several is the last.
    let is_open = matches!(claim.says, Assertion::Differs(_));
    all.last() == Some(&by) && (is_open || all.iter().all(|it| *it == by))
}

/// Whether an amount that is said to have grown is printed as nothing.
fn is_nothing(context: &Context<'_>, claim: &Claim) -> bool {
    let all = printed_of(context, claim);
    !all.is_empty() && all.iter().all(|it| it.is_zero())
}

/// The numbers that the paragraph of a claim prints for what has changed, or may have.
pub(super) fn printed_of(context: &Context<'_>, claim: &Claim) -> Vec<Printed> {
    match &claim.says {
        Assertion::Change { now, .. } => {
            let own = context.disclosure.observations.iter().filter(|it| it.scope == *now);
            own.filter(|it| it.place == claim.place).filter_map(|it| it.value.printed()).collect()
        }
        Assertion::Differs(it) => it.now.iter().map(|now| now.printed).collect(),
        _ => Vec::new(),
    }
}
