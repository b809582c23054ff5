//! In place of `engine::scanned`: no characters are recognised.

use crate::left_out;
use document::Document;
use engine::{Failure, Recognised};
use message::Message;

/// Always fails.
pub(crate) fn available() -> Result<(), Message> {
    Err(left_out::message("ocr", "识别扫描页上的文字", "recognise the characters on scanned pages"))
}

/// Recognises nothing.
pub(crate) fn recognise(_bytes: &[u8], _document: &Document) -> Result<Recognised, Failure> {
    Ok(Recognised::new())
}
