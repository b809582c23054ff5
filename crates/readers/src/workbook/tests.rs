//! Compares what is read with what a workbook displays, feature by feature.

use crate::package::testing::zip;
use crate::{Format, Limits, ReadError, read};
use cfb::CompoundFile;
use document::{Block, Document, Place, Remark, RemarkKind};
use std::io::{Cursor, Write};

/// Returns a document with one line per block: a paragraph, or a table's cells row by row.
fn show(document: &Document) -> Vec<String> {
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => format!("{} {}", paragraph.place, paragraph.text),
        Block::Table(table) => {
            let cell = |cell: &document::Cell| match (cell.row_span, cell.column_span) {
                (1, 1) => cell.text.clone(),
                (rows, columns) => format!("[{rows}x{columns}]{}", cell.text),
            };
            let row = |row| table.row(row).iter().map(cell).collect::<Vec<_>>().join("|");
            (0..table.rows).map(row).collect::<Vec<_>>().join(" / ")
        }
    };
    document.blocks.iter().map(show).collect()
}

const RELATIONS: &str = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
    <Relationship Id='b' Type='x/worksheet' Target='/xl/worksheets/sheet2.xml'/></Relationships>";

/// Returns a workbook of up to two sheets and these additional parts.
fn xlsx(workbook: &str, sheets: &[&str], more: &[(&str, &str)]) -> Vec<u8> {
    let mut members =
        vec![("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", RELATIONS)];
    members.extend(
        ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
            .into_iter()
            .zip(sheets.iter().copied()),
    );
    members.extend(more);
    zip(&members)
}

const ONE: &str = "<workbook><sheets><sheet name='表' r:id='a'/></sheets></workbook>";

