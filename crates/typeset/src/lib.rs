//! Converts a [`Document`] to PDF with typst as a library: tagged, with bookmarks and repeated
//! table headers, conforming to PDF/UA-1.
//!
//! The typst program is fixed, and the document is passed to it as values, so that no text of the
//! document can be run as a program. There are no packages, files, network or clock: the same
//! document and fonts give the same bytes.
#![forbid(unsafe_code)]

mod fonts;
mod values;
mod world;

pub use fonts::{FontError, Fonts};

use document::{Cover, Document};
use message::Message;
use thiserror::Error;
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why a document could not be converted to PDF, in the words of the typst compiler.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub struct TypesetError(String);

impl TypesetError {
    /// What failed, with the reason in the compiler's own words.
    pub fn message(&self) -> Message {
        let Self(reason) = self;
        Message::new(
            format!("无法排版成 PDF：{reason}。"),
            format!("The document could not be set as PDF: {reason}."),
        )
    }
}

/// Returns a document as PDF. The front page, the list of contents and the figures are on pages of
/// their own before the text.
///
/// Fails if typst cannot lay out the document.
pub fn pdf(document: &Document, cover: &Cover, fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    let world = world::Fixed::new(values::inputs(document, cover, fonts), fonts);
    let pages = typst::compile::<PagedDocument>(&world).output.map_err(|errors| error(&errors))?;
    let standards = [PdfStandard::Ua_1];
    let standards =
        PdfStandards::new(&standards).map_err(|error| TypesetError(error.message().to_string()))?;
    let creator = Smart::Custom(Some("yusuan".to_owned()));
    let options = PdfOptions { standards, creator, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| error(&errors));
    // What was remembered while this document was laid out is of no use to the next one.
    typst::comemo::evict(0);
    bytes
}

fn error(errors: &EcoVec<SourceDiagnostic>) -> TypesetError {
    let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    TypesetError(messages.join("; "))
}
