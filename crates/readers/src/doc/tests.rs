//! Compares what is read with what Word displays, property by property.

use super::testing::{DocBuilder, Streams};
use super::{body, fib};
use crate::testing::show;
use crate::{Format, Limits, Options, ReadError, read, read_with};
use document::{Document, Place, RemarkKind};
use message::Fixed;

/// Marks characters as deleted.
const DELETED: [u8; 3] = [0x00, 0x08, 1];

/// Marks characters as hidden.
const HIDDEN: [u8; 3] = [0x3C, 0x08, 1];

/// Marks a paragraph as part of a table.
const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];

fn shown(made: &DocBuilder) -> Vec<String> {
    show(&read(&made.bytes()).unwrap())
}

fn fixture(name: &str) -> Vec<u8> {
    let root = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::fs::read(root.join("../../fixtures/doc").join(name)).unwrap()
}

/// Returns the definition of a row with these edges and marks of cells.
fn definition(edges: &[i16], marks: &[u16]) -> Vec<u8> {
    let mut value = vec![marks.len() as u8];
    value.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for mark in marks {
        value.extend(mark.to_le_bytes());
        value.extend([0; 18]);
    }
    let length = (value.len() as u16 + 1).to_le_bytes();
    [&[0x08, 0xD6][..], &length, &value].concat()
}

/// Returns the properties of a mark that ends a row.
fn row_end(edges: &[i16], marks: &[u16]) -> Vec<u8> {
    [&IN_TABLE[..], &[0x17, 0x24, 1], &definition(edges, marks)].concat()
}

/// Adds a row: a paragraph with its mark for each cell, then the mark of the row.
fn row(made: DocBuilder, cells: &[&str], edges: &[i16], marks: &[u16]) -> DocBuilder {
    let cells =
        cells.iter().fold(made, |made, cell| made.run(&format!("{cell}\u{7}"), &[]).end(&IN_TABLE));
    cells.run("\u{7}", &[]).end(&row_end(edges, marks))
}

#[test]
fn an_office_program_writes_both_formats_alike() {
    let old = read(&fixture("yunhu-weather-2032.doc")).unwrap();
    let new = read(&fixture("yunhu-weather-2032.docx")).unwrap();
    assert_eq!(show(&old), show(&new));
    assert_eq!(old, new);
    assert_eq!(old.tables().count(), 3);
}

#[test]
fn pieces_of_both_widths_make_a_text() {
    let made = DocBuilder::default().packed("“2032” – ").run("部门", &[]).packed("x\r").end(&[]);
    assert_eq!(shown(&made), ["“2032” – 部门x"]);
}

#[test]
fn breaks_and_marks_of_sections() {
    let made = DocBuilder {
        sections: vec![0, 8],
        ..DocBuilder::of(&[("甲\u{b}乙\u{c}丙\u{1e}\u{1f}\u{c}", &[]), ("丁\u{1}\u{2}\r", &[])])
    };
    let document = read(&made.bytes()).unwrap();
    assert_eq!(show(&document), ["甲\n乙\n丙-", "丁"]);
    let places: Vec<_> = document.paragraphs().map(|paragraph| paragraph.place.clone()).collect();
    assert_eq!(places, [Place::Paragraph(1), Place::Paragraph(2)]);
}

#[test]
fn cells_are_as_wide_as_the_distance_of_their_edges() {
    let mut made = DocBuilder::of(&[("前\r", &[])]);
    made = row(made, &["a", "b"], &[-108, 2000, 6005], &[0, 0]);
    made = row(made, &["c", "d", "e"], &[-100, 2000, 4000, 6000], &[0, 0, 0]);
    made = row(made, &["f"], &[2000, 4000], &[0]);
    assert_eq!(shown(&made), ["前", "0,0 a | 0,1[1x2] b | 1,0 c | 1,1 d | 1,2 e | 2,1 f"]);
}

#[test]
fn cells_are_merged_by_their_marks() {
    let edges = [0, 1000, 2000, 3000];
    let mut made = row(DocBuilder::default(), &["a", "b", "no"], &edges, &[0x60, 1, 2]);
    made = row(made, &["", "c", "d"], &edges, &[0x20, 0, 0]);
    made = row(made, &["e", "f", "g"], &edges, &[0, 0, 0]);
    assert_eq!(shown(&made), ["0,0[2x1] a | 0,1[1x2] b | 1,1 c | 1,2 d | 2,0 e | 2,1 f | 2,2 g"]);
}

