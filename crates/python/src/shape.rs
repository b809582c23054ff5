//! What lakes are made of, for the part that is written in Python.

use crate::table::Column;
use engine::Format;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// Return the columns of a table of a lake, in order.
#[pyfunction]
pub(crate) fn columns(table: &str) -> PyResult<Vec<Column>> {
    let shape = columnar::shapes().into_iter().find(|shape| shape.name == table);
    let shape =
        shape.ok_or_else(|| PyValueError::new_err(format!("{table} is no table of a lake")))?;
    Ok(Column::all(&columnar::schema(&shape.in_lake())))
}

/// Return the extensions of the files that are read without being named.
#[pyfunction]
pub(crate) fn extensions() -> Vec<&'static str> {
    let all = Format::ALL.iter().flat_map(|format| format.extensions()).copied();
    all.filter(|extension| !Format::ONLY_NAMED.contains(extension)).collect()
}

/// Return the views of a lake, those first on which others depend: names and statements of SQL.
#[pyfunction]
pub(crate) fn views() -> Vec<(&'static str, &'static str)> {
    columnar::VIEWS.to_vec()
}
