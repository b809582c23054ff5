//! Lists that go through paragraphs: `支出合计9万元,其中:`, and then a part in each paragraph; or first
//! the parts, and then `以上合计9万元`.
//!
//! Only where each of them has one amount that may be meant.

use super::figures::{Figure, Role};
use super::kin::{apart, kin};
use super::listing::names_account;
use super::stated::{names_area, stated};
use super::subjects::Subjects;
use crate::model::{Assertion, Claim, Fullness, Sum};
use crate::vocabulary::normal::Label;
use document::Place;
use ledger::{Printed, Scope};
use std::ops::ControlFlow::{self, Break, Continue};

/// How paragraphs end that announce a list, and whether all parts follow.
const ANNOUNCES: [(&str, bool); 13] = [
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
    ("情况如下。", true),
    ("具体情况:", true),
];

/// How an amount is called that numbered paragraphs below it divide.
const IN_ALL: [&str; 2] = ["合计", "总计"];

/// The most parts of a list.
const MOST: usize = 60;

/// The most lists within one another.
const DEEPEST: usize = 4;

/// A list that has been announced.
#[derive(Debug)]
pub(super) struct Listed {
    whole: Remembered,
    parts: Vec<Remembered>,
    is_full: bool,
    /// Whether there may be parts without a clear amount, or that are not named.
    is_open: bool,
    /// Whether its last paragraph says that others follow: `甲费3万元;`.
    goes_on: bool,
    /// Whether its paragraphs are numbered, and how deep; known from the first of them.
    level: Option<(bool, u8)>,
    /// Whether each of its paragraphs is a sentence, so that nothing tells which is the last.
    is_loose: bool,
    /// The depth below which its numbered paragraphs stand, where no words announce them.
    below: Option<u8>,
    place: Place,
    /// A part of the whole that the paragraphs may divide as well: 总支出9万元,其中本年支出8万元。具体情况如下:.
    within: Option<Remembered>,
}

/// The lists that are open, each within the one before.
#[derive(Debug, Default)]
pub(super) struct Open(Vec<Listed>);

/// Paragraphs of one number that have one amount each, of which the next one may give the sum.
#[derive(Debug, Default)]
pub(super) struct Run {
    depth: u8,
    parts: Vec<Remembered>,
}

/// An amount that outlives its paragraph.
#[derive(Debug)]
pub(super) struct Remembered {
    words: String,
    printed: Printed,
    scope: Option<Scope>,
}

