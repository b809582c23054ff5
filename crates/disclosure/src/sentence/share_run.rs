//! Shares in one whole that stand in paragraphs of their own: `1.基本支出6万元,占支出的60%。`, and then
//! `2.项目支出4万元,占支出的50%。`, or at least three without numbers.

use super::figures::{Figure, Role};
use super::listed::Remembered;
use super::shared::{Shared, shared};
use super::shares::made_up;
use crate::model::Claim;
use crate::vocabulary::normal::Label;
use document::Place;
use ledger::Percent;

/// The most parts of a list.
const MOST: usize = 60;

/// The parts of the paragraphs read so far, each with its share.
#[derive(Debug, Default)]
pub(super) struct ShareRun {
    is_numbered: bool,
    depth: u8,
    /// What they are shares of, as named.
    of: String,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    amount: Remembered,
    percent: Percent,
    words: String,
    place: Place,
}

impl ShareRun {
    /// Takes the next paragraph. Returns what those before it state, if their list ends.
    pub fn take(
        &mut self,
        words: &str,
        label: &Label<'_>,
        figures: &[Figure<'_>],
        place: &Place,
    ) -> Vec<Claim> {
        let of_run = (label.is_numbered, label.depth) == (self.is_numbered, self.depth);
        // 1.基本支出6万元,占支出的60%,其中:, and below it 工资3万元,占基本支出的50%
        let is_of_other = || shared(words, figures).first().is_some_and(|it| it.of != self.of);
        let is_detail = match (label.is_numbered, self.is_numbered) {
            (true, is_numbered) => is_numbered && label.depth > self.depth,
            (false, is_numbered) => is_numbered && is_of_other(),
        };
        let own = shared(words, figures);
        // The share of what the paragraph names first.
        let first = figures.iter().find(|it| it.role == Role::Level);
        let own = own
            .into_iter()
            .next()
            .filter(|own| first.is_some_and(|first| first.range == own.part.range))
            .filter(|own| label.is_numbered || words.starts_with(own.words));
        let is_next = of_run && own.as_ref().is_some_and(|own| own.of == self.of);
        if is_detail && !self.parts.is_empty() {
            return Vec::new();
        }
        let told = if is_next { Vec::new() } else { self.end() };
        if let Some(own) = own.filter(|_| self.parts.len() < MOST) {
            (self.is_numbered, self.depth) = (label.is_numbered, label.depth);
            own.of.clone_into(&mut self.of);
            let (amount, percent) = (Remembered::of(own.part), own.percent);
            let (words, place) = (own.words.to_owned(), place.clone());
            self.parts.push(Part { amount, percent, words, place });
        }
        told
    }

    /// Ends the list. Returns what it states.
    pub fn end(&mut self) -> Vec<Claim> {
        let parts = std::mem::take(&mut self.parts);
        let least = if self.is_numbered { 2 } else { 3 };
        if parts.len() < least || Percent::are_all(parts.iter().map(|part| part.percent)) {
            return Vec::new();
        }
        let figures: Vec<Figure<'_>> = parts.iter().map(|part| part.amount.figure()).collect();
        let list: Vec<Shared<'_, '_, '_>> = figures
            .iter()
            .zip(&parts)
            .map(|(figure, Part { percent, words, .. })| Shared {
                is_open: false,
                part: figure,
                of: &self.of,
                percent: *percent,
                words,
            })
            .collect();
        let Some(whole) = made_up(&list, &[]) else { return Vec::new() };
        // One is often written a little off, so that all make up 100%.
        let is_off = |it: &Shared<'_, '_, '_>| {
            let right = it.percent.in_format_of(it.part.fen(), i128::from(whole.nominal().fen()));
            !it.fits(whole) && !right.is_some_and(|right| right.is_beside(it.percent))
        };
        let off = list.iter().zip(&parts).filter(|(it, _)| is_off(it));
        off.map(|(it, part)| Claim {
            place: part.place.clone(),
            words: part.words.clone(),
            says: it.of_whole(whole, false),
            is_reason: false,
            instead: Vec::new(),
        })
        .collect()
    }
}
