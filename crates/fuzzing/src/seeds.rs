//! The initial inputs of the targets, made from files and from a few small samples.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

const SHEET: &str = "<w><sheetViews><sheetView showZeros='0'/></sheetViews><cols><col min='2' max='3' hidden='1'/></cols>\
    <sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>71.2</v></c></row>\
    <row hidden='1'><c t='inlineStr'><is><t>甲</t></is></c><c t='str'><f>A1</f><v>乙</v></c></row>\
    <row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c s='2'><v>45000</v></c><c><f>B1</f></c></row></sheetData>\
    <mergeCells><mergeCell ref='A1:B2'/></mergeCells></w>\0<sst><si><t>科目</t></si><si><r><t>乙_x000D_</t></r><rPh><t>x</t></rPh></si></sst>\0\
    <s><numFmts><numFmt numFmtId='176' formatCode='#,##0.00_ ;[Red]-0'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='31'/></cellXfs></s>\0\
    <workbook><workbookPr date1904='1'/><sheets><sheet name='表' r:id='a'/><sheet name='隐' state='hidden' r:id='a'/></sheets></workbook>";

const BODY: &str = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='a'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>\
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>部门预算</w:t><w:tab/><w:br/><w:sym w:char='F052'/></w:r></w:p>\
    <w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1.00</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>\
    <mc:AlternateContent><mc:Choice><w:p/></mc:Choice><mc:Fallback/></mc:AlternateContent><w:del><w:p/></w:del></w:body></w:document>\0\
    <w:styles><w:style w:styleId='a'><w:name w:val='heading 1'/><w:basedOn w:val='b'/></w:style><w:style w:type='table' w:styleId='b'></w:style></w:styles>\0\
    <w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='2'/></w:lvlOverride></w:num></w:numbering>";

const SPREADSHEET: &str = "<office:document-content><style:style style:name='h'><style:table-properties table:display='false'/></style:style>\
    <table:table table:name='表'><table:table-column table:number-columns-repeated='3' table:visibility='collapse'/>\
    <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2' office:value-type='float' office:value='1.5'><text:p>1.50<text:s text:c='3'/></text:p></table:table-cell>\
    <table:covered-table-cell/><table:table-cell table:number-columns-repeated='4'><text:p>甲</text:p><text:p>乙</text:p></table:table-cell></table:table-row>\
    </table:table><table:table table:style-name='h'/></office:document-content>";

const FORMATS: [&str; 12] = [
    "General",
    "#,##0.00_ ;[Red]-#,##0.00",
    "0.00%",
    "0.00E+00",
    "[>=10000]0!.0,\"万\";0",
    "yyyy\"年\"m\"月\"d\"日\";@",
    "[h]:mm:ss.000",
    "上午/下午h\"时\"mm\"分\"",
    "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
    "[$¥-804]0",
    "[$-F800]",
    ";;;@",
];

const PRINTED: [&str; 8] =
    ["0", "1,250,000.00", "-71.2", "（3.00）", "242.31", "－0.5", "0.001", "99999999999999999999"];

/// An initial input of a target.
pub struct Seed {
    /// The name of the target.
    pub target: &'static str,
    /// A file name that says what it was made from.
    pub name: String,
    /// The input.
    pub bytes: Vec<u8>,
}

/// Returns the seeds made from the files in `folders` and below, in the order of their paths, and
/// the samples.
pub fn all(folders: &[PathBuf]) -> Vec<Seed> {
    let mut seeds = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        of_file(&path, &mut seeds);
    }
    samples(&mut seeds);
    seeds
}

/// Returns all files in a folder and below, or none if it is missing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Adds a file, and its parts for the targets that take parts.
fn of_file(path: &Path, seeds: &mut Vec<Seed>) {
    let Ok(bytes) = fs::read(path) else { return };
    let folders = path.iter().rev().take(2);
    let name: String = folders.map(|part| part.to_string_lossy().replace('.', "-")).collect();
    let mut add = |target, suffix: &str, bytes: Vec<u8>| {
        seeds.push(Seed { target, name: format!("{name}{suffix}"), bytes });
    };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("txt") => {
            add("text", "", bytes.clone());
            add("check", "", bytes);
        }
        // A table of the example ledger.
        Some("csv") => add("workbook", "", bytes),
        Some("html") => add("html", "", bytes),
        Some("docx") => {
            let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
            add("docx", "-parts", members(&bytes, &parts));
            add("docx", "", bytes);
        }
        Some("xlsx") => {
            let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
            add("xlsx", "-parts", members(&bytes, &parts));
            add("xlsx", "", bytes.clone());
            add("workbook", "", bytes);
        }
        Some("ods") => {
            add("ods", "-parts", members(&bytes, &["content.xml"]));
            add("ods", "", bytes);
        }
        Some("xls") => {
            add("xls", "-parts", streams(&bytes, &["Workbook"]));
            add("xls", "", bytes);
        }
        Some("doc") => {
            add("doc", "-parts", streams(&bytes, &["WordDocument", "1Table"]));
            add("doc", "", bytes);
        }
        Some("pdf") => add("pdf", "", bytes),
        Some("ofd") => add("ofd", "", bytes),
        _ => {}
    }
}

fn samples(seeds: &mut Vec<Seed>) {
    let mut add = |target, name: String, bytes: &[u8]| {
        seeds.push(Seed { target, name, bytes: bytes.to_vec() });
    };
    add("docx", "sample".into(), BODY.as_bytes());
    add("xlsx", "sample".into(), SHEET.as_bytes());
    add("ods", "sample".into(), SPREADSHEET.as_bytes());
    for (index, format) in FORMATS.iter().enumerate() {
        let bytes = [&45_000.125_f64.to_le_bytes(), format.as_bytes()].concat();
        add("number_format", index.to_string(), &bytes);
    }
    for (index, printed) in PRINTED.iter().enumerate() {
        add("printed", index.to_string(), printed.as_bytes());
    }
}

/// Returns the members of a zip container with a zero byte after each.
fn members(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut joined = Vec::new();
    for name in names {
        if let Ok(mut member) = archive.by_name(name) {
            let _ = member.read_to_end(&mut joined);
        }
        joined.push(0);
    }
    joined
}

/// Returns the concatenated streams of a compound file.
fn streams(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return Vec::new() };
    let mut joined = Vec::new();
    for name in names {
        if let Ok(mut stream) = file.open_stream(name) {
            let _ = stream.read_to_end(&mut joined);
        }
    }
    joined
}
