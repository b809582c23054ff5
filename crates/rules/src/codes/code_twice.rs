#![doc = include_str!("../../pages/YS406.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::Row;
use classification::Classification;
use message::Message;
use std::collections::BTreeMap;

/// A table with more repeated codes lists several units.
const MOST: usize = 2;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lists: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in context.rows() {
        lists.entry((row.table, row.panel)).or_default().push(row);
    }
    for rows in lists.values() {
        let mut seen = BTreeMap::new();
        let mut twice = Vec::new();
        for row in rows {
            if let Some(first) = seen.insert(row.code, row).filter(|first| are_subjects(first, row))
            {
                twice.push((first, row));
            }
        }
        if twice.len() > MOST {
            continue;
        }
        for (first, row) in twice {
            let message = Message::new(
                format!(
                    "编码 {} 在表中出现了两次（“{}”“{}”）。",
                    row.code, first.printed, row.printed
                ),
                format!(
                    "The table prints {} twice (“{}”, “{}”).",
                    row.code, first.printed, row.printed
                ),
            );
            found.push(
                Violation::on_row(row, message)
                    .printed(row.code.to_string())
                    .because(first.place, Message::new("第一次", "the first"), first.printed)
                    .advice("合并两行，或更正编码。", "Join the rows, or correct a code."),
            );
        }
    }
}

/// Whether two rows of one code bear names of subjects: two projects of one subject have its code by
/// right.
fn are_subjects(one: &Row<'_>, other: &Row<'_>) -> bool {
    let is_subject =
        |row: &Row<'_>| Classification::get(row.kind).called(&row.name).next().is_some();
    one.name == other.name || is_subject(one) && is_subject(other)
}
