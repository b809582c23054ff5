//! Amounts that a sentence adds up: they are of one stage, whatever single words say; and two groups
//! that each add up are of two.

use super::statement::Statement;
use crate::model::{Assertion, Claim, Disclosure, Observation, Sum, Term, Unrecognised, Why};
use document::Place;
use ledger::{Interval, Printed, Rounding, Scope};

/// The most groups that are compared with each other.
const MAX: usize = 200;

impl Statement<'_> {
    /// `预算9万元,其中:甲费决算6万元,乙费决算3万元`: parts that make up the whole exactly are of its
    /// stage.
    pub(super) fn restage(&mut self, sum: &mut Sum) {
        let Some(whole) = sum.whole.scope.filter(|_| sum.first.is_empty()) else { return };
        let stage = sum.parts.first().and_then(|part| part.scope).map(|scope| scope.stage);
        let is_other =
            |scope: Scope| Some(scope.stage) == stage && whole.contains(&at_stage(scope, whole));
        let total: i128 = sum.parts.iter().map(|part| fen(part.printed)).sum();
        let is_moved = stage != Some(whole.stage)
            && total == fen(sum.whole.printed)
            && sum.parts.iter().all(|part| part.scope.is_some_and(is_other));
        if !is_moved {
            return;
        }
        for part in &mut sum.parts {
            let Some(scope) = part.scope else { continue };
            let mut seen = self.said.observations.iter_mut();
            if let Some(seen) = seen.find(|it| is_of(it, scope, part.printed)) {
                seen.scope = at_stage(scope, whole);
            }
            part.scope = Some(at_stage(scope, whole));
        }
    }
}

fn at_stage(scope: Scope, whole: Scope) -> Scope {
    Scope { stage: whole.stage, ..scope }
}

fn fen(printed: Printed) -> i128 {
    i128::from(printed.nominal().fen())
}

fn is_of(seen: &Observation, scope: Scope, printed: Printed) -> bool {
    seen.scope == scope && seen.value.printed() == Some(printed)
}

/// Amounts of known scopes that add up in one sentence.
struct Group<'a> {
    place: &'a Place,
    terms: Vec<(Scope, Printed)>,
}

impl Group<'_> {
    /// The amounts of `claim` where it is a sum that holds.
    fn of(claim: &Claim) -> Option<Group<'_>> {
        let Assertion::Adds(sum) = &claim.says else { return None };
        let interval = |term: &Term| term.printed.interval(Rounding::Nearest);
        let total = sum.parts.iter().map(interval).fold(Interval::ZERO, |sum, part| sum + part);
        let holds = sum.first.is_empty() && total.overlaps(interval(&sum.whole));
        let terms = std::iter::once(&sum.whole).chain(&sum.parts);
        let terms = terms.map(|term| Some((term.scope?, term.printed))).collect::<Option<_>>();
        Some(Group { place: &claim.place, terms: terms.filter(|_| holds)? })
    }

    /// Whether two or more of its scopes have other values in `other`.
    fn contradicts(&self, other: &Group<'_>) -> bool {
        let differs = |(scope, printed): &&(Scope, Printed)| {
            let of_same = other.terms.iter().filter(|(other, _)| other == scope);
            of_same.into_iter().any(|(_, other)| {
                !other.interval(Rounding::Nearest).overlaps(printed.interval(Rounding::Nearest))
            })
        };
        self.terms.iter().filter(differs).count() > 1
    }

    /// Whether a table prints the same for one of its scopes.
    fn is_of_table(&self, observations: &[Observation]) -> bool {
        let of_table = |seen: &Observation| seen.source.table.is_some();
        let mut printed = observations.iter().filter(|seen| of_table(seen));
        printed.any(|seen| self.terms.iter().any(|(scope, it)| is_of(seen, *scope, *it)))
    }
}

/// Two groups of amounts that each add up and have no value in common are of two scopes: nothing is
/// known of either, unless a table prints one of them.
pub(crate) fn part(read: &mut Disclosure) {
    let groups: Vec<Group<'_>> = read.claims.iter().filter_map(Group::of).take(MAX).collect();
    let mut apart = vec![false; groups.len()];
    for (at, group) in groups.iter().enumerate() {
        for (other, second) in groups.iter().enumerate().skip(at + 1) {
            let is_apart = group.contradicts(second)
                && ![group, second].iter().any(|it| it.is_of_table(&read.observations));
            for index in [at, other] {
                if let Some(apart) = apart.get_mut(index) {
                    *apart |= is_apart;
                }
            }
        }
    }
    let apart: Vec<&Group<'_>> =
        groups.iter().zip(apart).filter(|(_, apart)| *apart).map(|(group, _)| group).collect();
    let is_apart = |seen: &Observation| {
        seen.source.table.is_none()
            && apart.iter().any(|group| {
                *group.place == seen.place
                    && group.terms.iter().any(|(scope, printed)| is_of(seen, *scope, *printed))
            })
    };
    if apart.is_empty() {
        return;
    }
    let (gone, kept) = std::mem::take(&mut read.observations).into_iter().partition(is_apart);
    let gone: Vec<Observation> = gone;
    read.observations = kept;
    read.unread.amounts += gone.len();
    read.unrecognised.extend(gone.into_iter().map(|seen| Unrecognised {
        text: seen.source.label.to_string(),
        place: seen.place,
        why: Why::Sentence,
        table: None,
    }));
}
