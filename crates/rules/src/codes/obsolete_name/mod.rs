#![doc = include_str!("../../../pages/YS408.en.md")]

mod in_text;

use super::path::{Part, said};
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, official, plain};
use classification::{Classification, Kind, Named};
use document::Place;
use finding::Severity;
use ledger::{Code, Year};
use message::Message;
use std::collections::BTreeSet;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    in_text::check(context, found);
    let Some(year) = context.disclosure.year else { return };
    for row in context.rows() {
        if let Some(former) = former(row.code, &row.name, year) {
            let hit = violation(row.place, row.printed, former);
            found.push(hit.table(row.title));
        }
    }
    classes(context, year, found);
    for (line, parts) in said(context) {
        for Part { name, level } in parts {
            let mut called = Classification::get(Kind::Function).called(name);
            let is_of_level = |named: &&Named| named.code.level() == level;
            // Another code may bear the name today.
            let Some(named) = called.find(is_of_level) else { continue };
            let is_alone = !called.any(|other| is_of_level(&other));
            if let Some(former) = former(named.code, name, year).filter(|_| is_alone) {
                found.push(violation(line.place, name, former).subject(name));
            }
        }
    }
}

/// A name that its code no longer bears.
#[derive(Debug, Clone, Copy)]
struct Former {
    code: Code,
    /// The year that is spoken of.
    year: Year,
    /// The last year of the name.
    until: u16,
    /// The name now.
    now: &'static Named,
    severity: Severity,
}

/// Returns what is known of `name` if it is a former name of `code` in `year`.
fn former(code: Code, name: &str, year: Year) -> Option<Former> {
    let names = Classification::of(code)?.names_of(code);
    let own = names.iter().find(|named| plain(named.name) == name)?;
    let until = own.until.filter(|until| *until < year.0)?;
    let now = official(code, Some(year)).filter(|now| plain(now.name) != name)?;
    // That the new name was in use by then has to be known as well.
    let is_seen = now.seen.is_some_and(|seen| seen <= year.0);
    let severity = if is_seen { certainty(now.evidence) } else { Severity::Note };
    Some(Former { code, year, until, now, severity })
}

/// Rows of 类 that print a name without its code, each name once.
fn classes(context: &Context<'_>, year: Year, found: &mut Sink) {
    let mut told = BTreeSet::new();
    for seen in &context.disclosure.observations {
        let (code, source) = (seen.scope.function, &seen.source);
        if source.table.is_none() || !source.code.is_empty() || code.level() != 1 {
            continue;
        }
        let name = plain(&source.label);
        if let Some(former) = former(code, &name, year).filter(|_| told.insert(code)) {
            let title = source.table.and_then(|table| context.disclosure.tables.get(table));
            let hit = violation(&seen.place, &source.label, former);
            found.push(hit.table(title.map_or("", |table| table.title.as_str())));
        }
    }
}

fn violation(place: &Place, printed: &str, former: Former) -> Violation {
    let Former { code, until, now, severity, .. } = former;
    let right = now.name;
    let message = Message::new(
        format!("{code} 的名称“{printed}”只用到{until}年，现在是“{right}”。"),
        format!("{code} bore the name “{printed}” until {until}; it is “{right}” now."),
    );
    Violation::new(place, message)
        .severity(severity)
        .printed(printed)
        .expected(right)
        .advice("改为现行名称。", "Print today's name.")
}
