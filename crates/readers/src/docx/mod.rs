//! Reads Word files as they are displayed with all tracked changes accepted.
//!
//! The XML of Word 2003 has nearly the same elements, all in one file.

mod body;
mod counting;
pub(crate) mod numbering;
pub(crate) mod styles;
pub(crate) mod symbols;
#[cfg(test)]
mod tests;

use crate::package::{Package, Part};
use crate::{Format, Limits, ReadError};
use document::Document;

/// Reads a Word file.
///
/// Fails if the container or the main part is damaged, or if the file exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    read_parts(Package::open(bytes, Format::Docx, limits)?, limits)
}

/// Reads the parts of a Word file. Fails like [`read`].
pub(crate) fn read_parts(mut package: Package<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let main = package.main_part("word/document.xml")?;
    let styles = styles::read(&package.beside(&main, "styles.xml")?, limits)?;
    let numbering = numbering::read(&package.beside(&main, "numbering.xml")?, limits)?;
    let part = package.need(&main)?;
    let document = body::read(&part, styles, numbering, limits)?;
    if document.blocks.is_empty() && !document.remarks.is_empty() {
        return Err(package.broken(&main, &"not well-formed XML"));
    }
    Ok(document)
}

/// Reads a file of Word 2003 in XML. Fails if it exceeds a limit.
pub(crate) fn read_2003(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    let head = text.split_once("body>").map_or("", |(head, _)| head);
    let styles = styles::read(head, limits)?;
    let numbering = numbering::read("", limits)?;
    let part = Part { text: text.to_owned(), whole: true, valid: true };
    body::read(&part, styles, numbering, limits)
}
