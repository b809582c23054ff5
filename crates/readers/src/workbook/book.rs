//! What the two kinds of office packages with sheets, `.xlsx` and `.xlsb`, have in common.

use super::format::Formats;
use super::sheet::{Sheet, hidden_sheet};
use crate::ReadError;
use crate::limits::Budget;
use document::Document;
use std::collections::{BTreeMap, BTreeSet};

/// The data that all sheets share.
pub(super) struct Shared {
    pub strings: Vec<String>,
    pub formats: Formats,
    pub days_since_1904: bool,
    pub budget: Budget,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// The id of its relationship.
    pub id: String,
    pub name: String,
    pub is_hidden: bool,
}

/// Reads the listed sheets in order. `targets` has the part of each id; `read` reads a part into
/// a sheet and returns whether it was complete, or `None` if the part is missing.
///
/// Fails if the file exceeds a limit or `read` fails.
pub(super) fn read_sheets(
    listed: Vec<Listed>,
    targets: &BTreeMap<String, String>,
    shared: &mut Shared,
    mut read: impl FnMut(&str, &mut Sheet, &mut Shared) -> Result<Option<bool>, ReadError>,
) -> Result<Document, ReadError> {
    let mut document = Document::default();
    let mut seen = BTreeSet::new();
    for Listed { id, name, is_hidden } in listed {
        if is_hidden {
            document.remarks.push(hidden_sheet(&name));
            continue;
        }
        // Each sheet has a part of its own, so a part is not read for a second sheet.
        let Some(path) = targets.get(&id).filter(|path| seen.insert(*path)) else { continue };
        let mut sheet = Sheet::new(&name);
        let Some(is_complete) = read(path, &mut sheet, shared)? else { continue };
        if !is_complete {
            sheet.mark_unfinished();
        }
        sheet.add_to(&mut document, &mut shared.budget)?;
    }
    Ok(document)
}
