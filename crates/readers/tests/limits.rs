//! Exceeds each limit, lowered so that a small file does: the error names it. Within the default
//! limits the same files can be read.

mod common;

use document::Document;
use readers::limits::{FORMATTED_BYTES, Limit, PATTERN, SPAN};
use readers::{Limits, Options, ReadError, read, read_with};

/// Chooses one of the limits.
type Which = fn(&mut Limits) -> &mut Limit;

fn within(bytes: &[u8], limits: Limits) -> Result<Document, ReadError> {
    read_with(bytes, &Options { limits, ..Options::default() })
}

#[track_caller]
fn exceeds(bytes: &[u8], which: Which, most: u64) {
    exceeds_of(bytes, Limits::DEFAULT, which, most);
    let result = read(bytes);
    assert!(result.is_ok(), "{result:?}");
}

#[track_caller]
fn exceeds_of(bytes: &[u8], mut limits: Limits, which: Which, most: u64) {
    let limit = which(&mut limits);
    limit.most = most;
    let limit = *limit;
    assert_eq!(within(bytes, limits), Err(ReadError::TooLarge(limit)));
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    common::docx(body.as_bytes(), &bytes(more))
}

fn xlsx(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    common::xlsx(sheet.as_bytes(), &bytes(more))
}

fn ods(content: &str) -> Vec<u8> {
    common::ods(format!("<document-content>{content}</document-content>").as_bytes())
}

fn bytes<'m>(members: &[(&'m str, &'m str)]) -> Vec<(&'m str, &'m [u8])> {
    members.iter().map(|(name, content)| (*name, content.as_bytes())).collect()
}

fn html(body: &str) -> Vec<u8> {
    format!("<html>{body}").into_bytes()
}

#[test]
fn file_bytes() {
    exceeds("eleven byte".as_bytes(), |it| &mut it.file_bytes, 10);
}

#[test]
fn a_part_that_says_it_is_too_large() {
    let mut file = common::docx(b"<d/>", &[]);
    let directory = memchr::memmem::find(&file, b"PK\x01\x02").unwrap();
    // The decompressed size is at offset 24 of an entry of the directory.
    file[directory + 24..directory + 28].copy_from_slice(&1_001_u32.to_le_bytes());
    exceeds(&file, |it| &mut it.member_bytes, 1_000);
}

#[test]
fn a_part_that_is_too_large() {
    let words = "<w:p>x</w:p>".repeat(100);
    exceeds(&docx(&words, &[]), |it| &mut it.member_bytes, 1_000);
}

#[test]
fn a_zip_bomb() {
    let limits = Limits { ratio_free_bytes: 10_000, ..Limits::DEFAULT };
    exceeds_of(&docx(&" ".repeat(100_000), &[]), limits, |it| &mut it.member_ratio, 100);
    let below = docx(&" ".repeat(9_000), &[]);
    assert_eq!(within(&below, limits), Ok(Document::default()));
}

#[test]
fn members_of_a_container() {
    let parts: Vec<(String, &[u8])> = (0..9).map(|n| (format!("{n}.xml"), &b""[..])).collect();
    let parts: Vec<_> = parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    exceeds(&common::docx(b"<d/>", &parts), |it| &mut it.members, 9);
    let sheets = "<sheet r:id='a'/>".repeat(9);
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let workbook = common::zip(&[("xl/workbook.xml", workbook.as_bytes())]);
    exceeds(&workbook, |it| &mut it.members, 8);
}

#[test]
fn bytes_of_a_container() {
    let styles = format!("<s>{}</s>", " ".repeat(800));
    let file = docx("", &[("word/styles.xml", &styles), ("word/numbering.xml", &styles)]);
    exceeds(&file, |it| &mut it.container_bytes, 1_000);
}

#[test]
fn elements_in_elements() {
    let deep = "<x>".repeat(50);
    for file in [docx(&deep, &[]), xlsx(&deep, &[]), ods(&deep)] {
        exceeds_of(&file, Limits::DEFAULT, |it| &mut it.element_depth, 49);
    }
    // The reader of web pages builds no tree, so nesting costs nothing there.
    assert_eq!(read(&html(&"<div>".repeat(1_000_000))), Ok(Document::default()));
}

