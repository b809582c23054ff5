//! The styles of a document, which give the properties that a paragraph does not set itself.

use super::bytes::{u16_at, u16s};
use super::properties::{CharacterProperties, apply_level};
use super::sprm::Source;
use crate::ReadError;
use crate::docx::styles::{Properties, heading_level};

/// The most styles in a chain of base styles.
const CHAIN: usize = 16;

/// The kind of a paragraph style.
const PARAGRAPH_STYLE: u16 = 1;

/// The kind of a character style.
const CHARACTER_STYLE: u16 = 2;

/// The properties of all styles, including inherited ones, by their numbers.
pub(super) struct Styles(Vec<Properties>);

/// A style without inherited properties.
#[derive(Default)]
struct Style {
    base: usize,
    own: Properties,
}

impl Styles {
    /// Reads the style sheet. Fails if too many bytes of properties have been read.
    pub fn read(sheet: &[u8], source: &mut Source<'_>) -> Result<Self, ReadError> {
        let mut styles = Vec::new();
        let head = usize::from(u16_at(sheet, 0).unwrap_or_default());
        let base_size = usize::from(u16_at(sheet, 4).unwrap_or_default());
        let mut rest = sheet.get(2 + head..).unwrap_or_default();
        while let Some(length) = u16_at(rest, 0).map(usize::from) {
            let Some(style) = rest.get(2..2 + length) else { break };
            styles.push(Style::read(style, base_size, source)?);
            rest = rest.get(2 + length + length % 2..).unwrap_or_default();
        }
        let all = (0..styles.len()).map(|index| resolve(&styles, index)).collect();
        Ok(Self(all))
    }

    /// Returns the properties of a style; a missing style has none.
    pub fn get(&self, style: u16) -> Properties {
        self.0.get(usize::from(style)).cloned().unwrap_or_default()
    }
}

fn resolve(styles: &[Style], index: usize) -> Properties {
    let mut all = Properties::default();
    let mut next = styles.get(index);
    for _ in 0..CHAIN {
        let Some(style) = next else { break };
        all = all.or(&style.own);
        next = styles.get(style.base);
    }
    all
}

impl Style {
    fn read(style: &[u8], base_size: usize, source: &mut Source<'_>) -> Result<Self, ReadError> {
        // An unused number of the sheet has no bytes.
        let (Some(kind), Some(first)) = (u16_at(style, 2), u16_at(style, 0)) else {
            return Ok(Self { base: usize::MAX, ..Self::default() });
        };
        let mut read = Self { base: usize::from(kind >> 4), ..Self::default() };
        let named = style.get(base_size..).unwrap_or_default();
        let length = usize::from(u16_at(named, 0).unwrap_or_default());
        let name: Vec<u16> = u16s(named.get(2..).unwrap_or_default()).take(length).collect();
        let lists = named.get(2 + 2 * length + 2..).unwrap_or_default();
        read.read_property_lists(kind & 0xF, lists, source)?;
        let built_in = u8::try_from(first & 0x0FFF).ok().filter(|number| (1..=9).contains(number));
        let level = built_in.map(|number| number - 1);
        let named = || heading_level(&String::from_utf16_lossy(&name));
        if kind & 0xF == PARAGRAPH_STYLE {
            read.own.outline = read.own.outline.or(level).or_else(named);
        }
        Ok(read)
    }

    /// Reads the lists of properties: those of the paragraph, if it is a paragraph style, and those
    /// of its characters.
    fn read_property_lists(
        &mut self,
        kind: u16,
        mut rest: &[u8],
        source: &mut Source<'_>,
    ) -> Result<(), ReadError> {
        let mut next = || {
            let length = usize::from(u16_at(rest, 0)?);
            let list = rest.get(2..2 + length)?;
            rest = rest.get(2 + length + length % 2..).unwrap_or_default();
            Some(list)
        };
        if kind == PARAGRAPH_STYLE {
            let list = next().and_then(|list| list.get(2..)).unwrap_or_default();
            source.for_each(list, &mut |sprm| apply_level(&mut self.own, sprm))?;
        }
        if kind == PARAGRAPH_STYLE || kind == CHARACTER_STYLE {
            let mut characters = CharacterProperties::default();
            source.for_each(next().unwrap_or_default(), &mut |sprm| characters.apply(sprm))?;
            self.own.hidden = characters.own_hidden();
        }
        Ok(())
    }
}
