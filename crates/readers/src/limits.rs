//! What a file may ask of the machine.
//!
//! Each limit lies far beyond any real disclosure (the largest seen has 3,000 rows);
//! all of them together keep a hostile file from exhausting memory or time.

use crate::ReadError;
pub use crate::error::Limit;
use message::Fixed;

/// The limits of one call. [`Limits::DEFAULT`] suits a program on a user's own machine; a server
/// that reads the files of strangers may lower some:
///
/// ```
/// use readers::Limits;
/// let mut limits = Limits::DEFAULT;
/// limits.file_bytes.most = 20 << 20;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The size of the file, in bytes.
    pub file_bytes: Limit,
    /// The size of one part of a zip or CFB container after decompression, in bytes.
    pub member_bytes: Limit,
    /// How many times larger than its compressed size a part may be, if it is larger than
    /// [`ratio_free_bytes`](Self::ratio_free_bytes).
    pub member_ratio: Limit,
    /// The size in bytes up to which a part may have any ratio: blank sheets compress well.
    pub ratio_free_bytes: u64,
    /// The number of parts of a zip container, and of sheets of a workbook.
    pub members: Limit,
    /// The bytes of all decompressed parts of a container; a part counts each time it is read.
    pub container_bytes: Limit,
    /// The nesting depth of XML elements, in levels. The deepest permitted tables and text boxes
    /// take about 400.
    pub element_depth: Limit,
    /// The number of styles, of numberings and of number formats that a document defines.
    pub definitions: Limit,
    /// The nesting depth of tables within cells, in levels.
    pub table_depth: Limit,
    /// The nesting depth of text boxes, in levels.
    pub paragraph_depth: Limit,
    /// The number of cells of all tables together.
    pub cells: Limit,
    /// The number of rows of one table.
    pub rows: Limit,
    /// The number of columns of one table.
    pub columns: Limit,
    /// The number of paragraphs and tables, including those within cells.
    pub blocks: Limit,
    /// The bytes of all text of the document, as UTF-8.
    pub text_bytes: Limit,
    /// The bytes of properties read from a Word 97 document; shared ones count each time.
    pub property_bytes: Limit,
    /// The number of pages of a PDF or OFD file.
    pub pages: Limit,
    /// The bytes of those streams of a PDF file that may grow unusually when decompressed.
    pub stream_bytes: Limit,
    /// The number of glyphs on one page of a PDF file.
    pub glyphs: Limit,
    /// The number of segments of the paths and clips that one page draws.
    pub segments: Limit,
    /// The number of drawing operations of one page, including those of forms within forms.
    pub drawings: Limit,
    /// The number of drawing operations and glyphs of all pages together.
    pub all_drawings: Limit,
    /// The nesting depth of clips on one page, in levels; every form adds one.
    pub clip_depth: Limit,
    /// The bytes of all parts of an OFD file; a part counts each time it is read.
    pub content_bytes: Limit,
}

/// Characters of one definition (the pattern of a numbering, the code of a number format),
/// as in Excel; what goes beyond is not read.
pub const PATTERN: usize = 255;

/// Bytes a text may have for its cell's number format to dress it up: as many as the 32,767
/// characters Excel allows can take. A longer text is shown as it is.
pub const FORMATTED_BYTES: usize = 32_767 * 4;

/// Columns or rows that one cell of a flowing document may cover; more is clamped,
/// as browsers do.
pub const SPAN: u32 = 1_000;

impl Limits {
    /// The limits unless others are given.
    pub const DEFAULT: Self = Self {
        file_bytes: Limit::new("文件字节数", "bytes in the file", 256 << 20),
        member_bytes: Limit::new(
            "压缩包内单个部件的字节数",
            "bytes in one part of the container",
            256 << 20,
        ),
        member_ratio: Limit::new("压缩比", "times growth of a compressed part", 250),
        ratio_free_bytes: 32 << 20,
        members: Limit::new("压缩包内的部件数", "parts in the container", 10_000),
        container_bytes: Limit::new(
            "压缩包解压后的总字节数",
            "bytes in all parts of the container",
            512 << 20,
        ),
        element_depth: Limit::new("XML 元素嵌套层数", "levels of XML elements", 1_000),
        definitions: Limit::new(
            "样式、编号或数字格式的个数",
            "styles, numberings or number formats",
            10_000,
        ),
        table_depth: Limit::new("表格嵌套层数", "levels of tables in tables", 32),
        paragraph_depth: Limit::new("文本框嵌套层数", "levels of text boxes", 32),
        cells: Limit::new("单元格总数", "cells", 1_000_000),
        rows: Limit::new("表格行数", "rows in a table", 1_048_576),
        columns: Limit::new("表格列数", "columns in a table", 16_384),
        blocks: Limit::new("段落与表格总数", "paragraphs and tables", 1_000_000),
        text_bytes: Limit::new("文字总字节数", "bytes of text", 256 << 20),
        property_bytes: Limit::new("格式属性的字节数", "bytes of formatting", 256 << 20),
        pages: Limit::new("页数", "pages", 10_000),
        stream_bytes: Limit::new("压缩内容展开后的字节数", "bytes of compressed content", 48 << 20),
        glyphs: Limit::new("单页字数", "glyphs on one page", 200_000),
        segments: Limit::new("单页线段数", "pieces of lines on one page", 1_000_000),
        drawings: Limit::new("单页绘制次数", "drawings on one page", 200_000),
        all_drawings: Limit::new("绘制总次数", "drawings", 20_000_000),
        clip_depth: Limit::new("裁剪嵌套层数", "levels of clips", 4_000),
        content_bytes: Limit::new(
            "各部件总字节数",
            "bytes in all parts of the container",
            256 << 20,
        ),
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Limit {
    const fn new(zh: &'static str, en: &'static str, most: u64) -> Self {
        Self { what: Fixed { zh, en }, most }
    }

    /// An error when `count` exceeds the limit.
    pub(crate) fn check(self, count: usize) -> Result<(), ReadError> {
        if count as u64 > self.most { Err(ReadError::TooLarge(self)) } else { Ok(()) }
    }
}

/// How much of the limits a document has used.
#[derive(Debug)]
pub(crate) struct Budget {
    pub limits: Limits,
    blocks: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    /// Returns a budget of which nothing has been used.
    pub fn new(limits: &Limits) -> Self {
        Self { limits: *limits, blocks: 0, cells: 0, text: 0 }
    }

    /// One more paragraph or table.
    pub fn block(&mut self) -> Result<(), ReadError> {
        self.blocks += 1;
        self.limits.blocks.check(self.blocks)
    }

    /// One more cell.
    pub fn cell(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        self.limits.cells.check(self.cells)
    }

    /// More text.
    pub fn text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes;
        self.limits.text_bytes.check(self.text)
    }
}