#[test]
fn definitions() {
    let many = |one: &dyn Fn(usize) -> String| -> String { (0..9).map(one).collect() };
    let styles = format!("<s>{}</s>", many(&|id| format!("<style styleId='{id}'/>")));
    let outlines = many(&|id| format!("<abstractNum abstractNumId='{id}'/>"));
    let lists = many(&|id| format!("<num numId='{id}'/>"));
    let formats = many(&|id| format!("<numFmt numFmtId='{id}' formatCode='0'/>"));
    for file in [
        docx("", &[("word/styles.xml", &styles)]),
        docx("", &[("word/numbering.xml", &format!("<n>{outlines}</n>"))]),
        docx("", &[("word/numbering.xml", &format!("<n>{lists}</n>"))]),
        xlsx("<w/>", &[("xl/styles.xml", &format!("<s><numFmts>{formats}</numFmts></s>"))]),
    ] {
        exceeds(&file, |it| &mut it.definitions, 8);
    }
}

#[test]
fn patterns_are_cut() {
    let level = format!("<lvl ilvl='0'><lvlText val='{}'/></lvl>", "甲".repeat(1_000));
    let numbering = format!(
        "<n><abstractNum abstractNumId='0'>{level}</abstractNum><num numId='1'><abstractNumId val='0'/></num></n>"
    );
    let body = "<p><pPr><numPr><numId val='1'/></numPr></pPr></p>";
    let document = read(&docx(body, &[("word/numbering.xml", &numbering)])).unwrap();
    assert_eq!(document.paragraphs().next().unwrap().text, "甲".repeat(PATTERN));
}

#[test]
fn a_text_too_long_for_its_format_is_shown_as_it_is() {
    let styles = "<s><numFmts><numFmt numFmtId='200' formatCode='@@'/></numFmts>\
        <cellXfs><xf numFmtId='200'/></cellXfs></s>";
    let shown = |text: &str| {
        let sheet = format!("<w><row><c s='0' t='str'><v>{text}</v></c></row></w>");
        let document = read(&xlsx(&sheet, &[("xl/styles.xml", styles)])).unwrap();
        document.paragraphs().next().unwrap().text.clone()
    };
    assert_eq!(shown("甲"), "甲甲");
    let long = "x".repeat(FORMATTED_BYTES + 1);
    assert_eq!(shown(&long).len(), long.len());
}

#[test]
fn tables_in_tables_and_boxes_in_boxes() {
    let (tables, cells) = ("<tbl><tr><tc>".repeat(5), "</tc></tr></tbl>".repeat(5));
    exceeds(&docx(&format!("{tables}{cells}"), &[]), |it| &mut it.table_depth, 4);
    exceeds(&html(&"<table><tr><td>".repeat(5)), |it| &mut it.table_depth, 4);
    let boxes = "<p>".repeat(6) + &"</p>".repeat(6);
    exceeds(&docx(&boxes, &[]), |it| &mut it.paragraph_depth, 4);
}

#[test]
fn tables_and_boxes_of_the_default_depth_fit_the_depth_of_elements() {
    let most = Limits::DEFAULT.table_depth.most as usize;
    let deep = |tables| docx(&"<tbl><tr><tc>".repeat(tables), &[]);
    assert!(read(&deep(most)).is_ok());
    let error = Err(ReadError::TooLarge(Limits::DEFAULT.table_depth));
    assert_eq!(read(&deep(most + 1)), error);
}

#[test]
fn cells() {
    let row = format!("<tr>{}", "<td>x".repeat(10));
    exceeds(&html(&format!("<table>{}", row.repeat(2))), |it| &mut it.cells, 19);
    let row =
        "<table-row number-rows-repeated='10'><table-cell number-columns-repeated='9'><p>1</p>";
    let table = format!("<table>{row}</table-cell></table-row></table>");
    exceeds(&ods(&table), |it| &mut it.cells, 89);
    // What is remarked about a cell takes memory like a cell.
    let row = format!("<row><c><v>1</v></c>{}</row>", "<c><f/></c>".repeat(10));
    exceeds(&xlsx(&format!("<w>{row}</w>"), &[]), |it| &mut it.cells, 10);
    // Blank cells are cells, and few filled ones may make a huge table.
    let far = "<w><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>1</v></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>2</v></c></row></w>";
    assert_eq!(read(&xlsx(far, &[])), Err(ReadError::TooLarge(Limits::DEFAULT.cells)));
}

