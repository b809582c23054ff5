//! The properties of paragraphs and characters that are read.

use super::sprm::Sprm;
use crate::docx::styles::Properties;

/// The properties of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub style: u16,
    /// Its own level and number.
    pub own: Properties,
    in_table: bool,
    /// The number of tables around it, if stated.
    tables: Option<u32>,
    ends_row: bool,
    ends_inner_cell: bool,
    ends_inner_row: bool,
}

/// The properties of characters.
#[derive(Debug, Clone, Default)]
pub(super) struct CharacterProperties {
    pub deleted: bool,
    pub style: Option<u16>,
    /// The number of a character of a symbol font, displayed in place of a bracket.
    pub symbol: Option<u16>,
    hidden: Option<u8>,
}

/// What the mark at the end of a paragraph ends besides the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    Cell,
    Row,
}

impl ParagraphProperties {
    /// Applies one change.
    pub fn apply(&mut self, sprm: Sprm<'_>) {
        match sprm.code {
            0x4600 => self.style = u16::try_from(sprm.number()).unwrap_or_default(),
            0x2416 => self.in_table = sprm.is_on(),
            0x2417 => self.ends_row = sprm.is_on(),
            0x6649 => self.tables = Some(sprm.number()),
            0x664A => self.tables = Some(self.depth().wrapping_add(sprm.number())),
            0x244B => self.ends_inner_cell = sprm.is_on(),
            0x244C => self.ends_inner_row = sprm.is_on(),
            _ => apply_level(&mut self.own, sprm),
        }
    }

    /// Returns the number of tables around it.
    pub fn depth(&self) -> u32 {
        self.tables.unwrap_or_default().max(u32::from(self.in_table))
    }

    /// Returns what its mark ends. Cells of the outermost table end with a mark of their own.
    pub fn ends(&self, mark: u16) -> Ends {
        match (self.depth(), mark) {
            (0, _) => Ends::Nothing,
            (1, 0x07) if self.ends_row => Ends::Row,
            (1, 0x07) => Ends::Cell,
            (1, _) => Ends::Nothing,
            _ if self.ends_inner_row => Ends::Row,
            _ if self.ends_inner_cell => Ends::Cell,
            _ => Ends::Nothing,
        }
    }
}

impl CharacterProperties {
    /// Applies one change.
    pub fn apply(&mut self, sprm: Sprm<'_>) {
        let number = u16::try_from(sprm.number() & 0xFFFF).unwrap_or_default();
        match sprm.code {
            0x0800 => self.deleted = sprm.is_on(),
            0x083C => self.hidden = u8::try_from(sprm.number()).ok(),
            0x4A30 => self.style = Some(number),
            // The number of the font comes before that of the character.
            0x6A09 => self.symbol = u16::try_from(sprm.number() >> 16).ok(),
            _ => {}
        }
    }

    /// Returns whether the characters themselves are declared hidden or visible.
    pub fn own_hidden(&self) -> Option<bool> {
        self.hidden.map(|_| self.is_hidden(false))
    }

    /// Returns whether the characters are hidden, if their style says `by_style`.
    pub fn is_hidden(&self, by_style: bool) -> bool {
        match self.hidden {
            None | Some(0x80) => by_style,
            Some(0x81) => !by_style,
            Some(value) => value != 0,
        }
    }
}

/// Applies a change of a paragraph's level or number.
pub(super) fn apply_level(own: &mut Properties, sprm: Sprm<'_>) {
    match sprm.code {
        0x2640 => own.outline = u8::try_from(sprm.number()).ok(),
        0x260A => own.number_level = u8::try_from(sprm.number()).ok(),
        // Larger numbers are those of lists that were switched off.
        0x460B => own.number = Some(if sprm.number() > 0x07FE { 0 } else { sprm.number() }),
        _ => {}
    }
}
