use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError};

/// An office file being packed: its parts in order, with a fixed time.
pub(crate) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Begins a part; its text follows.
    ///
    /// Fails if the part before is too large for the container.
    pub fn begin(&mut self, name: &str) -> Result<(), ZipError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)
    }

    /// Adds text to the part that was begun.
    pub fn add(&mut self, text: &str) -> Result<(), ZipError> {
        Ok(self.0.write_all(text.as_bytes())?)
    }

    /// Adds a whole part.
    pub fn part(&mut self, name: &str, text: &str) -> Result<(), ZipError> {
        self.begin(name)?;
        self.add(text)
    }

    /// Returns the bytes of the file.
    pub fn finish(self) -> Result<Vec<u8>, ZipError> {
        Ok(self.0.finish()?.into_inner())
    }
}
