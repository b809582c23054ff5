//! A pull reader for the XML of office documents.
//!
//! Elements are known by their local names, so that the strict and the transitional
//! variants of a format read alike. Broken XML ends the stream early, and what was
//! read before stays.

use crate::{ReadError, limits};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// How far an end tag is looked for before an element is read step by step, in bytes.
const LONGEST_PASS: usize = 2048;

/// One step through a document.
pub(crate) enum Step<'a> {
    /// An element begins; an empty one ends in the next step.
    Start(BytesStart<'a>),
    /// The element of this name, its prefix included, ends.
    End(Cow<'a, str>),
    /// A piece of character data; an element's text may come in several.
    Text(Cow<'a, str>),
}

/// The stream of steps.
pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Whether the reader stands behind a tag, where plain steps are taken without it.
    behind_tag: bool,
    /// The empty element that just began, and ends next.
    empty: Option<Cow<'a, str>>,
    depth: usize,
    damaged: bool,
    too_deep: bool,
    /// Whether an end tag was looked for in vain: then no further one is.
    end_is_missing: bool,
}

impl<'a> Xml<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        // Which end tag ends an element is counted, not compared: that costs less and is
        // as good for every file whose own program can open it.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            text,
            reader,
            behind_tag: false,
            empty: None,
            depth: 0,
            damaged: false,
            too_deep: false,
            end_is_missing: false,
        }
    }

    /// How many elements are open, the one that just began included.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Whether the document ended before its last element did, or is not XML.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// An error when the stream ended because its elements are nested too deeply.
    pub fn check_depth(&self) -> Result<(), ReadError> {
        if self.too_deep { Err(ReadError::TooLarge(limits::ELEMENT_DEPTH)) } else { Ok(()) }
    }

    /// The next step; `None` at the end of what can be read.
    pub fn next(&mut self) -> Option<Step<'a>> {
        if self.too_deep {
            return None;
        }
        let ended = self.empty.take().map(Step::End);
        let step = ended.or_else(|| self.plain()).or_else(|| self.any())?;
        match &step {
            Step::Start(_) if limits::ELEMENT_DEPTH.check(self.depth + 1).is_err() => {
                (self.too_deep, self.damaged) = (true, true);
                return None;
            }
            Step::Start(_) => self.depth += 1,
            Step::End(_) if self.depth == 0 => {
                self.damaged = true;
                return None;
            }
            Step::End(_) => self.depth -= 1,
            Step::Text(_) => {}
        }
        Some(step)
    }

    /// A tag that is a name and nothing else, or words up to a tag: most of a file is made of
    /// them, and taking them as they stand is much faster.
    fn plain(&mut self) -> Option<Step<'a>> {
        if !self.behind_tag {
            return None;
        }
        let rest = self.text.get(self.text.len() - self.rest().len()..)?;
        let (step, after) = match rest.strip_prefix('<') {
            Some(tag) => {
                let (tag, ends) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
                let length = tag.bytes().position(|byte| !is_of_a_name(byte))?;
                let (name, after) = tag.split_at_checked(length).filter(|_| length > 0)?;
                let after_empty = after.strip_prefix("/>").filter(|_| !ends);
                let after = after_empty.or_else(|| after.strip_prefix('>'))?;
                self.empty = after_empty.map(|_| name.into());
                let step = if ends {
                    Step::End(name.into())
                } else {
                    Step::Start(BytesStart::from_content(name, length))
                };
                (step, after)
            }
            None => {
                let (words, after) =
                    rest.split_at_checked(memchr::memchr2(b'<', b'&', rest.as_bytes())?)?;
                (Step::Text(words.into()), Some(after).filter(|after| after.starts_with('<'))?)
            }
        };
        *self.reader.get_mut() = after.as_bytes();
        Some(step)
    }

    fn any(&mut self) -> Option<Step<'a>> {
        loop {
            let event = self.reader.read_event();
            self.behind_tag = !matches!(event, Ok(Event::Text(_) | Event::GeneralRef(_)) | Err(_));
            match event {
                Ok(Event::Start(start)) => return Some(Step::Start(start)),
                Ok(Event::Empty(start)) => {
                    self.empty = Some(start.name().into_inner().to_owned().into());
                    return Some(Step::Start(start));
                }
                Ok(Event::End(end)) => {
                    return Some(Step::End(end.name().into_inner().to_owned().into()));
                }
                Ok(Event::Text(text)) => return Some(Step::Text(text.into_inner())),
                Ok(Event::CData(data)) => return Some(Step::Text(data.into_inner())),
                Ok(Event::GeneralRef(entity)) => {
                    let text = match entity.resolve_char_ref() {
                        Ok(Some(character)) => Cow::Owned(character.to_string()),
                        _ => Cow::Borrowed(resolve_xml_entity(&entity).unwrap_or_default()),
                    };
                    return Some(Step::Text(text));
                }
                Ok(Event::Eof) => {
                    self.damaged |= self.depth > 0;
                    return None;
                }
                Ok(_) => {}
                Err(_) => {
                    self.damaged = true;
                    return None;
                }
            }
        }
    }

    /// Visits every element inside the one that just began, and passes its end.
    ///
    /// What an element was before a tracked change (`pPrChange` and its like) is left out.
    pub fn inside(&mut self, mut visit: impl FnMut(&str, &BytesStart<'a>)) {
        let outer = self.depth;
        while let Some(step) = self.next() {
            match step {
                Step::Start(start) => {
                    let name = local(&start);
                    if name.ends_with("Change") { self.skip() } else { visit(name, &start) }
                }
                Step::End(_) if self.depth < outer => return,
                Step::End(_) | Step::Text(_) => {}
            }
        }
    }

    /// Passes everything up to the end of the element that just began, if none of these
    /// elements stands inside; says whether it did. Most properties are of no interest, and
    /// looking at their names alone is much faster.
    pub fn pass(&mut self, start: &BytesStart<'_>, names: &[&str]) -> bool {
        if self.empty.is_none() {
            let rest = self.rest();
            let own = start.name().into_inner().as_bytes();
            let Some(length) = length_without(rest, own, names) else { return false };
            *self.reader.get_mut() = rest.get(length..).unwrap_or_default();
        }
        self.skip();
        true
    }

    /// Passes the whole of the element `child` if it comes next in `parent`, which just began,
    /// and if none of these elements stands inside.
    pub fn pass_child(&mut self, parent: &BytesStart<'_>, child: &str, names: &[&str]) {
        if let Some(rest) = self.after_child(parent, child, names) {
            *self.reader.get_mut() = rest;
        }
    }

    fn after_child(
        &self,
        parent: &BytesStart<'_>,
        child: &str,
        names: &[&str],
    ) -> Option<&'a [u8]> {
        let parent = parent.name().into_inner();
        let (prefix, _) = parent.split_at_checked(parent.len() - without_prefix(parent).len())?;
        let tag = self.rest().strip_prefix(b"<").filter(|_| self.empty.is_none())?;
        let after = tag.strip_prefix(prefix.as_bytes())?.strip_prefix(child.as_bytes())?;
        let name = tag.get(..prefix.len() + child.len())?;
        let inside = after.strip_prefix(b">")?;
        let end = inside.get(length_without(inside, name, names)?..)?;
        end.strip_prefix(b"</")?.strip_prefix(name)?.strip_prefix(b">")
    }

    /// Passes everything up to the end of the element that just began and whose kind is
    /// never inside itself. It is found by its end tag, which is much faster.
    pub fn jump(&mut self, start: &BytesStart<'_>) {
        let end = format!("</{}>", start.name().into_inner());
        if self.empty.is_none() && !self.end_is_missing {
            let rest = self.rest();
            match memchr::memmem::find(rest, end.as_bytes()) {
                Some(at) => *self.reader.get_mut() = rest.get(at..).unwrap_or_default(),
                None => self.end_is_missing = true,
            }
        }
        self.skip();
    }

    /// What is not read yet.
    fn rest(&self) -> &'a [u8] {
        self.reader.get_ref()
    }

    /// Passes everything up to the end of the element that just began.
    pub fn skip(&mut self) {
        let outer = self.depth;
        while let Some(step) = self.next() {
            if matches!(step, Step::End(_)) && self.depth < outer {
                return;
            }
        }
    }
}

