//! Properties that every document, ledger and error must have, whatever the input was.

use comments::{Author, Comment};
use document::{Document, Place, Table};
use readers::ReadError;
use std::collections::BTreeSet;
use workbook::{Filled, Problem, ReadFailure};

/// The largest area of a table for which overlaps are checked cell by cell.
const MAX_AREA: u64 = 1 << 16;

/// The number of places that are commented on.
const MARKED: usize = 20;

/// Checks that the error of a damaged file says where and why.
pub fn error(error: &ReadError) {
    if let ReadError::Broken { part, reason, .. } = error {
        assert!(!part.is_empty() && !reason.is_empty());
    }
}

/// Checks that a ledger was read without errors or has at least one.
pub fn ledger(read: &Result<Filled, ReadFailure>) {
    let (problems, may_be_errors) = match read {
        Ok(filled) => (filled.warnings.as_slice(), false),
        Err(failure) => (failure.problems(), true),
    };
    assert!(problems.iter().any(Problem::is_error) == may_be_errors);
}

/// Checks that a copy with comments holds the same document.
pub fn copy(data: &[u8], document: &Document) {
    let cells = document.tables().filter_map(|table| table.cells.last()).map(|cell| &cell.place);
    let places = document.paragraphs().map(|paragraph| &paragraph.place).chain(cells).take(MARKED);
    let comment = |place: &Place| Comment { place: place.clone(), text: place.to_string() };
    let comments: Vec<Comment> = places.map(comment).collect();
    let author = Author { name: "a", date: "2031-03-01" };
    // Markup that is read as far as it goes cannot be added to.
    let Ok(copy) = comments::add(data, &comments, author) else { return };
    match readers::read(&copy.bytes) {
        Ok(again) => assert_eq!(&again, document, "comments change nothing"),
        Err(error) => assert!(matches!(error, ReadError::TooLarge(_)), "{error}"),
    }
}

/// Checks the invariants of all tables.
pub fn document(document: &Document) {
    document.tables().for_each(table);
}

fn table(table: &Table) {
    let mut last = None;
    let mut drawn = BTreeSet::new();
    let is_small = u64::from(table.rows) * u64::from(table.columns) <= MAX_AREA;
    for cell in &table.cells {
        let at = (cell.row, cell.column);
        assert!(last.replace(at) < Some(at), "cells are in reading order: {last:?} {at:?}");
        assert!(cell.row_span > 0 && cell.column_span > 0);
        let (bottom, right) = (cell.row + cell.row_span, cell.column + cell.column_span);
        assert!(bottom <= table.rows && right <= table.columns, "{cell:?} lies outside");
        if is_small {
            for row in cell.row..bottom {
                for column in cell.column..right {
                    assert!(drawn.insert((row, column)), "{cell:?} overlaps another");
                }
            }
        }
    }
}
