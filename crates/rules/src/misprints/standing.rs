//! How much of a document agrees, as it is read.

use super::edit::{Edit, places};
use crate::identities::claims::{Verdict, verdict};
use crate::identities::{Evaluated, Outcome, evaluate};
use disclosure::{Disclosure, TableRead, Why};
use document::{Document, Place};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How much agrees and how much does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The identities that fail.
    pub failing: usize,
    /// All that fails: identities, statements of sentences, and heads that contradict their rows.
    pub fails: usize,
    /// The identities that hold and are more than 0 = 0.
    pub holds: usize,
}

impl Standing {
    /// How much of the evaluated disclosure agrees.
    pub fn of(evaluated: &Evaluated<'_>) -> Self {
        let outcomes = evaluated.outcomes();
        let disclosure = evaluated.facts.disclosure;
        let claims = disclosure.claims.iter();
        let claims = claims
            .filter(|claim| matches!(verdict(&evaluated.facts, claim), Verdict::Fails(_)))
            .count();
        let torn = disclosure.unrecognised.iter();
        let torn = torn.filter(|unread| matches!(unread.why, Why::Contradiction(..))).count();
        Self {
            failing: outcomes.fails,
            fails: outcomes.fails + claims + torn,
            holds: outcomes.holds + outcomes.rounding,
        }
    }
}

/// Whether an identity fails that has a number of a table whose texts are exchanged.
pub fn is_touched(document: &Document, evaluated: &Evaluated<'_>, edit: &Edit) -> bool {
    let tables = edit.changes.iter().flat_map(|change| places(document, change.block()));
    let tables: BTreeSet<&Place> = tables.collect();
    evaluated.identities().any(|(_, identity, outcome)| {
        let has_number = || {
            let mut terms = identity.terms();
            terms.any(|cell| tables.contains(&evaluated.facts.observation(cell).place))
        };
        outcome == Outcome::Fails && has_number()
    })
}

/// The tables in which the most fails, at least `least` each and at most `count` of them.
pub fn suspects(disclosure: &Disclosure, least: usize, count: usize) -> Vec<usize> {
    let mut fails: BTreeMap<usize, usize> = BTreeMap::new();
    let evaluated = evaluate(disclosure);
    for (_, identity, _) in evaluated.identities().filter(|(_, _, it)| *it == Outcome::Fails) {
        let mut tables: Vec<usize> = identity
            .terms()
            .filter_map(|cell| evaluated.facts.observation(cell).source.table)
            .collect();
        tables.sort_unstable();
        tables.dedup();
        for table in tables {
            *fails.entry(table).or_default() += 1;
        }
    }
    let torn = disclosure.unrecognised.iter();
    for unread in torn.filter(|unread| matches!(unread.why, Why::Contradiction(..))) {
        let is_of = |table: &TableRead| Some(&table.title) == unread.table.as_ref();
        if let Some(table) = disclosure.tables.iter().position(is_of) {
            *fails.entry(table).or_default() += 1;
        }
    }
    let mut worst: Vec<(usize, usize)> =
        fails.into_iter().filter(|(_, fails)| *fails >= least).collect();
    worst.sort_by_key(|(table, fails)| (Reverse(*fails), *table));
    worst.into_iter().take(count).map(|(table, _)| table).collect()
}
