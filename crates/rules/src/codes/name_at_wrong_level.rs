#![doc = include_str!("../../pages/YS404.en.md")]

use super::path::{Part, said};
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::certainty;
use classification::{Classification, Kind};
use finding::Severity;
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let said = said(context);
    if said.is_empty() {
        return;
    }
    let mut own: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for row in context.rows().iter().filter(|row| row.kind == Kind::Function) {
        own.entry(&*row.name).or_default().insert(row.code.level());
    }
    for (line, parts) in said {
        let wrong = parts.into_iter().find_map(|part| Some((part, right(part, &own)?)));
        let Some((Part { name, level }, (known, severity))) = wrong else { continue };
        let word =
            |level: u8| ["", "类", "款", "项"].get(usize::from(level)).copied().unwrap_or_default();
        let message = Message::new(
            format!("“{name}”是{}级科目，这里写作（{}）。", word(known), word(level)),
            format!("“{name}” is a {}; the text calls it （{}）.", word(known), word(level)),
        );
        found.push(
            Violation::on(line, message)
                .severity(severity)
                .subject(name)
                .printed(format!("{name}（{}）", word(level)))
                .expected(format!("{name}（{}）", word(known)))
                .advice("按表中的类、款、项改写。", "Write 类, 款 and 项 as the table has them."),
        );
    }
}

/// The level at which the name is known, if it is known at other levels only, and how sure that is.
fn right(part: Part<'_>, own: &BTreeMap<&str, BTreeSet<u8>>) -> Option<(u8, Severity)> {
    let Part { name, level } = part;
    let listed: Vec<_> = Classification::get(Kind::Function).called(name).collect();
    let of_tables = own.get(name);
    let mut levels: BTreeSet<u8> = listed.iter().map(|named| named.code.level()).collect();
    levels.extend(of_tables.into_iter().flatten());
    // 农林水（类） is 农林水支出, whatever else is called 农林水.
    let full = format!("{name}支出");
    let is_short = |named: &classification::Named| named.code.level() == level;
    if Classification::get(Kind::Function).called(&full).any(is_short) {
        return None;
    }
    if levels.contains(&level) {
        return None;
    }
    let best = listed.iter().map(|named| named.evidence).filter(|it| it.names()).min();
    let severity = match of_tables {
        Some(_) => Severity::Warning,
        None => certainty(best?),
    };
    Some((*levels.first()?, severity))
}
