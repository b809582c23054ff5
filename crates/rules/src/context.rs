//! What lints see of a document: each view of it is made once, on first use.

use crate::excerpt::around;
use crate::index::{Index, Line};
use crate::phrases::{self, List, Match};
use crate::settings::Government;
use crate::views::codes::{self, Row};
use crate::views::goals::{self, Goals};
use crate::views::titles;
use disclosure::{Disclosure, Observation, TableRead};
use document::{Document, Place};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The input of a lint.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its disclosure.
    pub disclosure: &'a Disclosure,
    /// Its words, normalised once.
    pub index: Index<'a>,
    /// The level of government whose document it is, where known.
    pub government: Option<Government>,
    placed: OnceCell<Vec<(usize, usize)>>,
    numbers: OnceCell<BTreeMap<usize, Vec<&'a Observation>>>,
    rows: OnceCell<Vec<Row<'a>>>,
    goals: OnceCell<Vec<Goals<'a>>>,
    matches: Vec<Match>,
}

impl<'a> Context<'a> {
    pub fn new(
        document: &'a Document,
        disclosure: &'a Disclosure,
        government: Option<Government>,
    ) -> Self {
        let mut index = Index::new(document);
        let mut matches = Vec::new();
        for (at, line) in index.lines.iter().enumerate() {
            phrases::matches(&line.words, at, &mut matches);
        }
        let is_draft = |list| matches!(list, List::Placeholder | List::Instruction | List::Choice);
        for found in matches.iter().filter(|found| is_draft(found.entry.list)) {
            if let Some(line) = index.lines.get_mut(found.line) {
                line.is_draft = true;
            }
        }
        matches.sort_by_key(|found: &Match| (found.line, found.start, Reverse(found.end)));
        Self {
            document,
            disclosure,
            index,
            government,
            placed: OnceCell::new(),
            numbers: OnceCell::new(),
            rows: OnceCell::new(),
            goals: OnceCell::new(),
            matches,
        }
    }

    /// Returns the positions of phrases of `list` in reading order; of two that overlap, the first
    /// and longest.
    pub fn matches(&self, list: List) -> impl Iterator<Item = (&Line<'a>, Match)> {
        let mut free = (0, 0);
        let found = self.matches.iter().filter(move |found| {
            let is_free = found.entry.list == list && (found.line, found.start) >= free;
            if is_free {
                free = (found.line, found.end);
            }
            is_free
        });
        found.filter_map(|found| Some((self.index.lines.get(found.line)?, *found)))
    }

    /// Returns the lines with phrases of `list`, each once, with the matching words.
    pub fn lines_with(&self, list: List) -> Vec<(&Place, String)> {
        let mut lines: Vec<(&Place, String)> = Vec::new();
        for (line, found) in self.matches(list) {
            if lines.last().is_none_or(|(place, _)| *place != line.place) {
                lines.push((line.place, around(&line.words, found.start, found.end)));
            }
        }
        lines
    }

    /// The tables of amounts with their place among the lines.
    pub fn tables(&self) -> Vec<(&'a TableRead, usize)> {
        let read = &self.disclosure.tables;
        let placed = self.placed().iter();
        placed.filter_map(|(number, line)| Some((read.get(*number)?, *line))).collect()
    }

    /// The same by their numbers, in reading order.
    pub fn placed(&self) -> &[(usize, usize)] {
        self.placed.get_or_init(|| titles::placed(self.disclosure, &self.index))
    }

    /// The numbers that a table prints, by the table's number.
    pub fn numbers(&self, table: usize) -> &[&'a Observation] {
        let numbers = self.numbers.get_or_init(|| {
            let mut numbers: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for seen in &self.disclosure.observations {
                if let Some(table) = seen.source.table {
                    numbers.entry(table).or_default().push(seen);
                }
            }
            numbers
        });
        numbers.get(&table).map(Vec::as_slice).unwrap_or_default()
    }

    /// The notes below the table whose title is the line `at`.
    pub fn notes(&self, at: usize) -> impl Iterator<Item = &Line<'a>> {
        let lines = &self.index.lines;
        let placed = self.placed();
        let next = placed.get(placed.partition_point(|(_, line)| *line <= at));
        let end = next.map_or(lines.len(), |(_, line)| *line);
        titles::notes(lines.get(at + 1..end).unwrap_or_default())
    }

    /// The rows that print a code, in reading order, each once.
    pub fn rows(&self) -> &[Row<'a>] {
        self.rows.get_or_init(|| codes::rows(self.disclosure))
    }

    /// The projects with their indicators in normal form.
    pub fn goals(&self) -> &[Goals<'a>] {
        self.goals.get_or_init(|| goals::goals(self.disclosure))
    }
}
