//! How much of a document is understood and checked: exact, and near all in what the program
//! publishes itself.
#![expect(clippy::expect_used, reason = "a fixture that cannot be read fails the test")]

use disclosure::{Disclosure, lay_out, layouts, read};
use document::{Block, Cell, Document, Paragraph, Place, Table};
use finding::Coverage;
use std::path::{Path, PathBuf};

/// The share, in percent, of the amounts in the program's own documents that have to be understood,
/// and of those that have to take part in a check.
const OWN_UNDERSTOOD: usize = 98;
const OWN_CHECKED: usize = 90;

fn coverage(document: &Document) -> (Disclosure, Coverage) {
    let read = read(document);
    let report = rules::check(document, &read, &rules::Settings::default());
    (read, report.coverage.expect("one document was checked"))
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project().join(folder)).expect("a folder of the project");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files
}

/// Small documents of many kinds.
fn documents() -> Vec<(String, Document)> {
    let cases = files("fixtures/cases").into_iter();
    let layouts = files("fixtures/layouts").into_iter().map(|folder| folder.join("document.txt"));
    let named = cases.chain(layouts).filter(|file| file.extension() != Some("tsv".as_ref()));
    let document = |file: PathBuf| {
        let bytes = std::fs::read(&file).ok()?;
        Some((file.display().to_string(), readers::read(&bytes).ok()?))
    };
    named.filter_map(document).collect()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.into(), level: None, place: Place::Paragraph(9_999) })
}

fn table(rows: &[&[&str]]) -> Block {
    let mut table = Table { rows: 0, columns: 2, spans_known: true, ..Table::default() };
    for (row, words) in (0..).zip(rows) {
        table.rows = row + 1;
        for (column, text) in (0..).zip(*words) {
            let place = Place::Cell { table: 999, row: row + 1, column: column + 1 };
            let text = (*text).to_owned();
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, text, place });
        }
    }
    Block::Table(table)
}

#[test]
fn what_is_checked_is_understood_and_what_is_understood_is_printed() {
    let documents = documents();
    assert!(documents.len() > 150, "{} documents", documents.len());
    for (name, document) in documents {
        let (_, Coverage { printed, understood, checked, .. }) = coverage(&document);
        assert!(
            checked <= understood && understood <= printed,
            "{name}: {checked} {understood} {printed}"
        );
    }
}

#[test]
fn one_more_amount_that_nobody_understands_is_one_more_that_is_printed() {
    for (name, mut document) in documents().into_iter().skip(2).step_by(5) {
        let (_, before) = coverage(&document);
        document.blocks.push(paragraph("附记"));
        document.blocks.push(paragraph("门前铺石子花去3.25万元，另有4.5元找零。"));
        let (_, after) = coverage(&document);
        assert_eq!(after, Coverage { printed: before.printed + 2, ..before }, "{name}");
    }
}

#[test]
fn the_numbers_of_a_table_that_nobody_understands_are_printed() {
    for (name, mut document) in documents().into_iter().skip(2).step_by(5) {
        let (_, before) = coverage(&document);
        let rows: [&[&str]; 4] =
            [&["名称", "开销"], &["石子", "3.25"], &["黄沙", "4.50"], &["石灰", ""]];
        document.blocks.extend([paragraph("附记"), paragraph("单位：万元"), table(&rows)]);
        let (_, after) = coverage(&document);
        assert_eq!(after, Coverage { printed: before.printed + 2, ..before }, "{name}");
    }
}

#[test]
fn what_has_no_unit_of_money_is_no_amount() {
    let rows: [&[&str]; 3] =
        [&["项目", "预算数"], &["一、事业收入", "3.00"], &["收入总计", "3.00"]];
    let blocks = vec![paragraph("部门收支总表"), table(&rows)];
    let (_, coverage) = coverage(&Document { blocks, ..Document::default() });
    assert_eq!((coverage.printed, coverage.without_unit), (0, 2));
}

#[test]
fn a_change_that_is_recomputed_is_checked() {
    let words = [
        "2031年部门收支总体情况",
        "2031年本年支出合计5.00万元，比2030年预算增加2.00万元。",
        "2030年本年支出合计3.00万元。",
    ];
    let blocks = words.iter().map(|text| paragraph(text)).collect();
    let (_, coverage) = coverage(&Document { blocks, ..Document::default() });
    assert_eq!((coverage.printed, coverage.understood, coverage.checked), (3, 3, 3));
}

#[test]
fn nearly_all_is_understood_and_checked_in_what_the_program_publishes() {
    let ledger = |name: &str| {
        workbook::read(&project().join("examples").join(name)).expect("an example ledger").ledger
    };
    let (mut before, mut now) = (ledger("yunqiao-urban-2030"), ledger("yunqiao-urban-2031"));
    let mut all = Coverage::default();
    for name in layouts::names() {
        let layout = layouts::builtin(name).expect("built in").expect("sound");
        (before.stage, now.stage) = (layout.stage, layout.stage);
        for books in [vec![&now], vec![&before, &now]] {
            let document = lay_out(&layout, &books).expect("laid out").document;
            let (read, covered) = coverage(&document);
            println!("{name} {}: {covered:?}", books.len());
            for it in &read.unrecognised {
                println!("  {} {:?} {:?}", it.text, it.why, it.table);
            }
            all.printed += covered.printed;
            all.understood += covered.understood;
            all.checked += covered.checked;
            assert!(
                covered.understood * 100 >= covered.printed * OWN_UNDERSTOOD,
                "{name}: {covered:?}"
            );
            assert!(covered.checked * 100 >= covered.printed * OWN_CHECKED, "{name}: {covered:?}");
        }
    }
    println!("{all:?}");
}
