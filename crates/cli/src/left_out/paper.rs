//! In place of `paper.rs`: no PDF is written.

use crate::left_out;
use document::{Cover, Document};
use message::Failure;

/// There is none.
pub(super) enum Paper {}

impl Paper {
    /// Always fails.
    pub(super) fn begin() -> Result<Self, Failure> {
        Err(left_out::message("pdf", "写出 PDF", "write PDF files").into())
    }

    pub(super) fn set(&mut self, _document: &Document, _cover: &Cover) -> Result<Vec<u8>, Failure> {
        match *self {}
    }
}
