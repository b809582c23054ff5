//! What a copy with comments has in common with its file, and where its comments stand.
#![expect(clippy::unwrap_used, reason = "invented files are sound")]

use comments::{Author, Comment, Copy, Failure, add};
use document::{Block, Cell, Cover, Document, Paragraph, Place, Table};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;
use writers::Annotations;
use zip::ZipArchive;

const AUTHOR: Author<'static> = Author { name: "预算检查", date: "2031-03-01" };

/// An invented document with a merged head, and a paragraph above and below.
fn document() -> Document {
    let paragraph = |text: &str, level, number| {
        let place = Place::Paragraph(number);
        Block::Paragraph(Paragraph { text: text.to_owned(), level, place })
    };
    let cell = |row, column, row_span, text: &str| Cell {
        row,
        column,
        row_span,
        column_span: 1,
        text: text.to_owned(),
        place: Place::Cell { table: 1, row: row + 1, column: column + 1 },
    };
    let cells = vec![
        cell(0, 0, 2, "科目"),
        cell(0, 1, 1, "合计"),
        cell(1, 1, 1, "数"),
        cell(2, 0, 1, "文化\n旅游"),
        cell(2, 1, 1, "227.64"),
        cell(3, 0, 1, "体育"),
        cell(3, 1, 1, "12.00"),
    ];
    let table =
        Table { rows: 4, columns: 2, head_rows: 2, spans_known: true, cells, ..Table::default() };
    let blocks = vec![
        paragraph("云桥市文化局部门支出总表", Some(1), 1),
        Block::Table(table),
        paragraph("本年支出 <239.64> 万元。", None, 2),
    ];
    Document { blocks, ..Document::default() }
}

fn docx() -> Vec<u8> {
    writers::docx::write(&document(), &Cover::default()).unwrap()
}

fn xlsx() -> Vec<u8> {
    writers::xlsx::write(&document(), &Cover::default(), &Annotations::default()).unwrap()
}

/// A comment on every place of a file that names the text that stands there.
fn comments(file: &[u8]) -> Vec<Comment> {
    let document = readers::read(file).unwrap();
    let mut comments = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => comments.push((&paragraph.place, &paragraph.text)),
            Block::Table(table) => {
                comments.extend(table.cells.iter().map(|cell| (&cell.place, &cell.text)));
            }
        }
    }
    let comment = |(place, text): (&Place, &String)| Comment {
        place: place.clone(),
        text: format!("查“{text}”\n第二行 & <b>"),
    };
    comments.into_iter().filter(|(_, text)| !text.is_empty()).map(comment).collect()
}

fn commented(file: &[u8]) -> Copy {
    let copy = add(file, &comments(file), AUTHOR).unwrap();
    assert_eq!(copy.misplaced, 0);
    copy
}

