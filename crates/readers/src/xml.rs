//! A pull reader for the XML of office documents.
//!
//! Elements are known by their local names, so that the strict and the transitional
//! variants of a format read alike. Broken XML ends the stream early, and what was
//! read before stays.

use crate::{ReadError, limits};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::name::QName;
use std::borrow::Cow;

/// How far an end tag is looked for before an element is read step by step, in bytes.
const LONGEST_PASS: usize = 2048;

/// One step through a document.
pub(crate) enum Step<'a> {
    /// An element begins; an empty one ends in the next step.
    Start(BytesStart<'a>),
    /// An element ends.
    End(BytesEnd<'a>),
    /// A piece of character data; an element's text may come in several.
    Text(Cow<'a, str>),
}

/// The stream of steps.
pub(crate) struct Xml<'a> {
    text: &'a [u8],
    reader: Reader<&'a [u8]>,
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
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        // Which end tag ends an element is counted, not compared: that costs less and is
        // as good for every file whose own program can open it.
        config.check_end_names = false;
        Self {
            text: text.as_bytes(),
            reader,
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
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    if limits::ELEMENT_DEPTH.check(self.depth).is_err() {
                        (self.too_deep, self.damaged) = (true, true);
                        return None;
                    }
                    return Some(Step::Start(start));
                }
                Ok(Event::End(end)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Step::End(end));
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
        if !self.is_empty_element() {
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
        let prefix = parent.find(':').and_then(|colon| parent.get(..=colon)).unwrap_or_default();
        let tag = self.rest().strip_prefix(b"<").filter(|_| !self.is_empty_element())?;
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
        if !self.is_empty_element() && !self.end_is_missing {
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

    /// Whether the start tag that was just read is its element's end too.
    fn is_empty_element(&self) -> bool {
        let read = self.text.len().saturating_sub(self.rest().len());
        self.text.get(..read).is_some_and(|read| read.ends_with(b"/>"))
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
    without_prefix(start.name())
}

/// The name of the element that ends, without its prefix.
pub(crate) fn local_end<'e>(end: &'e BytesEnd<'_>) -> &'e str {
    without_prefix(end.name())
}

/// Names are so short that looking at each byte is faster than a search.
fn without_prefix(name: QName<'_>) -> &str {
    let name = name.into_inner();
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// An attribute by its local name.
pub(crate) fn attribute<'e>(start: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| without_prefix(attribute.key) == name)?;
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
