#![doc = include_str!("../../pages/YS412.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{Row, certainty, plain};
use classification::{Classification, Event, Move, successors};
use ledger::Year;
use message::Message;
use std::collections::BTreeSet;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(year) = context.disclosure.year else { return };
    let mut told = BTreeSet::new();
    for row in context.rows() {
        if let Some(hit) = given_up(row, year).filter(|_| told.insert(row.code)) {
            found.push(hit);
        }
    }
}

/// A row of a code all of whose names ended before `year`.
fn given_up(row: &Row<'_>, year: Year) -> Option<Violation> {
    let names = Classification::of(row.code)?.names_of(row.code);
    let last = names.last().filter(|_| !names.iter().any(|named| named.is_in_force(year)))?;
    let until = last.until.filter(|until| *until < year.0)?;
    // A code with a name that the lists do not know may have been given anew.
    let is_its = names.iter().any(|named| plain(named.name) == row.name) || row.name.is_empty();
    let moves = successors(row.code, None, Year(until), year);
    let evidence = moves.first().map_or(last.evidence, |it| it.evidence);
    if !is_its || !evidence.names() {
        return None;
    }
    let (code, name) = (row.code, last.name);
    let Message { zh, en } = became(&moves);
    let message = Message::new(
        format!("{code} “{name}”只用到{until}年。{zh}"),
        format!("{code} “{name}” was used until {until}.{en}"),
    );
    let mut hit = Violation::on_row(row, message)
        .severity(certainty(evidence))
        .printed(code.to_string())
        .advice("改用现行科目，并核对名称。", "Use the code that is valid now, and its name.");
    if let [only] = moves.as_slice() {
        hit = hit.expected(only.new.to_string());
    }
    Some(hit)
}

/// What became of a code; nothing if that is not known.
fn became(moves: &[Move]) -> Message {
    let Some(first) = moves.first() else { return Message::default() };
    let (zh, en) = match first.event {
        Event::Merge => ("并入", "merged into"),
        Event::Split => ("拆分为", "split into"),
        Event::Move | Event::Recode => ("改列", "moved to"),
    };
    let named = |it: &Move| {
        let list = Classification::of(it.new);
        let name = list.and_then(|list| list.name_in(it.new, Some(Year(it.year))));
        format!("{} {}", it.new, name.map_or("", |named| named.name))
    };
    let new: Vec<String> = moves.iter().map(named).collect();
    Message::new(
        format!("{}年起{zh} {}。", first.year, new.join("、")),
        format!(" From {} on it is {en} {}.", first.year, new.join(", ")),
    )
}
