//! What a workbook may ask of the machine; each limit lies far beyond any department's.

use crate::{Problem, Spot};
use message::Fixed;

/// A named upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub what: Fixed,
    /// The largest permitted count.
    pub most: u64,
}

/// Size of a workbook, or of CSV files together.
pub const FILE_BYTES: Limit = Limit::new("文件字节数", "bytes in the file", 256 << 20);

/// Files in a folder.
pub const FILES: Limit = Limit::new("文件数", "files in the folder", 100);

/// Parts of a workbook's container.
pub const PARTS: Limit = Limit::new("工作簿的部件数", "parts in the workbook", 1_000);

/// All parts of a workbook once decompressed.
pub const UNPACKED_BYTES: Limit =
    Limit::new("工作簿解压后的字节数", "bytes in the unpacked workbook", 128 << 20);

/// How many times a part may grow, once it is larger than [`RATIO_FREE_BYTES`].
pub const RATIO: Limit = Limit::new("压缩比", "times growth of a compressed part", 250);

/// A part up to this size may have any ratio.
pub const RATIO_FREE_BYTES: u64 = 8 << 20;

/// Sheets of a workbook.
pub const SHEETS: Limit = Limit::new("工作表数", "sheets", 100);

/// Rows of one sheet that have something in them: as many as a spreadsheet has.
pub const ROWS: Limit = Limit::new("行数", "rows in a sheet", 1 << 20);

/// Cells of all sheets, with the blank ones up to the last of each row.
pub const CELLS: Limit = Limit::new("单元格数", "cells in the sheets", 16 << 20);

/// Columns of one sheet.
pub const COLUMNS: Limit = Limit::new("列数", "columns in a sheet", 256);

/// How many problems are told; whoever has more has one cause for them.
pub const PROBLEMS: usize = 1_000;

impl Limit {
    const fn new(zh: &'static str, en: &'static str, most: u64) -> Self {
        Self { what: Fixed { zh, en }, most }
    }

    /// A problem when `count` exceeds the limit.
    pub(crate) fn check(self, count: u64, spot: &Spot) -> Result<(), Problem> {
        if count <= self.most {
            return Ok(());
        }
        let Self { what: Fixed { zh, en }, most } = self;
        Err(Problem::error(
            spot.clone(),
            format!("{zh}超过上限 {most}，没有读取。请确认这是预算底稿。"),
            format!("More than {most} {en}; it was not read. Check that this is a ledger."),
        ))
    }
}
