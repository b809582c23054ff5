//! From what the caller names to bytes.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// A file to read: its path, or its bytes.
#[derive(FromPyObject)]
pub(crate) enum Source<'py> {
    /// The bytes of a file.
    Bytes(Bound<'py, PyBytes>),
    /// The path of a file.
    Path(PathBuf),
}

impl Source<'_> {
    /// Returns the bytes and the name under which records refer to the file.
    pub(crate) fn load(&self, py: Python<'_>, name: Option<String>) -> PyResult<(Vec<u8>, String)> {
        match self {
            Self::Bytes(bytes) => Ok((bytes.as_bytes().to_vec(), name.unwrap_or_default())),
            Self::Path(path) => {
                let bytes = py.detach(|| limited(path))?;
                Ok((bytes, name.unwrap_or_else(|| path.display().to_string())))
            }
        }
    }
}

/// Reads a file, but no more of it than the readers take and one byte, at which they refuse it.
fn limited(path: &PathBuf) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = engine::Limits::DEFAULT.file_bytes.most;
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
