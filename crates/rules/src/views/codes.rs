//! The rows of tables that print a code and a name.

use crate::index::fold;
use crate::number::number;
use classification::{Classification, Evidence, Kind, Named};
use disclosure::Disclosure;
use document::Place;
use finding::Severity;
use ledger::{Code, Year};
use std::borrow::Cow;

/// A row with its code and its name.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// Which classification the code is of.
    pub kind: Kind,
    /// The code.
    pub code: Code,
    /// The name in normal form.
    pub name: Cow<'a, str>,
    /// The name as printed.
    pub printed: &'a str,
    /// The place of an amount of the row.
    pub place: &'a Place,
    /// The table, by its index.
    pub table: usize,
    /// The list of the table.
    pub panel: u32,
    /// The title of the table.
    pub title: &'a str,
}

/// The rows that print a code, in reading order, each once.
pub(crate) fn rows(disclosure: &Disclosure) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut last = None;
    for seen in &disclosure.observations {
        let source = &seen.source;
        let Some(table) = source.table.filter(|_| !source.code.trim().is_empty()) else { continue };
        let key = (table, source.panel, source.row);
        let (kind, code) = match (seen.scope.economic, seen.scope.function) {
            (economic, _) if economic.level() > 0 => (Kind::Economic, economic),
            (_, function) => (Kind::Function, function),
        };
        if code.level() == 0 || last == Some(key) {
            continue;
        }
        last = Some(key);
        let title = disclosure.tables.get(table).map_or("", |table| table.title.as_str());
        rows.push(Row {
            kind,
            code,
            name: plain(&source.label),
            printed: source.label.trim(),
            place: &seen.place,
            table,
            panel: source.panel,
            title,
        });
    }
    rows
}

/// A name as it is compared: without white space, brackets in one form.
pub(crate) fn plain(name: &str) -> Cow<'_, str> {
    match fold(name) {
        Cow::Borrowed(name) => Cow::Borrowed(bare(name)),
        Cow::Owned(name) => Cow::Owned(bare(&name).to_owned()),
    }
}

/// Returns a name without 其中 and without its list number.
fn bare(name: &str) -> &str {
    let name = name.strip_prefix("其中：").unwrap_or(name);
    number(name).map_or(name, |number| name.get(number.length..).unwrap_or_default())
}

/// The name that the lists give `code` in `year`; today's if the year is not known.
pub(crate) fn official(code: Code, year: Option<Year>) -> Option<&'static Named> {
    Classification::of(code)?.name_in(code, year)
}

/// How sure a finding can be that rests on a line of the lists: only what a public source prints
/// is more than a note.
pub(crate) fn certainty(evidence: Evidence) -> Severity {
    if evidence == Evidence::Seen { Severity::Warning } else { Severity::Note }
}

/// What the first items of every 款 are called.
const COMMON: [(&str, &str); 3] =
    [("01", "行政运行"), ("02", "一般行政管理事务"), ("03", "机关服务")];

/// The same where another name of the lists stands beside a code: two codes of one 款 never have each
/// other's names, so that it is enough where a public source prints the other one.
pub(crate) fn certainty_beside(right: &Named, other: &Named) -> Severity {
    let is_beside = right.code.parent() == other.code.parent();
    let is_common = |named: &Named| {
        let code = named.code.to_string();
        COMMON.iter().any(|(end, name)| code.ends_with(end) && named.name == *name)
    };
    let is_sure = is_common(right) || is_common(other) || other.evidence == Evidence::Seen;
    match is_beside && is_sure {
        true => Severity::Warning,
        false => certainty(right.evidence),
    }
}

/// Returns whether two names differ by one character: changed, left out or added.
pub(crate) fn differ_by_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = |words: &[char], from: usize| words.get(from..).unwrap_or_default().to_vec();
    match one.len().cmp(&other.len()) {
        _ if one == other => false,
        std::cmp::Ordering::Equal => rest(&one, same + 1) == rest(&other, same + 1),
        std::cmp::Ordering::Less => rest(&one, same) == rest(&other, same + 1),
        std::cmp::Ordering::Greater => rest(&one, same + 1) == rest(&other, same),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_by_one_character_are_near() {
        assert!(differ_by_one("其它支出", "其他支出"));
        assert!(differ_by_one("购房补", "购房补贴"));
        assert!(differ_by_one("购房补贴", "购补贴"));
        assert!(!differ_by_one("购房补贴", "购房补贴"));
        assert!(!differ_by_one("离休费", "医疗费"));
    }
}
