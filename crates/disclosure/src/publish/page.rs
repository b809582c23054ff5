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
        let table = Table { name: None, rows, columns, head_rows, spans_known: true, cells };
        self.document.blocks.push(Block::Table(table));
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
