//! The cells of a ledger by the words in them.

use crate::Spot;
use crate::cells::Cells;
use crate::encode::{self, Entry};
use crate::tables::Table;
use ledger::Ledger;
use std::collections::{BTreeSet, HashMap};

/// Words that stand in more rows than this tell none of them from the others.
const MANY: usize = 1_000;

/// The words that a disclosure prints as they stand in the ledger, each with its cells.
#[derive(Debug)]
pub struct Search<'a> {
    cells: &'a Cells,
    tables: Vec<&'static Table>,
    /// The cells of each line of words, in order.
    lines: HashMap<String, Vec<At>>,
    /// The rows of each cell of words, in order.
    texts: HashMap<String, Vec<RowAt>>,
}

/// A row, by its table's number and its own.
type RowAt = (usize, usize);

/// A cell, by its row and its column.
type At = (RowAt, usize);

impl<'a> Search<'a> {
    /// Arranges the words of the ledger that was read from these cells.
    pub fn new(cells: &'a Cells, ledger: &Ledger) -> Self {
        let sheets = encode::printed(ledger);
        let tables = sheets.iter().map(|sheet| sheet.table).collect();
        let (mut lines, mut texts) = (HashMap::new(), HashMap::new());
        for (table, sheet) in sheets.into_iter().enumerate() {
            for (row, entries) in sheet.rows.into_iter().enumerate() {
                for (column, entry) in entries.into_iter().enumerate() {
                    let Entry::Text(text) = entry else { continue };
                    for line in text.lines() {
                        note(&mut lines, line.trim(), ((table, row), column));
                    }
                    note(&mut texts, &text, (table, row));
                }
            }
        }
        Self { cells, tables, lines, texts }
    }

    /// The cell of the row that has most of these words, and of them the first; `None` where no
    /// row has any. A row with words of `near` comes before others that have as many.
    pub fn find(&self, words: &[&str], near: &str) -> Option<Spot> {
        let cells: Vec<&[At]> =
            words.iter().filter_map(|words| self.lines.get(*words)).map(Vec::as_slice).collect();
        let near: BTreeSet<RowAt> = self.near(near).collect();
        let few = cells.iter().filter(|cells| cells.len() <= MANY).copied().flatten();
        let first = cells.iter().filter_map(|cells| cells.first());
        let rows: BTreeSet<RowAt> =
            few.chain(first).map(|(row, _)| *row).chain(near.iter().copied()).collect();
        // How many of the words the row has, and the column of the first.
        let score = |row: RowAt| {
            let mut columns = cells.iter().filter_map(|cells| column(cells, row));
            let first = columns.next()?;
            Some(((1 + columns.count(), near.contains(&row)), row, first))
        };
        // Of several that have as many, the first is taken.
        let best = rows.into_iter().filter_map(score);
        let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (_, (table, row), column) = best?;
        let table = self.tables.get(table)?;
        self.cells.at(table, row, table.columns.get(column)?.heading)
    }

    /// The rows with a cell whose words stand in `text`.
    fn near(&self, text: &str) -> impl Iterator<Item = RowAt> {
        let starts = text.char_indices().map(|(start, _)| start);
        let within = starts.flat_map(|start| {
            let rest = text.get(start..).unwrap_or_default();
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.filter_map(|end| self.texts.get(rest.get(..end)?))
        });
        within.flatten().copied()
    }
}

/// The first column of the row in which cells stand, which are in order.
fn column(cells: &[At], row: RowAt) -> Option<usize> {
    let at = cells.partition_point(|(other, _)| *other < row);
    cells.get(at).filter(|(other, _)| *other == row).map(|(_, column)| *column)
}

/// Adds a place of words.
fn note<T>(all: &mut HashMap<String, Vec<T>>, words: &str, at: T) {
    if words.is_empty() {
        return;
    }
    match all.get_mut(words) {
        Some(known) => known.push(at),
        None => drop(all.insert(words.to_owned(), vec![at])),
    }
}
