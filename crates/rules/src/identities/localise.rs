//! Which printed number is wrong: the smallest change that lets a ledger exist.
//!
//! Failing identities that share a number belong together. Within such a group every
//! set of numbers is tried, the smallest sets first, whose change makes all identities
//! hold, also those that hold now: a number that others confirm cannot be the wrong one.

use super::evaluate::Evaluated;
use super::identity::{Identity, Outcome, face};
use disclosure::Value;
use ledger::{Amount, MoneyUnit, Printed};
use std::collections::{BTreeMap, BTreeSet};

/// The most numbers that are changed together; more wrong cells in one group are
/// reported identity by identity.
const MAX_CHANGES: usize = 3;

/// The most sets that are tried for one group before the search gives up.
const MAX_TRIES: usize = 20_000;

/// A group of failing identities and the smallest changes that make it hold.
#[derive(Debug)]
pub struct Group {
    /// The failing identities, by their index.
    pub failing: Vec<usize>,
    /// All smallest repairs; empty where none was found.
    pub repairs: Vec<Repair>,
}

/// Numbers to change, by observation, and what each should print.
pub type Repair = BTreeMap<usize, Printed>;

/// The groups of failing identities, each with its repairs.
pub fn localise(evaluated: &Evaluated<'_>) -> Vec<Group> {
    let failing: Vec<usize> = evaluated.failing().collect();
    if failing.is_empty() {
        return Vec::new();
    }
    let search = Search::new(evaluated);
    search.groups(&failing).into_iter().map(|failing| search.repair(failing)).collect()
}

