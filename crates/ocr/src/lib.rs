//! Recognises the words and ruling lines in the picture of a page with the program `tesseract`.
//!
//! This is a crate of its own because readers do not run other programs: the caller passes the
//! recognised words to the reader. Ruling lines are found and erased first, because characters next
//! to lines are recognised badly; they are returned because they are the borders of tables.
#![forbid(unsafe_code)]

mod rulings;
mod run;
mod tsv;

pub use rulings::{Ruling, take_rulings};
pub use run::{SECONDS, Tesseract};

/// A page in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// The width in pixels.
    pub columns: usize,
    /// The height in pixels.
    pub rows: usize,
    /// The pixels row by row, one byte each, 0 being black.
    pub pixels: Vec<u8>,
}

/// A word, or the part of one that tesseract keeps together. Positions are in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The recognised text.
    pub text: String,
    /// Left, top, right and bottom edge of its characters.
    pub area: [u32; 4],
    /// The number of its line on the page, from 1.
    pub line: u32,
}

/// Why characters cannot be recognised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// The program was not found.
    #[error("tesseract is not installed")]
    NotInstalled,
    /// The program has no data for simplified Chinese.
    #[error("tesseract has no data for simplified Chinese (chi_sim)")]
    NoChinese,
    /// The program took longer than its limit (usually [`SECONDS`]) or printed more than any page
    /// needs.
    #[error("tesseract took too long or printed too much")]
    TooMuch,
    /// The program failed with this message.
    #[error("tesseract failed: {0}")]
    Failed(String),
}
