//! A file and what is known of it.

use crate::Unreadable;
use crate::grid::{Grid, grids};
use crate::source::Source;
use crate::table::Table;
use columnar::Tables;
use engine::{Options, Parallel};
use message::Message;
use pyo3::prelude::*;

/// A file that was read and checked.
#[pyclass(frozen, module = "yusuan")]
pub(crate) struct File {
    name: String,
    read: engine::File,
    tables: Tables,
}

#[pymethods]
impl File {
    /// The name under which records refer to it.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The department that discloses, or `None`.
    #[getter]
    fn department(&self) -> Option<&str> {
        self.read.disclosure.department.as_ref().map(|department| department.name.as_str())
    }

    /// The units of the department, in the order in which they appear.
    #[getter]
    fn units(&self) -> Vec<&str> {
        self.read.disclosure.units.iter().map(|unit| unit.name.as_str()).collect()
    }

    /// The year that the file discloses, or `None`.
    #[getter]
    fn year(&self) -> Option<u16> {
        self.read.disclosure.year.map(|year| year.0)
    }

    /// `budget`, `adjusted`, `execution` or `final_accounts`, or `None`.
    #[getter]
    fn stage(&self) -> Option<&'static str> {
        self.read.disclosure.stage().map(|stage| stage.key())
    }

    /// The printed numbers, a row each.
    #[getter]
    fn records(&self) -> Table {
        Table::new(self.tables.observations.clone())
    }

    /// What is wrong or worth knowing, a row each, the gravest first.
    #[getter]
    fn findings(&self) -> Table {
        Table::new(self.tables.findings.clone())
    }

    /// The file itself, in one row: what it is and how much of it was checked.
    #[getter]
    fn summary(&self) -> Table {
        Table::new(self.tables.documents.clone())
    }

    /// The tables as they stand, in reading order.
    #[getter]
    fn tables(&self) -> Vec<Grid> {
        grids(&self.read.document)
    }

    fn __repr__(&self) -> String {
        let department = self.department().unwrap_or("?");
        let records = self.tables.observations.num_rows();
        format!("<yusuan.File {} {department}: {records} records>", self.name)
    }
}

/// Read and check a file.
///
/// `source` is a path or the bytes of a file of any format that the program reads. `name` is how
/// records refer to it: by default the path, and empty for bytes. Other threads of Python run
/// meanwhile.
///
/// Raises `OSError` if the path cannot be opened and `Unreadable` if nothing can be read.
#[pyfunction]
#[pyo3(signature = (source, *, name=None))]
pub(crate) fn open(py: Python<'_>, source: Source<'_>, name: Option<String>) -> PyResult<File> {
    let (bytes, name) = source.load(py, name)?;
    py.detach(|| {
        let read = engine::read(&bytes, &Options::default()).map_err(|it| it.message())?;
        let tables = columnar::tables(&read, &bytes, &name, Parallel::Yes)?;
        Ok(File { name: name.clone(), read, tables })
    })
    .map_err(|message: Message| of_file(py, &name, &message))
}

/// Return the numbers that a file prints, a row each, in reading order.
///
/// The 49 columns are those of `yusuan read --format csv`: the file, the body, the dimensions of
/// the scope, `fen` (the amount in 分, a whole number), what is printed, its place, and what the
/// check says of it. `Table.columns` describes each. Parameters and errors are those of `open`.
#[pyfunction]
#[pyo3(signature = (source, *, name=None))]
pub(crate) fn read(py: Python<'_>, source: Source<'_>, name: Option<String>) -> PyResult<Table> {
    Ok(open(py, source, name)?.records())
}

/// Return what is wrong or worth knowing in a file, a row each, the gravest first.
///
/// The 26 columns say what was found, in Chinese and in English, with the printed, the expected
/// and the differing amounts in 分, and where. Parameters and errors are those of `open`.
#[pyfunction]
#[pyo3(signature = (source, *, name=None))]
pub(crate) fn check(py: Python<'_>, source: Source<'_>, name: Option<String>) -> PyResult<Table> {
    Ok(open(py, source, name)?.findings())
}

/// Return the tables of a file as they stand, in reading order.
///
/// Nothing is asked of their meaning, so that this also serves files that are no budgets.
/// Parameters and errors are those of `open`.
#[pyfunction]
pub(crate) fn tables(py: Python<'_>, source: Source<'_>) -> PyResult<Vec<Grid>> {
    let (bytes, name) = source.load(py, None)?;
    let document = py.detach(|| engine::document(&bytes, &Options::default()));
    Ok(grids(&document.map_err(|failure| of_file(py, &name, &failure.message()))?))
}

fn of_file(py: Python<'_>, name: &str, message: &Message) -> PyErr {
    unreadable(py, format!("{name}: {} {}", message.zh, message.en), message)
}

/// An error whose attributes say in both languages why nothing can be read.
pub(crate) fn unreadable(py: Python<'_>, text: String, message: &Message) -> PyErr {
    let Message { zh, en } = message;
    let error = Unreadable::new_err(text);
    let value = error.value(py);
    let set = value.setattr("zh", zh).and_then(|()| value.setattr("en", en));
    set.err().unwrap_or(error)
}
