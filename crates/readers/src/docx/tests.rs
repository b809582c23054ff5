//! Compares what is read with what Word displays, element by element.

use crate::package::testing::zip;
use crate::testing::show;
use crate::{Limits, ReadError, read};
use document::{Document, Place, RemarkKind};

/// Reads a Word file with this body.
fn document(body: &str) -> Document {
    parts(body, &[])
}

fn parts(body: &str, more: &[(&str, &str)]) -> Document {
    let body =
        format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>");
    let mut members = vec![("word/document.xml", body.as_str())];
    members.extend(more);
    read(&zip(&members)).unwrap()
}

fn shown(body: &str) -> Vec<String> {
    show(&document(body))
}

/// Returns a paragraph with properties and one run.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>", rows.concat())
}

#[test]
fn runs_make_a_paragraph() {
    let body = "<w:p><w:r><w:t>甲 &amp; </w:t><w:tab/><w:t>乙</w:t></w:r><w:hyperlink><w:r><w:br/>\
                <w:t>丙&#19969;</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:hyperlink></w:p><w:p/>";
    assert_eq!(shown(body), ["甲 & \t乙\n丙丁-"]);
}

#[test]
fn places_count_body_paragraphs_including_blank_ones() {
    let body = [p("", "一"), "<w:p/>".into(), tbl(&[row(&[tc("", "甲")])]), p("", "二")].concat();
    let document = document(&body);
    let places: Vec<_> = document.paragraphs().map(|paragraph| paragraph.place.clone()).collect();
    assert_eq!(places, [Place::Paragraph(1), Place::Paragraph(3)]);
    let cell = &document.tables().next().unwrap().cells[0];
    assert_eq!(cell.place, Place::Cell { table: 1, row: 1, column: 1 });
}

#[test]
fn cells_merge_over_columns_and_rows() {
    let rows = [
        row(&[tc("<w:vMerge w:val='restart'/>", "项目"), tc("<w:gridSpan w:val='2'/>", "本年")]),
        row(&[tc("<w:vMerge/>", ""), tc("", "甲"), tc("", "乙")]),
        row(&[tc("<w:vMerge w:val='continue'/>", ""), tc("", "1"), tc("", "2")]),
        row(&[tc("", "丙"), tc("", "3"), tc("", "4")]),
    ];
    assert_eq!(
        shown(&tbl(&rows)),
        [
            "0,0[3x1] 项目 | 0,1[1x2] 本年 | 1,1 甲 | 1,2 乙 | 2,1 1 | 2,2 2 | 3,0 丙 | 3,1 3 | 3,2 4"
        ]
    );
}

#[test]
fn a_merge_without_its_beginning_is_a_cell() {
    let rows =
        [row(&[tc("<w:vMerge/>", "甲")]), row(&[tc("<w:gridSpan w:val='2'/><w:vMerge/>", "乙")])];
    assert_eq!(shown(&tbl(&rows)), ["0,0 甲 | 1,0[1x2] 乙"]);
}

#[test]
fn rows_may_begin_further_right_and_rows_may_be_deleted() {
    let rows = [
        row(&[tc("", "a"), tc("", "b")]),
        format!(
            "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr>{}</w:tr>",
            tc("", "c")
        ),
        format!("<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{}{}</w:tr>", tc("", "no"), tbl(&[])),
        format!("<w:tr><w:trPr><w:ins w:id='2'/></w:trPr>{}</w:tr>", tc("", "d")),
        row(&[tc("<w:cellDel/>", "no"), tc("", "e")]),
    ];
    assert_eq!(shown(&tbl(&rows)), ["0,0 a | 0,1 b | 1,1 c | 2,0 d | 3,0 e"]);
}

#[test]
fn a_nested_table_follows_the_outer_one() {
    let inner = tbl(&[row(&[tc("", "内")])]);
    let outer = format!("<w:tc>{}{inner}{}</w:tc>", p("", " 前 "), p("", "后"));
    let body = tbl(&[row(&[outer, tc("", "二")])]) + &tbl(&[row(&[tc("", "三")])]);
    let document = document(&body);
    assert_eq!(show(&document), ["0,0 前\n后 | 0,1 二", "0,0 内", "0,0 三"]);
    let table = |index| document.tables().nth(index).unwrap().cells[0].place.clone();
    assert_eq!(table(1), Place::Cell { table: 2, row: 1, column: 1 });
    assert_eq!(table(2), Place::Cell { table: 3, row: 1, column: 1 });
}

