//! What stands in a file, free of any format and of any meaning.
//!
//! [`Document`] is the waist of the whole program: every reader makes one, every
//! writer prints one, and neither knows anything of budgets. Text is kept as it
//! stands; nothing is trimmed, joined or interpreted here.
#![forbid(unsafe_code)]

mod cover;
mod place;
pub mod setting;
mod table;
mod words;

pub use cover::{Cover, Figure};
pub use place::Place;
pub use table::{Cell, Table};
pub use words::normalised;

use std::collections::BTreeSet;

/// A whole file in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Paragraphs and tables as they follow one another.
    pub blocks: Vec<Block>,
    /// What the reader met and could not keep, each with its place.
    pub remarks: Vec<Remark>,
}

/// One thing in the flow of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line of text, a heading among them.
    Paragraph(Paragraph),
    /// A grid of cells.
    Table(Table),
}

/// A paragraph of running text or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The words as they stand, the number of a numbered heading included.
    pub text: String,
    /// The outline level of a heading, 1 being the highest; `None` for running text.
    pub level: Option<u8>,
    /// Where it stands.
    pub place: Place,
}

/// Something in the file that could not be carried over: said, never dropped in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Where it stands.
    pub place: Place,
}

/// The kinds of things a reader cannot carry over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A formula without a stored result.
    FormulaWithoutResult,
    /// Text in an encoding that could not be decoded whole.
    UndecodableText,
    /// A page that shows only an image.
    ImageWithoutText,
    /// Content that starts but never ends, read as far as it goes.
    Unfinished,
    /// A page that shows an image: its characters were recognised (OCR) and may be wrong.
    Recognised,
}

impl Document {
    /// The tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }

    /// The pages whose characters were recognised in an image.
    pub fn recognised_pages(&self) -> BTreeSet<u32> {
        let recognised = |remark: &Remark| match remark {
            Remark { kind: RemarkKind::Recognised, place: Place::Page { page, .. } } => Some(*page),
            _ => None,
        };
        self.remarks.iter().filter_map(recognised).collect()
    }

    /// The paragraphs in reading order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    }
}
