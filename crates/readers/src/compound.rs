//! The compound file format (CFB), the container of Word and Excel files of 97 to 2003: a file of
//! named streams.

use crate::{Format, Limits, ReadError};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// An open container.
pub(crate) type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Opens the container of a file of the given format.
///
/// Fails if it is not a valid container.
pub(crate) fn open(bytes: &[u8], format: Format) -> Result<Compound<'_>, ReadError> {
    CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| ReadError::broken(format, "CFB", &error.to_string()))
}

/// Returns a stream, cut off where it can no longer be read.
///
/// Fails if the stream is missing, cannot be read at all, or is too large.
pub(crate) fn stream(
    file: &mut Compound<'_>,
    name: &str,
    format: Format,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let broken = |error: std::io::Error| ReadError::broken(format, name, &error.to_string());
    let stream = file.open_stream(name).map_err(broken)?;
    let mut content = Vec::new();
    let ended = stream.take(limits.member_bytes.most.saturating_add(1)).read_to_end(&mut content);
    limits.member_bytes.check(content.len())?;
    match ended {
        Err(error) if content.is_empty() => Err(broken(error)),
        _ => Ok(content),
    }
}
