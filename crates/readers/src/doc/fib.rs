//! The file information block (FIB) at the start of the main stream, which locates everything else.

use super::broken;
use super::bytes::{u16_at, u32_at};
use crate::{Format, ReadError};
use message::Fixed;

/// The oldest version with the layout of Word 97.
const WORD_97: u16 = 0x00C0;

/// The file information block.
pub(super) struct Fib {
    /// The name of the stream with the parts.
    pub table: &'static str,
    /// The number of characters of the main text.
    pub main_text: u32,
    /// The number of characters before those of the text boxes.
    pub before_boxes: u32,
    /// The number of characters of the text boxes.
    pub box_text: u32,
    /// The offset and length of each part in the table stream.
    parts: Vec<(u32, u32)>,
}

/// The parts of the table stream that are read, by their number in the block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    Sections = 6,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Pieces = 33,
    Shapes = 40,
    Boxes = 56,
    Lists = 73,
    ListUses = 74,
}

impl Fib {
    /// Reads the block.
    ///
    /// Fails if it is cut short, of an older version, or says that the file is encrypted.
    pub fn read(main: &[u8]) -> Result<Self, ReadError> {
        const OLD: Fixed = Fixed { zh: "Word 6.0/95 文档", en: "a Word 6.0/95 document" };
        let version = u16_at(main, 2).ok_or_else(|| broken("FIB", "cut short"))?;
        let flags = u16_at(main, 10).unwrap_or_default();
        if version < WORD_97 {
            return Err(ReadError::Unknown(Some(OLD)));
        }
        if flags & 0x0100 != 0 {
            return Err(ReadError::Encrypted(Some(Format::Doc)));
        }
        let table = if flags & 0x0200 == 0 { "0Table" } else { "1Table" };
        Self::lengths(main, table).ok_or_else(|| broken("FIB", "cut short"))
    }

    fn lengths(main: &[u8], table: &'static str) -> Option<Self> {
        let words = usize::from(u16_at(main, 32)?);
        let longs = 34 + 2 * words + 2;
        let long = |index: usize| u32_at(main, longs + 4 * index);
        let parts = longs + 4 * usize::from(u16_at(main, longs - 2)?) + 2;
        let count = usize::from(u16_at(main, parts - 2)?);
        let part =
            |index| Some((u32_at(main, parts + 8 * index)?, u32_at(main, parts + 8 * index + 4)?));
        // The lengths of main text, footnotes, headers, comments and endnotes.
        let before = [3, 4, 5, 7, 8]
            .into_iter()
            .try_fold(0, |sum: u32, index| sum.checked_add(long(index)?));
        Some(Self {
            table,
            main_text: long(3)?,
            before_boxes: before?,
            box_text: long(9)?,
            parts: (0..count).map_while(part).collect(),
        })
    }

    /// Returns a part, cut off at the end of the table stream. A missing part is empty.
    pub fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let (_, length) = self.parts.get(part as usize).copied().unwrap_or_default();
        let rest = self.part_and_more(table, part);
        rest.get(..length as usize).unwrap_or(rest)
    }

    /// Returns a part and everything after it: the levels of lists are after the end of their part.
    pub fn part_and_more<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        match self.parts.get(part as usize) {
            Some((start, 1..)) => table.get(*start as usize..).unwrap_or_default(),
            _ => &[],
        }
    }
}
