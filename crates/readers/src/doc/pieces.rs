//! Assembles the text from its pieces.

use super::bytes::{plc, u16_at, u16s, u32_at};
use encoding_rs::WINDOWS_1252;

/// All text of a file by character position.
#[derive(Default)]
pub(super) struct Text<'a> {
    /// The characters as UTF-16, as Word counts them.
    pub units: Vec<u16>,
    /// Whether all pieces were complete.
    pub whole: bool,
    pieces: Vec<Piece>,
    /// The lists of properties that pieces refer to by number.
    shared: Vec<&'a [u8]>,
}

/// Consecutive characters in the main stream.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: u32,
    end: u32,
    /// Their offset in bytes.
    offset: u32,
    /// The bytes per character: 1 or 2.
    width: u32,
    /// The packed properties of the whole piece.
    modifier: u16,
}

/// The location of a character and the properties of its piece.
pub(super) struct Location<'a> {
    /// The offset in the main stream.
    pub offset: u32,
    /// The position of the first character after it that is in another piece.
    pub end: u32,
    /// The bytes per character.
    pub width: u32,
    pub modifier: Modifier<'a>,
}

/// The properties that a piece adds to those of its characters and paragraphs.
#[derive(Clone, Copy)]
pub(super) enum Modifier<'a> {
    /// One property: its short number and its value.
    One(u8, u8),
    /// A list of properties.
    Many(&'a [u8]),
}

impl<'a> Text<'a> {
    /// Reads the pieces and their text.
    pub fn read(main: &[u8], mut pieces: &'a [u8]) -> Self {
        let mut text = Self { whole: true, ..Self::default() };
        // Shared lists of properties come first, each with its length, then the table of pieces.
        while let [1, rest @ ..] = pieces {
            let length = usize::from(u16_at(rest, 0).unwrap_or_default());
            let Some(rest) = rest.get(2..) else { break };
            let Some((shared, rest)) = rest.split_at_checked(length) else { break };
            text.shared.push(shared);
            pieces = rest;
        }
        let table = match pieces {
            [2, rest @ ..] => rest.get(4..).unwrap_or_default(),
            _ => &[],
        };
        let length = pieces.get(1..).and_then(|rest| u32_at(rest, 0)).unwrap_or_default() as usize;
        text.whole = !table.is_empty() && table.len() >= length;
        for (start, end, record) in plc(table.get(..length).unwrap_or(table), 8) {
            if !text.add(main, start, end, record) {
                text.whole = false;
                break;
            }
        }
        text
    }

    /// Returns the location of the character at a position.
    pub fn locate(&self, position: u32) -> Option<Location<'a>> {
        let index = self.pieces.partition_point(|piece| piece.end <= position);
        let piece = self.pieces.get(index)?;
        let [low, high] = piece.modifier.to_le_bytes();
        let modifier = if low & 1 == 0 {
            Modifier::One(low >> 1, high)
        } else {
            let number = usize::from(piece.modifier >> 1);
            Modifier::Many(self.shared.get(number).copied().unwrap_or_default())
        };
        let offset = piece.offset + (position - piece.start) * piece.width;
        Some(Location { offset, end: piece.end, width: piece.width, modifier })
    }

    /// Adds a piece. Returns `false` if it is incomplete.
    fn add(&mut self, main: &[u8], start: u32, end: u32, record: &[u8]) -> bool {
        let (Some(place), Some(modifier)) = (u32_at(record, 2), u16_at(record, 6)) else {
            return false;
        };
        // Every character takes at least one byte of the file, so a longer piece is invalid.
        if start as usize != self.units.len() || end < start || end as usize > main.len() {
            return false;
        }
        let packed = place & 0x4000_0000 != 0;
        let (offset, width) =
            if packed { ((place & 0x3FFF_FFFF) / 2, 1) } else { (place & 0x3FFF_FFFF, 2) };
        let bytes = main.get(offset as usize..).unwrap_or_default();
        let length = (end - start) as usize * width as usize;
        let whole = bytes.len() >= length;
        let bytes = bytes.get(..length).unwrap_or(bytes);
        if packed {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            self.units.extend(text.encode_utf16());
        } else {
            self.units.extend(u16s(bytes));
        }
        let end = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.pieces.push(Piece { start, end, offset, width, modifier });
        whole
    }
}
