//! The bodies of the fuzz targets: each of `fuzz/targets/` is one call of a function here, and
//! `tests/minute.rs` calls all of them on any compiler.
//!
//! Random bytes rarely form a valid container. So the targets of packaged formats take an input
//! that begins like a container as the whole file, and any other input as the content of the
//! relevant parts inside a valid package.
#![forbid(unsafe_code)]

pub mod damage;
mod pack;
mod samples;
mod seed;
pub mod seeds;
mod sound;

use finding::NamedReport;
use finding::render::text::{Detail, Options};
use finding::render::{Format, Renderer, Run, Shown};
use ledger::{MoneyUnit, Printed, Rounding};
use message::Lang;
use pack::{compound, parts, zip};

/// The first bytes of a zip container.
const ZIP: &[u8] = b"PK";

/// The first bytes of a compound file.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 18] = [
    ("text", read),
    ("html", html),
    ("docx", docx),
    ("xlsx", xlsx),
    ("workbook", workbook),
    ("number_format", number_format),
    ("ods", ods),
    ("xls", xls),
    ("xlsb", xlsb),
    ("office_xml", read),
    ("mhtml", read),
    ("rtf", rtf),
    ("csv", read),
    ("doc", doc),
    ("ofd", ofd),
    ("pdf", read),
    ("printed", printed),
    ("check", check),
];

/// Reads a file of any format and checks the document or the error.
pub fn read(data: &[u8]) {
    match readers::read(data) {
        Ok(document) => {
            sound::document(&document);
            sound::copy(data, &document);
        }
        Err(error) => sound::error(&error),
    }
}

/// Reads a web page; the detector recognises it by its beginning.
pub fn html(data: &[u8]) {
    read(&[b"<html>", data].concat());
}

/// Reads the main part, the styles and the numberings of a Word file.
pub fn docx(data: &[u8]) {
    if data.starts_with(ZIP) {
        return read(data);
    }
    let [body, styles, numbering] = parts(data);
    read(&zip(&[
        ("word/document.xml", body),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ]));
}

/// Reads a sheet, the shared strings, the styles and the list of sheets of a workbook.
pub fn xlsx(data: &[u8]) {
    if data.starts_with(ZIP) {
        return read(data);
    }
    let [sheet, strings, styles, workbook] = parts(data);
    let workbook = if workbook.is_empty() { pack::WORKBOOK.as_bytes() } else { workbook };
    read(&pack::xlsx(sheet, strings, styles, workbook));
}

/// Reads a ledger: a workbook, its parts, or CSV files.
pub fn workbook(data: &[u8]) {
    if data.starts_with(ZIP) {
        return sound::ledger(&workbook::read_xlsx(data));
    }
    let [sheet, strings, styles, list] = parts(data);
    let list = if list.is_empty() { pack::LEDGER.as_bytes() } else { list };
    sound::ledger(&workbook::read_xlsx(&pack::xlsx(sheet, strings, styles, list)));
    let files = ["基本情况", "单位", "收支明细"].map(|name| (format!("{name}.csv"), data.to_vec()));
    sound::ledger(&workbook::read_csv(&files));
}

/// Reads a workbook cell with a number (the first eight bytes) and a format code (the rest).
#[expect(clippy::float_arithmetic, reason = "numbers in a workbook are floats")]
pub fn number_format(data: &[u8]) {
    let Some((number, code)) = data.split_first_chunk::<8>() else { return };
    let (number, code) = (f64::from_le_bytes(*number), String::from_utf8_lossy(code));
    let code: String = code.chars().filter(|letter| *letter >= ' ').map(pack::escape).collect();
    let styles = format!(
        "<s><numFmts><numFmt numFmtId='200' formatCode='{code}'/></numFmts>\
         <cellXfs><xf numFmtId='200'/></cellXfs></s>"
    );
    let cell = |number: f64| {
        format!("<row><c s='0'><v>{number:e}</v></c><c s='0' t='str'><v>x</v></c></row>")
    };
    let sheet = format!("<w>{}{}{}</w>", cell(number), cell(-number), cell(0.0));
    read(&pack::xlsx(sheet.as_bytes(), b"", styles.as_bytes(), pack::WORKBOOK.as_bytes()));
}

/// Reads the content of an OpenDocument spreadsheet.
pub fn ods(data: &[u8]) {
    if data.starts_with(ZIP) {
        return read(data);
    }
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    read(&zip(&[("mimetype", mimetype), ("content.xml", data)]));
}

