#![doc = include_str!("../../pages/YS326.en.md")]

use crate::lint::{Context, Sink, Violation};
use ledger::Year;
use message::Message;
use std::collections::BTreeSet;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let disclosure = context.disclosure;
    let Some(own) = disclosure.year else { return };
    let in_tables = disclosure.observations.iter().filter(|seen| seen.source.table.is_some());
    let mut known: BTreeSet<Year> = in_tables.filter_map(|seen| seen.scope.year).collect();
    known.extend([own, own.before(), Year(own.0.saturating_add(1))]);
    let mut told = BTreeSet::new();
    for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_none()) {
        let Some(year) = seen.scope.year.filter(|year| !known.contains(year)) else { continue };
        if !told.insert((&seen.place, year)) {
            continue;
        }
        let (words, own) = (&seen.source.label, own.0);
        let message = Message::new(
            format!("“{words}”写的是{}年，本文件是{own}年的。", year.0),
            format!("“{words}” is of {}, where the document is of {own}.", year.0),
        );
        found.push(
            Violation::new(&seen.place, message)
                .printed(format!("{}年", year.0))
                .expected(format!("{own}年"))
                .advice("核对并更正年度。", "Check the year and correct it."),
        );
    }
}
