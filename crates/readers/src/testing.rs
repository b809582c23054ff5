//! Shows documents as text that a test can compare.

use document::{Block, Document};

/// Returns a document with one line per block: a paragraph, or the cells of a table.
pub(crate) fn show(document: &Document) -> Vec<String> {
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => match paragraph.level {
            Some(level) => format!("{level}# {}", paragraph.text),
            None => paragraph.text.clone(),
        },
        Block::Table(table) => {
            let cell = |cell: &document::Cell| {
                let spans = match (cell.row_span, cell.column_span) {
                    (1, 1) => String::new(),
                    (rows, columns) => format!("[{rows}x{columns}]"),
                };
                format!("{},{}{spans} {}", cell.row, cell.column, cell.text)
            };
            table.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
        }
    };
    document.blocks.iter().map(show).collect()
}
