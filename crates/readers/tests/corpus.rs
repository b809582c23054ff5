//! Reads the public documents next to the project, if they are there.
//!
//! One disclosure is there in several formats. The content read must be the same as far as the
//! format contains it; the Word file is the reference.

use document::{Cell, Document, Table};
use readers::{Format, ReadError, detect, read};
use std::path::PathBuf;

/// The rows of a table: the texts of their cells that are not blank.
type Rows = Vec<Vec<String>>;

fn file(extension: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let path = root.join(format!("ningjin-2023/ningjin-2023.{extension}"));
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        println!("skipped: no corpus file .{extension}");
    }
    bytes
}

#[expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]
fn document(extension: &str) -> Option<Document> {
    let document = read(&file(extension)?).unwrap();
    assert_eq!(document.remarks, [], ".{extension}");
    Some(document)
}

/// Returns a text without white space, which formats keep to different degrees.
fn words(cell: &Cell) -> String {
    cell.text.split_whitespace().collect()
}

fn rows(table: &Table) -> Rows {
    let filled = |row| table.row(row).iter().map(words).filter(|text| !text.is_empty()).collect();
    (0..table.rows).map(filled).collect()
}

fn all_rows(document: &Document) -> Vec<Rows> {
    document.tables().map(rows).collect()
}

#[test]
fn word_has_every_table_once() {
    let Some(word) = document("docx") else { return };
    assert_eq!((word.tables().count(), word.paragraphs().count()), (46, 168));
    let headings = word.paragraphs().filter(|paragraph| paragraph.level == Some(2));
    assert_eq!(headings.count(), 46);
    let cells: usize = word.tables().map(|table| table.cells.len()).sum();
    // Of 3,980 stored cells, 198 only continue the one above.
    assert_eq!(cells, 3_782);
    for table in word.tables() {
        let area: u32 = table.cells.iter().map(|cell| cell.row_span * cell.column_span).sum();
        assert_eq!(area, table.rows * table.columns, "the cells fill the grid");
    }
}

#[test]
fn a_web_page_gives_the_same_as_word_to_the_last_span() {
    let (Some(word), Some(page)) = (document("docx"), document("html")) else { return };
    assert_eq!(page.tables().count(), 46);
    for (left, right) in word.tables().zip(page.tables()) {
        assert_eq!((left.rows, left.columns), (right.rows, right.columns));
        let shape =
            |cell: &Cell| (cell.place.clone(), cell.row_span, cell.column_span, words(cell));
        let shapes = |table: &Table| table.cells.iter().map(shape).collect::<Vec<_>>();
        assert_eq!(shapes(left), shapes(right));
    }
    let texts = |document: &Document| -> Vec<String> {
        let squeezed = |text: &str| text.split_whitespace().collect();
        document.paragraphs().map(|paragraph| squeezed(&paragraph.text)).collect()
    };
    assert_eq!(texts(&word), texts(&page));
}

#[test]
fn an_old_word_file_gives_the_same_as_a_new_one() {
    if let (Some(new), Some(old)) = (document("docx"), document("doc")) {
        assert_eq!(new, old);
    }
}

#[test]
fn a_text_export_has_the_same_text_row_by_row() {
    let (Some(word), Some(text)) = (document("docx"), document("txt")) else { return };
    let mut read: Vec<Rows> = Vec::new();
    let mut objective: Rows = Vec::new();
    for rows in all_rows(&text) {
        // In Word, the objective and its indicators are one table; in the export they are two.
        if rows.len() == 1 {
            objective = rows;
        } else {
            objective.extend(rows);
            read.push(std::mem::take(&mut objective));
        }
    }
    assert_eq!(read.len(), 46);
    for (number, (left, right)) in all_rows(&word).into_iter().zip(read).enumerate() {
        assert_eq!(left, right, "table {}", number + 1);
    }
    assert_eq!(text.tables().count(), 68);
    assert!(text.tables().all(|table| !table.spans_known));
}

#[test]
fn workbooks_have_the_same_numbers() {
    let Some(word) = document("docx") else { return };
    for extension in ["xlsx", "xls"] {
        let Some(workbook) = document(extension) else { return };
        let sheets = all_rows(&workbook);
        assert_eq!(sheets.len(), 46, ".{extension}");
        for (number, (table, sheet)) in all_rows(&word).into_iter().zip(sheets).enumerate() {
            // Each sheet begins with the table's title and may end with notes.
            let (title, rest) = sheet.split_first().unwrap();
            assert_eq!(title.len(), 1);
            let (body, notes) = rest.split_at(table.len());
            assert_eq!(body, table, ".{extension} table {}", number + 1);
            assert!(notes.iter().all(|note| note.len() == 1));
        }
    }
}

#[test]
fn both_workbooks_are_read_alike() {
    if let (Some(new), Some(old)) = (document("xlsx"), document("xls")) {
        assert_eq!(new, old);
    }
}

#[test]
fn formats_are_detected_by_content() {
    let formats = [
        ("txt", Format::Text),
        ("docx", Format::Docx),
        ("xlsx", Format::Xlsx),
        ("xls", Format::Xls),
        ("html", Format::Html),
        ("doc", Format::Doc),
        ("pdf", Format::Pdf),
    ];
    for (extension, format) in formats {
        let Some(bytes) = file(extension) else { return };
        assert_eq!(detect(&bytes), Ok(format));
    }
}

#[test]
fn a_file_cut_anywhere_is_an_error_or_a_part_of_the_whole() {
    for extension in ["txt", "docx", "xlsx", "xls", "html", "doc", "pdf"] {
        let Some(bytes) = file(extension) else { return };
        let whole = read(&bytes).map_or(0, |document| document.blocks.len());
        for length in (0..bytes.len()).step_by(1024) {
            match read(&bytes[..length]) {
                Ok(part) => assert!(part.blocks.len() <= whole, ".{extension} cut at {length}"),
                Err(ReadError::Empty) => assert_eq!(length, 0, ".{extension}"),
                // Of a cut container it may not even be seen what it was.
                Err(ReadError::Broken { .. } | ReadError::Unknown(None)) => {}
                Err(error) => panic!(".{extension} cut at {length}: {error}"),
            }
        }
    }
}
