//! Where an answer goes: to standard output, or into a file that is there once it is complete.

use message::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

/// The place to which an answer is written.
pub(in crate::query) enum To {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// A file.
    File(Unfinished),
}

/// A file under another name until it is complete; it is removed if it never is.
pub(in crate::query) struct Unfinished {
    path: PathBuf,
    /// The other name; `None` where the path is no file, such as a pipe.
    new: Option<PathBuf>,
    file: BufWriter<File>,
}

impl To {
    /// Opens a file, or standard output.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Stdout(BufWriter::new(io::stdout()))) };
        let is_other = fs::metadata(path).is_ok_and(|it| !it.is_file());
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let new = (!is_other).then(|| path.with_file_name(name));
        let file = File::create(new.as_deref().unwrap_or(path));
        let file = BufWriter::new(file.map_err(|error| Failure::writing(path, &error))?);
        Ok(Self::File(Unfinished { path: path.to_owned(), new, file }))
    }

    /// Returns what is wrong with the place. A reader that went away has seen enough.
    pub(super) fn failure(&self, error: io::Error) -> Failure {
        match self {
            Self::Stdout(_) => error.into(),
            Self::File(file) => Failure::writing(&file.path, &error),
        }
    }

    /// Writes what still waits, and gives a file its name.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        let finished = match &mut self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.finish(),
        };
        finished.map_err(|error| self.failure(error))
    }
}

impl Write for To {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.file.flush(),
        }
    }
}

impl Unfinished {
    fn finish(&mut self) -> io::Result<()> {
        self.file.flush()?;
        match &self.new {
            None => Ok(()),
            Some(new) => fs::rename(new, &self.path).inspect(|()| self.new = None),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(new) = &self.new {
            // What cannot be removed is left under a name that says so.
            let _ = fs::remove_file(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_once_it_is_complete() {
        let folder = temp_dir::TempDir::new().unwrap();
        let path = folder.child("answer.csv");
        fs::write(&path, "before").unwrap();
        let mut to = To::open(Some(&path)).unwrap();
        to.write_all(b"half").unwrap();
        drop(to);
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        let mut to = To::open(Some(&path)).unwrap();
        to.write_all(b"whole").unwrap();
        to.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