/// How far it is to the end tag of the element `own`, whose content begins here; `None` if one
/// of these elements may stand before it, or what is said of a tracked change.
fn length_without(content: &[u8], own: &[u8], names: &[&str]) -> Option<usize> {
    let content = content.get(..LONGEST_PASS).unwrap_or(content);
    for at in memchr::memchr_iter(b'<', content) {
        let tag = content.get(at + 1..)?;
        let length = tag.iter().position(|byte| matches!(byte, b'>' | b' ' | b'!' | b'?'))?;
        let name = tag.get(..length)?;
        if name.strip_prefix(b"/") == Some(own) {
            return Some(at);
        }
        let name = name.strip_suffix(b"/").unwrap_or(name);
        let name = name.rsplit(|byte| *byte == b':').next()?;
        let is_told = names.iter().any(|told| told.as_bytes() == name);
        if name.is_empty() || name.ends_with(b"Change") || is_told {
            return None;
        }
    }
    None
}

/// An element's name without its prefix.
pub(crate) fn local<'e>(start: &'e BytesStart<'_>) -> &'e str {
    without_prefix(start.name().into_inner())
}

/// Names are so short that looking at each byte is faster than a search.
pub(crate) fn without_prefix(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// Whether a tag whose bytes are all of this kind has nothing but a name.
fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.')
}

