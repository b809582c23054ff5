//! Builds small packages of every format.
#![expect(clippy::unwrap_used, reason = "a package that cannot be built fails the test")]

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Returns a zip container with these members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns a Word file with this main part and other members.
pub fn docx(document: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&[&[("word/document.xml", document)], more].concat())
}

/// Returns a workbook with this sheet and other members.
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

/// Returns an OpenDocument spreadsheet with this content.
pub fn ods(content: &[u8]) -> Vec<u8> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ])
}
