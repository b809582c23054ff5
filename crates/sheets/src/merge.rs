//! Edits of one version, merged into a later one.

use crate::align::align;
use crate::{Book, Cells, Row, Sheet};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An edit of a sheet. Rows are counted from 0 in the version that its editor saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Cells of a row get other texts.
    Change {
        /// The key of the sheet.
        sheet: String,
        /// The row.
        row: usize,
        /// The cells that change, by their headings.
        cells: Cells,
    },
    /// A row is added.
    Add {
        /// The key of the sheet.
        sheet: String,
        /// The row behind which it stands; at the end without one.
        after: Option<usize>,
        /// Its cells by their headings.
        cells: Cells,
    },
    /// A row is removed.
    Remove {
        /// The key of the sheet.
        sheet: String,
        /// The row.
        row: usize,
    },
}

/// Why an edit, or a cell of it, was not merged. Both values are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Another person gave the cell another text.
    Cell {
        /// The number of the edit.
        edit: usize,
        /// The row as it is now.
        row: usize,
        /// The heading of the cell.
        heading: String,
        /// The text that the editor saw.
        was: String,
        /// The text of the other person, which was kept.
        theirs: String,
        /// The text of the editor.
        mine: String,
    },
    /// The row to be changed was removed by another person.
    Gone {
        /// The number of the edit.
        edit: usize,
    },
    /// The row to be removed was changed by another person, and was kept.
    Changed {
        /// The number of the edit.
        edit: usize,
        /// The row as it is now.
        row: usize,
    },
}

/// What becomes of the rows of one sheet.
#[derive(Default)]
struct Plan {
    removed: BTreeSet<usize>,
    /// Rows to be added, by the row behind which they stand.
    added: BTreeMap<Option<usize>, Vec<Row>>,
}

/// Merges edits of the version `base` into the version `now`, which may be the same.
///
/// Cells that only one side changed get its text. Where both changed a cell to different texts,
/// the text of `now` stays and the conflict has both. Edits of sheets that do not exist are
/// passed over.
pub fn merge(base: &Book, now: &mut Book, edits: &[Edit]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let keys: BTreeSet<&str> = edits.iter().map(Edit::sheet).collect();
    for key in keys {
        let Some(from) = base.sheet(key) else { continue };
        let Some(to) = now.sheets.iter_mut().find(|sheet| sheet.key == key) else { continue };
        let edits = edits.iter().enumerate().filter(|(_, edit)| edit.sheet() == key);
        conflicts.extend(merge_sheet(from, to, edits));
    }
    conflicts
}

fn merge_sheet<'a>(
    base: &Sheet,
    now: &mut Sheet,
    edits: impl Iterator<Item = (usize, &'a Edit)>,
) -> Vec<Conflict> {
    let places = align(base, now);
    let place = |row: usize| places.get(row).copied().flatten();
    let (mut plan, mut conflicts) = (Plan::default(), Vec::new());
    for (edit, it) in edits {
        match it {
            Edit::Change { row, cells, .. } => match place(*row) {
                Some(at) => conflicts.extend(change(base, now, edit, (*row, at), cells)),
                None => conflicts.push(Conflict::Gone { edit }),
            },
            Edit::Add { after, cells, .. } => {
                let after = after.and_then(|row| before(&places, row));
                plan.added.entry(after).or_default().push(now.row_of(cells));
            }
            Edit::Remove { row, .. } => match place(*row) {
                Some(at) if is_same(base, now, *row, at) => drop(plan.removed.insert(at)),
                Some(at) => conflicts.push(Conflict::Changed { edit, row: at }),
                // Both removed it.
                None => {}
            },
        }
    }
    rebuild(now, plan);
    conflicts
}

/// Returns the place of a row, or of the last one before it that is still there.
fn before(places: &[Option<usize>], row: usize) -> Option<usize> {
    places.iter().take(row.saturating_add(1)).rev().find_map(|place| *place)
}

fn is_same(base: &Sheet, now: &Sheet, row: usize, at: usize) -> bool {
    let filled = |sheet: &Sheet, row: usize| -> Cells {
        let row = sheet.rows.get(row).map(|row| sheet.filled(row)).unwrap_or_default();
        row.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
    };
    filled(base, row) == filled(now, at)
}

fn change(
    base: &Sheet,
    now: &mut Sheet,
    edit: usize,
    (row, at): (usize, usize),
    cells: &Cells,
) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for (heading, mine) in cells {
        let (was, theirs) = (base.cell(row, heading).to_owned(), now.cell(at, heading).to_owned());
        if was != theirs && *mine != theirs && *mine != was {
            let (heading, mine) = (heading.clone(), mine.clone());
            conflicts.push(Conflict::Cell { edit, row: at, heading, was, theirs, mine });
        } else if was == theirs {
            let column = now.column(heading);
            let cell = now.rows.get_mut(at).zip(column);
            if let Some(cell) = cell.and_then(|(row, column)| row.cells.get_mut(column)) {
                mine.clone_into(cell);
            }
        }
    }
    conflicts
}

fn rebuild(sheet: &mut Sheet, mut plan: Plan) {
    let last = plan.added.remove(&None).unwrap_or_default();
    let old = std::mem::take(&mut sheet.rows);
    for (at, row) in old.into_iter().enumerate() {
        if !plan.removed.contains(&at) {
            sheet.rows.push(row);
        }
        sheet.rows.extend(plan.added.remove(&Some(at)).unwrap_or_default());
    }
    sheet.rows.extend(last);
    sheet.rows.retain(|row| row.cells.iter().any(|text| !text.is_empty()));
}

impl Edit {
    /// Returns the key of its sheet.
    pub fn sheet(&self) -> &str {
        match self {
            Self::Change { sheet, .. } | Self::Add { sheet, .. } | Self::Remove { sheet, .. } => {
                sheet
            }
        }
    }
}
