//! Lists whose paragraphs name several amounts each, in one order: `三公经费预算9万元,支出决算8万元。`, and then
//! `1.公务接待费预算3万元,支出决算2万元。`, `2.公务用车运行维护费预算6万元,支出决算6万元。`
//!
//! Where the parts make up one of the amounts of their whole, they are all of it, and make up the others too.

use super::figures::{Figure, Role};
use super::listed::Remembered;
use crate::model::{Assertion, Claim, Fullness, Sum, Term};
use crate::vocabulary::normal::Label;
use document::Place;

/// The most amounts of a paragraph, and the most paragraphs of a list.
const MOST: usize = 4;
const LONGEST: usize = 80;
/// From so many parts on each may have been rounded.
const LIST: usize = 4;

/// The paragraphs of a list so far.
#[derive(Debug, Default)]
pub(super) struct Abreast {
    /// The amounts of the whole, and where they stand.
    whole: Option<(Vec<Remembered>, Place)>,
    depth: Option<u8>,
    parts: Vec<Vec<Remembered>>,
}

impl Abreast {
    /// Takes the next paragraph. Returns what those before it state, if their list ends.
    pub fn take(&mut self, label: &Label<'_>, figures: &[Figure<'_>], place: &Place) -> Vec<Claim> {
        let own = amounts(figures);
        let width = self.whole.as_ref().map(|(whole, _)| whole.len());
        let is_level = label.is_numbered && self.depth.is_none_or(|depth| depth == label.depth);
        if let Some(own) = own.as_ref().filter(|own| is_level && width == Some(own.len()))
            && self.parts.len() < LONGEST
        {
            self.depth = Some(label.depth);
            self.parts.push(own.iter().map(|it| Remembered::of(it)).collect());
            return Vec::new();
        }
        let told = self.end();
        let begins = own.filter(|_| !label.is_numbered);
        let whole = begins.map(|own| own.into_iter().map(Remembered::of).collect());
        self.whole = whole.map(|whole| (whole, place.clone()));
        told
    }

    /// Ends the list. Returns what it states.
    pub fn end(&mut self) -> Vec<Claim> {
        let Self { whole, parts, .. } = std::mem::take(self);
        let Some((whole, place)) = whole.filter(|_| parts.len() > 1) else { return Vec::new() };
        let columns = whole.iter().enumerate().map(|(at, whole)| {
            let parts: Vec<Term> =
                parts.iter().filter_map(|own| Some(own.get(at)?.figure().term())).collect();
            let sum: i128 = parts.iter().map(|part| i128::from(part.printed.nominal().fen())).sum();
            (whole.figure().term(), parts, sum)
        });
        let columns: Vec<(Term, Vec<Term>, i128)> = columns.filter(is_of_one_kind).collect();
        let is_made_up = |(whole, _, sum): &(Term, Vec<Term>, i128)| {
            *sum != 0 && i128::from(whole.printed.nominal().fen()) == *sum
        };
        let is_rounded = |(whole, parts, sum): &(Term, Vec<Term>, i128)| {
            let off = (i128::from(whole.printed.nominal().fen()) - sum).abs();
            parts.len() >= LIST && *sum != 0 && off <= i128::from(whole.printed.step())
        };
        let is_all = columns.iter().any(|it| is_made_up(it) || is_rounded(it));
        let off = columns.into_iter().filter(|it| is_all && !is_made_up(it));
        off.map(|(whole, parts, _)| Claim {
            place: place.clone(),
            words: whole.words.clone(),
            says: Assertion::Adds(Sum {
                whole,
                parts,
                first: Vec::new(),
                fullness: Fullness::Usual,
                is_apart: false,
            }),
            is_reason: false,
            instead: Vec::new(),
        })
        .collect()
    }
}

/// Whether none of the parts is of what was planned where the whole is of the year before, or the other way
/// round: `较上年的9万元增加`, and below it `预算数为3万元`.
fn is_of_one_kind((whole, parts, _): &(Term, Vec<Term>, i128)) -> bool {
    let is_planned = |it: &Term| it.words.contains("预算");
    let is_past = |it: &Term| ["上年", "去年", "同期"].iter().any(|year| it.words.contains(year));
    let differ = |it: &Term| {
        is_planned(whole) && is_past(it) || is_past(whole) && is_planned(it) && !is_past(it)
    };
    !parts.iter().any(differ)
}

/// The amounts of a paragraph that has several, changes apart.
fn amounts<'f, 'a>(figures: &'f [Figure<'a>]) -> Option<Vec<&'f Figure<'a>>> {
    let is_own = |it: &&Figure<'_>| matches!(it.role, Role::Level | Role::Base | Role::Whole);
    let own: Vec<&Figure<'_>> = figures.iter().filter(is_own).collect();
    ((2..=MOST).contains(&own.len())).then_some(own)
}
