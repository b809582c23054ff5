//! In place of `paper.rs`: no PDF is written.

use document::{Cover, Document};
use message::Failure;

/// There is none.
pub(crate) enum Paper {}

impl Paper {
    /// Always fails.
    pub(crate) fn begin() -> Result<Self, Failure> {
        Err(Failure::new("这个程序编译时没有包含 PDF。", "This program was built without PDF."))
    }

    pub(crate) fn set(&mut self, _document: &Document, _cover: &Cover) -> Result<Vec<u8>, Failure> {
        match *self {}
    }
}
