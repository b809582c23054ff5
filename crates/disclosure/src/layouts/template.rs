//! Templates: words with sums over scopes in braces.
//!
//! `{year}` a word; `{sum PARTS}` an amount; `{change KIND PARTS}` the change since last
//! year; `{percent PARTS of PARTS}` a share; `{count WHAT}` a count; `{words KEY}` the
//! preparer's words;
//! `[，|one{sum …}|other{sum …}]` a list joined by its first piece, without the items whose
//! amounts are all zero.

use super::fault::parts;
use crate::vocabulary::parts::Parts;
use message::Message;

/// A template: text with placeholders.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Template(pub Vec<Piece>);

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// Literal text.
    Text(String),
    /// A word by its name.
    Word(String),
    /// An amount.
    Sum(Parts),
    /// A change, in the words of that kind.
    Change(String, Parts),
    /// The share of the first scope in the second.
    Percent(Parts, Parts),
    /// A count.
    Count(String),
    /// The preparer's text under that key, which may contain placeholders itself.
    Words(Template),
    /// The items that are not zero, joined by the separator.
    List(String, Vec<Template>),
}

impl Template {
    /// Parses a template.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '[']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let close = if from.starts_with('{') { '}' } else { ']' };
            let end = closing(from, close).ok_or_else(|| unclosed(from))?;
            let inside = from.get(1..end).unwrap_or_default();
            pieces.push(if close == '}' { braces(inside)? } else { list(inside)? });
            rest = from.get(end + 1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

/// Returns the position at which the bracket opened by `text` is closed.
fn closing(text: &str, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (c == close).then_some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn unclosed(text: &str) -> Message {
    Message::new(format!("括号没有配对：“{text}”"), format!("a bracket is not closed: \"{text}\""))
}

fn braces(inside: &str) -> Result<Piece, Message> {
    let (word, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    Ok(match word {
        "sum" => Piece::Sum(parts(rest)?),
        "change" => {
            let (kind, of) = rest.split_once(' ').unwrap_or((rest, ""));
            Piece::Change(kind.to_owned(), parts(of)?)
        }
        "percent" if !rest.is_empty() => {
            let (part, whole) = rest.split_once(" of ").unwrap_or((rest, ""));
            Piece::Percent(parts(part)?, parts(whole)?)
        }
        "count" if !rest.is_empty() => Piece::Count(rest.to_owned()),
        "words" => Piece::Words(Template::parse(rest)?),
        _ => Piece::Word(inside.trim().to_owned()),
    })
}

fn list(inside: &str) -> Result<Piece, Message> {
    let mut items = inside.split('|');
    let separator = items.next().unwrap_or_default().to_owned();
    Ok(Piece::List(separator, items.map(Template::parse).collect::<Result<_, _>>()?))
}
