//! Titles of tables that other words of the document contradict: a year that no other title names, a
//! title that is printed twice.

use super::edit::{Change, Edit, places, spot_at};
use super::{Hypothesis, Kind};
use crate::index::{Index, fold};
use crate::views::titles::{core, is_title_of, year};
use disclosure::{Disclosure, TableRead, Why};
use document::{Document, Place};
use std::collections::BTreeSet;
use std::ops::Range;

/// The number of titles with the document's year from which another year is considered a misprint.
const FEWEST: usize = 2;

/// How many tables are left out in turn.
const MAX_LEFT_OUT: usize = 4;

/// The titles that name another year than the document's, which the others name.
pub fn years(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let Some(own) = disclosure.year.map(|year| year.0) else { return Vec::new() };
    let named = |table: &TableRead| Some((core(&fold(&table.title)), year(&fold(&table.title))?));
    let titles: Vec<(String, u16)> = disclosure.tables.iter().filter_map(named).collect();
    if titles.iter().filter(|(_, year)| *year == own).count() < FEWEST {
        return Vec::new();
    }
    let odd = disclosure.tables.iter().filter_map(|table| {
        // The same table of both years is none.
        let (title, odd) = named(table).filter(|(_, year)| *year != own)?;
        let has_own = titles.iter().any(|(other, year)| *other == title && *year == own);
        let meant = |printed: &str| {
            let (odd, own) = (odd.to_string(), own.to_string());
            (!has_own && !printed.contains(&own)).then(|| printed.replacen(&odd, &own, 1))
        };
        hypothesis(document, table, Kind::Year, meant)
    });
    odd.collect()
}

/// The titles of tables that the contents list, and those that the tables have.
struct Titles {
    listed: Vec<String>,
    printed: Vec<String>,
    /// The listed ones that are printed nowhere, by their places in the list.
    missing: Vec<usize>,
}

impl Titles {
    fn new(document: &Document, disclosure: &Disclosure) -> Self {
        let index = Index::new(document);
        let listed = index.contents().map(|line| core(&line.words));
        let listed: Vec<String> = listed.filter(|words| words.ends_with('表')).collect();
        let printed = disclosure.tables.iter().map(|it| core(&fold(&it.title)));
        let printed: Vec<String> = printed.collect();
        let is_there = |entry: &String| {
            printed.iter().any(|title| is_title_of(title, entry))
                || index.prose().any(|line| is_title_of(&line.words, entry))
        };
        let missing = listed.iter().enumerate().filter(|(_, entry)| !is_there(entry));
        let missing = missing.map(|(at, _)| at).collect();
        Self { listed, printed, missing }
    }

    fn missing(&self) -> impl Iterator<Item = (usize, &String)> {
        self.missing.iter().filter_map(|at| Some((*at, self.listed.get(*at)?)))
    }
}

/// The titles that are printed twice, each as what the contents list in its place and no table has.
pub fn listed(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let titles = Titles::new(document, disclosure);
    let meant = titles.missing().filter_map(|(at, entry)| {
        let Titles { listed, printed, .. } = &titles;
        let first = |entry: &String| printed.iter().position(|title| is_title_of(title, entry));
        let last = |entry: &String| printed.iter().rposition(|title| is_title_of(title, entry));
        let before = at.checked_sub(1).and_then(|at| first(listed.get(at)?));
        let after = listed.get(at + 1).and_then(last);
        let at = twice(printed, between(before, after)?)?;
        let (table, title) = (disclosure.tables.get(at)?, printed.get(at)?);
        let meant = |printed: &str| match printed.contains(title) {
            true => Some(printed.replacen(title, entry, 1)),
            false => Some(entry.clone()),
        };
        hypothesis(document, table, Kind::Title, meant)
    });
    meant.collect()
}

/// The titles of which the contents list, and no table has, another wording in the same place:
/// 项目支出 for 基本支出.
pub fn misnamed(document: &Document, disclosure: &Disclosure) -> Vec<Hypothesis> {
    let titles = Titles::new(document, disclosure);
    let is_listed = |title: &String| titles.listed.iter().any(|entry| is_title_of(title, entry));
    let printed = titles.printed.iter().zip(&disclosure.tables);
    let meant = printed.filter(|(title, _)| !is_listed(title)).filter_map(|(title, table)| {
        let mut near = titles.missing().filter_map(|(_, entry)| slip(title, entry));
        let (wrong, right) = near.next().filter(|_| near.next().is_none())?;
        let meant = |printed: &str| Some(printed.replacen(&wrong, &right, 1));
        hypothesis(document, table, Kind::Misnamed, meant)
    });
    meant.collect()
}