/// Reads the stream of an Excel 97 workbook.
pub fn xls(data: &[u8]) {
    if data.starts_with(COMPOUND) {
        return read(data);
    }
    read(&compound(&[("Workbook", data)]));
}

/// Reads a sheet, the shared strings and the styles of a binary workbook.
pub fn xlsb(data: &[u8]) {
    if data.starts_with(ZIP) {
        return read(data);
    }
    let third = data.len() / 3;
    let (sheet, rest) = data.split_at(third);
    let (strings, styles) = rest.split_at(third);
    read(&pack::xlsb(sheet, strings, styles));
}

/// Reads the content of an RTF file.
pub fn rtf(data: &[u8]) {
    read(&[b"{\\rtf1", data].concat());
}

/// Reads the streams of a Word 97 file.
pub fn doc(data: &[u8]) {
    if data.starts_with(COMPOUND) {
        return read(data);
    }
    let middle = data.len() / 2;
    let (text, tables) = data.split_at(middle);
    read(&compound(&[("WordDocument", text), ("0Table", tables), ("1Table", tables)]));
}

/// Reads the parts of an OFD file, the Chinese fixed-layout format.
pub fn ofd(data: &[u8]) {
    if data.starts_with(ZIP) {
        return read(data);
    }
    let [page, document, template, start] = parts(data);
    let or = |part: &'_ [u8], usual: &'static str| {
        if part.is_empty() { usual.as_bytes().to_vec() } else { part.to_vec() }
    };
    read(&zip(&[
        ("OFD.xml", &or(start, pack::OFD)),
        ("Doc_0/Document.xml", &or(document, pack::OFD_DOCUMENT)),
        ("Doc_0/Pages/Page_0/Content.xml", page),
        ("Doc_0/Tpls/Tpl_0/Content.xml", template),
    ]));
}

/// Parses a printed number in each money unit.
pub fn printed(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for unit in [MoneyUnit::Yuan, MoneyUnit::ThousandYuan, MoneyUnit::TenThousandYuan] {
        let Ok(number) = Printed::parse(&text, unit) else { continue };
        let face = i128::from(number.nominal().fen());
        for rounding in [Rounding::Nearest, Rounding::Truncated, Rounding::Either] {
            let interval = number.interval(rounding);
            assert!(interval.low <= face && face <= interval.high, "{text:?} {interval:?}");
        }
        let again = number.to_string();
        assert_eq!(Printed::parse(&again, unit), Ok(number), "{text:?} as {again:?}");
    }
}

/// Reads and checks a file and renders the report in every format and both languages.
#[expect(clippy::expect_used, reason = "a panic is how a target says that it found something")]
pub fn check(data: &[u8]) {
    // The engine contains panics; the hooks of the fuzzer and of `minute` see them nevertheless.
    let Ok(file) = engine::read(data, &engine::Options::default()) else { return };
    let report = engine::check(&file, &engine::Settings::default()).expect("no check panics");
    let origin = engine::origin(data, "某局.txt", &file);
    for record in engine::records(&file, &origin, &report).expect("no record panics") {
        assert_eq!(record.key.to_string().parse(), Ok(record.key));
    }
    let formats = [Format::Text, Format::Json, Format::Sarif, Format::Markdown, Format::Html];
    for (format, lang) in formats.into_iter().flat_map(|it| [(it, Lang::Zh), (it, Lang::En)]) {
        let options = Options { lang, width: 80, detail: Detail::All, is_coloured: true };
        let renderer = Renderer { format, options, rules: &[], run: Run::default() };
        let report = NamedReport::of_file("某局.txt", Ok(report.clone()));
        let shown = Shown { document: Some(file.document.clone()), ..Shown::default() };
        assert!(!renderer.whole(vec![(report, shown)], None).is_empty());
    }
    for format in [Format::Sheets, Format::Letter] {
        let options =
            Options { lang: Lang::Zh, width: 80, detail: Detail::All, is_coloured: false };
        let renderer = Renderer { format, options, rules: &[], run: Run::default() };
        let named = NamedReport::of_file("某局.txt", Ok(report.clone()));
        let mut rendering = renderer.begin();
        rendering.add(renderer.part(1, named, &Shown::default()));
        for list in rendering.lists(None).0 {
            assert!(list.rows.iter().all(|row| row.len() == list.columns.len()));
        }
    }
}