#[test]
fn rows() {
    let rows = "<tr>".repeat(10);
    exceeds(&html(&format!("<table><tr><td>x{rows}")), |it| &mut it.rows, 10);
    let rows = rows.replace('>', "/>");
    exceeds(&docx(&format!("<tbl>{rows}</tbl>"), &[]), |it| &mut it.rows, 9);
}

#[test]
fn columns() {
    let which: Which = |it| &mut it.columns;
    exceeds(&html(&format!("<table><tr>{}", "<td>".repeat(10))), which, 9);
    let line = "甲\t".repeat(10);
    exceeds(format!("{line}乙\n{line}乙\n").as_bytes(), which, 9);
    // Numbers in attributes ask for more than any limit.
    let wide = "<tc><tcPr><gridSpan val='4000000000'/></tcPr></tc>".repeat(17);
    let before = "<trPr><gridBefore val='4000000000'/></trPr>".repeat(20);
    let repeated = "<table-cell number-columns-repeated='4000000000'><p>1</p></table-cell>";
    for file in [
        docx(&format!("<tbl><tr>{wide}"), &[]),
        docx(&format!("<tbl><tr>{before}<tc/></tr></tbl>"), &[]),
        ods(&format!("<table><table-row>{repeated}</table-row></table>")),
    ] {
        assert_eq!(read(&file), Err(ReadError::TooLarge(Limits::DEFAULT.columns)));
    }
}

#[test]
fn spans_are_clamped() {
    let document =
        read(&html("<table><tr><td colspan=99999 rowspan=99999>x<tr><td>y</table>")).unwrap();
    let cell = &document.tables().next().unwrap().cells[0];
    assert_eq!((cell.column_span, cell.row_span), (SPAN, 2));
}

#[test]
fn blocks() {
    let which: Which = |it| &mut it.blocks;
    exceeds(&html(&"<p>x".repeat(10)), which, 9);
    exceeds("x\n".repeat(11).as_bytes(), which, 9);
    // Paragraphs inside a cell take memory as well.
    let cell = format!("<tbl><tr><tc>{}</tc></tr></tbl>", "<p/>".repeat(9));
    exceeds(&docx(&cell, &[]), which, 9);
}

#[test]
fn text_bytes() {
    let which: Which = |it| &mut it.text_bytes;
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100));
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(3);
    let repeated = xlsx(&format!("<w>{cells}</w>"), &[("xl/sharedStrings.xml", &strings)]);
    exceeds(&repeated, which, 399);
    // One cell repeated over a row, and blanks by their number.
    let wide =
        format!("<table-cell number-columns-repeated='9'><p>{}</p></table-cell>", "x".repeat(9));
    exceeds(&ods(&format!("<table><table-row>{wide}</table-row></table>")), which, 80);
    let blanks = format!("<table-cell><p>x{}x</p></table-cell>", "<s c='1000'/>".repeat(3));
    exceeds(&ods(&format!("<table><table-row>{blanks}</table-row></table>")), which, 2_900);
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    let body = "<w:document><w:p><w:t>甲&b;&b;乙</w:t></w:p></w:document>";
    let document = read(&common::docx(format!("{bomb}{body}").as_bytes(), &[])).unwrap();
    assert_eq!(document.paragraphs().next().unwrap().text, "甲乙");
}