fn sheet(content: &str) -> Document {
    let styles = "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='#,##0.00_ '/></numFmts>\
        <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='31'/><xf numFmtId='10'/></cellXfs>\
        <dxfs><dxf><numFmt numFmtId='176' formatCode='0'/></dxf></dxfs></styleSheet>";
    let strings = "<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space='preserve'> 丙</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_&#10;b_x4E00_</t></si></sst>";
    let file =
        xlsx(ONE, &[content], &[("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings)]);
    read(&file).unwrap()
}

#[test]
fn cells_are_displayed_with_their_formats() {
    let document = sheet(
        "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>71.2</v></c><c s='2'><v>45000</v></c></row>\
         <row><c t='s'><v>1</v></c><c t='inlineStr'><is><t>丁</t></is></c><c s='3'><v>0.125</v></c></row>\
         <row r='4'><c r='A4' t='b'><v>1</v></c><c r='B4' t='e'><v>#DIV/0!</v></c><c r='C4'><v>1.005</v></c></row>\
         <row><c t='str'><f>A1</f><v>戊</v></c><c t='s'><v>2</v></c><c t='s'><v>99</v></c></row></sheetData></worksheet>",
    );
    assert_eq!(
        show(&document),
        ["甲|71.20|2023年3月15日 / 乙 丙|丁|12.50% / || / TRUE|#DIV/0!|1.005 / 戊|a\nb一|"]
    );
    let table = document.tables().next().unwrap();
    assert_eq!(table.name.as_deref(), Some("表"));
    assert_eq!(table.cells[3].place.to_string(), "表!A2");
}

fn at_place(sheet: &str, row: u32, column: u32) -> Place {
    Place::Sheet { sheet: sheet.into(), row, column }
}

#[test]
fn merged_and_hidden_cells() {
    let document = sheet(
        "<worksheet><cols><col min='2' max='2' hidden='1'/></cols><sheetData>\
         <row r='1'><c r='A1' t='s'><v>0</v></c></row>\
         <row r='2'><c r='A2'><v>1</v></c><c r='B2'><v>2</v></c><c r='C2'><v>3</v></c></row>\
         <row r='3' hidden='1'><c r='A3'><v>4</v></c></row>\
         <row r='4'><c r='A4'><v>5</v></c><c r='C4'><v>0</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='$C$2:C4'/><mergeCell ref='x'/></mergeCells></worksheet>",
    );
    assert_eq!(show(&document), ["[1x2]甲 / 1|[2x1]3 / 5"]);
    let hidden = Remark { kind: RemarkKind::Hidden, place: at_place("表", 2, 2) };
    assert_eq!(document.remarks, [hidden], "once, at the first of them");
}

#[test]
fn zeros_may_be_switched_off_and_formulas_may_lack_results() {
    let document = sheet(
        "<worksheet><sheetViews><sheetView showZeros='0'/></sheetViews><sheetData>\
         <row><c t='s'><v>0</v></c><c><v>0</v></c><c><f>A1+1</f></c><c><f>B1</f><v/></c><c t='str'><f>C1</f><v></v></c><c><v>2</v></c></row></sheetData></worksheet>",
    );
    assert_eq!(show(&document), ["甲|||||2"]);
    let remarks: Vec<_> = document.remarks.iter().map(|r| (r.kind, r.place.to_string())).collect();
    let missing = RemarkKind::FormulaWithoutResult;
    assert_eq!(remarks, [(missing, "表!C1".into()), (missing, "表!D1".into())]);
}

#[test]
fn sheets_follow_in_order_without_the_hidden_ones() {
    let workbook = "<workbook><workbookPr date1904='1'/><sheets><sheet name='乙' r:id='b'/><sheet name='藏' state='veryHidden' r:id='a'/>\
        <sheet name='甲' r:id='a'/><sheet name='无' r:id='z'/></sheets></workbook>";
    let text = "<worksheet><sheetData><row><c t='inlineStr'><is><t>文</t></is></c></row></sheetData></worksheet>";
    let numbers =
        "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>";
    let document = read(&xlsx(workbook, &[text, numbers], &[])).unwrap();
    assert_eq!(show(&document), ["1|2", "甲!A1 文"]);
    let hidden = Remark { kind: RemarkKind::Hidden, place: at_place("藏", 1, 1) };
    assert_eq!(document.remarks, [hidden]);
}

#[test]
fn a_damaged_workbook_gives_what_can_be_read() {
    let cut = "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3";
    let document = read(&xlsx(ONE, &[cut], &[])).unwrap();
    assert_eq!(show(&document), ["1|2 / 3|"]);
    assert_eq!(document.remarks[0].kind, RemarkKind::Unfinished);
    let broken = read(&xlsx(ONE, &["<worksheet><sheetD"], &[]));
    assert!(matches!(broken, Err(ReadError::Broken { format: Format::Xlsx, .. })));
    assert_eq!(read(&xlsx(ONE, &[], &[])), Ok(Document::default()));
}

#[test]
fn distant_cells_are_errors() {
    let far = "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>1</v></c></row>\
        <row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&xlsx(ONE, &[far], &[])), Err(ReadError::TooLarge(Limits::DEFAULT.cells)));
    let beyond = "<worksheet><sheetData><row r='1'><c r='ZZZZZ4294967295'><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&xlsx(ONE, &[beyond], &[])), Err(ReadError::TooLarge(Limits::DEFAULT.rows)));
}

fn ods(content: &str) -> Result<Document, ReadError> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let content =
        format!("<office:document-content xmlns:office='o'>{content}</office:document-content>");
    read(&zip(&[("mimetype", kind), ("content.xml", &content)]))
}

#[test]
fn open_document_cells_have_their_displayed_text() {
    let document = ods(
        "<office:automatic-styles><style:style style:name='ta1'/><style:style style:name='ta2'><style:table-properties table:display='false'/></style:style></office:automatic-styles>\
         <table:tracked-changes><table:table-cell><text:p>no</text:p></table:table-cell></table:tracked-changes>\
         <table:table table:name='表' table:style-name='ta1'><table:table-column/><table:table-column table:visibility='collapse'/><table:table-column table:number-columns-repeated='9'/>\
         <table:table-row><table:table-cell table:number-columns-spanned='3'><text:p>标<text:s text:c='2'/>题</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell><table:covered-table-cell table:number-columns-repeated='2'/></table:table-row>\
         <table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>甲</text:p><text:p>乙</text:p></table:table-cell><table:table-cell><text:p>藏</text:p></table:table-cell><table:table-cell office:value-type='float' office:value='71.2'><text:p>71.20</text:p></table:table-cell></table:table-row>\
         <table:table-row table:visibility='collapse'><table:table-cell><text:p>藏</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell table:formula='of:=A1'/><table:table-cell/><table:table-cell office:value='3'/></table:table-row>\
         <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>\
         <table:table table:name='藏' table:style-name='ta2'><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table>",
    )
    .unwrap();
    assert_eq!(show(&document), ["[1x2]标  题 / 甲\n乙|71.20 / 甲\n乙|71.20 / |3"]);
    let remarks: Vec<_> = document.remarks.iter().map(|r| (r.kind, r.place.to_string())).collect();
    let hidden = |place: &str| (RemarkKind::Hidden, place.to_owned());
    let lacking = (RemarkKind::FormulaWithoutResult, "表!A5".to_owned());
    assert_eq!(remarks, [lacking, hidden("表!B2"), hidden("藏!A1")]);
}

#[test]
fn repeated_open_document_cells_are_limited() {
    let cell = "<table:table-cell table:number-columns-repeated='16000'><text:p>x</text:p></table:table-cell>";
    let rows = format!(
        "<table:table><table:table-row table:number-rows-repeated='1000000'>{cell}</table:table-row></table:table>"
    );
    assert_eq!(ods(&rows), Err(ReadError::TooLarge(Limits::DEFAULT.cells)));
    let wide = "<table:table><table:table-row><table:table-cell table:number-columns-repeated='4000000000'><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(ods(wide), Err(ReadError::TooLarge(Limits::DEFAULT.columns)));
}

#[test]
fn encrypted_open_documents_are_errors() {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let file =
        zip(&[("mimetype", kind), ("content.xml", "\u{1}"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(read(&file), Err(ReadError::Encrypted(Some(Format::Ods))));
}

fn record(kind: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), &data].concat()
}

/// Returns a text in the encoding since Excel 97, with its length in two bytes.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(text.encode_utf16().count()).unwrap().to_le_bytes();
    [&length[..], &[1], &units].concat()
}

fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].into_iter().flat_map(u16::to_le_bytes).collect()
}

