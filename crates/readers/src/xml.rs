//! A pull reader for the XML of office documents.
//!
//! Elements are known by their local names, so that the strict and the transitional
//! variants of a format read alike. Broken XML ends the stream early, and what was
//! read before stays.

use crate::{ReadError, limits};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::borrow::Cow;

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

    /// Passes everything up to the end of the element that just began and whose kind is
    /// never inside itself. It is found by its end tag, which is much faster.
    pub fn jump(&mut self, start: &BytesStart<'_>) {
        let end = format!("</{}>", start.name().into_inner());
        let rest = *self.reader.get_ref();
        let read = self.text.len().saturating_sub(rest.len());
        let is_empty = self.text.get(..read).is_some_and(|read| read.ends_with(b"/>"));
        if !is_empty && !self.end_is_missing {
            match memchr::memmem::find(rest, end.as_bytes()) {
                Some(at) => *self.reader.get_mut() = rest.get(at..).unwrap_or_default(),
                None => self.end_is_missing = true,
            }
        }
        self.skip();
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

/// An element's name without its prefix.
pub(crate) fn local<'e>(start: &'e BytesStart<'_>) -> &'e str {
    start.local_name().into_inner()
}

/// An attribute by its local name.
pub(crate) fn attribute<'e>(start: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
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