/// Where a title is a listed one but for one word: with the character before it, what is printed and
/// what is listed.
fn slip(title: &str, entry: &str) -> Option<(String, String)> {
    const LONGEST: usize = 2;
    const SHORTEST: usize = 8;
    let (printed, listed): (Vec<char>, Vec<char>) =
        (title.chars().collect(), entry.chars().collect());
    let printed = printed.get(printed.len().checked_sub(listed.len())?..)?;
    let differs: Vec<usize> =
        (0..listed.len()).filter(|at| printed.get(*at) != listed.get(*at)).collect();
    let (first, last) = (*differs.first()?, *differs.last()?);
    let before = first.checked_sub(1)?;
    let is_word = last - first < LONGEST && listed.len() >= SHORTEST;
    let word = |of: &[char]| of.get(before..=last).map(|word| word.iter().collect());
    Some((word(printed)?, word(&listed)?)).filter(|_| is_word)
}

/// The pairs of tables under one title, each of which may be another table: what is read without it,
/// as nobody can know what its numbers count, and the second title.
pub fn either_left_out(document: &Document, disclosure: &Disclosure) -> Vec<(Edit, Disclosure)> {
    let tables = disclosure.tables.iter().enumerate();
    let key = |table: &TableRead| (table.entity, core(&fold(&table.title)));
    let pairs = tables.clone().filter(|(_, table)| table.title.ends_with('表'));
    let pairs = pairs.filter_map(|(at, table)| {
        let mut before = tables.clone().take(at);
        let (first, other) = before.find(|(_, other)| key(other) == key(table))?;
        (other.place != table.place).then_some((first, at, table))
    });
    let left_out = pairs.flat_map(|(first, second, table)| {
        let change = spot_at(document, &table.place)
            .and_then(|spot| Change::new(document, spot, table.title.clone()))
            .map(|change| change.saying(change.printed.clone()));
        let without = move |change: &Change, at| {
            let edit = Edit::one(change.clone());
            (edit, without(document, disclosure, at))
        };
        let both = change.map(|change| [second, first].map(|at| without(&change, at)));
        both.into_iter().flatten()
    });
    left_out.take(MAX_LEFT_OUT).collect()
}

/// What is read of the document without the numbers of a table.
fn without(document: &Document, disclosure: &Disclosure, table: usize) -> Disclosure {
    let mut rest = disclosure.clone();
    rest.observations.retain(|seen| seen.source.table != Some(table));
    rest.unread.amounts += disclosure.observations.len() - rest.observations.len();
    let title = disclosure.tables.get(table).and_then(|it| spot_at(document, &it.place));
    let cells: BTreeSet<&Place> =
        title.into_iter().flat_map(|title| places(document, title.block)).collect();
    let is_torn = |why: &Why| matches!(why, Why::Contradiction(..));
    rest.unrecognised.retain(|unread| !is_torn(&unread.why) || !cells.contains(&unread.place));
    rest
}

/// The tables between one and another, or the one next to the only one of them.
fn between(before: Option<usize>, after: Option<usize>) -> Option<Range<usize>> {
    match (before, after) {
        (Some(before), Some(after)) => Some(before + 1..after),
        (Some(before), None) => Some(before + 1..before + 2),
        (None, after) => after.map(|after| after.saturating_sub(1)..after),
    }
}

/// The only one of some tables whose title is printed again.
fn twice(titles: &[String], mut among: Range<usize>) -> Option<usize> {
    let is_twice = |at: &usize| {
        let title = titles.get(*at);
        titles.iter().filter(|other| Some(*other) == title).count() > 1
    };
    let only = among.find(is_twice)?;
    (!among.any(|at| is_twice(&at))).then_some(only)
}

fn hypothesis(
    document: &Document,
    table: &TableRead,
    kind: Kind,
    meant: impl Fn(&str) -> Option<String>,
) -> Option<Hypothesis> {
    let change = Change::new(document, spot_at(document, &table.place)?, "")?;
    let meant = meant(&change.printed).filter(|meant| *meant != change.printed)?;
    Some(Hypothesis { kind, edit: Edit::one(change.saying(meant)) })
}
