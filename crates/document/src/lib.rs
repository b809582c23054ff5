//! The content of a file, independent of any format and of any meaning.
//!
//! [`Document`] is the narrow waist of the whole program: every reader produces one, every writer
//! prints one, and neither knows anything about budgets. Text is kept unchanged; nothing is
//! trimmed, joined or interpreted here.
#![forbid(unsafe_code)]

mod contents;
mod cover;
pub mod data;
pub mod list;
pub mod page_setup;
mod picture;
mod place;
mod table;
mod words;

pub use contents::{Entry, contents, depth, listed};
pub use cover::{Cover, Figure};
pub use picture::Picture;
pub use place::{Place, PlaceColumns};
pub use table::{Cell, Table};
pub use words::normalised;

use std::collections::BTreeSet;

/// A whole file in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// What the reader could not carry over, or could carry over only uncertainly.
    pub remarks: Vec<Remark>,
}

/// One paragraph or table of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line of text, or a heading.
    Paragraph(Paragraph),
    /// A grid of cells.
    Table(Table),
}

/// A paragraph of running text or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The text unchanged, including the number of a numbered heading.
    pub text: String,
    /// The outline level of a heading, 1 being the highest; `None` for running text.
    pub level: Option<u8>,
    /// Its position in the file.
    pub place: Place,
}

/// Something that a reader could not carry over. Readers report it instead of dropping it silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What could not be carried over.
    pub kind: RemarkKind,
    /// Its position in the file.
    pub place: Place,
}

/// What a reader could not carry over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A formula without a stored result.
    FormulaWithoutResult,
    /// Text that could not be decoded completely.
    UndecodableText,
    /// A page that contains only an image.
    ImageWithoutText,
    /// Content that is cut off; what is there has been read.
    Unfinished,
    /// Cells with content in hidden rows or columns, or a hidden sheet: they are not read.
    Hidden,
    /// A page whose characters were recognised in an image (OCR) and may be wrong.
    Recognised,
    /// The part on one page of a table without ruling lines, whose columns or rows may be others.
    UncertainColumns,
}

impl Document {
    /// Returns the tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }

    /// Returns the numbers of the pages whose characters were recognised in an image.
    pub fn recognised_pages(&self) -> BTreeSet<u32> {
        let recognised = |remark: &Remark| match remark {
            Remark { kind: RemarkKind::Recognised, place: Place::Page { page, .. } } => Some(*page),
            _ => None,
        };
        self.remarks.iter().filter_map(recognised).collect()
    }

    /// Returns the paragraphs, headings included, in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }
}
