//! One file, read and checked, as tables.

use crate::documents::counts;
use crate::{Described, Found, documents, findings, observations};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use engine::{Failure, File, Parallel, Settings};
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
    let report = engine::check_with(file, &Settings::default(), parallel).map_err(told)?;
    let origin = engine::origin(bytes, name, file);
    let records = engine::records(file, &origin, &report).map_err(told)?;
    let described = Described {
        department: file.disclosure.department.clone().unwrap_or_default(),
        about: engine::about(bytes, file),
        bytes: bytes.len() as u64,
        tables: file.disclosure.tables.len(),
        records: records.len(),
        verdict: report.verdict().key(),
        findings: counts(&report),
        outcomes: report.outcomes,
        coverage: report.coverage.unwrap_or_default(),
        origin: origin.clone(),
    };
    let found = Found::all(&origin, &report.findings);
    Ok(Tables {
        observations: observations(&records).map_err(bug)?,
        documents: documents(&[described]).map_err(bug)?,
        findings: findings(&found).map_err(bug)?,
    })
}

fn told(failure: Failure) -> Message {
    failure.message()
}

fn bug(error: ArrowError) -> Message {
    Message::new(format!("程序内部错误：{error}"), format!("An internal error: {error}"))
}