/// An amount that the paragraphs behind it may divide: 支出9万元。 | 甲费6万元。 | 乙费3万元。
#[derive(Debug)]
pub(super) struct Head {
    pub amount: Remembered,
    /// The last of them.
    pub part: Option<Remembered>,
    /// How much of it they have so far.
    pub sum: i128,
    /// Whether each of them is a single sentence.
    pub is_plain: bool,
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
        // 主要支出情况如下: others are left out.
        let clause = before.rsplit([',', ';', '。']).next().unwrap_or_default();
        let is_open = clause.contains("主要");
        let is_full = *is_full && !is_open;
        let own = only_level(figures.iter().filter(|figure| figure.range.start >= from));
        let only = own.or_else(|| only_level(figures.iter()));
        let parted = || match figures {
            [whole, part, rest @ ..] if is_full && part.gap.contains("其中") => {
                let is_level = |it: &Figure<'_>| it.role == Role::Level;
                let is_two = is_level(whole) && is_level(part) && !rest.iter().any(is_level);
                is_two.then_some((whole, part))
            }
            _ => None,
        };
        let (whole, part) = match only {
            Some(only) => (only, None),
            None => parted().map(|(whole, part)| (whole, Some(part)))?,
        };
        let within = part.map(Remembered::of);
        Some(Self { is_open, within, ..Self::of(whole, is_full, place) })
    }

    fn of(whole: &Figure<'_>, is_full: bool, place: &Place) -> Self {
        let (parts, level, place) = (Vec::new(), None, place.clone());
        let (is_open, goes_on, is_loose, below) = (false, false, false, None);
        let whole = Remembered::of(whole);
        let within = None;
        Self { whole, parts, is_full, is_open, goes_on, level, is_loose, below, place, within }
    }

    /// `1.本年收入合计9万元。`, or `一、教育支出9万元`, and below it (1), (2), …
    fn implied(
        label: &Label<'_>,
        words: &str,
        figures: &[Figure<'_>],
        place: &Place,
    ) -> Option<Self> {
        let whole = only_level(figures.iter()).filter(|_| label.is_numbered)?;
        let behind = words.get(whole.range.end..)?;
        let is_alone = matches!(behind, "" | "。" | ";" | ",");
        let is_all = IN_ALL.iter().any(|end| whole.words.trim_end_matches('为').ends_with(end));
        let is_line = figures.len() == 1 && words.starts_with(whole.words);
        let (below, is_open) = (Some(label.depth), !is_all);
        (is_alone && (is_all || is_line)).then(|| Self {
            below,
            is_open,
            ..Self::of(whole, is_all, place)
        })
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
                // 甲费3万元; 乙费2万元。 ends with its full stop, unless it is numbered, or begins so.
                let ends = !label.is_numbered && words.ends_with('。');
                self.is_loose |= ends && self.parts.is_empty();
                self.level = Some((label.is_numbered, label.depth));
                self.parts.push(part);
                self.goes_on = words.ends_with([';', ',']);
                if ends && !self.is_loose { Break(self.finish(subjects)) } else { Continue(self) }
            }
            Next::Detail => Continue(self),
            Next::Part(_) | Next::End => {
                // A paragraph like the others whose amount is not clear may be a part, too.
                let is_like = self.level == Some((label.is_numbered, label.depth));
                self.is_full &= !is_like;
                self.is_open |= is_like;
                Break(self.finish(subjects))
            }
        }
    }

    fn next(&self, words: &str, label: &Label<'_>, figures: &[Figure<'_>]) -> Next {
        // What its paragraphs make up is divided; another account begins behind it.
        let sum: i128 = self.parts.iter().map(|part| part.figure().fen()).sum();
        let is_exact = self.parts.len() > 1 && sum == self.whole.figure().fen();
        if is_exact && figures.first().is_some_and(|it| names_account(it.words)) {
            return Next::End;
        }
        let own = (label.is_numbered, label.depth);
        let is_below = |depth: u8| label.is_numbered && label.depth > depth;
        match self.level {
            None if !self.below.is_none_or(is_below) => return Next::End,
            Some((true, depth)) if label.is_numbered && label.depth > depth => return Next::Detail,
            Some(level) if level != own => return Next::End,
            _ => {}
        }
        let end = words.find('。').unwrap_or(words.len());
        let first = figures.iter().filter(|figure| figure.range.start < end);
        // 1.甲费9万元,其中:A6万元、B3万元。
        let divided = || match figures {
            [whole, part, ..] => Some(whole).filter(|_| part.gap.contains("其中")),
            _ => None,
        };
        let part = only_level(first).or_else(|| divided().filter(|it| it.role == Role::Level));
        part.map_or(Next::End, |part| Next::Part(Remembered::of(part)))
    }

    /// What the list states.
    fn finish(self, subjects: &Subjects) -> Option<Claim> {
        let parts: Vec<Figure<'_>> = self.parts.iter().map(Remembered::figure).collect();
        let mut parts: Vec<&Figure<'_>> = parts.iter().collect();
        let all = parts.len();
        if self.is_loose {
            parts.truncate(own(&parts, subjects));
        }
        let is_cut = parts.len() < all;
        // Below 其中：, numbered paragraphs name all parts; of a whole area the most important ones.
        let is_of_area = names_area(&self.whole.words) || self.goes_on;
        let is_numbered =
            !self.is_open && !is_of_area && self.level.is_some_and(|(numbered, _)| numbered);
        let whole = self.whole.figure();
        // 乙费2万元。具体如下:, and then 甲费1万元, 乙费2万元: what is listed is no whole of its list.
        let sum: i128 = parts.iter().map(|part| part.fen()).sum();
        let is_within = self.within.as_ref().is_some_and(|part| part.figure().fen() == sum);
        if is_within || sum != whole.fen() && parts.iter().any(|part| part.printed == whole.printed)
        {
            return None;
        }
        let sum = stated(&whole, &parts, self.is_full && !is_of_area, subjects)?;
        let closed = || stated(&whole, &parts, true, subjects).map(|sum| sum.fullness);
        let is_closed = is_numbered && closed() == Some(Fullness::Closed);
        let words = self.whole.words.clone();
        // What stands between and behind the paragraphs may belong to the list: seldom an error.
        let fullness = match sum.fullness {
            Fullness::All if is_cut => Fullness::Some,
            Fullness::All => Fullness::Closed,
            Fullness::Some if is_closed => Fullness::Closed,
            fullness => fullness,
        };
        let says = Assertion::Adds(Sum { is_apart: false, fullness, ..sum });
        Some(Claim { place: self.place, words, says, is_reason: false, instead: Vec::new() })
    }
}

