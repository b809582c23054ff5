//! Whole paths of running text that no table of the document prints, though the national list has them:
//! `教育支出（类）普通教育（款）初中教育（项）` where the tables have 小学教育 and no 初中教育.

use super::path::{Part, codes};
use crate::index::Line;
use crate::lint::{Context, Violation};
use crate::quantity::{Quantity, quantities};
use crate::views::codes::{Row, plain};
use crate::views::titles::year;
use classification::{Classification, Kind};
use disclosure::Observation;
use finding::Severity;
use ledger::Code;
use message::Message;
use std::collections::BTreeSet;

/// From so many paths that the tables print, the tables print them all.
const LEAST: usize = 3;
/// At most one in so many paths may be another than a table prints.
const FEW: usize = 4;

/// A path with its line and the codes of the rows that bear its name.
struct Path<'c, 'a> {
    line: &'c Line<'a>,
    names: [&'c str; 3],
    rows: BTreeSet<Code>,
}

/// What is to be told of such paths.
pub(super) fn find<'c, 'a>(
    context: &'c Context<'a>,
    said: &[(&'c Line<'a>, Vec<Part<'c>>)],
) -> Vec<Violation> {
    let rows: Vec<&Row<'_>> =
        context.rows().iter().filter(|row| row.kind == Kind::Function).collect();
    let own = context.disclosure.year.map(|year| year.0);
    // 2030年教育支出（类）… may be of a year that no table has.
    let is_own = |line: &Line<'_>| {
        let head = line.words.split("（类）").next().unwrap_or_default();
        year(head).is_none_or(|year| Some(year) == own)
    };
    let whole = said.iter().filter(|(line, _)| is_own(line)).filter_map(|(line, parts)| {
        let [class, section, item] = parts.as_slice() else { return None };
        let is_whole = [class, section, item].iter().map(|part| part.level).eq([1, 2, 3]);
        let names = [class.name, section.name, item.name];
        is_whole.then(|| Path { line, names, rows: printed(&rows, names) })
    });
    let paths: Vec<Path<'_, '_>> = whole.collect();
    let odd: Vec<&Path<'_, '_>> =
        paths.iter().filter(|path| path.rows.is_empty() && is_listed(path.names)).collect();
    let are_few = odd.len() * FEW <= paths.len() && paths.len() >= odd.len() + LEAST;
    if odd.is_empty() || !are_few {
        return Vec::new();
    }
    let named: BTreeSet<Code> = paths.iter().flat_map(|path| path.rows.iter().copied()).collect();
    odd.into_iter().filter_map(|path| tell(context, path, &named)).collect()
}

/// The codes of the rows of a name, below one of the name before it where that is printed.
fn printed(rows: &[&Row<'_>], [_, section, item]: [&str; 3]) -> BTreeSet<Code> {
    let is = |row: &Row<'_>, name: &str| {
        let end = |name: &str| name.trim_end_matches("支出").to_owned();
        end(&row.name) == end(name)
    };
    let is_below = |row: &&&Row<'_>| {
        let mut above = rows.iter().filter(|it| Some(it.code) == row.code.parent()).peekable();
        above.peek().is_none() || above.any(|it| is(it, section))
    };
    let items = rows.iter().filter(|row| row.code.level() == 3 && is(row, item));
    items.filter(is_below).map(|row| row.code).collect()
}

/// Whether the national list has the names below each other.
fn is_listed([_, section, item]: [&str; 3]) -> bool {
    let list = Classification::get(Kind::Function);
    let sections: BTreeSet<Code> = codes(section, 2).collect();
    let mut items = list.called(item).map(|named| named.code);
    items.any(|code| code.parent().is_some_and(|parent| sections.contains(&parent)))
}

fn tell(context: &Context<'_>, path: &Path<'_, '_>, named: &BTreeSet<Code>) -> Option<Violation> {
    let [class, section, item] = path.names;
    let words = format!("{class}（类）{section}（款）{item}（项）");
    let said = quantities(&path.line.words);
    let amounts: Vec<&Quantity<'_>> =
        said.iter().filter(|it| it.yuan().is_some() && it.value > 0).collect();
    // What was planned and not spent after all has no row.
    let last = said.iter().rfind(|it| it.yuan().is_some());
    let is_spent = last.is_some_and(|last| last.value > 0);
    if !is_spent || !path.line.words.contains(&words) {
        return None;
    }
    let message = Message::new(
        format!("文中说明了“{words}”，表中没有这个科目。"),
        format!("The text gives “{words}”, which no table prints."),
    );
    let hit = Violation::on(path.line, message)
        .severity(Severity::Warning)
        .printed(words)
        .advice("与表核对，改正科目名称。", "Compare with the table, and correct the name.");
    let rows = context.disclosure.observations.iter().filter(|seen| {
        seen.source.table.is_some()
            && seen.scope.function.level() == 3
            && !named.contains(&seen.scope.function)
    });
    let same: Vec<&Observation> =
        rows.filter(|row| amounts.iter().any(|it| is_same(row, it))).collect();
    let codes: BTreeSet<Code> = same.iter().map(|row| row.scope.function).collect();
    let Some(row) = same.first().filter(|_| codes.len() == 1) else { return Some(hit) };
    let what = Message::new(
        "金额相同、文中没有说明的一行",
        "the row of that amount, of which no sentence speaks",
    );
    let value = row.value.printed().map(|it| it.to_string()).unwrap_or_default();
    let name = plain(&row.source.label).into_owned();
    let hit = hit.severity(Severity::Error).expected(name.clone()).subject(name);
    Some(hit.because(&row.place, what, &value))
}

/// Whether a cell prints an amount of a sentence, but for what that cuts off.
fn is_same(row: &Observation, said: &Quantity<'_>) -> bool {
    /// Millionths of a yuan in a fen.
    const FEN: i128 = 10_000;
    let Some(printed) = row.value.printed().filter(|it| !it.is_zero()) else { return false };
    said.yuan().is_some_and(|(value, half)| {
        (i128::from(printed.nominal().fen()) * FEN - value).abs() < 2 * half
    })
}
