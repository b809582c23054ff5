#![doc = include_str!("../../pages/YS413.en.md")]

use super::listed;
use super::path::{Part, codes, own_names, said};
use super::unprinted;
use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, differ_by_one, plain};
use classification::{Classification, Kind, Named};
use finding::Severity;
use ledger::Code;
use message::Message;
use std::collections::BTreeSet;

const LEVELS: [&str; 4] = ["", "类", "款", "项"];
/// Shorter names may correctly differ by one character; longer ones are another check's.
const MISSPELT: usize = 4;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let said = said(context);
    let unprinted = unprinted::find(context, &said);
    if unprinted.is_empty() {
        listed::check(context, &said, found);
    }
    unprinted.into_iter().for_each(|hit| found.push(hit));
    if said.is_empty() {
        return;
    }
    let own = own_names(context);
    levels(&said, found);
    for (line, parts) in said {
        for pair in parts.windows(2) {
            let [above, below] = pair else { continue };
            let path = printed(above, below);
            // Names that stand in the document's tables are another check's.
            if above.level + 1 != below.level
                || !line.words.contains(&path)
                || own.contains(below.name)
            {
                continue;
            }
            let Some(wrong) = of_another(above, below).or_else(|| misspelt(above, below)) else {
                continue;
            };
            let (right, message) = wrong;
            found.push(
                Violation::on(line, message)
                    .severity(certainty(right.evidence))
                    .subject(below.name)
                    .printed(path)
                    .expected(right.name)
                    .advice(
                        "按表中的类、款、项改写。",
                        "Write 类, 款 and 项 as the table has them.",
                    ),
            );
        }
    }
}

/// Names of which one level is left out, or two have changed places, where other paths of the
/// document are whole: `农林水支出（类）行政运行（项）`.
fn levels(said: &[(&Line<'_>, Vec<Part<'_>>)], found: &mut Sink) {
    let is_whole = |parts: &[Part<'_>]| parts.iter().map(|part| part.level).eq([1, 2, 3]);
    if !said.iter().any(|(_, parts)| is_whole(parts)) {
        return;
    }
    for (line, parts) in said {
        let odd = parts.windows(2).find_map(|pair| {
            let [above, below] = pair else { return None };
            let path = printed(above, below);
            let is_odd = matches!((above.level, below.level), (1, 3) | (3, 2));
            (is_odd && line.words.contains(&path)).then_some(path)
        });
        let Some(path) = odd else { continue };
        let message = Message::new(
            format!("“{path}”的类、款、项不全，或者次序不对。"),
            format!("“{path}” lacks a level, or has them in the wrong order."),
        );
        found.push(
            Violation::on(line, message)
                .severity(Severity::Warning)
                .printed(path)
                .advice("按类、款、项写全。", "Write 类, 款 and 项, in this order."),
        );
    }
}

fn printed(above: &Part<'_>, below: &Part<'_>) -> String {
    let mark = |part: &Part<'_>| LEVELS.get(usize::from(part.level)).copied().unwrap_or_default();
    format!("{}（{}）{}（{}）", above.name, mark(above), below.name, mark(below))
}

/// The subject above `below` if it is known to be below another one only.
fn of_another(above: &Part<'_>, below: &Part<'_>) -> Option<(&'static Named, Message)> {
    let list = Classification::get(Kind::Function);
    let known: BTreeSet<Code> = codes(above.name, above.level).collect();
    let own: Vec<Code> = codes(below.name, below.level).collect();
    let parents: BTreeSet<Code> = own.iter().filter_map(|code| code.parent()).collect();
    // A name below many subjects is one that any of them may have.
    let is_only = parents.len() == 1 && !known.is_empty();
    let parent = *parents.first().filter(|parent| is_only && !known.contains(parent))?;
    let right = list.names_of(parent).iter().rev().find(|named| named.evidence.names())?;
    let (name, below) = (right.name, below.name);
    let message = Message::new(
        format!("“{below}”属于“{name}”，不属于“{}”。", above.name),
        format!("“{below}” is part of “{name}”, not of “{}”.", above.name),
    );
    Some((right, message))
}

/// The subject below `above` of which `below`, which nobody knows, is a misspelling.
fn misspelt(above: &Part<'_>, below: &Part<'_>) -> Option<(&'static Named, Message)> {
    let list = Classification::get(Kind::Function);
    if below.name.chars().count() != MISSPELT || list.called(below.name).next().is_some() {
        return None;
    }
    let parents: BTreeSet<Code> = codes(above.name, above.level).collect();
    let rows =
        list.rows().iter().filter(|row| row.code.parent().is_some_and(|it| parents.contains(&it)));
    let mut near =
        rows.filter(|row| row.evidence.names() && differ_by_one(below.name, &plain(row.name)));
    let right = near.next()?;
    let is_only = near.all(|other| other.name == right.name);
    let message = Message::new(
        format!("科目“{}”应为“{}”。", below.name, right.name),
        format!("The subject “{}” should be “{}”.", below.name, right.name),
    );
    is_only.then_some((right, message))
}
