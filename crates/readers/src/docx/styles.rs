//! Paragraph and character styles, as far as they affect the text.

use crate::xml::{Step, Xml, attribute, is_on, local, number};
use crate::{Limits, ReadError};
use std::collections::HashMap;

/// The properties of a paragraph, from itself or its style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    /// The outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    /// The list it belongs to; 0 is none.
    pub number: Option<u32>,
    /// The level within the list, from 0.
    pub number_level: Option<u8>,
    /// Whether its text is hidden.
    pub hidden: Option<bool>,
}

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    own: Properties,
}

/// The most styles in a chain of `basedOn`, as in Word.
const CHAIN: usize = 11;

impl Styles {
    /// Returns the properties of a style, including those of the styles it is based on.
    pub fn resolve(&self, id: &str) -> Properties {
        let mut all = Properties::default();
        let mut next = self.styles.get(id);
        for _ in 0..CHAIN {
            let Some(style) = next else { break };
            all = all.or(&style.own);
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        all
    }
}

impl Properties {
    /// Returns these properties, with missing ones taken from a style.
    pub fn or(self, style: &Self) -> Self {
        Self {
            outline: self.outline.or(style.outline),
            number: self.number.or(style.number),
            number_level: self.number_level.or(style.number_level),
            hidden: self.hidden.or(style.hidden),
        }
    }
}

/// Reads `styles.xml`; a damaged file gives the styles before the damage.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Styles, ReadError> {
    let mut styles = HashMap::new();
    let mut xml = Xml::new(text, limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "style" if attribute(&start, "type").as_deref() == Some("table") => {
                xml.skip_to_end_tag(&start)
            }
            "style" => {
                let id = attribute(&start, "styleId").unwrap_or_default().into_owned();
                limits.definitions.check(styles.len() + 1)?;
                styles.insert(id, style(&mut xml));
            }
            "docDefaults" | "latentStyles" => xml.skip_to_end_tag(&start),
            _ => {}
        }
    }
    Ok(Styles { styles })
}

fn style(xml: &mut Xml<'_>) -> Style {
    let mut style = Style::default();
    let mut named = None;
    xml.inside(|name, element| match name {
        "basedOn" => style.based_on = attribute(element, "val").map(|id| id.into_owned()),
        "name" => named = attribute(element, "val").and_then(|name| heading_level(&name)),
        "outlineLvl" => style.own.outline = number(element, "val"),
        "numId" => style.own.number = number(element, "val"),
        "ilvl" => style.own.number_level = number(element, "val"),
        "vanish" => style.own.hidden = Some(is_on(element)),
        _ => {}
    });
    style.own.outline = style.own.outline.or(named);
    style
}

/// Returns the outline level, from 0, of a built-in heading style by its name.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let digits = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    let level: u8 = digits.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_styles(text: &str) -> Styles {
        read(text, &Limits::DEFAULT).unwrap()
    }

    #[test]
    fn a_style_inherits_missing_properties() {
        let styles = read_styles(
            r#"<w:styles xmlns:w="w"><w:latentStyles><w:lsdException w:name="heading 1"/></w:latentStyles>
            <w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="b"><w:name w:val="x"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#,
        );
        assert_eq!(styles.resolve("a").outline, Some(1));
        let own = styles.resolve("b");
        assert_eq!((own.outline, own.number, own.number_level), (Some(0), Some(7), Some(1)));
        assert_eq!(styles.resolve("c").hidden, Some(true));
        assert_eq!(styles.resolve("missing"), Properties::default());
    }

    #[test]
    fn styles_based_on_each_other_do_not_loop() {
        let styles = read_styles(
            r#"<s><style styleId="a"><basedOn val="b"/></style><style styleId="b"><basedOn val="a"/></style></s>"#,
        );
        assert_eq!(styles.resolve("a"), Properties::default());
    }

    #[test]
    fn heading_styles_are_recognised_by_name() {
        assert_eq!(heading_level("heading 3"), Some(2));
        assert_eq!(heading_level("Heading1"), Some(0));
        assert_eq!(heading_level("标题 2"), Some(1));
        assert_eq!(heading_level("标题"), None);
        assert_eq!(heading_level("heading 10"), None);
    }
}
