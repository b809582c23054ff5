//! What every document and every error must be like, whatever the bytes were.

use document::{Document, Table};
use readers::ReadError;
use std::collections::BTreeSet;
use workbook::{Filled, Problem, ReadFailure};

/// Above this area the grid is not drawn cell by cell: that would only be slow.
const DRAWN: u64 = 1 << 16;

/// An error of a damaged file says where and why.
pub fn error(error: &ReadError) {
    if let ReadError::Broken { part, reason, .. } = error {
        assert!(!part.is_empty() && !reason.is_empty());
    }
}

/// A ledger has no errors, or there is one.
pub fn ledger(read: &Result<Filled, ReadFailure>) {
    let (problems, may_be_errors) = match read {
        Ok(filled) => (filled.warnings.as_slice(), false),
        Err(failure) => (failure.problems(), true),
    };
    assert!(problems.iter().any(Problem::is_error) == may_be_errors);
}

/// The tables keep the promises of their type.
pub fn document(document: &Document) {
    document.tables().for_each(table);
}

fn table(table: &Table) {
    let mut last = None;
    let mut drawn = BTreeSet::new();
    let is_small = u64::from(table.rows) * u64::from(table.columns) <= DRAWN;
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