#[test]
fn a_table_in_a_cell_follows_the_table_around_it() {
    let depth = |depth: u8| [&IN_TABLE[..], &[0x49, 0x66, depth, 0, 0, 0]].concat();
    let inner_cell = [&depth(2)[..], &[0x4B, 0x24, 1]].concat();
    let inner_row =
        [&inner_cell[..], &[0x4C, 0x24, 1], &definition(&[0, 500, 900], &[0, 0])].concat();
    let made = DocBuilder::of(&[
        ("前\r", &depth(1)),
        ("甲\r", &inner_cell),
        ("乙\r", &inner_cell),
        ("\r", &inner_row),
        ("后\u{7}", &depth(1)),
        ("丙\u{7}", &depth(1)),
        ("\u{7}", &row_end(&[0, 2000, 4000], &[0, 0])),
        ("尾\r", &[]),
    ]);
    assert_eq!(shown(&made), ["0,0 前\n后 | 0,1 丙", "0,0 甲 | 0,1 乙", "尾"]);
}

#[test]
fn a_long_definition_is_in_another_stream() {
    let made = row(DocBuilder::default(), &["a", "b"], &[0, 1000, 3000], &[0, 0]);
    let mut made = made.run("c\u{7}", &[]).end(&IN_TABLE);
    let long = row_end(&[0, 3000], &[0]);
    made.data = [&[9, 9, 9][..], &(long.len() as u16).to_le_bytes(), &long].concat();
    let made = made.run("\u{7}", &[]).end(&[0x46, 0x66, 3, 0, 0, 0]);
    assert_eq!(shown(&made), ["0,0 a | 0,1 b | 1,0[1x2] c"]);
}

#[test]
fn rows_may_be_deleted_hidden_or_lack_their_end() {
    let edges = [0, 1000, 2000];
    let mut made = row(DocBuilder::default(), &["a", "b"], &edges, &[0, 0]);
    for gone in [DELETED, HIDDEN] {
        made = made.run("no\u{7}", &[]).end(&IN_TABLE).run("no\u{7}", &[]).end(&IN_TABLE);
        made = made.run("\u{7}", &gone).end(&row_end(&edges, &[0, 0]));
    }
    made = made.run("c\u{7}", &[]).end(&IN_TABLE).run("d", &[]).end(&IN_TABLE);
    assert_eq!(shown(&made), ["0,0 a | 0,1 b | 1,0 c | 1,1 d"]);
}

#[test]
fn text_boxes_contain_only_text_that_exists_and_only_once() {
    let text = || DocBuilder::of(&[("a\r", &[]), ("b\r", &[])]);
    let boxed = |box_text, boxes: &[u32]| DocBuilder { box_text, boxes: boxes.to_vec(), ..text() };
    // The marks of paragraphs count as characters.
    assert_eq!(shown(&boxed(2, &[0, 2])), ["a", "b"]);
    assert_eq!(shown(&boxed(u32::MAX, &[0, u32::MAX])), ["a", "b"]);
    assert_eq!(shown(&boxed(u32::MAX, &[0, 4, 0, u32::MAX, 2, 4])), ["a", "b"]);
}

#[test]
fn only_displayed_text_is_read() {
    let made = DocBuilder::default()
        .run("见", &[])
        .run("no", &DELETED)
        .run("no", &HIDDEN)
        .run("\u{13} PAGEREF x \u{14}3\u{15}页\u{13}", &[])
        .run("(", &[0x09, 0x6A, 1, 0, 0xFE, 0xF0])
        .run("(\r", &[])
        .end(&[])
        .run("前", &[])
        .run("\r", &DELETED)
        .end(&[])
        .run("后\r", &[])
        .end(&[0x40, 0x26, 1]);
    assert_eq!(shown(&made), ["见3页☑(", "2# 前后"]);
}

