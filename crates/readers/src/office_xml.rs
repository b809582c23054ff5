//! Reads the single XML files of Word and Excel: those of Office 2003, and the parts of a newer
//! Word file in one.

use crate::package::Package;
use crate::root::{self, Root};
use crate::{Format, Limits, ReadError, decode::decode, docx, workbook};
use document::{Document, Place, Remark, RemarkKind};

/// Reads a file.
///
/// Fails if it holds no document, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let (text, whole) = decode(bytes, crate::html::declared_encoding(bytes));
    let mut document = match root::find(&text) {
        Some(Root::Workbook) => workbook::read_xml(&text, limits)?,
        Some(Root::Package) => docx::read_parts(Package::flat(&text, limits)?, limits)?,
        _ => docx::read_2003(&text, limits)?,
    };
    let is_damaged = document.remarks.iter().any(|it| it.kind != RemarkKind::Hidden);
    if document.blocks.is_empty() && is_damaged {
        return Err(ReadError::broken(Format::Xml, "XML", "not well-formed XML"));
    }
    if !whole {
        let place = Place::Paragraph(1);
        document.remarks.push(Remark { kind: RemarkKind::UndecodableText, place });
    }
    Ok(document)
}
