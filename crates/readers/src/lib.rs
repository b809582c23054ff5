//! Bytes of any format to a `Document`.
//!
//! [`read`] looks at the content, never at a file's name, and gives the paragraphs
//! and tables a person would see. Whatever is damaged but readable becomes a remark
//! in the document; only a file that says nothing at all is a [`ReadError`].
#![forbid(unsafe_code)]

mod compound;
mod decode;
mod detect;
mod doc;
mod docx;
mod error;
mod flow;
mod format;
mod grid;
mod html;
pub mod limits;
mod ofd;
mod package;
mod pdf;
mod recognised;
#[cfg(test)]
mod testing;
mod text;
mod workbook;
mod xml;

pub use detect::detect;
pub use error::ReadError;
pub use format::Format;
pub use recognised::{Recognised, RecognisedPage, RecognisedRuling, RecognisedWord};

use document::Document;

/// Reads a file of any supported format.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, &Recognised::new())
}

/// Reads a file of which some pages show only an image, with what was recognised on these.
///
/// Each such page gets a [`Recognised`](document::RemarkKind::Recognised) remark in place of
/// one that says that it was not read. A page with text of its own is read as it is; so are
/// formats other than PDF.
pub fn read_with(bytes: &[u8], recognised: &Recognised) -> Result<Document, ReadError> {
    match detect(bytes)? {
        Format::Text => text::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Xlsx => workbook::read_xlsx(bytes),
        Format::Xls => workbook::read_xls(bytes),
        Format::Ods => workbook::read_ods(bytes),
        Format::Html => html::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Pdf => pdf::read(bytes, recognised),
        Format::Ofd => ofd::read(bytes),
    }
}
