//! Reads the large invented document: the Word file and its text export have the same content.
#![expect(clippy::expect_used, reason = "a fixture that cannot be read fails the test")]

use document::{Document, Table};
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn document(name: &str) -> Document {
    let document = readers::read(&bytes(name)).expect("a document");
    assert_eq!(document.remarks, [], "{name}");
    document
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns the texts of each row that are not blank.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let texts = |row| table.row(row).iter().map(|cell| squeezed(&cell.text));
    (0..table.rows).map(|row| texts(row).filter(|text| !text.is_empty()).collect()).collect()
}

#[test]
fn every_table_is_read_once_and_filled_by_its_cells() {
    let word = document("document.docx");
    assert_eq!((word.tables().count(), word.paragraphs().count()), (130, 462));
    for table in word.tables() {
        let area: u32 = table.cells.iter().map(|cell| cell.row_span * cell.column_span).sum();
        assert_eq!(area, table.rows * table.columns, "the cells fill the grid");
    }
}

#[test]
fn the_text_export_has_the_same_text_row_by_row() {
    let (word, export) = (document("document.docx"), document("document.txt"));
    assert_eq!(word.tables().count(), export.tables().count());
    for (number, (left, right)) in word.tables().zip(export.tables()).enumerate() {
        assert_eq!(rows(left), rows(right), "table {}", number + 1);
    }
    let texts = |document: &Document| -> Vec<String> {
        document.paragraphs().map(|paragraph| squeezed(&paragraph.text)).collect()
    };
    assert_eq!(texts(&word), texts(&export));
    assert!(export.tables().all(|table| !table.spans_known));
}

#[test]
fn a_file_cut_anywhere_is_an_error_or_a_part_of_the_whole() {
    for name in ["document.txt", "document.docx"] {
        let bytes = bytes(name);
        let whole = document(name).blocks.len();
        for length in (0..bytes.len()).step_by(bytes.len() / 40) {
            if let Ok(part) = readers::read(bytes.get(..length).expect("a prefix")) {
                assert!(part.blocks.len() <= whole, "{name} cut at {length}");
            }
        }
    }
}