impl Open {
    /// Offers the lists the next paragraph, the innermost first. Returns what those state that end.
    pub fn take(
        &mut self,
        words: &str,
        label: &Label<'_>,
        figures: &[Figure<'_>],
        subjects: &Subjects,
    ) -> Vec<Claim> {
        let mut told = Vec::new();
        while let Some(list) = self.0.pop() {
            match list.take(words, label, figures, subjects) {
                Continue(list) => {
                    self.0.push(list);
                    break;
                }
                Break(claim) => told.extend(claim),
            }
        }
        told
    }

    /// Opens the list that a paragraph announces.
    pub fn open(&mut self, words: &str, label: &Label<'_>, figures: &[Figure<'_>], place: &Place) {
        let announced = Listed::announced(words, figures, place);
        let list = announced.or_else(|| Listed::implied(label, words, figures, place));
        if self.0.len() == DEEPEST {
            self.0.clear();
        }
        self.0.extend(list);
    }

    /// Ends all lists. Returns what they state.
    pub fn end(&mut self, subjects: &Subjects) -> Vec<Claim> {
        self.0.drain(..).filter_map(|list| list.finish(subjects)).collect()
    }
}

impl Run {
    /// Takes the next paragraph. Returns what it states of those before it: `以上共计9万元`.
    pub fn take(
        &mut self,
        words: &str,
        label: &Label<'_>,
        figures: &[Figure<'_>],
        (place, subjects): (&Place, &Subjects),
    ) -> Option<Claim> {
        let only = only_level(figures.iter());
        if label.is_numbered {
            if label.depth != self.depth || only.is_none() {
                self.parts.clear();
            }
            self.depth = label.depth;
            self.parts.extend(only.map(Remembered::of).filter(|_| self.parts.len() < MOST));
            return None;
        }
        let parts = std::mem::take(&mut self.parts);
        let is_total =
            |it: &&Figure<'_>| ["合计", "总计", "共"].iter().any(|end| it.words.contains(end));
        let whole = only.filter(is_total).filter(|_| words.starts_with("以上"))?;
        let parts: Vec<Figure<'_>> = parts.iter().map(Remembered::figure).collect();
        let parts: Vec<&Figure<'_>> = parts.iter().collect();
        let sum = stated(whole, &parts, true, subjects)?;
        let (place, words) = (place.clone(), whole.words.to_owned());
        let says = Assertion::Adds(Sum { is_apart: false, ..sum });
        Some(Claim { place, words, says, is_reason: false, instead: Vec::new() })
    }
}

/// How many of the first parts are of one kind, and so apart from each other.
fn own(parts: &[&Figure<'_>], subjects: &Subjects) -> usize {
    let named: Vec<_> = parts.iter().map(|it| kin(it.words, subjects)).collect();
    let is_apart = |count: &usize| named.get(..*count).is_some_and(|named| apart(named).is_some());
    (2..=named.len()).rev().find(is_apart).unwrap_or(0)
}

impl Remembered {
    /// The only amount of a paragraph that is how much there is of something.
    pub fn only(figures: &[Figure<'_>]) -> Option<Self> {
        only_level(figures.iter()).map(Self::of)
    }

    pub fn of(figure: &Figure<'_>) -> Self {
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
