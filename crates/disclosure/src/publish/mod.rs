//! The publishing side: a ledger and a layout to a document.
//!
//! Every amount printed is the sum over a scope, so tables and sentences agree by
//! construction. What is laid out can be read again: the observations here are those that
//! [`crate::read`] finds in the document.

mod blocks;
mod books;
mod lines;
mod named;
mod number;
mod page;
mod table;
mod words;

use crate::layouts::Layout;
use crate::model::Disclosure;
use books::Books;
use document::{Document, Place};
use ledger::{Amount, Entity, Ledger, Year};
use message::Message;
pub(crate) use named::Named;
use std::fmt;

/// A document and its disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOut {
    /// The year that is published.
    pub year: Year,
    /// The document. Its places are those that a reader of Word files would give.
    pub document: Document,
    /// Every number in it with its scope and place, in reading order, and the names of
    /// the entities and items to which the scopes refer.
    pub disclosure: Disclosure,
    /// The exact amount of each observation, which the document prints rounded.
    pub amounts: Vec<Amount>,
    /// The preparer's own paragraphs that are printed, by their numbers in the ledger's texts,
    /// each with its place. One may be printed several times, or in several lines.
    pub texts: Vec<(usize, Place)>,
}

/// Why a document could not be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayOutError(pub Message);

/// A layout with the ledgers from which its documents are made.
#[derive(Debug)]
pub struct Edition<'a> {
    layout: &'a Layout,
    books: Books<'a>,
}

impl<'a> Edition<'a> {
    /// Takes the newest of `books` that has the layout's stage.
    ///
    /// The other books are of other years and stages; what changed and what was budgeted is
    /// told as far as they know it. Errors: no book of that stage, no year in it.
    pub fn new(layout: &'a Layout, books: &[&'a Ledger]) -> Result<Self, Vec<LayOutError>> {
        let of_stage = books.iter().filter(|book| book.stage == layout.stage);
        let Some(ledger) = of_stage.max_by_key(|book| book.year) else {
            let (name, zh, en) = (&layout.name, layout.stage.name_zh(), layout.stage.name_en());
            return Err(vec![LayOutError(Message::new(
                format!("样式{name}公开的是{zh}，给出的底稿里没有；“基本情况”表的“阶段”要填“{zh}”"),
                format!(
                    "the layout {name} publishes the {en}, and no ledger is of that stage; it is entered in the sheet 基本情况 (阶段: {zh})"
                ),
            ))]);
        };
        let Some(year) = ledger.year else {
            return Err(vec![LayOutError(Message::new(
                "底稿没有年度；“基本情况”表的“年度”要填",
                "the ledger has no year; it is entered in the sheet 基本情况 (年度)",
            ))]);
        };
        Ok(Self { layout, books: Books::new(ledger, year, books) })
    }

    /// The bodies that have a document each: the department, or its units where the form wants a
    /// file a unit.
    pub fn bodies(&self) -> Vec<Entity> {
        let units = if self.layout.file_a_unit { self.books.units() } else { Vec::new() };
        if units.is_empty() { vec![Entity::DEPARTMENT] } else { units }
    }

    /// Lays out the document of one of the [`bodies`](Self::bodies).
    ///
    /// Errors: an amount that no ledger at hand knows where the layout must print it, a sum too
    /// large for any budget.
    pub fn lay_out(&self, body: Entity) -> Result<LaidOut, Vec<LayOutError>> {
        let only = self.layout.file_a_unit.then_some(body);
        blocks::run(self.layout, &self.books, only)
    }
}

/// Lays out everything in one document; see [`Edition`] for a file a unit.
pub fn lay_out(layout: &Layout, books: &[&Ledger]) -> Result<LaidOut, Vec<LayOutError>> {
    let Edition { layout, books } = Edition::new(layout, books)?;
    blocks::run(layout, &books, None)
}

impl fmt::Display for LayOutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.en)
    }
}

impl std::error::Error for LayOutError {}
