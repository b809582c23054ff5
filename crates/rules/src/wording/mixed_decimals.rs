#![doc = include_str!("../../pages/YS521.en.md")]

use crate::lint::{Context, Sink, Violation};
use message::Message;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut seen: BTreeMap<String, (&str, &crate::index::Line<'_>)> = BTreeMap::new();
    for line in context.index.prose() {
        for (at, unit) in line.words.match_indices("万元") {
            let after = line.words.get(at + unit.len()..).unwrap_or_default();
            let is_threshold =
                ["以上", "以下", "（含）", "（不含）", "及以"].iter().any(|w| after.starts_with(w));
            let Some(number) = number(line.words.get(..at).unwrap_or_default()) else { continue };
            let value = plain(number);
            if is_threshold || value == "0" {
                continue;
            }
            let (other, first) = *seen.entry(value).or_insert((number, line));
            if decimals(other) != decimals(number) {
                let message = Message::new(
                    format!("同一个金额有的写“{other}万元”，有的写“{number}万元”。"),
                    format!("One amount is printed as {other}万元 and as {number}万元."),
                );
                let what = Message::new("另一种写法", "the other way");
                found.push(
                    Violation::on(line, message)
                        .printed(format!("{number}万元"))
                        .because(first.place, what, other)
                        .advice("统一保留两位小数。", "Print two decimals throughout."),
                );
                return;
            }
        }
    }
}

/// The number at the end of the words.
fn number(before: &str) -> Option<&str> {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    before.get(head.len()..).filter(|number| !number.is_empty())
}

/// The number without separators and closing zeros.
fn plain(number: &str) -> String {
    let number = number.replace(',', "");
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number,
    }
}

fn decimals(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}
