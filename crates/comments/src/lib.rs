//! Copies of Word and Excel files with comments at paragraphs and cells.
//!
//! Nothing else of the file is changed: parts without comments keep their compressed bytes, and
//! in the others text is only inserted. The places are those that `readers` gives.
#![forbid(unsafe_code)]

mod docx;
mod error;
mod markup;
mod package;
mod relations;
mod xlsx;

pub use error::Failure;

use document::Place;
use readers::Format;

/// A comment on a place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The paragraph or the cell.
    pub place: Place,
    /// The text; each line is a paragraph.
    pub text: String,
}

/// Who comments, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author<'a> {
    /// The name that is shown.
    pub name: &'a str,
    /// The day, `2031-03-01`; empty where it is not told.
    pub date: &'a str,
}

/// A copy with comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of comments that stand at the beginning of the file, as it has no such place.
    pub misplaced: usize,
}

/// Returns a copy of a file with comments.
///
/// # Errors
/// Fails if the format has no comments, and if the file is damaged or exceeds a limit.
pub fn add(bytes: &[u8], comments: &[Comment], author: Author<'_>) -> Result<Copy, Failure> {
    match readers::detect(bytes)? {
        Format::Docx => docx::add(bytes, comments, author),
        Format::Xlsx => xlsx::add(bytes, comments, author),
        format => Err(Failure::Format(format)),
    }
}

/// The extension of files of a format that can have comments.
pub fn extension(format: Format) -> Option<&'static str> {
    match format {
        Format::Docx => Some("docx"),
        Format::Xlsx => Some("xlsx"),
        _ => None,
    }
}
