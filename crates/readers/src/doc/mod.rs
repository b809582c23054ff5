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

use crate::{Format, ReadError, compound};
use document::Document;

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut file = compound::open(bytes, Format::Doc)?;
    let mut stream = |name| compound::stream(&mut file, name, Format::Doc);
    let main = stream("WordDocument")?;
    let fib = fib::Fib::read(&main)?;
    let table = stream(fib.table)?;
    // Only long properties lie in this stream; most files have none.
    let data = if file.is_stream("Data") {
        compound::stream(&mut file, "Data", Format::Doc)?
    } else {
        Vec::new()
    };
    let document = body::read(&fib, &main, &table, &data)?;
    if document.blocks.is_empty() && !document.remarks.is_empty() {
        return Err(broken("WordDocument", "no text could be read"));
    }
    Ok(document)
}

fn broken(part: &str, reason: &str) -> ReadError {
    ReadError::broken(Format::Doc, part, reason)
}