struct Search<'a> {
    evaluated: &'a Evaluated<'a>,
    /// The evaluable identities in which each observation takes part.
    of: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(evaluated: &'a Evaluated<'a>) -> Self {
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, (identity, outcome)) in evaluated.identities.iter().enumerate() {
            if *outcome != Outcome::NotEvaluable {
                for term in identity.terms() {
                    of.entry(term).or_default().push(index);
                }
            }
        }
        Self { evaluated, of }
    }

    fn identity(&self, index: usize) -> Option<&'a Identity> {
        self.evaluated.identities.get(index).map(|(identity, _)| identity)
    }

    /// Failing identities that share a number, however indirectly.
    fn groups(&self, failing: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<(BTreeSet<usize>, Vec<usize>)> = Vec::new();
        for index in failing {
            let mut terms: BTreeSet<usize> =
                self.identity(*index).into_iter().flat_map(Identity::terms).collect();
            let mut members = vec![*index];
            groups.retain_mut(|(other_terms, others)| {
                let is_apart = terms.is_disjoint(other_terms);
                if !is_apart {
                    terms.append(other_terms);
                    members.append(others);
                }
                is_apart
            });
            members.sort_unstable();
            groups.push((terms, members));
        }
        let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|(_, members)| members).collect();
        groups.sort();
        groups
    }

    fn repair(&self, failing: Vec<usize>) -> Group {
        let mut repairs = Vec::new();
        for size in 1..=MAX_CHANGES {
            let mut tries = 0;
            self.extend(&failing, &Repair::new(), size, &mut repairs, &mut tries);
            if !repairs.is_empty() || tries > MAX_TRIES {
                break;
            }
        }
        repairs.sort_by_key(|repair| self.rank(repair));
        repairs.dedup();
        Group { failing, repairs }
    }

    /// Tries to make `failing` hold with `left` more changes beside those in `changed`.
    fn extend(
        &self,
        failing: &[usize],
        changed: &Repair,
        left: usize,
        found: &mut Vec<Repair>,
        tries: &mut usize,
    ) {
        let Some(hardest) = failing.iter().min_by_key(|index| self.size(**index)) else {
            if left == 0 && !found.contains(changed) {
                found.push(changed.clone());
            }
            return;
        };
        *tries += 1;
        if left == 0 || *tries > MAX_TRIES {
            return;
        }
        let Some(identity) = self.identity(*hardest) else { return };
        for term in identity.terms().filter(|term| !changed.contains_key(term)) {
            if left == 1 && !self.is_in_all(term, failing) {
                continue;
            }
            for value in self.values(term, changed, failing) {
                let mut more = changed.clone();
                more.insert(term, value);
                let failing = self.failing_after(failing, &more, term);
                if left > 1 || failing.is_empty() {
                    self.extend(&failing, &more, left - 1, found, tries);
                }
            }
        }
    }

    fn size(&self, index: usize) -> usize {
        self.identity(index).map_or(usize::MAX, |identity| identity.terms().count())
    }

    fn is_in_all(&self, term: usize, failing: &[usize]) -> bool {
        failing.iter().all(|index| {
            self.identity(*index).is_some_and(|identity| identity.terms().any(|t| t == term))
        })
    }

    /// What `term` would have to print for one of the failing identities to hold exactly.
    fn values(&self, term: usize, changed: &Repair, failing: &[usize]) -> Vec<Printed> {
        let value = |index: usize| {
            changed
                .get(&index)
                .map_or_else(|| self.evaluated.facts.value(index), |p| Value::Printed(*p))
        };
        let Some(like) = self.like(term) else { return Vec::new() };
        let mut values = Vec::new();
        let identities = failing.iter().filter_map(|index| self.identity(*index));
        for identity in identities.filter(|identity| identity.terms().any(|t| t == term)) {
            let (mine, other) = match identity.whole.contains(&term) {
                true => (&identity.whole, &identity.parts),
                false => (&identity.parts, &identity.whole),
            };
            let rest: Vec<usize> = mine.iter().copied().filter(|index| *index != term).collect();
            let needed = i64::try_from(face(other, &value) - face(&rest, &value));
            let printed = needed.map(|fen| like.like(Amount::from_fen(fen)));
            if let Ok(printed) = printed
                && !values.contains(&printed)
                && Value::Printed(printed) != value(term)
            {
                values.push(printed);
            }
        }
        values
    }

    /// The unit and decimals in which a cell prints, or would print if it were not blank.
    fn like(&self, term: usize) -> Option<Printed> {
        let printed = |index: usize| self.evaluated.facts.value(index).printed();
        let beside = || {
            let identities = self.of.get(&term)?.iter().filter_map(|index| self.identity(*index));
            identities.flat_map(Identity::terms).find_map(printed)
        };
        printed(term).or_else(beside).or_else(|| Printed::parse("0.00", MoneyUnit::Yuan).ok())
    }

    /// The identities that fail once `term` is changed too, among those that failed and
    /// those in which it takes part.
    fn failing_after(&self, failing: &[usize], changed: &Repair, term: usize) -> Vec<usize> {
        let value = |index: usize| {
            changed.get(&index).map_or_else(
                || self.evaluated.facts.value(index),
                |printed| Value::Printed(*printed),
            )
        };
        let mut touched: BTreeSet<usize> = failing.iter().copied().collect();
        touched.extend(self.of.get(&term).into_iter().flatten());
        let fails = |index: &usize| {
            self.identity(*index)
                .is_some_and(|identity| identity.outcome_with(&value) == Outcome::Fails)
        };
        touched.into_iter().filter(fails).collect()
    }

    /// Likelier repairs first: numbers that fewer others confirm, sentences before tables,
    /// parts before totals, then reading order.
    fn rank(&self, repair: &Repair) -> (usize, usize, usize, Vec<usize>) {
        let facts = &self.evaluated.facts;
        let confirmed = |term: &usize| {
            let identities = self.of.get(term).into_iter().flatten();
            identities
                .filter(|index| {
                    self.evaluated
                        .identities
                        .get(**index)
                        .is_some_and(|(_, o)| *o == Outcome::Holds)
                })
                .count()
        };
        let is_in_table = |term: &&usize| {
            facts.observation(**term).is_some_and(|seen| seen.source.table.is_some())
        };
        let is_whole = |term: &&usize| {
            let identities =
                self.of.get(*term).into_iter().flatten().filter_map(|index| self.identity(*index));
            identities
                .into_iter()
                .any(|identity| identity.whole == [**term] && identity.parts.len() > 1)
        };
        (
            repair.keys().map(confirmed).sum(),
            repair.keys().filter(is_in_table).count(),
            repair.keys().filter(is_whole).count(),
            repair.keys().copied().collect(),
        )
    }
}
