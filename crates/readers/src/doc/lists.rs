//! Reads the lists that number paragraphs.

use super::bytes::{u8_at, u16_at, u16s, u32_at};
use crate::docx::numbering::{LEVELS, Level, List, Numbering, Outline};

/// The number formats, by their numbers in the file format.
const FORMATS: [&str; 40] = [
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
];

/// Reads the lists and their uses by paragraphs. Lists that are cut short are left out.
pub(super) fn read(lists: &[u8], uses: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    let count = usize::from(u16_at(lists, 0).unwrap_or_default());
    let (heads, mut rest) =
        lists.get(2..).and_then(|rest| rest.split_at_checked(28 * count)).unwrap_or_default();
    for head in heads.chunks_exact(28) {
        let outline = outline(head, &mut rest).unwrap_or_default();
        numbering.outlines.insert(u32_at(head, 0).unwrap_or_default(), outline);
    }
    let count = u32_at(uses, 0).unwrap_or_default() as usize;
    let length = count.saturating_mul(16);
    let (heads, mut rest) =
        uses.get(4..).and_then(|rest| rest.split_at_checked(length)).unwrap_or_default();
    for (number, head) in (1..).zip(heads.chunks_exact(16)) {
        let own = list(head, &mut rest);
        numbering.lists.insert(number, own);
    }
    numbering
}

/// Reads an outline of nine levels or one.
fn outline(head: &[u8], rest: &mut &[u8]) -> Option<Outline> {
    let simple = u8_at(head, 26)? & 1 != 0;
    let mut outline = Outline::default();
    for (index, level) in
        outline.levels.iter_mut().take(if simple { 1 } else { LEVELS }).enumerate()
    {
        *level = self::level(rest)?;
        let style = u16_at(head, 8 + 2 * index)?;
        level.style = (style != 0x0FFF).then(|| style.to_string());
    }
    Some(outline)
}

/// Reads the use of an outline, which may have starts or levels of its own.
fn list(head: &[u8], rest: &mut &[u8]) -> List {
    let mut list = List { outline: u32_at(head, 0).unwrap_or_default(), ..List::default() };
    let count = u8_at(head, 12).unwrap_or_default();
    *rest = rest.get(4..).unwrap_or_default();
    for _ in 0..count {
        let (Some(start), Some(bits)) = (u32_at(rest, 0), u32_at(rest, 4)) else { break };
        *rest = rest.get(8..).unwrap_or_default();
        let index = (bits & 0xF) as usize;
        let own = if bits & 0x20 != 0 { self::level(rest) } else { None };
        if let (Some(place), true) = (list.starts.get_mut(index), bits & 0x10 != 0) {
            *place = Some(own.as_ref().map_or(start, |level| level.start));
        }
        if let (Some(place), Some(_)) = (list.levels.get_mut(index), &own) {
            *place = own;
        }
    }
    list
}

/// Reads one level: its number format, two lists of properties, and its pattern.
fn level(rest: &mut &[u8]) -> Option<Level> {
    let head: &[u8; 28] = rest.first_chunk()?;
    let skipped = usize::from(u8_at(head, 24)?) + usize::from(u8_at(head, 25)?);
    let pattern = rest.get(28 + skipped..)?;
    let length = usize::from(u16_at(pattern, 0)?);
    let words: Vec<u16> = u16s(pattern.get(2..2 + 2 * length)?).collect();
    let format = match u8_at(head, 4)? {
        0xFF => "none",
        number => FORMATS.get(usize::from(number)).copied().unwrap_or("decimal"),
    };
    let flags = u8_at(head, 5)?;
    let level = Level {
        start: u32_at(head, 0)?,
        format: format.into(),
        pattern: shown(&words),
        suffix: match u8_at(head, 15)? {
            0 => "tab",
            1 => "space",
            _ => "nothing",
        }
        .into(),
        restart: (flags & 0x08 != 0).then_some(usize::from(u8_at(head, 26)?)),
        legal: flags & 0x04 != 0,
        style: None,
    };
    *rest = pattern.get(2 + 2 * length..)?;
    Some(level)
}

/// Returns a pattern in the notation of Word files. In the file, a character below nine stands for
/// the number of that level.
fn shown(words: &[u16]) -> String {
    let mut text = String::new();
    for character in String::from_utf16_lossy(words).chars() {
        match u32::from(character) {
            level @ 0..9 => text.push_str(&format!("%{}", level + 1)),
            _ => text.push(character),
        }
    }
    text
}
