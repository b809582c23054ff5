//! Reads damaged files of every format: each gives a document or an error, and no panic.
//!
//! The damage is the same in every run. The fuzz targets search for more of it.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails the test"
)]

mod common;

use cfb::CompoundFile;
use document::Table;
use readers::{ReadError, read};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The most time for reading one of these small files, with a large margin for busy machines.
const MAX_TIME: Duration = Duration::from_secs(10);

/// The largest size of a file that is cut at every length.
const SMALL: usize = 1 << 10;

/// A pseudo-random number generator: xorshift, after Marsaglia.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0)
    }

    /// Returns a number below `most`, which is not zero.
    fn below(&mut self, most: usize) -> usize {
        self.next() % most.max(1)
    }
}

/// Reads a file and checks the document or the error.
fn try_reading(bytes: &[u8], what: &str) {
    let start = Instant::now();
    match read(bytes) {
        Ok(document) => document.tables().for_each(|table| assert_sound(table, what)),
        Err(ReadError::Broken { part, reason, .. }) => {
            assert!(!part.is_empty() && !reason.is_empty(), "{what} says neither where nor why");
        }
        Err(_) => {}
    }
    assert!(start.elapsed() < MAX_TIME, "{what} takes {:?}", start.elapsed());
}

/// Checks that the cells are in reading order and inside the table.
fn assert_sound(table: &Table, what: &str) {
    let mut last = None;
    for cell in &table.cells {
        let at = (cell.row, cell.column);
        assert!(last.replace(at) < Some(at), "{what}: the order at {at:?}");
        assert!(cell.row_span > 0 && cell.column_span > 0, "{what}: no extent at {at:?}");
        let inside = cell.row + cell.row_span <= table.rows
            && cell.column + cell.column_span <= table.columns;
        assert!(inside, "{what}: outside at {at:?}");
    }
}

/// Returns the bytes with one to three kinds of damage, chosen by the generator.
fn damage(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    for _ in 0..=numbers.below(3) {
        let (at, kind) = (numbers.below(damaged.len()), numbers.below(6));
        let length = numbers.below(64).min(damaged.len() - at);
        let part: Vec<u8> = damaged[at..at + length].to_vec();
        match kind {
            0 => {
                if let Some(byte) = damaged.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
            1 => damaged.iter_mut().skip(at).take(8).for_each(|byte| *byte = 0xFF),
            2 => damaged.truncate(at),
            3 => drop(damaged.drain(at..at + length)),
            4 => {
                let to = numbers.below(damaged.len());
                damaged.splice(to..to, part.repeat(1 + numbers.below(200)));
            }
            _ => {
                let to = numbers.below(damaged.len() - length + 1);
                damaged.splice(to..to + length, part);
            }
        }
    }
    damaged
}

/// Cuts and damages `part`, and reads each file that `pack` makes of it.
fn try_all(part: &[u8], times: usize, what: &str, pack: impl Fn(&[u8]) -> Vec<u8>) {
    try_reading(&pack(part), what);
    let step = if part.len() <= SMALL { 1 } else { 1 << 10 };
    for length in (0..part.len()).step_by(step) {
        try_reading(&pack(&part[..length]), &format!("{what} cut at {length}"));
    }
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..times {
        try_reading(&pack(&damage(part, &mut numbers)), &format!("{what} damaged, round {round}"));
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::unwrap_used, reason = "a missing example fails the test")]
fn own(path: &str) -> Vec<u8> {
    std::fs::read(root().join(path)).unwrap()
}

/// Returns one part of a Word file of the project.
#[expect(clippy::unwrap_used, reason = "a missing part fails the test")]
fn word_part(name: &str) -> Vec<u8> {
    let file = own("examples/chengxi-archives-2031.docx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut content).unwrap();
    content
}

#[test]
fn text() {
    for name in ["of-which", "total-first", "unknown-row", "three-public-columns"] {
        try_all(&own(&format!("fixtures/layouts/{name}/document.txt")), 900, name, <[u8]>::to_vec);
    }
}

#[test]
fn web_pages() {
    let page = own("fixtures/layouts/html-merged/document.html");
    try_all(&page, 1500, "page", <[u8]>::to_vec);
}

#[test]
fn word_files() {
    let file = own("examples/chengxi-archives-2031.docx");
    try_all(&file, 200, "package", <[u8]>::to_vec);
    try_all(&word_part("word/document.xml"), 100, "document", |part| common::docx(part, &[]));
    let body = b"<w:document><w:p><w:pPr><w:pStyle w:val='1'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:document>";
    let styles = word_part("word/styles.xml");
    try_all(&styles, 100, "styles", |part| common::docx(body, &[("word/styles.xml", part)]));
}

#[test]
fn small_word_files() {
    let body = "<w:document><w:body><w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>甲</w:t><w:tab/></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1.00</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl></w:body></w:document>";
    let numbering = "<n><abstractNum abstractNumId='0'><lvl ilvl='0'><start val='3'/><numFmt val='chineseCounting'/><lvlText val='%1、'/></lvl></abstractNum>\
        <num numId='1'><abstractNumId val='0'/><lvlOverride ilvl='0'><startOverride val='2'/></lvlOverride></num></n>";
    try_all(body.as_bytes(), 1500, "body", |part| {
        common::docx(part, &[("word/numbering.xml", numbering.as_bytes())])
    });
    try_all(numbering.as_bytes(), 1000, "numbering", |part| {
        common::docx(body.as_bytes(), &[("word/numbering.xml", part)])
    });
}

#[test]
fn workbooks() {
    let sheet = "<w><cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>71.2</v></c></row>\
        <row hidden='1'><c t='inlineStr'><is><t>甲</t></is></c></row><row><c t='str'><f>A1</f><v>乙</v></c><c s='2'><v>45000</v></c><c><f>B1</f></c></row></sheetData>\
        <mergeCells><mergeCell ref='A1:B2'/></mergeCells></w>";
    let strings =
        "<sst><si><t>科目_x000D_</t></si><si><r><t>乙</t></r><rPh><t>x</t></rPh></si></sst>";
    let styles = "<s><numFmts><numFmt numFmtId='176' formatCode='[Red]#,##0.00_ ;\\-0.0E+0;[h]:mm:ss.0;@'/></numFmts>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='31'/></cellXfs></s>";
    let pack = |sheet: &[u8], strings: &[u8], styles: &[u8]| {
        common::xlsx(sheet, &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)])
    };
    let (a, b, c) = (sheet.as_bytes(), strings.as_bytes(), styles.as_bytes());
    try_all(a, 1500, "sheet", |part| pack(part, b, c));
    try_all(b, 200, "strings", |part| pack(a, part, c));
    try_all(c, 1500, "styles", |part| pack(a, b, part));
    try_all(&pack(a, b, c), 1500, "workbook", <[u8]>::to_vec);
}

