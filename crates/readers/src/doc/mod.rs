//! Reads files of Word 97 to 2003 as they are displayed with all tracked changes accepted.
//!
//! Source: [MS-DOC], and the description of Word 97's format where that is silent. The text is
//! stored in pieces, its properties in runs over the bytes of the file, and a table exists only as
//! a property of its paragraphs.

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

use crate::{Format, Limits, ReadError, compound};
use document::Document;

/// Reads a Word file.
///
/// Fails if a required stream is damaged, the file is encrypted or of an older version, or a limit
/// is exceeded.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut file = compound::open(bytes, Format::Doc)?;
    let mut stream = |name| compound::stream(&mut file, name, Format::Doc, limits);
    let main = stream("WordDocument")?;
    let fib = fib::Fib::read(&main)?;
    let table = stream(fib.table)?;
    // This stream holds only long lists of properties, and most files do not have it.
    let data = if file.is_stream("Data") {
        compound::stream(&mut file, "Data", Format::Doc, limits)?
    } else {
        Vec::new()
    };
    let document = body::read(&fib, &main, &table, &data, limits)?;
    if document.blocks.is_empty() && !document.remarks.is_empty() {
        return Err(broken("WordDocument", "no text could be read"));
    }
    Ok(document)
}

fn broken(part: &str, reason: &str) -> ReadError {
    ReadError::broken(Format::Doc, part, reason)
}
