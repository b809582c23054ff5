//! A PDF that is read back gives the same text, tables and merged cells.

use document::{Block, Cell, Cover, Document, Figure, Paragraph, Place, Table};
use message::Message;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use typeset::{FontError, Fonts, pdf};

fn fonts() -> Option<Fonts> {
    let found = Fonts::find(&Fonts::folders(None)).ok();
    if found.is_none() {
        println!("skipped: no Chinese font");
    }
    found
}

fn paragraph(text: &str, level: Option<u8>) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), level, place: Place::Paragraph(1) })
}

fn cell(row: u32, column: u32, row_span: u32, column_span: u32, text: &str) -> Cell {
    let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
    Cell { row, column, row_span, column_span, text: text.to_owned(), place }
}

/// A table of amounts with two header rows and `rows` rows below.
fn amounts(rows: u32, more: u32) -> Table {
    let mut cells = vec![
        cell(0, 0, 2, 1, "科目编码"),
        cell(0, 1, 2, 1, "科目名称"),
        cell(0, 2, 1, 1 + more, "本年支出"),
    ];
    cells.extend((0..=more).map(|at| cell(1, 2 + at, 1, 1, "合计")));
    for row in 0..rows {
        cells.push(cell(row + 2, 0, 1, 1, &format!("2{:06}", row * 977 % 1_000_000)));
        cells.push(cell(row + 2, 1, 1, 1, "文化旅游体育与传媒支出"));
        let amount = format!("{}.{:02}", 1 + row * 7 % 1_000, row % 100);
        cells.extend((0..=more).map(|at| cell(row + 2, 2 + at, 1, 1, &amount)));
    }
    let columns = 3 + more;
    Table { rows: rows + 2, columns, head_rows: 2, spans_known: true, cells, ..Table::default() }
}

fn document(rows: u32) -> Document {
    let blocks = vec![
        paragraph("第一部分部门预算", Some(1)),
        paragraph("部门支出总表", Some(2)),
        paragraph("单位：万元", None),
        Block::Table(amounts(rows, 1)),
        paragraph("注：本表按功能分类列示。", None),
        paragraph("部门收入总表", Some(2)),
        Block::Table(amounts(rows, 9)),
        paragraph("情况说明", Some(2)),
        paragraph("共安排资金1,320.50万元，其中基本支出200.50万元。", None),
    ];
    Document { blocks, remarks: Vec::new() }
}

/// Has a picture, whose lettering must not be read as text of the document.
fn cover() -> Cover {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 20\">\
        <text y=\"15\">支出79.63万元</text><path d=\"M9 0V20\" stroke=\"#111\"/></svg>";
    let figure = Figure {
        title: "支出按功能".to_owned(),
        description: "文化旅游体育与传媒支出 79.63 万元".to_owned(),
        svg: svg.to_owned(),
    };
    Cover {
        title: "云河区图书馆2031年预算公开".to_owned(),
        figures: vec![figure],
        ..Cover::default()
    }
}

/// The words of a written file: the title of the page of pictures, and the document.
fn written(document: &Document) -> Vec<String> {
    std::iter::once("收支概览".to_owned()).chain(shown(document)).collect()
}

fn shown(document: &Document) -> Vec<String> {
    let cell = |cell: &Cell| {
        let (row, column) = (cell.row, cell.column);
        format!("{row},{column}[{}x{}]{}", cell.row_span, cell.column_span, cell.text)
    };
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(table) => table.cells.iter().map(cell).collect::<Vec<_>>().join("|"),
    };
    document.blocks.iter().map(show).collect()
}

#[test]
fn a_document_is_read_back() {
    let Some(fonts) = fonts() else { return };
    let document = document(8);
    let read = readers::read(&pdf(&document, &cover(), &fonts).unwrap()).unwrap();
    assert_eq!(shown(&read), written(&document));
}

