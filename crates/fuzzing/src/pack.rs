//! Valid packages around parts that may be invalid.

#![expect(clippy::expect_used, reason = "writing into memory does not fail")]

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The list of sheets of a workbook with one sheet.
pub const WORKBOOK: &str = "<workbook><sheets><sheet name='表' r:id='a'/></sheets></workbook>";

/// The list of sheets of a ledger; all sheets are the same part.
pub const LEDGER: &str = "<workbook><sheets><sheet name='基本情况' r:id='a'/><sheet name='单位' r:id='a'/>\
    <sheet name='收支明细' r:id='a'/><sheet name='项目' r:id='a'/></sheets></workbook>";

const RELATIONS: &str =
    "<r><Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/></r>";

/// The entry part of an OFD file.
pub const OFD: &str = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' Version='1.0' DocType='OFD'>\
    <ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";

/// An OFD document with one page.
pub const OFD_DOCUMENT: &str = "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'>\
    <ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
    <ofd:TemplatePage ID='9' BaseLoc='Tpls/Tpl_0/Content.xml'/></ofd:CommonData>\
    <ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>";

/// Splits an input at zero bytes into a number of parts; missing parts are empty.
pub fn parts<const COUNT: usize>(data: &[u8]) -> [&[u8]; COUNT] {
    let mut found = data.splitn(COUNT, |byte| *byte == 0);
    std::array::from_fn(|_| found.next().unwrap_or_default())
}

/// Returns a workbook with these parts.
pub fn xlsx(sheet: &[u8], strings: &[u8], styles: &[u8], workbook: &[u8]) -> Vec<u8> {
    zip(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}

/// Returns a binary workbook with one sheet.
pub fn xlsb(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    // The record of a sheet: visible, with the number 1, the relationship `a` and the name `a`.
    let list = b"\x9C\x01\x14\0\0\0\0\x01\0\0\0\x01\0\0\0a\0\x01\0\0\0a\0";
    let relations = "<r><Relationship Id='a' Target='sheet1.bin'/></r>";
    zip(&[
        ("xl/workbook.bin", list),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/sheet1.bin", sheet),
        ("xl/sharedStrings.bin", strings),
        ("xl/styles.bin", styles),
    ])
}

/// Returns a zip container with these members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in members {
        writer.start_file(*name, options).expect("a member may begin");
        writer.write_all(content).expect("memory takes every byte");
    }
    writer.finish().expect("memory takes every byte").into_inner()
}

/// Returns a compound file with these streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a new container");
    for (name, content) in streams {
        let mut stream = file.create_stream(name).expect("a new stream");
        stream.write_all(content).expect("memory takes every byte");
    }
    file.into_inner().into_inner()
}

/// Escapes a character for an XML attribute.
pub fn escape(letter: char) -> String {
    match letter {
        '&' => "&amp;".into(),
        '<' => "&lt;".into(),
        '\'' => "&apos;".into(),
        _ => letter.into(),
    }
}
