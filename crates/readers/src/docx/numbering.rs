//! The numbers that Word displays before paragraphs.

use super::counting::numeral;
use crate::xml::{Step, Xml, attribute, is_on, local, number};
use crate::{Limits, ReadError, limits::PATTERN};
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

/// The number of levels of a numbering.
pub(crate) const LEVELS: usize = 9;

/// The numberings of a document with their current counts.
#[derive(Default)]
pub(crate) struct Numbering {
    pub outlines: BTreeMap<u32, Outline>,
    pub lists: BTreeMap<u32, List>,
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own start has been used.
    started: BTreeSet<(u32, usize)>,
}

/// An abstract numbering: a pattern and a count shared by several lists.
#[derive(Default)]
pub(crate) struct Outline {
    pub levels: [Level; LEVELS],
    /// The style that names this pattern.
    names_style: Option<String>,
    /// The style whose pattern is used instead of this one.
    from_style: Option<String>,
}

/// One level of a pattern.
#[derive(Clone)]
pub(crate) struct Level {
    pub start: u32,
    pub format: String,
    /// A text such as `%1.%2`, in which a percent sign and a digit stand for the number of that
    /// level.
    pub pattern: String,
    /// What follows the number: `tab`, `space` or `nothing`.
    pub suffix: String,
    /// The level (from 1) that restarts this one when it is counted; 0 for none.
    pub restart: Option<usize>,
    /// Whether all numbers are shown as decimals.
    pub legal: bool,
    /// The paragraph style that belongs to this level.
    pub style: Option<String>,
}

/// A list: an outline with optional starts or levels of its own.
#[derive(Default)]
pub(crate) struct List {
    pub outline: u32,
    pub starts: [Option<u32>; LEVELS],
    pub levels: [Option<Level>; LEVELS],
}

impl Numbering {
    /// Counts one paragraph and returns the number displayed before it, if any.
    ///
    /// Without a level, the level that belongs to the paragraph style is used.
    pub fn next(&mut self, list: u32, level: Option<u8>, style: &str) -> Option<String> {
        let id = self.lists.get(&list)?.outline;
        let outline = self.outlines.get(&id)?;
        let own = self.lists.get(&list)?;
        let at = |index: usize| -> Option<&Level> {
            own.levels.get(index)?.as_ref().or_else(|| outline.levels.get(index))
        };
        let tied =
            || (0..LEVELS).find(|i| at(*i).is_some_and(|l| l.style.as_deref() == Some(style)));
        let index = level.map(usize::from).or_else(tied).unwrap_or(0);
        let counts = self.counts.entry(id).or_default();
        let own_start = own.starts.get(index).copied().flatten();
        let restarts = own_start.is_some() && self.started.insert((list, index));
        count(counts, index, restarts.then_some(own_start).flatten(), &at)?;
        show(counts, index, &at)
    }

    /// Resolves lists that use the pattern of a numbering style.
    fn follow_styles(&mut self) {
        let mut named = BTreeMap::new();
        for (id, outline) in &self.outlines {
            if let Some(style) = &outline.names_style {
                named.entry(style.as_str()).or_insert(*id);
            }
        }
        for list in self.lists.values_mut() {
            let style = self.outlines.get(&list.outline).and_then(|own| own.from_style.as_deref());
            if let Some(found) = style.and_then(|style| named.get(style)) {
                list.outline = *found;
            }
        }
    }
}

/// Increments the count of a level and resets the levels below it.
fn count<'l>(
    counts: &mut [Option<u32>; LEVELS],
    index: usize,
    own_start: Option<u32>,
    level: &impl Fn(usize) -> Option<&'l Level>,
) -> Option<()> {
    let next = match (own_start, *counts.get(index)?) {
        (Some(start), _) => start,
        (None, Some(last)) => last.saturating_add(1),
        (None, None) => level(index)?.start,
    };
    for (position, count) in counts.iter_mut().enumerate() {
        let Some(level) = level(position) else { continue };
        if position < index {
            count.get_or_insert(level.start);
        } else if position == index {
            *count = Some(next);
        } else if level.restart.is_none_or(|restart| index < restart) {
            *count = None;
        }
    }
    Some(())
}

/// Returns the number of a paragraph with the space between it and the text.
fn show<'l>(
    counts: &[Option<u32>; LEVELS],
    index: usize,
    level: &impl Fn(usize) -> Option<&'l Level>,
) -> Option<String> {
    let own = level(index)?;
    // Bullets are decoration and would only hinder the recognition of the text.
    if own.format == "bullet" {
        return None;
    }
    let mut text = String::new();
    let mut characters = own.pattern.chars().peekable();
    while let Some(character) = characters.next() {
        let digit = characters.peek().and_then(|next| next.to_digit(10));
        match (character, digit) {
            ('%', Some(digit @ 1..=9)) => {
                characters.next();
                let position = digit as usize - 1;
                let number = counts.get(position).copied().flatten().unwrap_or(0);
                let format = level(position).map_or("decimal", |level| level.format.as_str());
                text += &numeral(if own.legal { "decimal" } else { format }, number);
            }
            _ => text.push(character),
        }
    }
    // Full-width punctuation includes its own space; the tab after it is only layout.
    let spaced = own.suffix != "nothing" && text.ends_with(|end: char| end.is_ascii());
    text.extend(spaced.then_some(' '));
    Some(text).filter(|text| !text.is_empty())
}

/// Reads `numbering.xml`; a damaged file gives the numberings before the damage.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Numbering, ReadError> {
    let mut numbering = Numbering::default();
    let mut xml = Xml::new(text, limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "abstractNum" => {
                let id = number(&start, "abstractNumId").unwrap_or_default();
                limits.definitions.check(numbering.outlines.len() + 1)?;
                numbering.outlines.insert(id, outline(&mut xml));
            }
            "num" => {
                let id = number(&start, "numId").unwrap_or_default();
                limits.definitions.check(numbering.lists.len() + 1)?;
                numbering.lists.insert(id, list(&mut xml));
            }
            _ => {}
        }
    }
    numbering.follow_styles();
    Ok(numbering)
}

