//! What one version changes of another.

use crate::align::align;
use crate::{Book, Cells, Edit, Row, Sheet};
use std::collections::BTreeSet;

/// Returns the edits that lead from one version to another, sheet by sheet.
pub fn edits(base: &Book, now: &Book) -> Vec<Edit> {
    let sheets = base.sheets.iter().filter_map(|sheet| Some((sheet, now.sheet(&sheet.key)?)));
    sheets.flat_map(|(base, now)| of_sheet(base, now)).collect()
}

fn of_sheet(base: &Sheet, now: &Sheet) -> Vec<Edit> {
    let places = align(base, now);
    let kept: BTreeSet<usize> = places.iter().copied().flatten().collect();
    let mut edits = Vec::new();
    for (row, place) in places.iter().enumerate() {
        let sheet = base.key.clone();
        match place {
            None => edits.push(Edit::Remove { sheet, row }),
            Some(place) => {
                let cells = changed(base, now, row, *place);
                if !cells.is_empty() {
                    edits.push(Edit::Change { sheet, row, cells });
                }
            }
        }
    }
    let mut after = None;
    for (at, row) in now.rows.iter().enumerate() {
        if kept.contains(&at) {
            after = places.iter().position(|place| *place == Some(at));
        } else {
            let (sheet, cells) = (base.key.clone(), cells(now, row));
            edits.push(Edit::Add { sheet, after, cells });
        }
    }
    edits
}

fn cells(sheet: &Sheet, row: &Row) -> Cells {
    let filled = sheet.filled(row).into_iter();
    filled.map(|(heading, text)| (heading.to_owned(), text.to_owned())).collect()
}

/// Returns the cells of a row that differ.
fn changed(base: &Sheet, now: &Sheet, row: usize, at: usize) -> Cells {
    let columns = base.columns.iter().chain(&now.columns);
    let headings: BTreeSet<&str> = columns.map(|column| column.heading.as_str()).collect();
    let differ =
        headings.into_iter().filter(|heading| base.cell(row, heading) != now.cell(at, heading));
    differ.map(|heading| (heading.to_owned(), now.cell(at, heading).to_owned())).collect()
}
