//! One file, read and checked, as tables.

use crate::documents::counts;
use crate::{Described, Found, documents, findings, observations};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use disclosure::record::Origin;
use engine::{Failure, File, Parallel, Report, Settings};
use finding::About;
use message::Message;

/// What is known of one file, a table each.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// The numbers that it prints, a row each.
    pub observations: RecordBatch,
    /// The file itself, in one row.
    pub documents: RecordBatch,
    /// What is wrong or worth knowing, a row each.
    pub findings: RecordBatch,
}

/// Returns what is known of a file that was read, under the name `name`.
///
/// # Errors
/// Fails only on a bug.
pub fn tables(
    file: &File,
    bytes: &[u8],
    name: &str,
    parallel: Parallel,
) -> Result<Tables, Message> {
    let origin = engine::origin(bytes, name, file);
    tables_from(file, &origin, bytes.len() as u64, parallel)
}

/// Returns what is known of a file that comes from `origin` and has `bytes` bytes.
///
/// # Errors
/// Fails only on a bug.
pub fn tables_from(
    file: &File,
    origin: &Origin,
    bytes: u64,
    parallel: Parallel,
) -> Result<Tables, Message> {
    let report = engine::check_with(file, &Settings::default(), parallel).map_err(told)?;
    let records = engine::records(file, origin, &report).map_err(told)?;
    let described = described(file, origin, bytes, &report, records.len());
    let found = Found::all(origin, &report.findings);
    Ok(Tables {
        observations: observations(&records).map_err(bug)?,
        documents: documents(&[described]).map_err(bug)?,
        findings: findings(&found).map_err(bug)?,
    })
}

/// Describes a file that was checked.
pub fn described(
    file: &File,
    origin: &Origin,
    bytes: u64,
    report: &Report,
    records: usize,
) -> Described {
    Described {
        department: file.disclosure.department.clone().unwrap_or_default(),
        about: About { sha256: origin.document.to_string(), ..engine::about(&[], file) },
        bytes,
        tables: file.disclosure.tables.len(),
        records,
        verdict: report.verdict().key(),
        findings: counts(report),
        outcomes: report.outcomes,
        coverage: report.coverage.unwrap_or_default(),
        origin: origin.clone(),
    }
}

fn told(failure: Failure) -> Message {
    failure.message()
}

fn bug(error: ArrowError) -> Message {
    Message::new(format!("程序内部错误：{error}"), format!("An internal error: {error}"))
}
