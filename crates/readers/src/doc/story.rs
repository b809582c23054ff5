//! Splits the text into paragraphs and determines which characters are displayed.

use super::bytes::plc;
use super::pieces::Text;
use super::properties::{CharacterProperties, Ends, ParagraphProperties};
use super::rows::Row;
use super::runs::{self, Run};
use super::sprm::Source;
use super::styles::Styles;
use crate::docx::symbols;
use crate::{ReadError, limits::Limit};
use std::collections::BTreeSet;
use std::ops::Range;

/// The most levels of fields inside fields.
const FIELD_DEPTH: usize = 64;

/// All text of a file with its properties.
pub(super) struct Story<'a> {
    pub text: Text<'a>,
    pub paragraphs: Vec<Run<'a>>,
    pub characters: Vec<Run<'a>>,
    pub styles: Styles,
    pub source: Source<'a>,
    /// The instructions of fields, in order; they are not displayed.
    pub instructions: Vec<Range<u32>>,
    /// The positions of the marks that end a section.
    pub sections: BTreeSet<u32>,
    pub most_paragraphs: Limit,
}

/// A paragraph with its properties.
pub(super) struct Paragraph {
    /// The position of its first character.
    pub start: u32,
    /// The position after its last character.
    pub end: u32,
    /// The position of its mark, which the last paragraph of a truncated file may lack.
    pub mark: u32,
    pub properties: ParagraphProperties,
    pub depth: u32,
    pub ends: Ends,
}

/// The mark at the beginning of a field.
const FIELD_BEGINS: u16 = 0x13;

/// The mark between the instructions and the result of a field.
const FIELD_SHOWS: u16 = 0x14;

/// The mark at the end of a field.
const FIELD_ENDS: u16 = 0x15;

impl Story<'_> {
    /// Splits a range of the text into paragraphs, the last of which may lack its mark.
    pub fn split(&mut self, within: Range<u32>) -> Result<Vec<Paragraph>, ReadError> {
        let mut paragraphs = Vec::new();
        let mut start = within.start;
        for position in within.clone() {
            let unit = self.unit(position);
            let is_mark = match unit {
                0x0D | 0x07 => true,
                0x0C => self.sections.contains(&position),
                _ => false,
            };
            if !is_mark && position + 1 != within.end {
                continue;
            }
            self.most_paragraphs.check(paragraphs.len() + 1)?;
            let properties = self.properties(position)?;
            let (depth, ends) = (properties.depth(), properties.ends(unit));
            let end = position + u32::from(!is_mark);
            paragraphs.push(Paragraph { start, end, mark: position, properties, depth, ends });
            start = position + 1;
        }
        Ok(paragraphs)
    }

    /// Returns the definition of the row that a paragraph ends.
    pub fn row(&mut self, paragraph: &Paragraph) -> Result<Row, ReadError> {
        let mut row = Row::default();
        if let Some(location) = self.text.locate(paragraph.mark) {
            let run = runs::find(&self.paragraphs, location.offset);
            let list = run.map(|run| run.properties).unwrap_or_default();
            self.source.for_each(list, &mut |sprm| row.apply(sprm))?;
        }
        Ok(row)
    }

    /// Returns the displayed text of a paragraph. `hidden` is whether its style hides it.
    pub fn words(&mut self, paragraph: &Paragraph, hidden: bool) -> Result<String, ReadError> {
        let mut words = Vec::new();
        let mut position = paragraph.start;
        while position < paragraph.end {
            let (properties, end) = self.characters_at(position)?;
            let end = end.min(paragraph.end);
            if !properties.deleted && !self.is_hidden(&properties, hidden) {
                self.show(position..end, properties.symbol, &mut words);
            }
            position = end;
        }
        Ok(String::from_utf16_lossy(&words))
    }

    /// Returns whether characters are hidden, by themselves or by their style.
    pub fn is_hidden(&self, properties: &CharacterProperties, by_paragraph: bool) -> bool {
        let style = properties.style.and_then(|style| self.styles.get(style).hidden);
        properties.is_hidden(style.unwrap_or(by_paragraph))
    }

    /// Returns the properties of the character at a position, and the next position at which others
    /// may begin.
    pub fn characters_at(
        &mut self,
        position: u32,
    ) -> Result<(CharacterProperties, u32), ReadError> {
        let mut properties = CharacterProperties::default();
        let Some(location) = self.text.locate(position) else { return Ok((properties, u32::MAX)) };
        let index = self.characters.partition_point(|run| run.end <= location.offset);
        let mut until = u32::MAX;
        if let Some(run) = self.characters.get(index) {
            let inside = run.start <= location.offset;
            until = if inside { run.end } else { run.start };
            if inside {
                self.source.for_each(run.properties, &mut |sprm| properties.apply(sprm))?;
            }
        }
        self.source.for_each_of_piece(location.modifier, &mut |sprm| properties.apply(sprm))?;
        let count = until.saturating_sub(location.offset).div_ceil(location.width).max(1);
        Ok((properties, location.end.min(position.saturating_add(count))))
    }

    fn properties(&mut self, mark: u32) -> Result<ParagraphProperties, ReadError> {
        let mut properties = ParagraphProperties::default();
        let Some(location) = self.text.locate(mark) else { return Ok(properties) };
        if let Some(run) = runs::find(&self.paragraphs, location.offset) {
            properties.style = run.style;
            self.source.for_each(run.properties, &mut |sprm| properties.apply(sprm))?;
        }
        self.source.for_each_of_piece(location.modifier, &mut |sprm| properties.apply(sprm))?;
        Ok(properties)
    }

    fn unit(&self, position: u32) -> u16 {
        self.text.units.get(position as usize).copied().unwrap_or_default()
    }

    /// Adds the displayed characters of a range.
    fn show(&self, within: Range<u32>, symbol: Option<u16>, words: &mut Vec<u16>) {
        let mut position = within.start;
        while position < within.end {
            let next = self.instructions.partition_point(|range| range.end <= position);
            let (start, end) =
                self.instructions.get(next).map_or((u32::MAX, 0), |range| (range.start, range.end));
            if start <= position {
                position = end;
                continue;
            }
            let stop = start.min(within.end);
            for position in position..stop {
                words.extend(match (self.unit(position), symbol) {
                    (0x28, Some(code)) => symbols::shown(u32::from(code)).and_then(single),
                    // A character of a symbol font may be in the text like any other.
                    (unit @ 0xF000..=0xF0FF, _) => symbols::shown(u32::from(unit)).and_then(single),
                    (unit, _) => shown(unit),
                });
            }
            position = stop;
        }
    }
}