#[test]
fn tables_over_pages_are_read_back_with_one_head() {
    let Some(fonts) = fonts() else { return };
    let document = document(90);
    let bytes = pdf(&document, &cover(), &fonts).unwrap();
    let read = readers::read(&bytes).unwrap();
    assert_eq!(shown(&read), written(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let Some(fonts) = fonts() else { return };
    let set = || pdf(&document(3), &cover(), &fonts).unwrap();
    assert_eq!(set(), set());
}

#[test]
fn a_front_page_and_the_contents_come_first() {
    let Some(fonts) = fonts() else { return };
    let lines = vec!["云河区图书馆".to_owned(), "2031年部门预算".to_owned()];
    let cover = Cover { lines, ..cover() };
    let document = document(90);
    let read = readers::read(&pdf(&document, &cover, &fonts).unwrap()).unwrap();
    let texts: Vec<&str> = read.paragraphs().map(|paragraph| paragraph.text.trim()).collect();
    let [first, second, title, rest @ ..] = texts.as_slice() else { panic!("{texts:?}") };
    assert_eq!([*first, *second, *title], ["云河区图书馆", "2031年部门预算", "目录"]);
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let headings = document.paragraphs().filter(|paragraph| paragraph.level.is_some());
    let headings: Vec<String> = headings.map(|paragraph| squeezed(&paragraph.text)).collect();
    let listed: Vec<String> =
        rest.iter().map_while(|line| document::listed(line)).map(squeezed).collect();
    assert_eq!(listed, headings);
    // The first heading is on the page after the front page, the contents and the pictures.
    assert!(rest.first().is_some_and(|line| line.ends_with('4')), "{rest:?}");
}

#[test]
fn words_are_never_a_program() {
    let Some(fonts) = fonts() else { return };
    let text = "#panic(\"x\") $x$ *a* _b_ `c` <d> @e [f] \\ // g = h";
    let blocks = vec![paragraph(text, Some(1)), paragraph(text, None)];
    let document = Document { blocks, remarks: Vec::new() };
    let read = readers::read(&pdf(&document, &cover(), &fonts).unwrap()).unwrap();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let texts: Vec<_> = read.paragraphs().map(|paragraph| squeezed(&paragraph.text)).collect();
    assert_eq!(texts, ["收支概览".to_owned(), squeezed(text), squeezed(text)]);
}

#[test]
fn odd_documents_are_set_too() {
    let Some(fonts) = fonts() else { return };
    let empty = Document::default();
    assert!(pdf(&empty, &Cover::default(), &fonts).unwrap().starts_with(b"%PDF"));
    // Levels that begin low and skip some; headers that reach into the body or are the whole table;
    // gaps.
    let mut reaching = amounts(3, 1);
    reaching.head_rows = 1;
    let mut only_head = amounts(0, 1);
    only_head.head_rows = 9;
    let gaps =
        Table { rows: 3, columns: 3, cells: vec![cell(1, 1, 1, 1, "甲")], ..Table::default() };
    let none = Table::default();
    let mut blocks =
        vec![paragraph("甲", Some(3)), paragraph("乙", Some(9)), paragraph("\u{7}", None)];
    blocks.extend([reaching, only_head, gaps, none].map(Block::Table));
    let cover = Cover { title: String::new(), ..cover() };
    let document = Document { blocks, remarks: Vec::new() };
    assert!(pdf(&document, &cover, &fonts).unwrap().starts_with(b"%PDF"));
}

#[test]
fn without_a_font_the_user_is_told_what_to_install() {
    assert!(matches!(Fonts::find(&[]), Err(FontError::None)));
    assert!(FontError::None.to_string().contains("fonts-noto-cjk"));
    let missing = PathBuf::from("font.otf");
    let unreadable = FontError::Unreadable(missing.clone(), ErrorKind::NotFound.into());
    for error in [FontError::None, FontError::Unfit(missing), unreadable] {
        let Message { zh, en } = error.message();
        assert!(en.is_ascii() && error.to_string() == en, "{en}");
        assert!(!zh.contains("font was") && !zh.contains("is no") && !zh.contains("be read"));
    }
    assert!(Fonts::from_bytes(b"no font".to_vec()).is_none());
}

/// The checker covers only a part of PDF/UA-1, but independently of typst's own checks.
#[test]
fn a_checker_of_accessibility_finds_nothing() {
    let Some(fonts) = fonts() else { return };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accessible.pdf");
    std::fs::write(&path, pdf(&document(40), &cover(), &fonts).unwrap()).unwrap();
    let Ok(said) = Command::new("pdfua").arg("check").arg(&path).output() else {
        println!("skipped: pdfua is not installed (pip install pdfua)");
        return;
    };
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
}
