//! Matches a template against text and returns the contents of its braces.

use crate::layouts::{Layout, Piece, Template};
use crate::vocabulary::normal::{label, normal, normal_chars};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// The longest paragraph that is matched, in bytes: a damaged file may contain any.
const LONGEST: usize = 20_000;

/// Words of the layouts that are numbers.
const NUMBERS: [&str; 6] = ["year", "last", "number", "projects", "units", "percent"];

/// The contents of braces, as the preparer entered them.
#[derive(Debug, Clone)]
pub(super) struct Held<'t> {
    pub hole: Hole,
    pub words: &'t str,
}

/// The contents of the braces.
#[derive(Debug, Clone)]
pub(super) enum Hole {
    /// A count.
    Count(String),
    /// The preparer's words under that key.
    Words(Template),
}

/// Returns the contents of a paragraph that the template could have printed, whatever its list
/// number.
pub(super) fn held<'t>(
    layout: &Layout,
    template: &Template,
    text: &'t str,
) -> Option<Vec<Held<'t>>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut line = Line { layout, chars: normal_chars(text).collect(), held: Vec::new() };
    let words = normal(text);
    let number = words.chars().count() - label(&words).words.chars().count();
    let fits = line.fits(&template.0, 0)
        || match template.0.split_first() {
            Some((Piece::Text(first), rest)) => {
                let first = label(&normal(first)).words.to_owned();
                line.fits(&[&[Piece::Text(first)], rest].concat(), number)
            }
            _ => false,
        };
    let raw = |at: usize| line.chars.get(at).map_or(text.len(), |(at, _)| *at);
    let held = line.held.iter().map(|(hole, from, to)| Held {
        hole: hole.clone(),
        words: text.get(raw(*from)..raw(*to)).unwrap_or_default().trim(),
    });
    fits.then(|| held.collect())
}

/// A paragraph in normal form, and the matches so far.
struct Line<'a> {
    layout: &'a Layout,
    chars: Vec<(usize, char)>,
    held: Vec<(Hole, usize, usize)>,
}

impl Line<'_> {
    /// Returns whether the pieces could have printed the text from `at` on.
    fn fits(&mut self, pieces: &[Piece], at: usize) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return at == self.chars.len() };
        match piece {
            Piece::Text(text) => {
                let text = normal(text);
                let mut here = self.chars.iter().skip(at).map(|(_, c)| *c);
                text.chars().all(|c| here.next() == Some(c))
                    && self.fits(rest, at + text.chars().count())
            }
            Piece::Sum(_) | Piece::Percent(..) => self.fits(rest, self.after_number(at)),
            Piece::Word(word) if NUMBERS.contains(&word.as_str()) => {
                self.fits(rest, self.after_number(at))
            }
            Piece::Word(_) => {
                let name = self.chars.iter().skip(at).take(LONGEST_NAME);
                let longest = name.take_while(|(_, c)| !matches!(c, '。' | ';')).count();
                (at..=at + longest).any(|end| self.fits(rest, end))
            }
            Piece::Count(what) => {
                let end = self.after_number(at);
                self.holds((Hole::Count(what.clone()), at, end), rest)
            }
            Piece::Words(key) => (at..=self.chars.len())
                .any(|end| self.holds((Hole::Words(key.clone()), at, end), rest)),
            Piece::Change(kind, _) => {
                let Some(changes) = self.layout.changes.get(kind) else { return false };
                let said = [&changes.up, &changes.down, &changes.same, &changes.anew];
                let mut said = said.into_iter().chain([&changes.unknown]);
                said.any(|said| self.fits(&[&said.0, rest].concat(), at))
            }
            Piece::List(separator, items) => (0..=items.len()).any(|first| {
                let Some(item) = items.get(first) else { return self.fits(rest, at) };
                let later = items.iter().skip(first + 1);
                let later = later.map(|item| {
                    Template([&[Piece::Text(separator.clone())], &item.0[..]].concat())
                });
                let later = Piece::List(String::new(), later.collect());
                self.fits(&[&item.0[..], &[later], rest].concat(), at)
            }),
        }
    }

    fn holds(&mut self, (hole, from, to): (Hole, usize, usize), rest: &[Piece]) -> bool {
        self.held.push((hole, from, to));
        let fits = self.fits(rest, to);
        if !fits {
            self.held.pop();
        }
        fits
    }

    /// Returns the end of the number at `at`, if there is one.
    fn after_number(&self, at: usize) -> usize {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-');
        let number = self.chars.iter().skip(at).map(|(_, c)| *c).take_while(|c| of_number(*c));
        let number: String = number.collect();
        at + number.trim_end_matches(['.', ',', '-']).len()
    }
}

/// Returns the number of significant characters that a template always prints.
pub(super) fn weight(template: &Template) -> usize {
    let texts = template.0.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let said: String = texts.collect();
    label(&normal(&said)).words.chars().filter(|c| c.is_alphabetic()).count()
}