/// Returns a workbook of one visible and one hidden sheet.
fn xls(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let bound = |start: u32, state: u8, name: &[u8]| {
        record(0x0085, &[&start.to_le_bytes(), &[state, 0], &[1, 0], name])
    };
    let begin = record(0x0809, &[&0x0600_u16.to_le_bytes(), &[5, 0]]);
    let end = record(0x000A, &[]);
    let length = begin.len() + globals.concat().len() + end.len() + 2 * bound(0, 0, b"S").len();
    let start = u32::try_from(length).unwrap();
    let head = [bound(start, 0, b"S"), bound(start, 1, b"H"), end.clone()].concat();
    compound(
        "Workbook",
        &[begin.clone(), globals.concat(), head, begin, cells.concat(), end].concat(),
    )
}

fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn old_workbooks_are_read_like_new_ones() {
    let globals = [
        record(0x041E, &[&176_u16.to_le_bytes(), &wide("#,##0.00_ ")]),
        record(0x00E0, &[&[0; 2], &0_u16.to_le_bytes()]),
        record(0x00E0, &[&[0; 2], &176_u16.to_le_bytes()]),
        record(0x00FC, &[&[0; 8], &wide("甲"), &wide("乙")]),
    ];
    let short =
        |value: i32, hundredth: bool| ((value << 2) | 2 | i32::from(hundredth)).to_le_bytes();
    let cells = [
        record(0x0208, &[&at(1, 0, 0), &[0; 6], &[0x20, 0, 0, 0]]),
        record(0x00FD, &[&at(0, 0, 0), &0_u32.to_le_bytes()]),
        record(0x0203, &[&at(0, 1, 1), &71.2_f64.to_le_bytes()]),
        record(0x027E, &[&at(1, 0, 1), &short(5, false)]),
        record(
            0x00BD,
            &[&[2, 0, 0, 0], &[1, 0], &short(843, true), &[0, 0], &short(-7, false), &[1, 0]],
        ),
        record(0x0006, &[&at(3, 0, 0), &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 6]]),
        record(0x0207, &[&wide("文")]),
        record(0x0006, &[&at(3, 1, 1), &2.5_f64.to_le_bytes(), &[0; 6]]),
        record(0x0205, &[&at(4, 0, 0), &[7, 1]]),
        record(0x0006, &[&at(4, 1, 0), &[1, 0, 1, 0, 0, 0, 0xFF, 0xFF]]),
        // A chart inside the sheet has cells of its own.
        record(0x0809, &[&[0, 6, 0x20, 0]]),
        record(0x0203, &[&at(9, 9, 0), &1_f64.to_le_bytes()]),
        record(0x000A, &[]),
        record(0x0204, &[&at(5, 0, 0), &wide("末")]),
        record(0x00E5, &[&[1, 0], &[5, 0, 5, 0, 0, 0, 1, 0]]),
    ];
    let document = read(&xls(&globals, &cells)).unwrap();
    assert_eq!(show(&document), ["甲|71.20 / 8.43|-7 / 文|2.50 / #DIV/0!|TRUE / [1x2]末"]);
    let hidden = |sheet, row| Remark { kind: RemarkKind::Hidden, place: at_place(sheet, row, 1) };
    assert_eq!(document.remarks, [hidden("H", 1), hidden("S", 2)], "a sheet and a row");
    assert_eq!(document.tables().next().unwrap().cells[2].place.to_string(), "S!A3");
}

