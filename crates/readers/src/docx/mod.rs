//! Reads Word files as they are displayed with all tracked changes accepted.

mod body;
mod counting;
pub(crate) mod numbering;
pub(crate) mod styles;
pub(crate) mod symbols;
#[cfg(test)]
mod tests;

use crate::package::Package;
use crate::{Format, Limits, ReadError};
use document::Document;

/// Reads a Word file.
///
/// Fails if the container or the main part is damaged, or if the file exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Docx, limits)?;
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
