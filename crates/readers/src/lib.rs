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
mod edges;
mod error;
mod flow;
mod format;
mod grid;
mod html;
pub mod limits;
mod lines;
mod mhtml;
mod ofd;
mod office_xml;
mod package;
mod pdf;
mod ragged;
mod recognised;
mod root;
mod rtf;
#[cfg(test)]
mod testing;
mod text;
mod workbook;
mod xml;

pub use detect::detect;
pub use error::ReadError;
pub use format::Format;
pub use limits::Limits;
pub use recognised::{Recognised, RecognisedPage, RecognisedRuling, RecognisedWord};

use document::Document;

/// How a file is read.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What the file may ask of the machine.
    pub limits: Limits,
    /// What was recognised (OCR) on its pages that show only an image.
    ///
    /// Each such page gets a [`Recognised`](document::RemarkKind::Recognised) remark in place of
    /// one that says that it was not read. A page with text of its own is read as it is; so are
    /// formats other than PDF.
    pub recognised: &'a Recognised,
}

impl Default for Options<'_> {
    fn default() -> Self {
        static NOTHING: Recognised = Recognised::new();
        Self { limits: Limits::DEFAULT, recognised: &NOTHING }
    }
}

/// Reads a file of any supported format.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, &Options::default())
}

/// Reads a file of any supported format, with limits of one's own or with what was recognised.
pub fn read_with(bytes: &[u8], options: &Options<'_>) -> Result<Document, ReadError> {
    let Options { limits, recognised } = options;
    let document = match detect::detect_within(bytes, limits)? {
        Format::Text => text::read(bytes, limits),
        Format::Docx => docx::read(bytes, limits),
        Format::Xlsx => workbook::read_xlsx(bytes, limits),
        Format::Xls => workbook::read_xls(bytes, limits),
        Format::Xlsb => workbook::read_xlsb(bytes, limits),
        Format::Xml => office_xml::read(bytes, limits),
        Format::Ods => workbook::read_ods(bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Mhtml => mhtml::read(bytes, limits),
        Format::Doc => doc::read(bytes, limits),
        Format::Rtf => rtf::read(bytes, limits),
        Format::Pdf => pdf::read(bytes, recognised, limits),
        Format::Ofd => ofd::read(bytes, limits),
    }?;
    lines::joined(document, limits)
}
