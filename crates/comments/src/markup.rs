//! Tags of a part and where they stand in its text.

use crate::Failure;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// A tag.
pub(crate) struct Tag<'a> {
    pub(crate) kind: Kind,
    /// The name with its prefix.
    pub(crate) name: String,
    /// Where it stands, from `<` to `>`.
    pub(crate) at: Range<usize>,
    /// The tag itself; `None` for an end.
    start: Option<BytesStart<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Start,
    Empty,
    End,
}

impl Tag<'_> {
    /// Returns the name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// Returns the prefix with its colon, empty where there is none.
    pub(crate) fn prefix(&self) -> &str {
        self.name.get(..self.name.len() - self.local().len()).unwrap_or_default()
    }

    /// Returns an attribute by its name without a prefix.
    pub(crate) fn attribute(&self, local: &str) -> Option<String> {
        self.value(|name| name.rsplit(':').next() == Some(local))
    }

    /// Returns an attribute by its whole name.
    pub(crate) fn exactly(&self, name: &str) -> Option<String> {
        self.value(|it| it == name)
    }

    fn value(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        let start = self.start.as_ref()?;
        let mut attributes = start.attributes();
        let mut all = attributes.with_checks(false).filter_map(Result::ok);
        let found = all.find(|attribute| is_it(attribute.key.into_inner()))?;
        unescape(&found.value).ok().map(Cow::into_owned)
    }
}

/// Returns all tags of a part, in order.
///
/// Fails if the part, called `part`, is no well-formed XML.
pub(crate) fn tags<'a>(part: &str, text: &'a str) -> Result<Vec<Tag<'a>>, Failure> {
    let broken = || Failure::Part(part.to_owned());
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut tags = Vec::new();
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|_| broken())?;
        let (kind, name, start) = match event {
            Event::Eof => return Ok(tags),
            Event::Start(start) => (Kind::Start, start.name().into_inner().to_owned(), Some(start)),
            Event::Empty(start) => (Kind::Empty, start.name().into_inner().to_owned(), Some(start)),
            Event::End(end) => (Kind::End, end.name().into_inner().to_owned(), None),
            _ => continue,
        };
        let after = position(&reader);
        // The offsets must be those of the text, with a byte order mark or without.
        let at = before..after;
        if !text.get(at.clone()).is_some_and(|tag| tag.starts_with('<') && tag.ends_with('>')) {
            return Err(broken());
        }
        tags.push(Tag { kind, name, at, start });
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Texts to be inserted at offsets.
#[derive(Default)]
pub(crate) struct Insertions {
    pieces: Vec<(Range<usize>, String)>,
}

impl Insertions {
    /// Inserts before the character at `offset`.
    pub(crate) fn insert(&mut self, offset: usize, text: impl Into<String>) {
        self.replace(offset..offset, text);
    }

    pub(crate) fn replace(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.pieces.push((at, text.into()));
    }

    /// Returns the text with everything inserted; what is inserted at one offset stands in the
    /// order in which it was given.
    pub(crate) fn apply(mut self, text: &str) -> String {
        self.pieces.sort_by_key(|(at, _)| at.start);
        let mut out = String::with_capacity(text.len() + self.pieces.len() * 64);
        let mut done = 0;
        for (at, piece) in self.pieces {
            out.push_str(text.get(done..at.start).unwrap_or_default());
            out.push_str(&piece);
            done = done.max(at.end);
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

/// Returns a text in which no character is markup or not allowed in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(character),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}
