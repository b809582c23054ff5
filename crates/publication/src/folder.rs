//! The folder of what is published: there is all of it or nothing.

use crate::{Error, Format};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The order in which files are listed: by body, then by format.
pub(crate) type Order = (usize, Format);

/// Files that are written under temporary names until all of them are whole.
pub(crate) struct Folder<'a> {
    path: &'a Path,
    replaces: bool,
    is_new: bool,
    files: Vec<(Order, PathBuf)>,
}

/// A file being written.
pub(crate) struct Part {
    path: PathBuf,
    file: BufWriter<File>,
}

impl<'a> Folder<'a> {
    pub(crate) fn new(path: &'a Path, replaces: bool) -> Self {
        Self { path, replaces, is_new: !path.exists(), files: Vec::new() }
    }

    /// Begins a file. Fails where it is there already, unless it is to be replaced.
    pub(crate) fn begin(&mut self, order: Order, name: &str) -> Result<Part, Error> {
        let path = self.path.join(name);
        if !self.replaces && path.exists() {
            return Err(Error::Exists(path));
        }
        fs::create_dir_all(self.path).map_err(writing(self.path))?;
        let file = File::create(temporary(&path)).map_err(writing(&path));
        let part = Part { file: BufWriter::new(file?), path: path.clone() };
        self.files.push((order, path));
        Ok(part)
    }

    /// Writes a whole file.
    pub(crate) fn write(&mut self, order: Order, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let mut part = self.begin(order, name)?;
        part.add(bytes)?;
        part.end()
    }

    /// Gives the files their names, and returns them in order.
    pub(crate) fn finish(mut self) -> Result<Vec<PathBuf>, Error> {
        for (_, path) in &self.files {
            fs::rename(temporary(path), path).map_err(writing(path))?;
        }
        self.is_new = false;
        let mut files = std::mem::take(&mut self.files);
        files.sort_by_key(|(order, _)| *order);
        Ok(files.into_iter().map(|(_, path)| path).collect())
    }
}

/// What was not finished is removed again.
impl Drop for Folder<'_> {
    fn drop(&mut self) {
        for (_, path) in &self.files {
            let _ = fs::remove_file(temporary(path));
        }
        if self.is_new {
            // Only where it is empty.
            let _ = fs::remove_dir(self.path);
        }
    }
}

impl Part {
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = self.file.write_all(bytes);
        written.map_err(writing(&self.path))
    }

    /// Sees to it that all of it is written.
    pub(crate) fn end(self) -> Result<(), Error> {
        let written = self.file.into_inner().map_err(io::IntoInnerError::into_error);
        written.map(drop).map_err(writing(&self.path))
    }
}

fn writing(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    |error| Error::Writing(path, error)
}

fn temporary(path: &Path) -> PathBuf {
    path.with_added_extension("part")
}
