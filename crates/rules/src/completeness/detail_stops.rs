#![doc = include_str!("../../pages/YS321.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use disclosure::{Excerpt, Observation};
use ledger::Code;
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// The first digit of the economic items of governments.
const GOVERNMENT: u32 = 5;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for (index, table) in context.disclosure.tables.iter().enumerate() {
        let title = fold(&table.title);
        let is_basic = title.contains("基本支出");
        let is_general =
            title.contains("一般公共预算") && title.contains("支出") && !title.contains("收支");
        if !(is_basic || is_general) || table.excerpt == Excerpt::LeftOut {
            continue;
        }
        let seen = context.numbers(index).iter().copied();
        // Rows of functions may have economic items as their columns.
        let is_own = |seen: &&Observation| {
            let code = Code::parse(&seen.source.code).filter(|code| code.is_economic() == is_basic);
            code.is_some() && !seen.value.is_zero()
        };
        let own = seen.filter(is_own);
        let code = |seen: &Observation| match is_basic {
            true => seen.scope.economic,
            false => seen.scope.function,
        };
        let codes: BTreeMap<Code, &Observation> = own.map(|seen| (code(seen), seen)).collect();
        // The classes of the government's own classification need no 款.
        if codes.keys().any(|code| code.first_digit() == GOVERNMENT) {
            continue;
        }
        let (needed, name) = if is_basic { (2, "款") } else { (3, "项") };
        let deepest = codes.keys().map(|code| code.level()).max().unwrap_or_default();
        if deepest >= needed {
            for (code, seen) in alone(&codes, needed - 1) {
                let message = Message::new(
                    format!("“{title}”的 {code} 没有列到{name}，其他科目都列到了。"),
                    format!(
                        "“{title}” does not go down to {name} for {code}, as it does for others."
                    ),
                );
                let advice =
                    (format!("列出 {code} 的{name}。"), format!("List each {name} of {code}."));
                let hit = Violation::new(&seen.place, message).table(table.title.as_str());
                found.push(hit.printed(code.to_string()).advice(advice.0, advice.1));
            }
        }
        if !(1..needed).contains(&deepest) {
            continue;
        }
        let message = Message::new(
            format!("“{title}”没有列到{name}。"),
            format!("“{title}” does not go down to {name}."),
        );
        found.push(
            Violation::new(&table.place, message)
                .table(table.title.as_str())
                .advice(format!("列到{name}级。"), format!("List each {name}.")),
        );
    }
}

/// The codes of `level` without listed children, where most others have some.
fn alone<'a>(codes: &BTreeMap<Code, &'a Observation>, level: u8) -> Vec<(Code, &'a Observation)> {
    let parents: BTreeSet<Code> = codes.keys().filter_map(|code| code.parent()).collect();
    let of_level = codes.iter().filter(|(code, _)| code.level() == level);
    let (with, without): (Vec<_>, Vec<_>) =
        of_level.map(|(code, seen)| (*code, *seen)).partition(|(code, _)| parents.contains(code));
    if with.len() < 3 * without.len() { Vec::new() } else { without }
}