#[test]
fn a_text_box_follows_its_paragraph_and_is_read_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("", "框"));
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{content}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let body = format!("<w:p><w:r><w:t>前</w:t>{both}<w:t>后</w:t></w:r></w:p>");
    let document = document(&(body.clone() + &p("", "尾")));
    assert_eq!(show(&document), ["前后", "框", "尾"]);
    let places: Vec<_> = document.paragraphs().map(|paragraph| paragraph.place.clone()).collect();
    assert_eq!(places, [Place::Paragraph(1), Place::Paragraph(1), Place::Paragraph(2)]);
    assert_eq!(shown(&tbl(&[row(&[format!("<w:tc>{body}</w:tc>")])])), ["0,0 前后\n框"]);
    let fallback = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(shown(&fallback), ["框"]);
}

#[test]
fn tracked_changes_are_accepted() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>no</w:delText></w:r>{}</w:del><w:ins>{}</w:ins>\
         <w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        run("1"),
        run("no"),
        run("2"),
        run("no"),
        run("3")
    );
    assert_eq!(shown(&body), ["123"]);
    let joined = p("<w:rPr><w:del/></w:rPr>", "前") + &p("", "后");
    assert_eq!(shown(&joined), ["前后"]);
    let changed = p(
        "<w:outlineLvl w:val='0'/><w:pPrChange><w:pPr><w:outlineLvl w:val='4'/></w:pPr></w:pPrChange>",
        "题",
    );
    assert_eq!(shown(&changed), ["1# 题"]);
}

#[test]
fn hidden_text_and_field_codes_are_not_read() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r>\
        <w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>框</w:t></w:r></w:sdtContent></w:sdt>\
        <w:r><w:footnoteReference w:id='2'/><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:char='2265'/></w:r></w:p>";
    assert_eq!(shown(body), ["见3框☑≥"]);
}

#[test]
fn headings_and_numbers_come_from_styles_and_numbering() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/>\
        <w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type='table' w:styleId='t'/><w:style w:type='character' w:styleId='c'><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='2'><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/>\
        <w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let listed = "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='5'/></w:numPr>";
    let body = [
        p("<w:pStyle w:val='1'/>", "收入"),
        p(listed, "甲"),
        p(&format!("{listed}<w:rPr><w:vanish/></w:rPr>"), "不计"),
        p("<w:pStyle w:val='2'/>", "支出"),
        p("<w:pStyle w:val='1'/><w:numPr><w:numId w:val='0'/></w:numPr>", "附"),
        p("<w:pStyle w:val='h'/>", "隐"),
        "<w:p><w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t>隐</w:t></w:r></w:p>".into(),
        tbl(&[
            row(&[tc("", "")]),
            row(&[format!("<w:tc><w:p><w:pPr>{listed}</w:pPr></w:p></w:tc>")]),
        ]),
    ]
    .concat();
    let document = parts(&body, &[("word/styles.xml", styles), ("word/numbering.xml", numbering)]);
    assert_eq!(
        show(&document),
        ["1# 一、收入", "1. 甲", "不计", "2# 二、支出", "1# 附", "0,0  | 1,0 1."]
    );
}

#[test]
fn the_main_part_may_have_another_name_and_namespace() {
    let relations = "<Relationships><Relationship Id='r' Target='/word/document2.xml' \
        Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/></Relationships>";
    let body = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>";
    let file = zip(&[("_rels/.rels", relations), ("word/document2.xml", body)]);
    assert_eq!(show(&read(&file).unwrap()), ["甲"]);
}

#[test]
fn damaged_xml_gives_the_content_before_the_damage() {
    let file = |xml: &str| read(&zip(&[("word/document.xml", xml)]));
    let part = file("<d><p><r><t>甲</t></r></p><tbl><tr><tc><p><r><t>乙").unwrap();
    assert_eq!(show(&part), ["甲", "0,0 乙"]);
    assert_eq!(part.remarks[0].kind, RemarkKind::Unfinished);
    assert!(matches!(file("<d><p><r"), Err(ReadError::Broken { .. })));
    assert!(matches!(file("no xml at all <"), Err(ReadError::Broken { .. })));
    assert!(matches!(read(&zip(&[("word/styles.xml", "")])), Err(ReadError::Broken { .. })));
    assert_eq!(show(&file("<d></d>").unwrap()), [""; 0]);
}

#[test]
fn deep_nesting_is_an_error() {
    let nested = |tag: &str, count: usize| {
        let xml = format!("<w:document>{}", format!("<w:{tag}>").repeat(count));
        read(&zip(&[("word/document.xml", &xml)]))
    };
    assert_eq!(nested("tbl", 40), Err(ReadError::TooLarge(Limits::DEFAULT.table_depth)));
    assert_eq!(nested("p", 40), Err(ReadError::TooLarge(Limits::DEFAULT.paragraph_depth)));
    assert_eq!(nested("sdt", 1_000_000), Err(ReadError::TooLarge(Limits::DEFAULT.element_depth)));
    assert_eq!(nested("pPr", 1_000_000), Err(ReadError::TooLarge(Limits::DEFAULT.element_depth)));
}