/// Returns the character displayed for a character of the file.
fn shown(unit: u16) -> Option<u16> {
    match unit {
        // Line, page and column breaks.
        0x0B | 0x0C | 0x0E => Some(0x0A),
        0x1E => Some(0x2D),
        0x09 | 0x20.. => Some(unit),
        // Marks, pictures, references to notes, and hyphens displayed only at the end of a line.
        _ => None,
    }
}

fn single(character: char) -> Option<u16> {
    u16::try_from(u32::from(character)).ok()
}

/// Returns the ranges of the instructions of fields: what is between the beginning of a field and
/// its result. A field without an end is ignored, because the rest of the text would be lost.
pub(super) fn instructions(units: &[u16]) -> Vec<Range<u32>> {
    let mut open: Vec<(u32, Option<u32>)> = Vec::new();
    let mut found = Vec::new();
    for (position, unit) in (0..).zip(units) {
        match *unit {
            FIELD_BEGINS if open.len() < FIELD_DEPTH => open.push((position, None)),
            FIELD_SHOWS => {
                if let Some((_, shows @ None)) = open.last_mut() {
                    *shows = Some(position);
                }
            }
            FIELD_ENDS => {
                let closed = open.pop();
                found.extend(closed.map(|(start, shows)| start..shows.unwrap_or(position)));
            }
            _ => {}
        }
    }
    found.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<u32>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Returns the positions of the marks that end a section.
pub(super) fn section_marks(sections: &[u8]) -> BTreeSet<u32> {
    plc(sections, 12).filter_map(|(_, end, _)| end.checked_sub(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_include_nested_fields() {
        let units: Vec<u16> = "\u{13}a\u{14}b\u{15}c\u{13}d\u{13}e\u{14}f\u{15}g\u{14}h\u{15}"
            .encode_utf16()
            .collect();
        assert_eq!(instructions(&units), [0..2, 6..14]);
        let units: Vec<u16> =
            "\u{13}a\u{13}b\u{15}c\u{15}\u{15}\u{14}\u{13}".encode_utf16().collect();
        assert_eq!(instructions(&units).first(), Some(&(0..6)));
        let deep: Vec<u16> = std::iter::repeat_n(FIELD_BEGINS, 1_000_000).collect();
        assert_eq!(instructions(&deep), []);
    }
}
