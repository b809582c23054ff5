//! What is written in a format is read back from it: the same words, tables and merges.

#![expect(clippy::unwrap_used, reason = "what cannot be written or read fails the test")]

mod invented;

use document::{Block, Cover, Document, Table};
use invented::{disclosure, documents};
use proptest::prelude::*;
use writers::Annotations;

/// A table in one line: the extent and words of each cell.
fn table(table: &Table) -> String {
    let cell = |cell: &document::Cell| {
        let (row, column) = (cell.row, cell.column);
        format!("{row},{column}[{}x{}]{}", cell.row_span, cell.column_span, cell.text)
    };
    table.cells.iter().map(cell).collect::<Vec<_>>().join("|")
}

/// A document in one line a block; with the levels of headings where the format has them.
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

/// What a text export keeps of a table: its rows, each cell merged over columns once and each
/// merged over rows blank further down.
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

/// The words of a workbook in reading order: those of blank cells left out, those of the sheet
/// of a table with the lines above and below it.
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

/// The tables of a workbook without the lines above and below.
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
    // What begins with a tag is taken for a web page, which no disclosure's text does.
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
