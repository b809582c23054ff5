//! Files as the rows of a lake, for engines that spread the reading over many machines.

use crate::source::Source;
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use columnar::{Failed, Partition};
use engine::{File, Format, Options, Parallel};
use message::Message;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// The rows of a file, by table.
type Rows = BTreeMap<&'static str, RecordBatch>;

/// Return the rows that a file has in a lake, by table: of `observations`, `documents` and
/// `findings`, or of `failures` where it cannot be read.
#[pyfunction]
#[pyo3(signature = (source, *, name=None))]
pub(crate) fn rows(
    py: Python<'_>,
    source: Source<'_>,
    name: Option<String>,
) -> PyResult<BTreeMap<&'static str, Table>> {
    let (bytes, name) = source.load(py, name)?;
    let rows = py.detach(|| of_file(&bytes, &name));
    let rows = rows.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    Ok(rows.into_iter().map(|(table, rows)| (table, Table::new(rows))).collect())
}

/// Return a table of a lake without rows.
#[pyfunction]
pub(crate) fn empty(table: &str) -> PyResult<Table> {
    let shape = columnar::shapes().into_iter().find(|shape| shape.name == table);
    let shape = shape.ok_or_else(|| PyValueError::new_err(format!("{table} is no table")))?;
    Ok(Table::new(RecordBatch::new_empty(columnar::schema(&shape.in_lake()))))
}

/// The endings of the names of files of a folder that are read, in lower case.
pub(crate) fn endings() -> Vec<&'static str> {
    let all = Format::ALL.iter().flat_map(|format| format.extensions());
    all.copied().filter(|ending| !Format::ONLY_NAMED.contains(ending)).collect()
}

fn of_file(bytes: &[u8], name: &str) -> Result<Rows, ArrowError> {
    match engine::read(bytes, &Options::default()) {
        Ok(file) => of_read(&file, bytes, name),
        Err(failure) => failed(bytes, name, failure.message()),
    }
}

fn of_read(file: &File, bytes: &[u8], name: &str) -> Result<Rows, ArrowError> {
    match columnar::tables(file, bytes, name, Parallel::No) {
        Ok(tables) => {
            let partition = Partition::of(file);
            Ok(Rows::from([
                ("observations", partition.add(&tables.observations)?),
                ("documents", partition.add(&tables.documents)?),
                ("findings", partition.add(&tables.findings)?),
            ]))
        }
        Err(message) => failed(bytes, name, message),
    }
}

fn failed(bytes: &[u8], name: &str, message: Message) -> Result<Rows, ArrowError> {
    let failed = Failed {
        document: engine::sha256(bytes),
        file: name.to_owned(),
        reader: engine::VERSION.to_owned(),
        kind: "unreadable",
        message,
    };
    Ok(Rows::from([("failures", columnar::failures(&[failed])?)]))
}
