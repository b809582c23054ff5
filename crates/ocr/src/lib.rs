//! The words and ruling lines in the picture of a page, by the program `tesseract`.
//!
//! It stands apart from the readers, which run no programs: whoever wants scanned pages
//! read hands a picture in and the words that come out to the reader.
//! Ruling lines are found here first and wiped out, since characters beside lines are
//! recognised badly; they are given back, for they are the borders of tables.
#![forbid(unsafe_code)]

mod rulings;
mod run;
mod tsv;

pub use rulings::{Ruling, take_rulings};
pub use run::{SECONDS, Tesseract};

/// A page in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    /// Pixels across.
    pub columns: usize,
    /// Pixels down.
    pub rows: usize,
    /// The pixels by row, 0 being black.
    pub pixels: Vec<u8>,
}

/// A word, or the part of one that the program keeps together, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Left, top, right, bottom of what is printed.
    pub area: [u32; 4],
    /// In which of the page's lines it stands.
    pub line: u32,
}

/// Why characters cannot be recognised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// There is no such program.
    #[error("tesseract is not installed")]
    NotInstalled,
    /// The program does not know Chinese.
    #[error("tesseract has no data for simplified Chinese (chi_sim)")]
    NoChinese,
    /// It took longer than [`SECONDS`] allows, or printed more than a page can say.
    #[error("tesseract took too long or printed too much")]
    TooMuch,
    /// It ended with an error.
    #[error("tesseract failed: {0}")]
    Failed(String),
}
