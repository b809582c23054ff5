#![doc = include_str!("../../pages/YS347.en.md")]

use super::rate_of_nothing::printed_of;
use crate::lint::{Context, Sink, Violation};
use disclosure::{Assertion, Direction};
use ledger::{Rounding, Scope};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for claim in &context.disclosure.claims {
        let by = match &claim.says {
            Assertion::Change { direction: Direction::Up, by: Some(by), .. } => *by,
            Assertion::Differs(it) if it.direction == Direction::Up && it.base.is_none() => {
                let Some(by) = it.by else { continue };
                by
            }
            _ => continue,
        };
        let added = by.interval(Rounding::Either);
        let all = printed_of(context, claim);
        let is_less = all.iter().all(|it| it.interval(Rounding::Either).high < added.low);
        // It may be said of what is divided.
        let is_other = |now: &Scope| claim.instead.iter().any(|(other, _)| other != now);
        // 年初预算3万元,追加9万元: a budget may be a small part of what it becomes.
        let is_added = claim.words.contains("追加");
        let is_open = claim.is_reason
            || is_added
            || matches!(&claim.says, Assertion::Change { now, .. } if is_other(now));
        if all.is_empty() || !is_less || is_open {
            continue;
        }
        let words = &claim.words;
        let message = Message::new(
            format!("“{words}”：增加额比全部金额还大。"),
            format!("“{words}”: more was added than there is."),
        );
        found.push(
            Violation::new(&claim.place, message).printed(by.to_string()).advice(
                "核对金额、增加额和方向。",
                "Check the amount, the change and its direction.",
            ),
        );
    }
}
