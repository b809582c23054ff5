//! A file that is read back has the same text, tables and merged cells, in every format.

#![expect(clippy::unwrap_used, reason = "a document that cannot be written or read fails the test")]

mod invented;

use document::{Block, Cover, Document, Table};
use invented::{disclosure, documents};
use proptest::prelude::*;
use std::path::Path;
use writers::Annotations;

/// Returns a table in one line: the extent and text of each cell.
fn table(table: &Table) -> String {
    let cell = |cell: &document::Cell| {
        let (row, column) = (cell.row, cell.column);
        format!("{row},{column}[{}x{}]{}", cell.row_span, cell.column_span, cell.text)
    };
    table.cells.iter().map(cell).collect::<Vec<_>>().join("|")
}

/// Returns a document with one line per block, and with the levels of headings if wanted.
fn shown(document: &Document, with_levels: bool) -> Vec<String> {
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => match paragraph.level.filter(|_| with_levels) {
            Some(level) => format!("{level}# {}", paragraph.text),
            None => paragraph.text.clone(),
        },
        Block::Table(found) => table(found),
    };
    document.blocks.iter().map(show).collect()
}

fn docx(document: &Document) -> Vec<u8> {
    writers::docx::write(document, &Cover::default()).unwrap()
}

fn html(document: &Document) -> Vec<u8> {
    writers::html::write(document, &Cover::default(), &Annotations::new())
}

fn xlsx(document: &Document) -> Vec<u8> {
    writers::xlsx::write(document, &Cover::default(), &Annotations::new()).unwrap()
}

/// Returns what a text export keeps of the tables: rows in which a cell merged over columns appears
/// once and one merged over rows is blank in the rows below.
fn exported(document: &Document) -> Vec<Vec<Vec<String>>> {
    let rows = |table: &Table| {
        let row = |row: u32| {
            let mut parts: Vec<(u32, String)> = Vec::new();
            for cell in &table.cells {
                if cell.row == row {
                    parts.push((cell.column, cell.text.replace('\n', " ")));
                } else if cell.row < row && row < cell.row + cell.row_span {
                    parts.push((cell.column, String::new()));
                }
            }
            parts.sort();
            parts.into_iter().map(|(_, text)| text).collect()
        };
        (0..table.rows).map(row).collect()
    };
    document.tables().map(rows).collect()
}

/// Returns the texts of paragraphs and cells in reading order, without blank cells. In a workbook,
/// the lines around a table are cells of its sheet.
fn words(document: &Document) -> Vec<String> {
    let mut words = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => words.push(paragraph.text.clone()),
            Block::Table(table) => {
                let cells = table.cells.iter().filter(|cell| !cell.text.is_empty());
                words.extend(cells.map(|cell| cell.text.clone()));
            }
        }
    }
    words
}

/// Returns the tables of a document, and those of the workbook written from it without the lines
/// above and below them.
fn tables_of_workbook(written: &Document, read: &Document) -> (Vec<String>, Vec<String>) {
    let mut pairs = (Vec::new(), Vec::new());
    for (own, found) in written.tables().zip(read.tables()) {
        let first = own.cells.first().map(|cell| cell.text.as_str());
        let top =
            found.cells.iter().find(|cell| Some(cell.text.as_str()) == first && cell.column == 0);
        let top = top.map_or(0, |cell| cell.row);
        let mut inner = found.clone();
        inner.cells.retain(|cell| (top..top + own.rows).contains(&cell.row));
        inner.cells.iter_mut().for_each(|cell| cell.row -= top);
        pairs.0.push(table(own));
        pairs.1.push(table(&inner));
    }
    pairs
}

fn check(document: &Document) {
    let read = |bytes: Vec<u8>| readers::read(&bytes).unwrap();
    assert_eq!(shown(&read(docx(document)), true), shown(document, true), "docx");
    assert_eq!(shown(&read(html(document)), true), shown(document, true), "html");
    let text = writers::text::write(document);
    // A text that begins with a tag is read as HTML; no disclosure begins so.
    if !text.trim_ascii_start().starts_with(b"<") {
        let text = read(text);
        assert_eq!(exported(&text), exported(document), "text");
        let paragraphs = |document: &Document| -> Vec<String> {
            document.paragraphs().map(|paragraph| paragraph.text.clone()).collect()
        };
        assert_eq!(paragraphs(&text), paragraphs(document), "text");
    }
    let workbook = read(xlsx(document));
    assert_eq!(words(&workbook), words(document), "xlsx");
}

#[test]
fn a_disclosure_is_read_back_from_every_format() {
    let document = disclosure(3);
    check(&document);
    let workbook = readers::read(&xlsx(&document)).unwrap();
    let (written, read) = tables_of_workbook(&document, &workbook);
    assert_eq!(written.len(), 6);
    assert_eq!(read, written);
}

/// Replaces runs of spaces by one: web pages do not have them.
fn single_spaced(mut document: Document) -> Document {
    let single = |text: &mut String| {
        *text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => single(&mut paragraph.text),
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| single(&mut cell.text)),
        }
    }
    document
}

#[test]
fn the_large_document_is_read_back_from_every_format() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large/document.docx");
    let document = readers::read(&std::fs::read(path).unwrap()).unwrap();
    check(&single_spaced(document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = disclosure(2);
    for write in [docx, html, xlsx] {
        assert_eq!(write(&document), write(&document));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_back(document in documents()) {
        check(&document);
    }
}
