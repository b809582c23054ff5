//! Word 97 to 2003: what a person sees with all tracked changes accepted.
//!
//! Source: [MS-DOC], and the description of Word 97's format where that is silent. The
//! text lies in pieces; what it looks like lies in runs over the bytes of the file, and a
//! table exists only as a property of its paragraphs.

mod body;
mod bytes;
mod fib;
mod lists;
mod pieces;
mod properties;
mod rows;
mod runs;
mod sprm;
mod story;
mod styles;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use crate::{Format, ReadError, limits};
use cfb::CompoundFile;
use document::Document;
use std::io::{Cursor, Read};

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| broken("CFB", &error.to_string()))?;
    let main = stream(&mut file, "WordDocument")?;
    let fib = fib::Fib::read(&main)?;
    let table = stream(&mut file, fib.table)?;
    // Only long properties lie in this stream; most files have none.
    let data = if file.is_stream("Data") { stream(&mut file, "Data")? } else { Vec::new() };
    let document = body::read(&fib, &main, &table, &data)?;
    if document.blocks.is_empty() && !document.remarks.is_empty() {
        return Err(broken("WordDocument", "no text could be read"));
    }
    Ok(document)
}

/// A stream as far as it can be read.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, ReadError> {
    let stream = file.open_stream(name).map_err(|error| broken(name, &error.to_string()))?;
    let mut content = Vec::new();
    let ended = stream.take(limits::MEMBER_BYTES.most + 1).read_to_end(&mut content);
    limits::MEMBER_BYTES.check(content.len())?;
    match ended {
        Err(error) if content.is_empty() => Err(broken(name, &error.to_string())),
        _ => Ok(content),
    }
}

fn broken(part: &str, reason: &str) -> ReadError {
    ReadError::Broken { format: Format::Doc, part: part.into(), reason: reason.into() }
}
