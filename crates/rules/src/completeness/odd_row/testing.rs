//! Tables for tests.

use crate::checks;
use crate::lint::{Sink, Violation};
use document::{Cell, Place, Table};

/// A table of rows whose cells are separated by `|`.
pub(super) fn table(rows: &[&str]) -> Table {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default() as u32;
    let mut table = Table { rows: rows.len() as u32, columns, ..Table::default() };
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            let place = Place::Paragraph(row * columns + column + 1);
            let text = (*text).to_owned();
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, text, place });
        }
    }
    table
}

/// What is printed where something is told, and what is expected there.
pub(super) fn told(violations: Vec<Violation>) -> Vec<(String, Option<String>)> {
    let mut found = Sink::new(&checks::ODD_ROW);
    violations.into_iter().for_each(|it| found.push(it));
    let told = found.findings.into_iter();
    told.map(|it| (it.printed.unwrap_or_default(), it.expected)).collect()
}
