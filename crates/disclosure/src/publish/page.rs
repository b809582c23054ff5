//! The document under construction, with the places that its reader will give.

use crate::model::{Disclosure, Observation, Source, Value};
use document::{Block, Cell, Document, Paragraph, Place, Table};
use ledger::{Printed, Scope};

/// Blocks and observations so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub document: Document,
    pub disclosure: Disclosure,
    /// The preparer's paragraphs by their numbers in the ledger, and where each is printed.
    pub texts: Vec<(usize, Place)>,
    paragraphs: u32,
    tables: u32,
    /// How many paragraphs and cells there are.
    size: usize,
}

/// How far a page was filled at some time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    blocks: usize,
    observations: usize,
    tables: usize,
    texts: usize,
    size: usize,
}

/// A table's cells while they are put in order.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub number: u32,
    pub rows: u32,
    /// The number of head rows, which are repeated on each page.
    pub head_rows: u32,
    pub columns: u32,
    pub cells: Vec<Cell>,
}

impl Page {
    /// Adds a paragraph or, with a level, a heading. Nothing is added for no words.
    pub fn paragraph(&mut self, text: String, level: Option<u8>) -> Option<Place> {
        if text.trim().is_empty() {
            return None;
        }
        self.paragraphs += 1;
        let place = Place::Paragraph(self.paragraphs);
        let paragraph = Paragraph { text, level, place: place.clone() };
        self.size += 1;
        self.document.blocks.push(Block::Paragraph(paragraph));
        Some(place)
    }

    /// Notes the amounts that a paragraph prints.
    pub fn observe(&mut self, amounts: Vec<(Scope, Printed)>, place: &Place) {
        let seen = amounts.into_iter().map(|(scope, printed)| Observation {
            scope,
            value: Value::Printed(printed),
            place: place.clone(),
            source: Source::default(),
        });
        self.disclosure.observations.extend(seen);
    }

    /// The cells of the next table.
    pub fn cells(&mut self, columns: u32) -> Cells {
        self.tables += 1;
        Cells { number: self.tables, columns, ..Cells::default() }
    }

    /// Adds a table.
    pub fn table(&mut self, cells: Cells) {
        let Cells { rows, head_rows, columns, mut cells, .. } = cells;
        cells.sort_by_key(|cell| (cell.row, cell.column));
        self.size += cells.len();
        let table = Table { name: None, rows, columns, head_rows, spans_known: true, cells };
        self.document.blocks.push(Block::Table(table));
    }

    /// How far it is filled now.
    pub fn mark(&self) -> Mark {
        Mark {
            blocks: self.document.blocks.len(),
            observations: self.disclosure.observations.len(),
            tables: self.disclosure.tables.len(),
            texts: self.texts.len(),
            size: self.size,
        }
    }

    /// How many paragraphs and cells there are after a mark.
    pub fn size_after(&self, mark: Mark) -> usize {
        self.size - mark.size
    }

    /// Returns whether the last block is a heading. A volume never ends with one.
    pub fn ends_with_heading(&self) -> bool {
        let last = self.document.blocks.last();
        matches!(last, Some(Block::Paragraph(line)) if line.level.is_some())
    }

    /// Takes out what comes before a mark. Paragraphs and tables keep their numbers.
    pub fn take(&mut self, mark: Mark) -> Self {
        fn first<T>(all: &mut Vec<T>, count: usize) -> Vec<T> {
            let rest = all.split_off(count);
            std::mem::replace(all, rest)
        }
        let mut before = Self::default();
        before.document.blocks = first(&mut self.document.blocks, mark.blocks);
        let (ours, theirs) = (&mut self.disclosure, &mut before.disclosure);
        theirs.tables = first(&mut ours.tables, mark.tables);
        theirs.observations = first(&mut ours.observations, mark.observations);
        for seen in &mut ours.observations {
            seen.source.table = seen.source.table.map(|table| table - mark.tables);
        }
        before.texts = first(&mut self.texts, mark.texts);
        self.size -= mark.size;
        before
    }
}

impl Cells {
    /// Puts a cell of one position into the row under construction, the last one.
    pub fn put(&mut self, column: u32, text: String) -> Place {
        self.put_wide(self.rows, column, (1, 1), text)
    }

    /// Puts a cell that covers `(rows, columns)` from a position on.
    pub fn put_wide(&mut self, row: u32, column: u32, span: (u32, u32), text: String) -> Place {
        let place = Place::Cell { table: self.number, row: row + 1, column: column + 1 };
        let (row_span, column_span) = span;
        self.cells.push(Cell { row, column, row_span, column_span, text, place: place.clone() });
        place
    }
}
