//! Lists that go through paragraphs: `支出合计9万元,其中:`, and then a part in each paragraph.
//!
//! Only where each of them has one amount that may be meant.

use super::figures::{Figure, Role};
use super::stated::stated;
use super::subjects::Subjects;
use crate::model::{Assertion, Claim, Sum};
use crate::vocabulary::normal::Label;
use document::Place;
use ledger::{Printed, Scope};
use std::ops::ControlFlow::{self, Break, Continue};

/// How paragraphs end that announce a list, and whether all parts follow.
const ANNOUNCES: [(&str, bool); 12] = [
    ("具体构成为:", true),
    ("具体构成如下:", true),
    ("其中:", false),
    ("主要包括:", false),
    ("主要用于:", false),
    ("主要用于以下方面:", true),
    ("用于以下方面:", true),
    ("包括:", true),
    ("分别为:", true),
    ("具体如下:", true),
    ("情况如下:", true),
    ("具体情况:", true),
];

/// The most parts of a list.
const MOST: usize = 60;

/// A list that has been announced.
#[derive(Debug)]
pub(super) struct Listed {
    whole: Remembered,
    parts: Vec<Remembered>,
    is_full: bool,
    /// Whether its paragraphs are numbered, and how deep; known from the first of them.
    level: Option<(bool, u8)>,
    place: Place,
}

/// An amount that outlives its paragraph.
#[derive(Debug)]
pub(super) struct Remembered {
    words: String,
    printed: Printed,
    scope: Option<Scope>,
}

/// What a paragraph is to a list.
enum Next {
    Part(Remembered),
    /// It is below a part.
    Detail,
    /// The list ends before it.
    End,
}

impl Listed {
    /// The list that a paragraph announces, of which `words` are the last.
    pub fn announced(words: &str, figures: &[Figure<'_>], place: &Place) -> Option<Self> {
        let (end, is_full) = ANNOUNCES.iter().find(|(end, _)| words.ends_with(end))?;
        let before = words.strip_suffix(end)?;
        let from = before.trim_end_matches('。').rfind('。').unwrap_or_default();
        // Behind a full stop it may divide anything that the paragraph names.
        let from = if before.ends_with('。') { 0 } else { from };
        let own = only_level(figures.iter().filter(|figure| figure.range.start >= from));
        let whole = own.or_else(|| only_level(figures.iter()))?;
        let (parts, level, place) = (Vec::new(), None, place.clone());
        Some(Self { whole: Remembered::of(whole), parts, is_full: *is_full, level, place })
    }

    /// Takes the next paragraph, or ends the list before it and returns what it states.
    pub fn take(
        mut self,
        words: &str,
        label: &Label<'_>,
        figures: &[Figure<'_>],
        subjects: &Subjects,
    ) -> ControlFlow<Option<Claim>, Self> {
        match self.next(words, label, figures) {
            Next::Part(part) if self.parts.len() < MOST => {
                self.level = Some((label.is_numbered, label.depth));
                self.parts.push(part);
                // 甲费3万元; 乙费2万元。 ends with its full stop, unless it is numbered.
                let is_over = !label.is_numbered && words.ends_with('。');
                if is_over { Break(self.finish(subjects)) } else { Continue(self) }
            }
            Next::Detail => Continue(self),
            Next::Part(_) | Next::End => {
                // A paragraph like the others whose amount is not clear may be a part, too.
                self.is_full &= self.level != Some((label.is_numbered, label.depth));
                Break(self.finish(subjects))
            }
        }
    }

    fn next(&self, words: &str, label: &Label<'_>, figures: &[Figure<'_>]) -> Next {
        let own = (label.is_numbered, label.depth);
        match self.level {
            Some((true, depth)) if label.is_numbered && label.depth > depth => return Next::Detail,
            Some(level) if level != own => return Next::End,
            _ => {}
        }
        let end = words.find('。').unwrap_or(words.len());
        let first = figures.iter().filter(|figure| figure.range.start < end);
        only_level(first).map_or(Next::End, |part| Next::Part(Remembered::of(part)))
    }

    /// What the list states.
    pub fn finish(self, subjects: &Subjects) -> Option<Claim> {
        let parts: Vec<Figure<'_>> = self.parts.iter().map(Remembered::figure).collect();
        let parts: Vec<&Figure<'_>> = parts.iter().collect();
        let sum = stated(&self.whole.figure(), &parts, self.is_full, subjects)?;
        let words = self.whole.words.clone();
        // What stands between and behind the paragraphs may belong to the list: seldom an error.
        let says = Assertion::Adds(Sum { is_apart: false, ..sum });
        Some(Claim { place: self.place, words, says, is_reason: false, instead: Vec::new() })
    }
}

impl Remembered {
    /// The only amount of a paragraph that is how much there is of something.
    pub fn only(figures: &[Figure<'_>]) -> Option<Self> {
        only_level(figures.iter()).map(Self::of)
    }

    /// The words before it.
    pub fn words(&self) -> &str {
        &self.words
    }

    fn of(figure: &Figure<'_>) -> Self {
        let Figure { words, printed, scope, .. } = figure;
        Self { words: (*words).to_owned(), printed: *printed, scope: *scope }
    }

    pub const fn figure(&self) -> Figure<'_> {
        let Self { words, printed, scope } = self;
        let (range, gap, role) = (0..0, "", Role::Level);
        Figure { range, gap, words: words.as_str(), printed: *printed, role, scope: *scope }
    }
}

/// The only one of some figures that is how much there is of something.
fn only_level<'f, 'a: 'f>(figures: impl Iterator<Item = &'f Figure<'a>>) -> Option<&'f Figure<'a>> {
    let mut levels = figures.filter(|figure| matches!(figure.role, Role::Level | Role::Aside));
    let first = levels.next().filter(|first| first.role == Role::Level)?;
    levels.next().is_none().then_some(first)
}
