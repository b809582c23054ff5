//! Small packages of every kind, for tests of what is in them.
#![expect(clippy::unwrap_used, reason = "a package that cannot be built fails the test")]

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A zip container with these members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file with this main part.
pub fn docx(document: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&[&[("word/document.xml", document)], more].concat())
}

/// A workbook with this sheet.
pub fn xlsx(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let workbook = "<workbook><sheets><sheet name='表' r:id='a'/></sheets></workbook>";
    let relations = "<r><Relationship Id='a' Type='x/worksheet' Target='sheet1.xml'/></r>";
    let members = [
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sheet1.xml", sheet),
    ];
    zip(&[&members, more].concat())
}

/// An OpenDocument spreadsheet with this content.
pub fn ods(content: &[u8]) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ])
}
