//! Documents of which nothing is known, and why.

use crate::Shape;
use crate::batch::{self, TableColumn};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use message::Message;

/// The name of the table.
pub(crate) const NAME: &str = "failures";

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The SHA-256 of the file; empty where it was not fetched.
    pub document: String,
    /// The file's name.
    pub file: String,
    /// The version of the program.
    pub reader: String,
    /// The kind of failure, by which programs know it.
    pub kind: &'static str,
    /// What is wrong and what to do.
    pub message: Message,
}

const COLUMNS: [TableColumn<Failed>; 6] = [
    TableColumn::text("document", |it: &Failed| it.document.as_str().into()).means(
        "文件指纹",
        "文件内容的 SHA-256；没有取到的为空",
        "SHA-256 of the file; null where it was not fetched",
        "9f86d081…",
    ),
    TableColumn::text("file", |it: &Failed| it.file.as_str().into()).means(
        "文件",
        "文件名",
        "Name of the file",
        "2031预算.pdf",
    ),
    TableColumn::text("reader", |it: &Failed| it.reader.as_str().into()).means(
        "程序版本",
        "读取文件的程序版本",
        "Version of the program that read the file",
        "0.1.0",
    ),
    TableColumn::text("kind", |it: &Failed| it.kind.into()).means(
        "类别",
        "读不了 unreadable、超时 too_long、中断 ended、取不到 unfetched",
        "Cannot be read, took too long, ended its process, or was not fetched: `unreadable`, `too_long`, `ended`, `unfetched`",
        "unreadable",
    ),
    TableColumn::text("message_zh", |it: &Failed| it.message.zh.as_str().into()).means(
        "原因",
        "原因和办法",
        "What is wrong and what to do, in Chinese",
        "文件已加密。",
    ),
    TableColumn::text("message_en", |it: &Failed| it.message.en.as_str().into()).means(
        "原因（英文）",
        "原因和办法，英文",
        "What is wrong and what to do",
        "The file is encrypted.",
    ),
];

/// Returns the table's shape.
pub(crate) fn shape() -> Shape {
    batch::shape(NAME, &COLUMNS)
}

/// Returns failures as a table, a row each.
///
/// # Errors
/// Fails only on a bug.
pub fn failures(failed: &[Failed]) -> Result<RecordBatch, ArrowError> {
    batch::rows(NAME, &COLUMNS, failed)
}
