//! The package `yusuan` for Python: what documents disclose, as Arrow tables.
//!
//! Python code stands in `python/yusuan`, its types in `_yusuan.pyi`. Everything that takes long
//! releases the interpreter.
#![forbid(unsafe_code)]

mod file;
mod grid;
mod publish;
mod shape;
mod source;
mod table;

use pyo3::create_exception;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

create_exception!(_yusuan, Unreadable, PyValueError, "A file of which nothing can be read.");
create_exception!(_yusuan, Refused, PyValueError, "A ledger with errors, which is not published.");
create_exception!(_yusuan, LeftOut, PyRuntimeError, "What this build of the package leaves out.");

/// The part of the package that is written in Rust.
#[pymodule]
mod _yusuan {
    #[pymodule_export]
    use super::{LeftOut, Refused, Unreadable};
    #[pymodule_export]
    use crate::file::{File, check, open, read, tables};
    #[pymodule_export]
    use crate::grid::Grid;
    #[pymodule_export]
    use crate::publish::{Publication, publish};
    #[pymodule_export]
    use crate::shape::{columns, extensions, views};
    #[pymodule_export]
    use crate::table::{Column, Table};

    /// The version of the package and of the reader.
    #[pymodule_export]
    const VERSION: &str = engine::VERSION;

    /// Whether this build of the package publishes PDF files.
    #[pymodule_export]
    const HAS_PDF: bool = publication::HAS_PDF;
}
