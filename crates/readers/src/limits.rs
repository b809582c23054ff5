//! What a file may ask of the machine.
//!
//! Each limit lies far beyond any real disclosure (the largest seen has 3,000 rows);
//! all of them together keep a hostile file from exhausting memory or time.

use crate::ReadError;
use message::Term;

/// A named upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub what: Term,
    /// The largest permitted count.
    pub most: u64,
}

/// Size of the file itself.
pub const FILE_BYTES: Limit = Limit::new("文件字节数", "bytes in the file", 256 << 20);

/// Size of one member of a zip container once decompressed.
pub const MEMBER_BYTES: Limit =
    Limit::new("压缩包内单个部件的字节数", "bytes in one part of the container", 256 << 20);

/// How many times a zip member may grow, once it is larger than [`RATIO_FREE_BYTES`].
pub const MEMBER_RATIO: Limit = Limit::new("压缩比", "times growth of a compressed part", 250);

/// A member up to this size may have any ratio: blank sheets compress well.
pub const RATIO_FREE_BYTES: u64 = 32 << 20;

/// Members of a zip container.
pub const MEMBERS: Limit = Limit::new("压缩包内的部件数", "parts in the container", 10_000);

/// Bytes of all parts of a zip container that are decompressed, each as often as it is read.
pub const CONTAINER_BYTES: Limit =
    Limit::new("压缩包解压后的总字节数", "bytes in all parts of the container", 512 << 20);

/// Elements of XML inside one another. The deepest permitted tables and text boxes take
/// some 400.
pub const ELEMENT_DEPTH: Limit = Limit::new("XML 元素嵌套层数", "levels of XML elements", 1_000);

/// Styles, numberings and number formats that a document defines, each kind for itself.
pub const DEFINITIONS: Limit =
    Limit::new("样式、编号或数字格式的个数", "styles, numberings or number formats", 10_000);

/// Characters of one definition (the pattern of a numbering, the code of a number format),
/// as in Excel; what goes beyond is not read.
pub const PATTERN: usize = 255;

/// Tables inside cells of tables.
pub const TABLE_DEPTH: Limit = Limit::new("表格嵌套层数", "levels of tables in tables", 32);

/// Paragraphs open at once: text boxes inside text boxes.
pub const PARAGRAPH_DEPTH: Limit = Limit::new("文本框嵌套层数", "levels of text boxes", 32);

/// Cells of all tables together.
pub const CELLS: Limit = Limit::new("单元格总数", "cells", 1_000_000);

/// Rows of one table, as in Excel.
pub const ROWS: Limit = Limit::new("表格行数", "rows in a table", 1_048_576);

/// Columns of one table, as in Excel.
pub const COLUMNS: Limit = Limit::new("表格列数", "columns in a table", 16_384);

/// Bytes a text may have for its cell's number format to dress it up: as many as the 32,767
/// characters Excel allows can take. A longer text is shown as it is.
pub const FORMATTED_BYTES: usize = 32_767 * 4;

/// Columns or rows that one cell of a flowing document may cover; more is clamped,
/// as browsers do.
pub const SPAN: u32 = 1_000;

/// Paragraphs and tables together, those inside cells included.
pub const BLOCKS: Limit = Limit::new("段落与表格总数", "paragraphs and tables", 1_000_000);

/// Bytes of all text kept.
pub const TEXT_BYTES: Limit = Limit::new("文字总字节数", "bytes of text", 256 << 20);

/// Bytes of properties read from a Word 97 document, in which many may share the same.
pub const PROPERTY_BYTES: Limit = Limit::new("格式属性的字节数", "bytes of formatting", 256 << 20);

/// Pages of a PDF file.
pub const PAGES: Limit = Limit::new("页数", "pages", 10_000);

/// What the streams of a PDF file that grow most when they are unpacked come to together.
pub const STREAM_BYTES: Limit =
    Limit::new("压缩内容展开后的字节数", "bytes of compressed content", 48 << 20);

/// Glyphs on one page of a PDF file.
pub const GLYPHS: Limit = Limit::new("单页字数", "glyphs on one page", 200_000);

/// Pieces of the paths and clips that one page of a PDF file draws.
pub const SEGMENTS: Limit = Limit::new("单页线段数", "pieces of lines on one page", 1_000_000);

/// Everything that one page of a PDF file draws, forms within forms included.
pub const DRAWINGS: Limit = Limit::new("单页绘制次数", "drawings on one page", 200_000);

/// Everything that all pages of a PDF file draw, each glyph counted.
pub const ALL_DRAWINGS: Limit = Limit::new("绘制总次数", "drawings", 20_000_000);

/// Clips of a PDF page within one another, which every form adds to.
pub const CLIP_DEPTH: Limit = Limit::new("裁剪嵌套层数", "levels of clips", 4_000);

/// Bytes of all parts of an OFD file that are read, each as often as pages refer to it.
pub const CONTENT_BYTES: Limit =
    Limit::new("各部件总字节数", "bytes in all parts of the container", 256 << 20);

impl Limit {
    const fn new(zh: &'static str, en: &'static str, most: u64) -> Self {
        Self { what: Term { zh, en }, most }
    }

    /// An error when `count` exceeds the limit.
    pub(crate) fn check(self, count: usize) -> Result<(), ReadError> {
        if count as u64 > self.most { Err(ReadError::TooLarge(self)) } else { Ok(()) }
    }
}

/// How much of the limits a document has used.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    blocks: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    /// One more paragraph or table.
    pub fn block(&mut self) -> Result<(), ReadError> {
        self.blocks += 1;
        BLOCKS.check(self.blocks)
    }

    /// One more cell.
    pub fn cell(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        CELLS.check(self.cells)
    }

    /// More text.
    pub fn text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes;
        TEXT_BYTES.check(self.text)
    }
}
