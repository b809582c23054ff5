//! One disclosure says the same in whatever file it is kept.
#![expect(clippy::expect_used, reason = "a file that cannot be read fails the test")]

use engine::{Options, read};
use std::collections::BTreeSet;

const TITLE: &str = "2031年部门预算支出总表";
const UNIT: &str = "单位：万元";

/// The table; its second column is text, the last three are money.
const ROWS: [[&str; 5]; 6] = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "96.48", "64.32", "32.16"],
    ["208", "社会保障和就业支出", "96.48", "64.32", "32.16"],
    ["20805", "行政事业单位养老支出", "96.48", "64.32", "32.16"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "64.32", "64.32", ""],
    ["2080506", "机关事业单位职业年金缴费支出", "32.16", "", "32.16"],
];

/// Returns what a file says, each with its scope and printed value, and whether all of it has a
/// place of its own.
fn said(file: &[u8]) -> BTreeSet<String> {
    let file = read(file, &Options::default()).expect("it can be read");
    let places: BTreeSet<_> = file.disclosure.observations.iter().map(|it| &it.place).collect();
    assert!(places.len() >= ROWS.len() - 1, "{places:?}");
    let observations = file.disclosure.observations.iter();
    observations.map(|it| format!("{:?} {:?}", it.scope, it.value)).collect()
}

/// Returns the rows, each put together from its cells.
fn rows(cell: impl Fn(&str) -> String, row: impl Fn(String) -> String) -> String {
    ROWS.iter().map(|cells| row(cells.iter().map(|text| cell(text)).collect())).collect()
}

fn html(title: &str, table: &str) -> String {
    format!("<html><p>{title}</p><p>{UNIT}</p><table>{table}</table></html>")
}

fn page() -> String {
    html(TITLE, &rows(|text| format!("<td>{text}</td>"), |row| format!("<tr>{row}</tr>")))
}

fn body() -> String {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let table = rows(
        |text| format!("<w:tc>{}</w:tc>", paragraph(text)),
        |row| format!("<w:tr>{row}</w:tr>"),
    );
    format!("<w:body>{}{}<w:tbl>{table}</w:tbl></w:body>", paragraph(TITLE), paragraph(UNIT))
}

fn rtf() -> String {
    let escaped = |text: &str| -> String {
        text.encode_utf16().map(|unit| format!("\\u{}?", unit.cast_signed())).collect()
    };
    let table = rows(
        |text| format!("\\pard\\intbl {}\\cell ", escaped(text)),
        |row| format!("\\trowd\\cellx900\\cellx1800\\cellx2700\\cellx3600\\cellx4500{row}\\row "),
    );
    format!("{{\\rtf1 {}\\par {}\\par {table}}}", escaped(TITLE), escaped(UNIT))
}

fn spreadsheet() -> String {
    let cell = |text: &str| format!("<Cell><Data ss:Type='String'>{text}</Data></Cell>");
    let row = |row: String| format!("<Row>{row}</Row>");
    let head = row(cell(TITLE)) + &row(cell(UNIT));
    let name = "urn:schemas-microsoft-com:office:spreadsheet";
    let table =
        format!("<Worksheet ss:Name='表'><Table>{head}{}</Table></Worksheet>", rows(cell, row));
    format!("<?xml version='1.0'?><Workbook xmlns='{name}' xmlns:ss='{name}'>{table}</Workbook>")
}

#[test]
fn every_container_gives_the_same_observations() {
    let page = page();
    let expected = said(page.as_bytes());
    assert_eq!(expected.len(), 15, "{expected:#?}");
    let message = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\
                   Content-Type: text/html; charset=utf-8\n\n";
    let schema = "http://schemas.microsoft.com/office/2006/xmlPackage";
    let commas = rows(|text| format!("{text},"), |row| row + "\n");
    let laid_out = format!("<tr><td>导航<tr><td><p>{TITLE}</p>{UNIT}{}", page);
    let files = [
        ("MHTML", format!("{message}{page}\n--b--\n")),
        (
            "Word 2003",
            format!("<?xml version='1.0'?><w:wordDocument xmlns:w='w'>{}</w:wordDocument>", body()),
        ),
        (
            "flat OPC",
            format!(
                "<pkg:package xmlns:pkg='{schema}'><pkg:part pkg:name='/word/document.xml'><pkg:xmlData>\
                 <w:document>{}</w:document></pkg:xmlData></pkg:part></pkg:package>",
                body()
            ),
        ),
        ("Excel 2003", spreadsheet()),
        ("RTF", rtf()),
        ("CSV", format!("{TITLE},,,,\n{UNIT},,,,\n{commas}")),
        ("page laid out by a table", format!("<html><table>{laid_out}</table></html>")),
    ];
    for (name, file) in files {
        assert_eq!(said(file.as_bytes()), expected, "{name}");
    }
}
