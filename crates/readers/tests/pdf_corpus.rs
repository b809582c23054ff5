//! Reads the public PDF documents next to the project, if they are there. Every table that was
//! found by hand must be read as one, on its pages, with its rows and totals.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

use document::{Block, Cell, Document, Place, Table};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/shanghai");
    if !folder.exists() {
        println!("skipped: no corpus");
        return None;
    }
    Some(folder)
}

fn document(name: &str) -> Option<Document> {
    let document = readers::read(&std::fs::read(folder()?.join(name)).unwrap()).unwrap();
    assert_eq!(document.remarks, [], "{name}");
    Some(document)
}

/// Returns the expected tables of each document, without those that were deleted on purpose.
fn expected() -> Option<BTreeMap<String, Vec<Value>>> {
    let text = std::fs::read_to_string(folder()?.join("tables.json")).unwrap();
    let mut documents: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).unwrap();
    for tables in documents.values_mut() {
        tables.retain(|table| table["pages"].is_array());
    }
    Some(documents)
}

fn page(place: &Place) -> u32 {
    match place {
        Place::Page { page, .. } => *page,
        other => panic!("{other}"),
    }
}

fn pages(table: &Table) -> (u32, u32) {
    let pages = || table.cells.iter().map(|cell| page(&cell.place));
    (pages().min().unwrap(), pages().max().unwrap())
}

fn words(cell: &Cell) -> String {
    cell.text.split_whitespace().collect()
}

/// Returns the texts of the rows that are not blank, with the page on which each begins.
fn rows(table: &Table) -> Vec<(u32, Vec<String>)> {
    let filled = |row: u32| -> Option<(u32, Vec<String>)> {
        let cells = table.row(row);
        let texts: Vec<String> = cells.iter().map(words).filter(|text| !text.is_empty()).collect();
        (!texts.is_empty()).then(|| (page(&cells[0].place), texts))
    };
    (0..table.rows).filter_map(filled).collect()
}

fn strings(value: &Value) -> Vec<&str> {
    let texts = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.filter(|text| !text.is_empty()).collect()
}

/// Returns whether a row has these texts in this order, possibly with others between them.
fn holds(row: &[String], texts: &[&str]) -> bool {
    let mut cells = row.iter();
    texts.iter().all(|text| cells.any(|cell| cell == text))
}

#[test]
fn every_table_is_read_on_its_pages_and_there_are_no_others() {
    for (name, tables) in expected().into_iter().flatten() {
        let document = document(&name).unwrap();
        let found: Vec<(u32, u32)> = document.tables().map(pages).collect();
        let pages = |table: &Value, end: usize| table["pages"][end].as_u64().unwrap() as u32;
        let wanted: Vec<(u32, u32)> =
            tables.iter().map(|table| (pages(table, 0), pages(table, 1))).collect();
        assert_eq!(found, wanted, "{name}");
        for (table, wanted) in document.tables().zip(&tables) {
            let columns = wanted["columns"].as_u64();
            assert!(columns.is_none_or(|count| count == u64::from(table.columns)), "{wanted}");
        }
    }
}

#[test]
fn titles_and_units_are_right_above_their_tables() {
    for (name, tables) in expected().into_iter().flatten() {
        let document = document(&name).unwrap();
        let mut wanted = tables.iter();
        let mut above: Vec<String> = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    above.push(paragraph.text.split_whitespace().collect());
                }
                Block::Table(_) => {
                    let table = wanted.next().unwrap();
                    let near =
                        above.split_off(above.len().saturating_sub(3)).concat().replace(':', "：");
                    let (title, unit) = (&table["title"], table["unit"].as_str().unwrap());
                    assert!(unit.is_empty() || near.ends_with(&format!("单位：{unit}")), "{near}");
                    let title = title.as_str().unwrap();
                    assert!(unit.is_empty() || near.contains(title), "{title} in {near}");
                    above.clear();
                }
            }
        }
    }
}

#[test]
fn totals_and_single_rows_are_read_cell_by_cell() {
    let mut checked = 0;
    for (name, tables) in expected().into_iter().flatten() {
        let document = document(&name).unwrap();
        for (table, wanted) in document.tables().zip(&tables) {
            let rows = rows(table);
            for total in wanted["totals_rows"].as_array().into_iter().flatten() {
                let (texts, at) = (strings(&total["cells"]), total["page"].as_u64().unwrap());
                let found =
                    |(page, row): &(u32, Vec<String>)| u64::from(*page) == at && holds(row, &texts);
                assert!(rows.iter().any(found), "{name} {total}");
                checked += 1;
            }
            let single = strings(&wanted["single_row"]);
            let found = |(_, row): &(u32, Vec<String>)| *row == single;
            assert!(single.is_empty() || rows.iter().any(found), "{name} {wanted}");
        }
    }
    assert!(checked > 40 || folder().is_none(), "{checked}");
}

#[test]
fn pages_have_as_many_rows_as_were_counted() {
    for (name, tables) in expected().into_iter().flatten() {
        let document = document(&name).unwrap();
        for (table, wanted) in document.tables().zip(&tables) {
            let first = pages(table).0;
            for (at, count) in wanted["data_rows_per_page"].as_object().into_iter().flatten() {
                let at: u32 = at.parse().unwrap();
                let count = count.as_u64().unwrap() as usize;
                let rows = rows(table).iter().filter(|(page, _)| *page == at).count();
                let totals = wanted["totals_rows"].as_array().into_iter().flatten();
                let totals = totals.filter(|total| total["page"] == at).count();
                // The header is on the first page; its repetitions are dropped.
                let header = rows.checked_sub(count + totals).unwrap();
                let expected = if at == first { 1..=5 } else { 0..=0 };
                assert!(expected.contains(&header), "{name} page {at}: {rows} rows; {wanted}");
            }
        }
    }
}

#[test]
fn clipped_text_is_read_on_the_page_that_shows_it() {
    let Some(document) = document("finance-2025-department-budget.pdf") else { return };
    let begins = |number: u32| {
        let start = format!("{number}.“");
        let found = document.paragraphs().filter(|paragraph| paragraph.text.starts_with(&start));
        found.map(|paragraph| page(&paragraph.place)).collect::<Vec<_>>()
    };
    assert_eq!((begins(8), begins(9), begins(11)), (vec![7], vec![8], vec![8]));
}

#[test]
fn the_blank_form_reads_as_tables_without_amounts() {
    let Some(document) = document("final-accounts-2024-blank-form.pdf") else { return };
    assert_eq!(document.tables().count(), 10);
    let is_amount = |cell: &Cell| cell.text.contains('.') && cell.text.parse::<f64>().is_ok();
    assert!(document.tables().flat_map(|table| &table.cells).all(|cell| !is_amount(cell)));
}

#[test]
fn full_stops_printed_separately_are_read_once() {
    for (name, _) in expected().into_iter().flatten() {
        let Some(document) = document(&name) else { return };
        let doubled = document.paragraphs().filter(|paragraph| paragraph.text.contains("。。"));
        let doubled: Vec<u32> = doubled.map(|paragraph| page(&paragraph.place)).collect();
        // The damaged copy has one on purpose.
        let expected: &[u32] = if name.contains("damaged") { &[25] } else { &[] };
        assert_eq!(doubled, expected, "{name}");
    }
}
