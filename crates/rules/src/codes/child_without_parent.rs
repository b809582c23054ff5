#![doc = include_str!("../../pages/YS405.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::Row;
use ledger::Code;
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lists: BTreeMap<usize, Vec<&Row<'_>>> = BTreeMap::new();
    for row in context.rows() {
        lists.entry(row.table).or_default().push(row);
    }
    for rows in lists.values() {
        let codes: BTreeSet<Code> = rows.iter().map(|row| row.code).collect();
        let has_parent =
            |row: &&Row<'_>| row.code.parent().is_some_and(|parent| codes.contains(&parent));
        let children = rows.iter().filter(|row| row.code.level() > 1);
        let (with, without): (Vec<&Row<'_>>, Vec<_>) = children.copied().partition(has_parent);
        // If most codes have no parent, the table prints only the lowest level.
        if with.len() < 3 * without.len() {
            continue;
        }
        for row in without {
            let parent = row.code.parent().unwrap_or_default();
            let message = Message::new(
                format!("表中有 {}，没有它的上级 {parent}。", row.code),
                format!("The table prints {} and not its parent {parent}.", row.code),
            );
            found.push(
                Violation::on_row(row, message)
                    .printed(row.code.to_string())
                    .advice("补上这一行，或核对编码。", "Add the row, or check the code."),
            );
        }
    }
}
