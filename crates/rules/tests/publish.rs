//! A published budget made anew: its tables, printed from the ledger that is read out of
//! them, are the original's cell by cell.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

use disclosure::{lay_out, layouts, read, to_ledger};
use document::{Block, Document, Table};
use std::path::Path;

/// A table as it stands: the words of each cell without white space, its spans, and what
/// stands below as a note.
fn tables(document: &Document) -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    let mut title = String::new();
    for block in &document.blocks {
        match block {
            Block::Table(table) => tables.push((title.clone(), cells(table))),
            Block::Paragraph(paragraph) => {
                let words = plain(&paragraph.text);
                if let Some((_, cells)) = tables.last_mut().filter(|_| words.starts_with("注："))
                {
                    cells.push(words);
                } else {
                    title = words;
                }
            }
        }
    }
    tables
}

fn cells(table: &Table) -> Vec<String> {
    let cell = |cell: &document::Cell| {
        let (rows, columns) = (cell.row_span, cell.column_span);
        format!("{},{} {rows}x{columns} {}", cell.row, cell.column, plain(&cell.text))
    };
    table.cells.iter().map(cell).collect()
}

/// Words without white space; the form's 政府基金 is short for 政府性基金.
fn plain(text: &str) -> String {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    words.replace("政府基金", "政府性基金")
}

#[test]
fn the_tables_of_a_published_budget_are_made_anew() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let path = folder.join("ningjin-2023/ningjin-2023.docx");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: no corpus");
        return;
    };
    assert_made_anew(&readers::read(&bytes).expect("the original"));
}

#[test]
fn the_tables_of_the_large_document_are_made_anew() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large/document.docx");
    assert_made_anew(&readers::read(&std::fs::read(path).expect("a fixture")).expect("a document"));
}

/// Reads a ledger out of a document and lays it out again: the tables are the same cell by cell.
fn assert_made_anew(document: &Document) {
    let made = to_ledger(document, &read(document));
    let layout = layouts::builtin("hebei-2023").expect("built in").expect("sound");
    let laid_out = lay_out(&layout, &[&made.ledger]).expect("laid out");
    let (original, anew) = (tables(document), tables(&laid_out.document));
    let mut wrong = Vec::new();
    for ((title, original), (other, anew)) in original.iter().zip(&anew) {
        if title != other {
            wrong.push(format!("{title} / {other}"));
        }
        let differ = original.iter().zip(anew).filter(|(one, other)| one != other);
        wrong.extend(differ.map(|(one, other)| format!("{title}: {one} / {other}")));
        if original.len() != anew.len() {
            wrong.push(format!("{title}: {} cells, {} anew", original.len(), anew.len()));
        }
    }
    assert_eq!(original.len(), anew.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_a_published_budget_says_in_words_comes_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    for ending in ["docx", "doc", "html", "txt", "pdf"] {
        let path = folder.join("ningjin-2023/ningjin-2023").with_extension(ending);
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: no corpus");
            return;
        };
        let document = readers::read(&bytes).expect("the original");
        let paragraphs: Vec<&str> = document.paragraphs().map(|it| it.text.trim()).collect();
        let mut duties: Vec<&str> = Vec::new();
        for rest in paragraphs.split(|text| text.ends_with("职责：")).skip(1) {
            duties.extend(rest.iter().take_while(|text| **text != "机构设置："));
        }
        let made = to_ledger(&document, &read(&document));
        let of = |section: &str| -> Vec<&str> {
            let texts = made.ledger.texts.iter().filter(|text| text.section == section);
            texts.map(|text| text.words.as_str()).collect()
        };
        duties.retain(|text| !text.is_empty());
        assert_eq!(of("duties"), duties, "{ending}");
        let performance = of("performance").len();
        assert!(duties.len() > 15 && performance > 15, "{ending}: {performance}");
        let is_told = |words: &str| made.unknown.iter().any(|it| it.message.zh.contains(words));
        assert!(is_told("change_reason") && is_told("人员和车辆"), "{ending}");
    }
}

#[test]
fn nothing_is_found_in_what_the_examples_publish() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let ledger = |name: &str| {
        workbook::read(&folder.join(name)).expect("an example ledger that can be read").ledger
    };
    let (mut before, mut now) = (ledger("yunqiao-urban-2030"), ledger("yunqiao-urban-2031"));
    let mut wrong = Vec::new();
    for name in layouts::names() {
        let layout = layouts::builtin(name).expect("built in").expect("sound");
        (before.stage, now.stage) = (layout.stage, layout.stage);
        for books in [vec![&now], vec![&before, &now]] {
            let laid_out = lay_out(&layout, &books).expect("laid out");
            let read = read(&laid_out.document);
            let checked = rules::check(&laid_out.document, &read, &rules::Settings::default());
            // What the ledger leaves out is a note: how many receptions, which small businesses.
            let is_wrong = |it: &&finding::Finding| it.severity <= finding::Severity::Warning;
            for finding in checked.findings.iter().filter(is_wrong) {
                let words = finding.message.get(message::Lang::Zh);
                wrong.push(format!("{name}: {} {} {words}", finding.check, finding.location.place));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
