//! A pull parser for the XML of office documents.
//!
//! Elements are identified by their local names, so that the strict and the transitional variants
//! of a format are read alike. Malformed XML ends the stream early; what was read before it is
//! kept.

use crate::{Limits, ReadError, limits::Limit};
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The most bytes in which an end tag is searched for before an element is read step by step.
const MAX_LOOKAHEAD: usize = 2048;

/// One event of the parser.
pub(crate) enum Step<'a> {
    /// The start of an element; the next step of an empty element is its end.
    Start(BytesStart<'a>),
    /// The end of the element of this name (with its prefix).
    End(Cow<'a, str>),
    /// A piece of character data; the text of an element may come in several pieces.
    Text(Cow<'a, str>),
}

/// The parser.
pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Whether the reader is right after a tag, where simple steps are read without it.
    behind_tag: bool,
    /// The empty element that just began, whose end is the next step.
    empty: Option<Cow<'a, str>>,
    depth: usize,
    most_depth: Limit,
    damaged: bool,
    too_deep: bool,
    /// Whether a search for an end tag has failed, after which no further one is made.
    end_is_missing: bool,
}

impl<'a> Xml<'a> {
    /// Creates a parser at the beginning of `text`.
    pub fn new(text: &'a str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        // End tags are counted, not compared. That is faster, and equivalent in every file that its
        // own program can open.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            text,
            reader,
            behind_tag: false,
            empty: None,
            depth: 0,
            most_depth: limits.element_depth,
            damaged: false,
            too_deep: false,
            end_is_missing: false,
        }
    }

    /// Returns the number of open elements, including the one that just began.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Returns whether the text ended before its last element did, or is not XML.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// Fails if the stream ended because elements are nested too deeply.
    pub fn check_depth(&self) -> Result<(), ReadError> {
        if self.too_deep { Err(ReadError::TooLarge(self.most_depth)) } else { Ok(()) }
    }

    /// Returns the next step, or `None` at the end of what can be read.
    pub fn next(&mut self) -> Option<Step<'a>> {
        if self.too_deep {
            return None;
        }
        let ended = self.empty.take().map(Step::End);
        let step = ended.or_else(|| self.plain()).or_else(|| self.any())?;
        match &step {
            Step::Start(_) if self.most_depth.check(self.depth + 1).is_err() => {
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

    /// Reads a tag without attributes, or text up to a tag. Most of a file consists of these, and
    /// reading them directly is much faster.
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

    /// Calls `visit` for every element inside the one that just began, up to its end.
    ///
    /// Former states recorded by tracked changes (`pPrChange` and the like) are skipped.
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

    /// Skips the element that just began if it contains none of the elements in `names`. Returns
    /// whether it did. Most properties are irrelevant, and looking only at their names is much
    /// faster.
    pub fn skip_unless_contains(&mut self, start: &BytesStart<'_>, names: &[&str]) -> bool {
        if self.empty.is_none() {
            let rest = self.rest();
            let own = start.name().into_inner().as_bytes();
            let Some(length) = length_without(rest, own, names) else { return false };
            *self.reader.get_mut() = rest.get(length..).unwrap_or_default();
        }
        self.skip();
        true
    }

    /// Skips the element `child` if it comes next in `parent`, which just began, and contains none
    /// of the elements in `names`.
    pub fn skip_child_unless_contains(
        &mut self,
        parent: &BytesStart<'_>,
        child: &str,
        names: &[&str],
    ) {
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

    /// Skips the element that just began and that never contains elements of its own name. It is
    /// much faster than [`Self::skip`] because it searches for the end tag.
    pub fn skip_to_end_tag(&mut self, start: &BytesStart<'_>) {
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

    /// Returns the text that has not been read yet.
    fn rest(&self) -> &'a [u8] {
        self.reader.get_ref()
    }

    /// Skips the element that just began, and returns the text between its tags.
    pub fn content(&mut self) -> &'a str {
        if self.empty.is_some() {
            self.skip();
            return "";
        }
        let start = self.text.len() - self.rest().len();
        self.skip();
        let end = self.text.len() - self.rest().len();
        let inside = self.text.get(start..end).unwrap_or_default();
        match inside.rfind("</") {
            Some(tag) if !self.damaged => inside.get(..tag).unwrap_or_default(),
            _ => inside,
        }
    }

    /// Skips the element that just began.
    pub fn skip(&mut self) {
        let outer = self.depth;
        while let Some(step) = self.next() {
            if matches!(step, Step::End(_)) && self.depth < outer {
                return;
            }
        }
    }
}

/// Returns the length of the content of the element `own`, up to its end tag. Returns `None` if it
/// may contain one of the elements in `names` or a tracked change.
fn length_without(content: &[u8], own: &[u8], names: &[&str]) -> Option<usize> {
    let content = content.get(..MAX_LOOKAHEAD).unwrap_or(content);
    for at in memchr::memchr_iter(b'<', content) {
        let tag = content.get(at + 1..)?;
        let length = tag.iter().position(|byte| matches!(byte, b'>' | b' ' | b'!' | b'?'))?;
        let name = tag.get(..length)?;
        if name.strip_prefix(b"/") == Some(own) {
            return Some(at);
        }
        let name = name.strip_suffix(b"/").unwrap_or(name);
        let name = name.rsplit(|byte| *byte == b':').next()?;
        let is_wanted = names.iter().any(|wanted| wanted.as_bytes() == name);
        if name.is_empty() || name.ends_with(b"Change") || is_wanted {
            return None;
        }
    }
    None
}

/// Returns an element's name without its prefix.
pub(crate) fn local<'e>(start: &'e BytesStart<'_>) -> &'e str {
    without_prefix(start.name().into_inner())
}

/// Returns a name without its prefix. Names are so short that a byte loop is faster than a search.
pub(crate) fn without_prefix(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// Returns whether a byte can be part of a name. A tag of only such bytes has no attributes.
fn is_of_a_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.')
}

/// Returns an attribute by its local name.
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

/// Returns a numeric attribute by its local name.
pub(crate) fn number<T: std::str::FromStr>(start: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(start, name)?.trim().parse().ok()
}

/// Returns whether an on/off element is on, which is the default without a value.
pub(crate) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the steps through `text`, and whether it is damaged. If `slow`, all steps are read
    /// by quick-xml.
    fn steps(text: &str, slow: bool) -> (Vec<String>, bool) {
        let mut xml = Xml::new(text, &Limits::DEFAULT);
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
    fn simple_steps_equal_those_of_the_reader() {
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
