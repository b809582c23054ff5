#![doc = include_str!("../../pages/YS517.en.md")]

use crate::lint::{Context, Sink, Violation};
use message::Message;

/// Shorter descriptions may be alike by chance.
const SHORTEST: usize = 8;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut before: Option<(&str, &str, &crate::index::Line<'_>)> = None;
    for line in context.index.prose() {
        let Some((item, rest)) = line.body().split_once("（项）").filter(|_| !line.is_draft)
        else {
            continue;
        };
        let Some((_, purpose)) = rest.split_once("主要用于") else { continue };
        let purpose = purpose.trim_start_matches('：');
        let purpose = purpose.split(['。', '，', '；']).next().unwrap_or_default();
        let item = item.rsplit("（款）").next().unwrap_or_default();
        let copied = before.filter(|(other, use_, _)| *other != item && *use_ == purpose);
        if let Some((other, _, first)) = copied.filter(|_| purpose.chars().count() >= SHORTEST) {
            let message = Message::new(
                format!("“{item}”的用途与“{other}”完全相同：“{purpose}”。"),
                format!("“{item}” states the same use as “{other}”: “{purpose}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(purpose)
                    .because(first.place, Message::new("相同的用途", "the same use"), first.text)
                    .advice("写明这一项真正的用途。", "Say what this item is for."),
            );
        }
        before = Some((item, purpose, line));
    }
}