fn part(file: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

/// The parts of a file as they are packed.
fn packed(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let part = |index| {
        let mut part = archive.by_index_raw(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(file)).unwrap().len()).map(part).collect()
}

#[test]
fn nothing_else_is_changed() {
    for (file, may_change) in [
        (docx(), ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"]),
        (xlsx(), ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"]),
    ] {
        let copy = commented(&file).bytes;
        assert_eq!(readers::read(&copy), readers::read(&file));
        let (before, after) = (packed(&file), packed(&copy));
        for (name, bytes) in before {
            let same = after.get(&name) == Some(&bytes);
            assert!(same || may_change.contains(&name.as_str()), "{name} is changed");
        }
    }
}

/// Each comment's number with the text of the paragraph that it stands on.
fn anchored(body: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for paragraph in body.split("<w:p>").skip(1).filter_map(|rest| rest.split("</w:p>").next()) {
        let ids = paragraph.split("<w:commentReference w:id=\"").skip(1);
        for id in ids.filter_map(|rest| rest.split('"').next()) {
            let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
            let text: String = texts.filter_map(|rest| rest.split("</w:t>").next()).collect();
            found.insert(id.to_owned(), text);
        }
    }
    found
}

#[test]
fn a_comment_stands_on_the_paragraph_of_its_place() {
    let file = docx();
    let copy = commented(&file).bytes;
    let anchored = anchored(&part(&copy, "word/document.xml").unwrap());
    let comments = comments(&file);
    assert_eq!(anchored.len(), comments.len());
    for (number, comment) in comments.iter().enumerate() {
        let text = anchored.get(&number.to_string()).unwrap();
        // Only the first paragraph of a cell is commented on.
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        assert!(!text.is_empty() && comment.text.contains(&text), "{} {text}", comment.text);
    }
    let list = part(&copy, "word/comments_yusuan1.xml").unwrap();
    assert!(list.contains("w:author=\"预算检查\" w:date=\"2031-03-01T00:00:00Z\""), "{list}");
    assert!(list.contains("第二行 &amp; &lt;b&gt;"), "{list}");
}

#[test]
fn comments_that_are_there_already_stay() {
    let once = commented(&docx()).bytes;
    let twice = commented(&once).bytes;
    let list = part(&twice, "word/comments_yusuan1.xml").unwrap();
    let count = comments(&docx()).len();
    assert_eq!(list.matches("<w:comment ").count(), 2 * count);
    assert!(list.contains(&format!("w:id=\"{}\"", 2 * count - 1)), "each has its own number");
    assert_eq!(part(&twice, "word/comments_yusuan2.xml"), None);

    let once = commented(&xlsx()).bytes;
    let twice = commented(&once).bytes;
    let (before, after) =
        (part(&once, "xl/comments_yusuan1.xml").unwrap(), part(&twice, "xl/comments_yusuan1.xml"));
    let after = after.unwrap();
    assert_eq!(before.matches("<comment ").count(), after.matches("<comment ").count());
    assert_eq!(2 * before.matches("查“").count(), after.matches("查“").count());
}

#[test]
fn a_sheet_refers_to_its_boxes_where_the_format_wants_it() {
    let copy = commented(&xlsx()).bytes;
    let sheet = part(&copy, "xl/worksheets/sheet1.xml").unwrap();
    let at = sheet.find("<legacyDrawing ").expect("a reference to the boxes");
    assert!(sheet.find("<pageSetup").is_none_or(|setup| setup < at), "{sheet}");
    assert!(sheet.ends_with("/></worksheet>"), "{sheet}");
    let boxes = part(&copy, "xl/drawings/vmlDrawing_yusuan1.vml").unwrap();
    assert!(boxes.contains("<x:Row>1</x:Row>"), "{boxes}");
}

#[test]
fn a_place_that_is_not_there_is_told() {
    let comment = |place| [Comment { place, text: "缺表".to_owned() }];
    let place = Place::Cell { table: 9, row: 1, column: 1 };
    assert_eq!(add(&docx(), &comment(place), AUTHOR).unwrap().misplaced, 1);
    let place = Place::Sheet { sheet: "没有".into(), row: 1, column: 1 };
    assert_eq!(add(&xlsx(), &comment(place), AUTHOR).unwrap().misplaced, 1);
}

#[test]
fn other_formats_have_no_comments() {
    let text = "科目\t合计\n文化\t12.00\n".as_bytes();
    assert!(matches!(add(text, &[], AUTHOR), Err(Failure::Format(_))));
}

/// LibreOffice opens the copies and finds each comment in the cell of its place.
#[test]
fn an_office_program_shows_the_comments_at_their_cells() {
    for (name, file, to) in [("a.docx", docx(), "fodt"), ("a.xlsx", xlsx(), "fods")] {
        let Some(shown) = converted(name, &commented(&file).bytes, to) else {
            println!("skipped: no LibreOffice that writes {to}");
            continue;
        };
        let annotations = shown.matches("<office:annotation ").count();
        assert_eq!(annotations, comments(&file).len(), "{name}");
        let cells = shown.split("<table:table-cell").skip(1);
        let cells = cells.filter_map(|rest| rest.split("</table:table-cell>").next());
        let cell = cells.into_iter().find(|cell| cell.contains("查“227.64”"));
        let cell = cell.expect("the comment stands in a cell");
        assert!(cell.matches("227.64").count() >= 2, "it is the cell of its number: {cell}");
    }
}

fn converted(name: &str, bytes: &[u8], to: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .args([folder.path(), &file])
        .output();
    done.ok().filter(|done| done.status.success())?;
    std::fs::read_to_string(folder.path().join(format!("a.{to}"))).ok()
}