#[test]
fn open_documents() {
    let content = "<document-content><style name='h'><table-properties display='false'/></style><table name='表'>\
        <table-column number-columns-repeated='3' visibility='collapse'/><table-row number-rows-repeated='2'>\
        <table-cell number-columns-spanned='2' number-rows-spanned='2' value-type='float' value='1.5'><p>1.50<s c='3'/></p></table-cell>\
        <covered-table-cell/><table-cell number-columns-repeated='4'><p>甲</p><p>乙</p></table-cell></table-row></table></document-content>";
    try_all(content.as_bytes(), 2000, "content", common::ods);
}

#[test]
fn a_part_named_by_many_sheets_is_read_once() {
    let sheet = "<w><row><c><v>1</v></c><c><v>2</v></c></row></w>";
    let workbook = "<w><sheet name='a' r:id='a'/><sheet name='b' r:id='a'/></w>";
    let relations = "<r><Relationship Id='a' Type='x/worksheet' Target='sheet1.xml'/></r>";
    let file = common::zip(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sheet1.xml", sheet.as_bytes()),
    ]);
    assert!(read(&file).is_ok_and(|document| document.tables().count() == 1));
}

/// Returns a record of an Excel 97 workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap_or(0);
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

#[test]
fn workbooks_of_1997() {
    let start = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0]);
    let globals = |sheet: usize| {
        let place = u32::try_from(sheet).unwrap_or(0).to_le_bytes();
        [
            start(5),
            record(0x041E, b"\xB0\x00\x04\x00\x000.00"),
            record(0x00E0, &[0, 0, 0xB0, 0, 0, 0]),
            record(0x0085, &[&place[..], &[0, 0, 1, 0, b's']].concat()),
            record(0x00FC, b"\x01\0\0\0\x01\0\0\0\x02\0\x01\x2D\x4E\x2D\x4E"),
            record(0x000A, b""),
        ]
        .concat()
    };
    let sheet = [
        start(0x10),
        record(0x00FD, b"\0\0\0\0\0\0\0\0\0\0"),
        record(0x0203, b"\0\0\x01\0\0\0\0\0\0\0\0\0\xF0\x3F"),
        record(0x00BD, b"\x01\0\0\0\0\0\x06\0\0\0\0\0\x0A\0\0\0\x01\0"),
        record(0x0006, b"\x02\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\0\0"),
        record(0x0207, b"\x01\0\0x"),
        record(0x00E5, b"\x01\0\0\0\x01\0\0\0\x01\0"),
        record(0x000A, b""),
    ]
    .concat();
    let stream = [globals(globals(0).len()), sheet].concat();
    let document = read(&xls(&stream));
    assert!(document.is_ok_and(|document| document.tables().count() == 1), "the sample is sound");
    try_all(&stream, 3000, "stream", xls);
}

#[test]
fn the_corpus_cut_short() {
    let folder = root().join("../shared/corpus");
    let files = files(&folder);
    if files.is_empty() {
        println!("skipped: no corpus");
    }
    for path in files {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        // The larger a file, the longer each prefix takes, and the fewer are read.
        let step = (bytes.len() / PREFIXES).max(1 << 10);
        for length in (0..bytes.len()).step_by(step) {
            try_reading(&bytes[..length], &format!("{} cut at {length}", path.display()));
        }
    }
}

/// The most prefixes of a file of the corpus that are read.
const PREFIXES: usize = 64;

/// Returns all files in a folder and below, in order, or none if it is missing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Returns an Excel 97 workbook with this stream.
fn xls(stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook").unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}