#[test]
fn a_piece_may_change_the_properties_of_its_text() {
    let plain = DocBuilder::of(&[("甲\u{7}", &IN_TABLE), ("乙\r", &[])]);
    // Hidden text, first by its short number and value, then by a list of changes.
    let short = DocBuilder { modifier: 0x0100 | (0x5C << 1), ..plain };
    assert_eq!(shown(&short), ["0,0 "]);
    let plain = DocBuilder::of(&[("甲\u{7}", &IN_TABLE), ("乙\r", &[])]);
    let shared = [&[1, 3, 0][..], &DELETED].concat();
    let list = DocBuilder { modifier: 1, shared, ..plain };
    assert_eq!(shown(&list), ["0,0 "]);
}

#[test]
fn files_that_cannot_be_read_are_errors() {
    let made = || DocBuilder::of(&[("甲\r", &[])]);
    let error = |made: DocBuilder| read(&made.bytes()).unwrap_err();
    assert_eq!(
        error(DocBuilder { flags: 0x0100, ..made() }),
        ReadError::Encrypted(Some(Format::Doc))
    );
    let old = Fixed { zh: "Word 6.0/95 文档", en: "a Word 6.0/95 document" };
    assert_eq!(error(DocBuilder { version: 0x0068, ..made() }), ReadError::Unknown(Some(old)));
    // The other table stream is missing.
    assert!(matches!(error(DocBuilder { flags: 0x0200, ..made() }), ReadError::Broken { .. }));
    assert_eq!(read(&DocBuilder::of(&[("\r", &[])]).bytes()), Ok(Document::default()));
}

#[test]
fn limits_hold() {
    let deep = [&IN_TABLE[..], &[0x49, 0x66, 200, 0, 0, 0]].concat();
    let made = DocBuilder::of(&[("甲\r", &deep)]);
    assert_eq!(read(&made.bytes()), Err(ReadError::TooLarge(Limits::DEFAULT.table_depth)));
    let mut limits = Limits::DEFAULT;
    limits.blocks.most = 9;
    let made = DocBuilder::default().packed(&"\r".repeat(10)).bytes();
    let result = read_with(&made, &Options { limits, ..Options::default() });
    assert_eq!(result, Err(ReadError::TooLarge(limits.blocks)));
}

/// Reads the streams of a file without its container.
fn read_streams(streams: &Streams) -> Result<Document, ReadError> {
    let fib = fib::Fib::read(&streams.main)?;
    body::read(&fib, &streams.main, &streams.table, &[], &Limits::DEFAULT)
}

#[test]
fn streams_may_end_or_be_damaged_anywhere() {
    let mut made = row(DocBuilder::of(&[("前\r", &[])]), &["甲", "乙"], &[0, 900, 2000], &[0, 0]);
    made = made.packed("end\r").end(&[]);
    let whole = read_streams(&made.streams()).unwrap();
    assert_eq!(show(&whole), ["前", "0,0 甲 | 0,1 乙", "end"]);
    for length in 0..made.streams().main.len() {
        let Streams { main, table } = made.streams();
        let _ = read_streams(&Streams { main: main[..length].to_vec(), table });
    }
    for length in 0..made.streams().table.len() {
        let Streams { main, table } = made.streams();
        let part = read_streams(&Streams { main, table: table[..length].to_vec() }).unwrap();
        let said = part.remarks.iter().any(|remark| remark.kind == RemarkKind::Unfinished);
        assert!(said || show(&part).concat().contains("end"), "cut at {length}");
    }
    for at in 0..made.streams().table.len() {
        for value in [0x00, 0x01, 0x7F, 0xFF] {
            let mut streams = made.streams();
            streams.table[at] ^= value;
            let _ = read_streams(&streams);
        }
    }
    for at in (0..made.streams().main.len()).filter(|at| made.streams().main[*at] != 0) {
        let mut streams = made.streams();
        streams.main[at] ^= 0xFF;
        let _ = read_streams(&streams);
    }
}

#[test]
fn a_file_truncated_or_damaged_anywhere_does_not_panic() {
    let bytes = fixture("yunhu-weather-2032.doc");
    let whole = read(&bytes).unwrap().blocks.len();
    for length in (0..bytes.len()).step_by(256) {
        if let Ok(part) = read(&bytes[..length]) {
            assert!(part.blocks.len() <= whole, "cut at {length}");
        }
    }
    for at in (0..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0xFF;
        let _ = read(&flipped);
    }
}
