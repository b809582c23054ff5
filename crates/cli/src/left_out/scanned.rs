//! In place of `scanned.rs`: no characters are recognised.

use crate::failure::Failure;
use crate::left_out;
use document::Document;
use readers::ReadError;

/// Always fails.
pub(crate) fn check() -> Result<(), Failure> {
    Err(left_out::failure("ocr", "识别扫描页上的文字", "recognise the characters on scanned pages"))
}

/// Reads a file without its scanned pages.
pub(crate) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    readers::read(bytes)
}
