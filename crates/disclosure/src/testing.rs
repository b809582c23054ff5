//! Builders for tests: tables as rows of words.

use crate::table::grid::Grid;
use crate::table::spread::spread;
use document::{Block, Cell, Document, Paragraph, Place, Table};

/// A table as a text export gives it: short rows packed to the left, spans unknown.
pub fn packed(rows: &[&[&str]]) -> Table {
    let mut table = Table { rows: rows.len() as u32, ..Table::default() };
    for (row, words) in (0..).zip(rows) {
        table.columns = table.columns.max(words.len() as u32);
        for (column, text) in (0..).zip(*words) {
            let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
            let text = (*text).to_owned();
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, text, place });
        }
    }
    table
}

/// The grid of a table, its heads spread.
pub fn grid(table: &Table) -> Grid<'_> {
    Grid::new(table, &spread(table)).unwrap()
}

/// A paragraph.
pub fn paragraph(text: &str) -> Paragraph {
    Paragraph { text: text.to_owned(), level: None, place: Place::Paragraph(1) }
}

/// A document of paragraphs above one table.
pub fn document(above: &[&str], table: Table) -> Document {
    let mut blocks: Vec<Block> =
        above.iter().map(|text| Block::Paragraph(paragraph(text))).collect();
    blocks.push(Block::Table(table));
    Document { blocks, remarks: Vec::new() }
}

/// The scopes and the printed numbers of a document, as text.
pub fn numbers(document: &Document) -> Vec<String> {
    let read = crate::read(document);
    let line = |seen: &crate::Observation| {
        let key = read.key(&seen.scope).to_string();
        let key = key.replace("year=2031 stage=budget ", "");
        Some(format!("{} {key}", seen.value.printed()?))
    };
    read.observations.iter().filter_map(line).collect()
}
