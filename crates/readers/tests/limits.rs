//! Exceeds each limit: the error names it, and no more memory is used than it allows.

mod common;

use document::Document;
use readers::limits::{self, Limit};
use readers::{ReadError, read};

fn docx(body: &str, more: &[(&str, &str)]) -> Result<Document, ReadError> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    read(&common::docx(body.as_bytes(), &bytes(more)))
}

fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Result<Document, ReadError> {
    read(&common::xlsx(sheet.as_bytes(), &bytes(more)))
}

fn ods(content: &str) -> Result<Document, ReadError> {
    read(&common::ods(format!("<document-content>{content}</document-content>").as_bytes()))
}

fn bytes<'m>(members: &[(&'m str, &'m str)]) -> Vec<(&'m str, &'m [u8])> {
    members.iter().map(|(name, content)| (*name, content.as_bytes())).collect()
}

fn html(body: &str) -> Result<Document, ReadError> {
    read(format!("<html>{body}").as_bytes())
}

#[track_caller]
#[expect(clippy::panic, reason = "this is an assertion")]
fn exceeds(result: Result<Document, ReadError>, limit: Limit) {
    match result {
        Err(ReadError::TooLarge(found)) => assert_eq!(found, limit),
        Err(error) => panic!("{error}"),
        Ok(document) => panic!("{} blocks", document.blocks.len()),
    }
}

fn one_more_than(limit: Limit) -> usize {
    limit.most as usize + 1
}

#[test]
fn file_bytes() {
    exceeds(read(&vec![0; one_more_than(limits::FILE_BYTES)]), limits::FILE_BYTES);
}

#[test]
fn a_part_that_says_it_is_too_large() {
    let mut file = common::docx(b"<d/>", &[]);
    let directory = memchr::memmem::find(&file, b"PK\x01\x02").unwrap();
    // The decompressed size is at offset 24 of an entry of the directory.
    let size = u32::try_from(one_more_than(limits::MEMBER_BYTES)).unwrap();
    file[directory + 24..directory + 28].copy_from_slice(&size.to_le_bytes());
    exceeds(read(&file), limits::MEMBER_BYTES);
}

#[test]
fn a_zip_bomb() {
    let blanks = " ".repeat(usize::try_from(limits::RATIO_FREE_BYTES).unwrap() + 1);
    exceeds(docx(&blanks, &[]), limits::MEMBER_RATIO);
    let blanks = " ".repeat(usize::try_from(limits::RATIO_FREE_BYTES).unwrap() - 100);
    assert_eq!(docx(&blanks, &[]), Ok(Document::default()));
}

#[test]
fn members_of_a_container() {
    let file = [&b"PK\x03\x04"[..], &b"PK\x01\x02".repeat(one_more_than(limits::MEMBERS))].concat();
    exceeds(read(&file), limits::MEMBERS);
    let sheets = "<sheet r:id='a'/>".repeat(one_more_than(limits::MEMBERS));
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    exceeds(read(&common::zip(&[("xl/workbook.xml", workbook.as_bytes())])), limits::MEMBERS);
}

#[test]
fn elements_in_elements() {
    let deep = "<x>".repeat(one_more_than(limits::ELEMENT_DEPTH));
    exceeds(docx(&deep, &[]), limits::ELEMENT_DEPTH);
    exceeds(xlsx(&deep, &[]), limits::ELEMENT_DEPTH);
    exceeds(ods(&deep), limits::ELEMENT_DEPTH);
    // Web pages are not read as trees, so nesting costs nothing.
    assert_eq!(html(&"<div>".repeat(1_000_000)), Ok(Document::default()));
}

#[test]
fn definitions() {
    let many = |one: &dyn Fn(usize) -> String| -> String {
        (0..one_more_than(limits::DEFINITIONS)).map(one).collect()
    };
    let styles = format!("<s>{}</s>", many(&|id| format!("<style styleId='{id}'/>")));
    exceeds(docx("", &[("word/styles.xml", &styles)]), limits::DEFINITIONS);
    let outlines = many(&|id| format!("<abstractNum abstractNumId='{id}'/>"));
    exceeds(
        docx("", &[("word/numbering.xml", &format!("<n>{outlines}</n>"))]),
        limits::DEFINITIONS,
    );
    let lists = many(&|id| format!("<num numId='{id}'/>"));
    exceeds(docx("", &[("word/numbering.xml", &format!("<n>{lists}</n>"))]), limits::DEFINITIONS);
    let formats = many(&|id| format!("<numFmt numFmtId='{id}' formatCode='0'/>"));
    let styles = format!("<s><numFmts>{formats}</numFmts></s>");
    exceeds(xlsx("<w/>", &[("xl/styles.xml", &styles)]), limits::DEFINITIONS);
}

#[test]
fn patterns_are_cut() {
    let level = format!("<lvl ilvl='0'><lvlText val='{}'/></lvl>", "甲".repeat(1_000));
    let numbering = format!(
        "<n><abstractNum abstractNumId='0'>{level}</abstractNum><num numId='1'><abstractNumId val='0'/></num></n>"
    );
    let body = "<p><pPr><numPr><numId val='1'/></numPr></pPr></p>";
    let document = docx(body, &[("word/numbering.xml", &numbering)]).unwrap();
    assert_eq!(document.paragraphs().next().unwrap().text, "甲".repeat(limits::PATTERN));
}

