#![doc = include_str!("../../pages/YS410.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{Row, official};
use document::Place;
use finding::Severity;
use message::Message;
use std::collections::BTreeMap;

/// The number of rows with a name that shows that a list names its codes.
const FEWEST: usize = 3;

/// One row in so many may lack its name; if more do, the names stand elsewhere.
const MOST: usize = 5;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lists: BTreeMap<_, Vec<&Row<'_>>> = BTreeMap::new();
    // Other codes may be those of units.
    let is_subject = |row: &&Row<'_>| row.code.is_function() || row.code.is_economic();
    for row in context.rows().iter().filter(is_subject) {
        lists.entry((row.table, row.panel)).or_default().push(row);
    }
    for rows in lists.values() {
        let (named, nameless): (Vec<&Row<'_>>, Vec<_>) =
            rows.iter().copied().partition(|row| !row.name.is_empty());
        if named.len() < FEWEST || nameless.len() * MOST > rows.len() {
            continue;
        }
        for row in nameless {
            found.push(violation(row, context));
        }
    }
}

fn violation<'a>(row: &Row<'a>, context: &Context<'a>) -> Violation {
    let known =
        context.rows().iter().find(|other| other.code == row.code && !other.name.is_empty());
    let name = known.map(|other| other.printed);
    let name = name.or_else(|| official(row.code, context.disclosure.year).map(|named| named.name));
    let message = Message::new(
        format!("编码 {} 这一行没有科目名称。", row.code),
        format!("The row of {} has no name.", row.code),
    );
    // On a page a name may have been lost on the way.
    let is_drawn = matches!(row.place, Place::Page { .. });
    let severity = if is_drawn { Severity::Warning } else { Severity::Error };
    let hit = Violation::on_row(row, message)
        .severity(severity)
        .printed(row.code.to_string())
        .advice("补上科目名称。", "Add the name.");
    match name {
        Some(name) => hit.expected(name),
        None => hit,
    }
}
