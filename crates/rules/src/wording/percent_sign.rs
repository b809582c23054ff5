#![doc = include_str!("../../pages/YS534.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// Words after which a bare number is a percentage.
const VERBS: [&str; 6] = ["增长", "下降", "上升", "增幅", "降幅", "占比"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        let hits = VERBS.iter().filter_map(|verb| {
            let at = line.words.find(verb)?;
            Some((at, bare(line.words.get(at + verb.len()..)?)?, verb))
        });
        for (at, number, verb) in hits {
            let words = around(&line.words, at, at + verb.len());
            let message = Message::new(
                format!("“{verb}{number}”后面没有“%”。"),
                format!("“{verb}{number}” lacks its “%”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .expected(format!("{verb}{number}%"))
                    .advice("补上“%”。", "Add “%”."),
            );
        }
    }
}

/// The number right after a verb, if it ends its clause.
fn bare(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['了', '约', '为', '：']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let is_end = after.is_empty() || after.starts_with(['。', '，', '；', '）', '、']);
    let is_decimal = number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.');
    (is_end && is_decimal).then_some(number)
}
