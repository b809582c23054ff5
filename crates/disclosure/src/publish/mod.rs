//! The publishing side: a ledger and a layout to a document.
//!
//! Every amount printed is the sum over a scope, so tables and sentences agree by
//! construction. What is laid out can be read again: the observations here are those that
//! [`crate::read`] finds in the document.

mod blocks;
mod books;
mod lines;
mod number;
mod page;
mod table;
mod words;

use crate::layouts::Layout;
use crate::model::Disclosure;
use books::Books;
pub(crate) use books::sum_of;
use document::{Document, Place};
use ledger::{Amount, Ledger, Year};
use message::Message;
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

/// Lays out the newest of `books` that has the layout's stage.
///
/// The other books are of other years and stages; what changed and what was budgeted is
/// told as far as they know it. Errors: no book of that stage, no year in it, an amount that
/// no ledger at hand knows where the layout must print it, a sum too large for any budget.
pub fn lay_out(layout: &Layout, books: &[&Ledger]) -> Result<LaidOut, Vec<LayOutError>> {
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
    blocks::run(layout, &Books::new(ledger, year, books))
}

impl fmt::Display for LayOutError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.en)
    }
}

impl std::error::Error for LayOutError {}