#[test]
fn a_text_too_long_for_its_format_is_shown_as_it_is() {
    let styles = "<s><numFmts><numFmt numFmtId='200' formatCode='@@'/></numFmts>\
        <cellXfs><xf numFmtId='200'/></cellXfs></s>";
    let shown = |text: &str| {
        let sheet = format!("<w><row><c s='0' t='str'><v>{text}</v></c></row></w>");
        let document = xlsx(&sheet, &[("xl/styles.xml", styles)]).unwrap();
        document.paragraphs().next().unwrap().text.clone()
    };
    assert_eq!(shown("甲"), "甲甲");
    let long = "x".repeat(limits::FORMATTED_BYTES + 1);
    assert_eq!(shown(&long).len(), long.len());
}

#[test]
fn tables_in_tables_and_boxes_in_boxes() {
    let table = "<tbl><tr><tc>".repeat(one_more_than(limits::TABLE_DEPTH));
    exceeds(docx(&table, &[]), limits::TABLE_DEPTH);
    exceeds(
        html(&"<table><tr><td>".repeat(one_more_than(limits::TABLE_DEPTH))),
        limits::TABLE_DEPTH,
    );
    let boxed = "<p>".repeat(one_more_than(limits::PARAGRAPH_DEPTH) + 1);
    exceeds(docx(&boxed, &[]), limits::PARAGRAPH_DEPTH);
}

#[test]
fn cells() {
    let row = format!("<tr>{}", "<td>".repeat(10_000));
    let rows = one_more_than(limits::CELLS).div_ceil(10_000);
    exceeds(html(&format!("<table>{}", row.repeat(rows))), limits::CELLS);
    let row = "<table-row number-rows-repeated='1000000'><table-cell number-columns-repeated='9'><p>1</p>";
    exceeds(ods(&format!("<table>{row}</table-cell></table-row></table>")), limits::CELLS);
    let far = "<w><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>1</v></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>2</v></c></row></w>";
    exceeds(xlsx(far, &[]), limits::CELLS);
    // A remark takes as much memory as a cell.
    let formulas = "<c><f/></c>".repeat(one_more_than(limits::CELLS));
    exceeds(xlsx(&format!("<w><row>{formulas}</row></w>"), &[]), limits::CELLS);
}

#[test]
fn rows_and_columns() {
    let rows = "<tr>".repeat(one_more_than(limits::ROWS));
    exceeds(html(&format!("<table><tr><td>x{rows}")), limits::ROWS);
    exceeds(docx(&format!("<tbl>{}", rows.replace('>', "/>")), &[]), limits::ROWS);
    let columns = "<td>".repeat(one_more_than(limits::COLUMNS));
    exceeds(html(&format!("<table><tr>{columns}")), limits::COLUMNS);
    let wide = "<tc><tcPr><gridSpan val='4000000000'/></tcPr></tc>".repeat(17);
    exceeds(docx(&format!("<tbl><tr>{wide}"), &[]), limits::COLUMNS);
    let before = "<trPr><gridBefore val='4000000000'/></trPr>".repeat(20);
    exceeds(docx(&format!("<tbl><tr>{before}<tc/></tr></tbl>"), &[]), limits::COLUMNS);
    let repeated = "<table-cell number-columns-repeated='4000000000'><p>1</p></table-cell>";
    exceeds(ods(&format!("<table><table-row>{repeated}</table-row></table>")), limits::COLUMNS);
    let line = "甲\t".repeat(one_more_than(limits::COLUMNS));
    exceeds(read(format!("{line}乙\n{line}乙\n").as_bytes()), limits::COLUMNS);
}

#[test]
fn spans_are_clamped() {
    let document = html("<table><tr><td colspan=99999 rowspan=99999>x<tr><td>y</table>").unwrap();
    let cell = &document.tables().next().unwrap().cells[0];
    assert_eq!((cell.column_span, cell.row_span), (limits::SPAN, 2));
}

#[test]
fn blocks() {
    let count = one_more_than(limits::BLOCKS);
    exceeds(html(&"<p>x".repeat(count)), limits::BLOCKS);
    exceeds(read("x\n".repeat(count + 1).as_bytes()), limits::BLOCKS);
    // Paragraphs inside a cell count too.
    exceeds(docx(&format!("<tbl><tr><tc>{}", "<p/>".repeat(count)), &[]), limits::BLOCKS);
}

#[test]
fn text_bytes() {
    let long = "x".repeat(16 << 20);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(16);
    exceeds(
        xlsx(&format!("<w>{cells}</w>"), &[("xl/sharedStrings.xml", &strings)]),
        limits::TEXT_BYTES,
    );
    // One cell repeated over a row, and spaces given by their number.
    let wide = format!("<table-cell number-columns-repeated='16000'><p>{long}</p></table-cell>");
    exceeds(ods(&format!("<table><table-row>{wide}</table-row></table>")), limits::TEXT_BYTES);
    let blanks = "<s c='1000'/>".repeat(300_000);
    let cell = format!("<table-cell><p>{blanks}</p></table-cell>");
    exceeds(ods(&format!("<table><table-row>{cell}</table-row></table>")), limits::TEXT_BYTES);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    let body = "<w:document><w:p><w:t>甲&b;&b;乙</w:t></w:p></w:document>";
    let document = read(&common::docx(format!("{bomb}{body}").as_bytes(), &[])).unwrap();
    assert_eq!(document.paragraphs().next().unwrap().text, "甲乙");
}