#[test]
fn limits_of_rtf() {
    let rtf = |body: &str| format!("{{\\rtf1 {body}}}").into_bytes();
    exceeds(&rtf(&format!("x\\par {}", "{".repeat(50))), |it| &mut it.element_depth, 50);
    let fonts: String = (0..9).map(|font| format!("{{\\f{font}\\fcharset134 a;}}")).collect();
    exceeds(&rtf(&format!("{{\\fonttbl{fonts}}}")), |it| &mut it.definitions, 8);
    exceeds(&rtf("\\intbl\\itap5 x\\nestcell"), |it| &mut it.table_depth, 4);
    let row = "\\intbl a\\cell\\row".repeat(5);
    exceeds(&rtf(&format!("\\trowd\\cellx9\\cellx99 {row}")), |it| &mut it.cells, 9);
    let wide = format!("\\trowd{}\\intbl a\\cell\\row", "\\cellx9".repeat(10));
    exceeds(&rtf(&wide), |it| &mut it.columns, 9);
    exceeds(&rtf(&"x\\par ".repeat(10)), |it| &mut it.blocks, 9);
    exceeds(&rtf("0123456789\\par"), |it| &mut it.text_bytes, 9);
}

#[test]
fn limits_of_office_xml() {
    let workbook = |inside: &str| {
        let name = "urn:schemas-microsoft-com:office:spreadsheet";
        format!("<?xml version='1.0'?><Workbook xmlns='{name}'>{inside}</Workbook>").into_bytes()
    };
    let styles = "<Style ss:ID='a'/>".repeat(9);
    exceeds(&workbook(&format!("<Styles>{styles}</Styles>")), |it| &mut it.definitions, 8);
    exceeds(&workbook(&"<Worksheet/>".repeat(9)), |it| &mut it.members, 8);
    exceeds(&workbook(&"<x>".repeat(50)), |it| &mut it.element_depth, 49);
    let cell = "<Cell ss:Index='99'><Data ss:Type='String'>x</Data></Cell>";
    let table = |cells: &str| workbook(&format!("<Worksheet><Table><Row>{cells}</Row></Table>"));
    exceeds(&table(cell), |it| &mut it.columns, 97);
    exceeds(&table(&"<Cell ss:MergeDown='1'/>".repeat(9)), |it| &mut it.cells, 8);
    let schema = "http://schemas.microsoft.com/office/2006/xmlPackage";
    let parts = "<pkg:part pkg:name='/word/x'><pkg:xmlData/></pkg:part>";
    let many: String = (0..9).map(|part| parts.replace("word/x", &part.to_string())).collect();
    let main = parts.replace("word/x", "word/document.xml");
    let flat = format!("<pkg:package xmlns:pkg='{schema}'>{main}{many}</pkg:package>");
    exceeds(flat.as_bytes(), |it| &mut it.members, 8);
}

#[test]
fn limits_of_mhtml() {
    let part = "--b\nContent-Type: text/html\n\n<p>0123456789\n";
    let file = format!("Content-Type: multipart/related; boundary=b\n\n{}", part.repeat(9));
    exceeds(file.as_bytes(), |it| &mut it.container_bytes, 100);
    exceeds(file.as_bytes(), |it| &mut it.blocks, 8);
}

#[test]
fn limits_of_xlsb() {
    let relations = "<r><Relationship Id='a' Target='sheet1.bin'/></r>";
    let list = b"\x9C\x01\x14\0\0\0\0\x01\0\0\0\x01\0\0\0a\0\x01\0\0\0a\0";
    let workbook = |sheet: &[u8], styles: &[u8]| {
        common::zip(&[
            ("xl/workbook.bin", &list.repeat(9)),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/sheet1.bin", sheet),
            ("xl/styles.bin", styles),
        ])
    };
    let end = b"\x82\x01\0";
    exceeds(&workbook(end, b""), |it| &mut it.members, 8);
    let formats: Vec<u8> = (0..9).flat_map(|id| [44, 6, id, 0, 0, 0, 0, 0]).collect();
    exceeds(&workbook(end, &formats), |it| &mut it.definitions, 8);
    // A cell in the hundredth column, and two far apart.
    let cell = |column: u8| [4, 9, column, 0, 0, 0, 0, 0, 0, 0, 1];
    exceeds(&workbook(&cell(99), b""), |it| &mut it.columns, 98);
    let far =
        [&cell(0)[..], &cell(1), &[0, 12, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0], &cell(99)].concat();
    assert_eq!(read(&workbook(&far, b"")), Err(ReadError::TooLarge(Limits::DEFAULT.cells)));
}