#[test]
fn old_workbooks_may_be_encrypted_or_cut() {
    let protected = xls(&[record(0x002F, &[&[0; 6]])], &[]);
    assert_eq!(read(&protected), Err(ReadError::Encrypted(Some(Format::Xls))));
    let cell = |row| record(0x0203, &[&at(row, 0, 0), &1_f64.to_le_bytes()]);
    let zeros_off = record(0x023E, &[&[0; 2]]);
    let zero = record(0x0203, &[&at(0, 1, 0), &0_f64.to_le_bytes()]);
    let document = read(&xls(&[], &[zeros_off, cell(0), zero, vec![3, 2, 99, 0]])).unwrap();
    assert_eq!(show(&document), ["S!A1 1"]);
    assert_eq!(document.remarks[1].kind, RemarkKind::Unfinished, "the first is of a hidden sheet");
    assert!(matches!(read(&compound("Workbook", &[])), Ok(document) if document.blocks.is_empty()));
}

#[test]
fn excel_5_writes_bytes_in_a_code_page() {
    let begin = record(0x0809, &[&0x0500_u16.to_le_bytes(), &[5, 0]]);
    let page = record(0x0042, &[&936_u16.to_le_bytes()]);
    let end = record(0x000A, &[]);
    let bound_length = 4 + 4 + 2 + 3;
    let start = u32::try_from(begin.len() + page.len() + bound_length + end.len()).unwrap();
    let bound = record(0x0085, &[&start.to_le_bytes(), &[0, 0], &[2], b"\xB1\xED"]);
    let label = |column| record(0x0204, &[&at(0, column, 0), &[4, 0], b"\xB2\xBF\xC3\xC5"]);
    let stream = [begin.clone(), page, bound, end.clone(), begin, label(0), label(1), end].concat();
    let document = read(&compound("Book", &stream)).unwrap();
    assert_eq!(show(&document), ["部门|部门"]);
    assert_eq!(document.tables().next().unwrap().name.as_deref(), Some("表"));
}

#[test]
fn excel_2_to_4_write_one_sheet_without_a_container() {
    // Row, column, and three bytes of which the first says the style.
    let cell = |row: u8, column: u8, style: u8| [row, 0, column, 0, style, 0, 0];
    let stream = [
        record(0x0009, &[&[2, 0, 0x10, 0]]),
        record(0x001E, &[b"\x07General"]),
        record(0x001E, &[b"\x040.00"]),
        record(0x0043, &[&[0, 0, 0, 0]]),
        record(0x0043, &[&[0, 0, 1, 0]]),
        record(0x0004, &[&cell(0, 0, 0), b"\x04\xD6\xA7\xB3\xF6"]),
        record(0x0003, &[&cell(0, 1, 1), &1.5_f64.to_le_bytes()]),
        record(0x0002, &[&cell(1, 0, 0), &[7, 0]]),
        record(0x0006, &[&cell(1, 1, 0), &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF]]),
        record(0x0007, &[b"\x01x"]),
        record(0x0005, &[&cell(2, 0, 0), &[1, 0]]),
        record(0x000A, &[]),
    ];
    let document = read(&stream.concat()).unwrap();
    assert_eq!(show(&document), ["支出|1.50 / 7|x / TRUE|"]);
    let stream = [
        record(0x0409, &[&[4, 0, 0x10, 0, 0, 0]]),
        record(0x041E, &[&[0, 0], b"\x07General"]),
        record(0x041E, &[&[0, 0], b"\x040.00"]),
        record(0x0443, &[&[0, 1]]),
        record(0x0204, &[&at(0, 0, 0), b"\x01\0a"]),
        record(0x0203, &[&at(0, 1, 0), &1.5_f64.to_le_bytes()]),
        record(0x0406, &[&at(1, 0, 0), &2.5_f64.to_le_bytes()]),
        record(0x000A, &[]),
    ];
    assert_eq!(show(&read(&stream.concat()).unwrap()), ["a|1.50 / 2.50|"]);
}
