//! The numbers of a file as records.

use crate::about::sha256;
use crate::{Failure, File, Report};
use contain::contain;
use disclosure::record::{self, Origin, Record};

/// Returns where the records of a file come from.
pub fn origin(bytes: &[u8], name: &str, file: &File) -> Origin {
    Origin {
        document: sha256(bytes).into(),
        file: name.into(),
        reader: crate::VERSION.into(),
        division: file.disclosure.division.map_or("", |division| division.code).into(),
    }
}

/// Returns the numbers of a file in reading order, marked with the findings of `report`.
///
/// # Errors
/// Fails only on a bug.
pub fn records(file: &File, origin: &Origin, report: &Report) -> Result<Vec<Record>, Failure> {
    Ok(contain(|| {
        let mut records = record::records(&file.document, &file.disclosure, origin);
        rules::mark(&mut records, &file.disclosure, &report.findings);
        records
    })?)
}