/// An attribute by its local name.
pub(crate) fn attribute<'e>(start: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| without_prefix(attribute.key.into_inner()) == name)?;
    if !found.value.contains('&') {
        return Some(found.value);
    }
    Some(unescape(&found.value).map_or(Cow::Borrowed(""), |text| text.into_owned().into()))
}

/// A numeric attribute by its local name.
pub(crate) fn number<T: std::str::FromStr>(start: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(start, name)?.trim().parse().ok()
}

/// Whether an on/off element is on: it is unless its value says otherwise.
pub(crate) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps through `text`, plain ones by the reader too if `slow`; and whether it is damaged.
    fn steps(text: &str, slow: bool) -> (Vec<String>, bool) {
        let mut xml = Xml::new(text);
        let mut steps: Vec<String> = Vec::new();
        loop {
            xml.behind_tag &= !slow;
            let step = match xml.next() {
                Some(Step::Start(start)) => {
                    format!("+{} {:?}", local(&start), attribute(&start, "k"))
                }
                Some(Step::End(name)) => format!("-{name}"),
                Some(Step::Text(words)) => format!("'{words}"),
                None => return (steps, xml.damaged()),
            };
            steps.push(step);
        }
    }

    #[test]
    fn plain_steps_are_those_of_the_reader() {
        let texts = [
            "\u{feff}<?xml version='1.0'?> <w:a><w:b/>预算<c.d-e k='1>0'>1 &lt; 2&amp;</c.d-e > 3 </w:a>",
            "<a><!-- <b> --><b ><![CDATA[<c>]]></b\n><d/>x<d />y<d k=\"2\"/></a>",
            "<a>]]>&unknown;&</a></a>outside<b>",
            "<a><1/></a></><b></ b><é>预算</é><b/ ><b//><_/></b>",
            "<a>\r\n<b>\u{0}</b>< c>< /c></a>",
        ];
        let mut plain = 0;
        for text in texts {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for cut in ends.filter_map(|end| text.get(..end)) {
                assert_eq!(steps(cut, false), steps(cut, true), "{cut}");
                plain += steps(cut, false).0.len();
            }
        }
        assert!(plain > 500, "{plain}");
    }
}
