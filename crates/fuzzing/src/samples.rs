//! Small inputs that use many features of a format.

use crate::seed::Seed;

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

const OFD: &str = "<ofd:Page><ofd:Content><ofd:Layer>\
    <ofd:TextObject Boundary='20 50 100 8' Size='4'><ofd:TextCode X='0' Y='4' DeltaX='g 3 4'>部门预算</ofd:TextCode></ofd:TextObject>\
    <ofd:PathObject Boundary='20 60 100 0.1' LineWidth='0.3'><ofd:AbbreviatedData>M 0 0 L 100 0</ofd:AbbreviatedData></ofd:PathObject>\
    <ofd:PathObject Boundary='20 60 100 40' LineWidth='0.3'><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>\
    <ofd:TextObject Boundary='21 62 40 8' Size='4'><ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 9 9'>\
    <ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>\
    <ofd:TextCode X='0' Y='4'>合计</ofd:TextCode><ofd:TextCode X='20'>1.00</ofd:TextCode></ofd:TextObject>\
    </ofd:Layer></ofd:Content></ofd:Page>";

const OFFICE_XML: [&str; 3] = [
    "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Styles><Style ss:ID='n'><NumberFormat ss:Format='Standard'/></Style></Styles>\
    <Worksheet ss:Name='表'><Table><Column ss:Index='2' ss:Hidden='1' ss:Span='2'/><Row ss:Index='3'><Cell ss:MergeAcross='1' ss:MergeDown='2' ss:StyleID='n'><Data ss:Type='Number'>1.5</Data></Cell>\
    <Cell ss:Index='9' ss:Formula='=A1'/><Cell><ss:Data ss:Type='String'><B>合计</B></ss:Data><Comment/></Cell></Row></Table><x:WorksheetOptions><x:DoNotDisplayZeros/></x:WorksheetOptions></Worksheet></Workbook>",
    "<w:wordDocument xmlns:w='w'><w:styles><w:style w:styleId='a'><w:name w:val='heading 1'/></w:style></w:styles><w:body><wx:sect><w:p><w:pPr><w:pStyle w:val='a'/><w:listPr><w:ilvl w:val='0'/><wx:t wx:val='一、'/></w:listPr></w:pPr>\
    <w:r><w:t>收入</w:t></w:r><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:t>删</w:t></w:r></aml:content></aml:annotation></w:p>\
    <w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val='restart'/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr></w:tc></w:tr></w:tbl></wx:sect></w:body></w:wordDocument>",
    "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:document></pkg:xmlData></pkg:part>\
    <pkg:part pkg:name='/x'><pkg:binaryData>AA</pkg:binaryData></pkg:part></pkg:package>",
];

const MHTML: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Location: a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
    Content-Type: text/html; charset=\"gb2312\"\r\n\r\n<table><tr><td>=D6=A7=\r\n=B3=F6<td>1.50</table>\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\nPHA+5LiA\r\n--b--\r\n";

const RTF: &str = r"\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce;}}{\*\generator x;}\f0 \'d4\'a4\'cb\'e3\u39044?\par{\v no}{\listtext 1.\tab}a\par
    \trowd\trleft-108\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl a\cell\itap2 b\nestcell{\*\nesttableprops\trowd\cellx500\nestrow}\itap1\cell c\cell\row
    {\field{\*\fldinst PAGE}{\fldrslt 1}}{\shp{\*\shpinst{\shptxt \pard c\par}}}{\pict\bin2 }}0a}}";

const CSV: &str = "支出总表,,\n科目,合计,基本支出\n\"甲,乙\",\"1,250.00\",\n\"丙\n丁\",2,3\n,,\n|\n项 目 |\n数 |\n|\n甲 |\n1 |\n";

const XLSB: &[u8] = b"\x00\x10\x02\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\0\x05\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xF4\x3F\x06\x0E\x01\0\0\0\0\0\0\0\x01\0\0\0a\0\xB0\x01\x10\0\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x82\x01\0\x13\x07\0\x01\0\0\0a\0";

/// Returns all samples.
pub(crate) fn all() -> Vec<Seed> {
    let seed =
        |target, name: &str, bytes: &[u8]| Seed { target, name: name.into(), bytes: bytes.into() };
    let mut seeds = vec![
        seed("docx", "sample", BODY.as_bytes()),
        seed("xlsx", "sample", SHEET.as_bytes()),
        seed("ods", "sample", SPREADSHEET.as_bytes()),
        seed("ofd", "sample", OFD.as_bytes()),
        seed("xls", "sample", &xls()),
        seed("xlsb", "sample", XLSB),
        seed("mhtml", "sample", MHTML.as_bytes()),
        seed("rtf", "sample", RTF.as_bytes()),
        seed("csv", "sample", CSV.as_bytes()),
    ];
    seeds.extend(
        OFFICE_XML
            .iter()
            .enumerate()
            .map(|(index, text)| seed("office_xml", &index.to_string(), text.as_bytes())),
    );
    seeds.extend(FORMATS.iter().enumerate().map(|(index, format)| {
        let bytes = [&45_000.125_f64.to_le_bytes(), format.as_bytes()].concat();
        seed("number_format", &index.to_string(), &bytes)
    }));
    let printed = PRINTED.iter().enumerate();
    seeds.extend(printed.map(|(index, text)| seed("printed", &index.to_string(), text.as_bytes())));
    seeds
}

/// Returns the stream of an Excel 97 workbook with a cell of each kind.
fn xls() -> Vec<u8> {
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
    let cells = [
        record(0x00FD, b"\0\0\0\0\0\0\0\0\0\0"),
        record(0x0203, b"\0\0\x01\0\0\0\0\0\0\0\0\0\xF0\x3F"),
        record(0x00BD, b"\x01\0\0\0\0\0\x06\0\0\0\0\0\x0A\0\0\0\x01\0"),
        record(0x0006, b"\x02\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\0\0"),
        record(0x0207, b"\x01\0\0x"),
        record(0x00E5, b"\x01\0\0\0\x01\0\0\0\x01\0"),
    ];
    [globals(globals(0).len()), start(0x10), cells.concat(), record(0x000A, b"")].concat()
}

/// Returns a record of an Excel 97 workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap_or(0);
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}