fn outline(xml: &mut Xml<'_>) -> Outline {
    let mut outline = Outline::default();
    let mut index = 0;
    xml.inside(|name, element| match name {
        "lvl" => index = number(element, "ilvl").unwrap_or(LEVELS),
        "styleLink" => outline.names_style = value(element),
        "numStyleLink" => outline.from_style = value(element),
        _ => {
            if let Some(level) = outline.levels.get_mut(index) {
                level.set(name, element);
            }
        }
    });
    outline
}

fn list(xml: &mut Xml<'_>) -> List {
    let mut list = List::default();
    let mut index = LEVELS;
    xml.inside(|name, element| match name {
        "abstractNumId" => list.outline = number(element, "val").unwrap_or_default(),
        "lvlOverride" => index = number(element, "ilvl").unwrap_or(LEVELS),
        "startOverride" => {
            if let Some(start) = list.starts.get_mut(index) {
                *start = number(element, "val");
            }
        }
        "lvl" => {
            if let Some(level) = list.levels.get_mut(index) {
                *level = Some(Level::default());
            }
        }
        _ => {
            if let Some(Some(level)) = list.levels.get_mut(index) {
                level.set(name, element);
            }
        }
    });
    list
}

impl Level {
    /// Sets the property of a level that an element describes.
    fn set(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "start" => self.start = number(element, "val").unwrap_or(1),
            "numFmt" => self.format = value(element).unwrap_or_default(),
            "lvlText" => {
                let pattern = value(element).unwrap_or_default();
                self.pattern = pattern.chars().take(PATTERN).collect();
            }
            "suff" => self.suffix = value(element).unwrap_or_default(),
            "lvlRestart" => self.restart = number(element, "val"),
            "isLgl" => self.legal = is_on(element),
            "pStyle" => self.style = value(element),
            _ => {}
        }
    }
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            pattern: String::new(),
            suffix: "tab".into(),
            restart: None,
            legal: false,
            style: None,
        }
    }
}

fn value(element: &BytesStart<'_>) -> Option<String> {
    attribute(element, "val").map(|value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERING: &str = r#"<numbering>
        <abstractNum abstractNumId="0">
            <lvl ilvl="0"><start val="1"/><numFmt val="chineseCountingThousand"/><lvlText val="%1、"/><pStyle val="part"/></lvl>
            <lvl ilvl="1"><numFmt val="chineseCounting"/><lvlText val="（%2）"/><suff val="nothing"/><pStyle val="item"/></lvl>
            <lvl ilvl="2"><isLgl/><numFmt val="decimal"/><lvlText val="%1.%2.%3"/></lvl>
        </abstractNum>
        <abstractNum abstractNumId="1"><numStyleLink val="linked"/></abstractNum>
        <abstractNum abstractNumId="2"><styleLink val="linked"/><lvl ilvl="0"><numFmt val="upperLetter"/><lvlText val="%1)"/></lvl></abstractNum>
        <abstractNum abstractNumId="3"><lvl ilvl="0"><numFmt val="bullet"/><lvlText val="•"/></lvl></abstractNum>
        <num numId="1"><abstractNumId val="0"/></num>
        <num numId="2"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="1"/></lvlOverride></num>
        <num numId="3"><abstractNumId val="1"/></num>
        <num numId="4"><abstractNumId val="3"/></num>
        <num numId="5"><abstractNumId val="0"/><lvlOverride ilvl="0"><lvl ilvl="0"><start val="3"/><lvlText val="第%1章"/></lvl></lvlOverride></num>
    </numbering>"#;

    #[test]
    fn levels_count_and_restart() {
        let mut numbering = read(NUMBERING, &Limits::DEFAULT).unwrap();
        let mut next = |level| numbering.next(1, Some(level), "").unwrap();
        assert_eq!(next(0), "一、");
        assert_eq!(next(1), "（一）");
        assert_eq!(next(1), "（二）");
        assert_eq!(next(2), "1.2.1 ");
        assert_eq!(next(0), "二、");
        assert_eq!(next(1), "（一）");
    }

    #[test]
    fn a_list_with_its_own_start_restarts_the_shared_count_once() {
        let mut numbering = read(NUMBERING, &Limits::DEFAULT).unwrap();
        let mut next = |list| numbering.next(list, Some(0), "").unwrap();
        assert_eq!((next(1), next(1)), ("一、".into(), "二、".into()));
        assert_eq!((next(2), next(2)), ("一、".into(), "二、".into()));
        assert_eq!(next(1), "三、");
    }

    #[test]
    fn a_style_selects_its_level() {
        let mut numbering = read(NUMBERING, &Limits::DEFAULT).unwrap();
        assert_eq!(numbering.next(1, None, "item").as_deref(), Some("（一）"));
        assert_eq!(numbering.next(1, None, "unknown").as_deref(), Some("二、"));
    }

    #[test]
    fn patterns_by_style_bullets_own_levels_and_unknown_lists() {
        let mut numbering = read(NUMBERING, &Limits::DEFAULT).unwrap();
        assert_eq!(numbering.next(3, Some(0), "").as_deref(), Some("A) "));
        assert_eq!(numbering.next(4, Some(0), ""), None);
        assert_eq!(numbering.next(5, Some(0), "").as_deref(), Some("第3章"));
        assert_eq!(numbering.next(9, Some(0), ""), None);
        assert_eq!(numbering.next(1, Some(9), ""), None);
    }
}
