//! Which amounts took part in a check that could have failed.

use crate::identities::claims::{Verdict, Wrong};
use crate::identities::{Cell, Evaluated, Facts, Outcome};
use disclosure::{Assertion, Claim, Difference, Disclosure, Term};
use document::Place;
use finding::Coverage;
use ledger::{Printed, Scope};
use rustc_hash::FxHashSet;

/// The amounts of a disclosure that took part in a check.
#[derive(Debug)]
pub(crate) struct Checked {
    /// For each observation, whether it did.
    observations: Vec<bool>,
    /// How many stated changes did.
    changes: usize,
    /// The amounts without a scope that did, by what their own sentence says of them: where they
    /// stand, the words before them and the number.
    unscoped: FxHashSet<(Place, String, Printed)>,
}

impl Checked {
    /// The amounts in identities of which all parts are known. They hold or they fail.
    pub(crate) fn by_identities(evaluated: &Evaluated<'_>) -> Self {
        let observations = vec![false; evaluated.facts.disclosure.observations.len()];
        let mut checked = Self { observations, changes: 0, unscoped: FxHashSet::default() };
        for (_, identity, outcome) in evaluated.identities() {
            if outcome != Outcome::NotEvaluable {
                identity.terms().for_each(|cell| checked.take(cell.index()));
            }
        }
        checked
    }

    /// Adds the amounts of statements that were recomputed. `kept` are the numbers of the
    /// observations of `facts`, where they are not all.
    pub(crate) fn add_claims(
        &mut self,
        facts: &Facts<'_>,
        verdicts: &[Verdict],
        kept: Option<&[usize]>,
    ) {
        let claims = facts.disclosure.claims.iter().zip(verdicts);
        for (claim, _) in claims.filter(|(_, verdict)| is_recomputed(verdict)) {
            self.changes += usize::from(claim.by().is_some());
            // Those of tables, which have no words before them, are observations.
            // A change beside its amount, and what two amounts come to, are no amounts of their own.
            let is_change = |words: &str| words.ends_with("增加") || words.ends_with("减少");
            let is_derived =
                |words: &str| words.contains('元') || words.ends_with('共') || is_change(words);
            let is_unscoped = |term: &&Term| {
                term.scope.is_none() && !term.words.is_empty() && !is_derived(&term.words)
            };
            let unscoped = terms(claim).into_iter().filter(is_unscoped);
            let key = |term: &Term| (claim.place.clone(), term.words.clone(), term.printed);
            self.unscoped.extend(unscoped.map(key));
            let cells = compared(claim).into_iter().flat_map(|scope| facts.seen(&scope));
            for index in cells.map(|cell: &Cell| cell.index()) {
                self.take(kept.and_then(|kept| kept.get(index).copied()).unwrap_or(index));
            }
        }
    }

    fn take(&mut self, index: usize) {
        if let Some(checked) = self.observations.get_mut(index) {
            *checked = true;
        }
    }

    /// Returns the counts of `disclosure`, of which these are the checked amounts.
    pub(crate) fn coverage(&self, disclosure: &Disclosure) -> Coverage {
        let seen = self.observations.iter().zip(&disclosure.observations);
        let checked = seen.filter(|(checked, seen)| **checked && seen.value.printed().is_some());
        let understood = disclosure.understood();
        let unscoped = self.unscoped.len().min(disclosure.unread.amounts);
        Coverage {
            printed: understood + disclosure.unread.amounts,
            understood: understood + unscoped,
            checked: checked.count() + self.changes + unscoped,
            without_unit: disclosure.unread.without_unit,
            blank_tables: disclosure.tables.iter().filter(|table| table.is_empty).count(),
            ..Coverage::default()
        }
    }
}

/// Whether a statement was compared with amounts. Its direction or its year may be wrong without.
const fn is_recomputed(verdict: &Verdict) -> bool {
    !matches!(
        verdict,
        Verdict::Unchecked | Verdict::Fails(Wrong::Torn | Wrong::BaseYear(_) | Wrong::Sum(_))
    )
}

/// What a statement compares by its amount. That something is more than nothing tells no amount;
/// where the words leave open what is compared, no amount was.
fn compared(claim: &Claim) -> Vec<Scope> {
    match &claim.says {
        _ if !claim.instead.is_empty() => Vec::new(),
        Assertion::Change { now, base, .. } => vec![*now, *base],
        Assertion::Compare { left, right, .. } => vec![*left, *right],
        Assertion::Share { part, wholes, .. } => match wholes.as_slice() {
            [whole] => vec![*part, *whole],
            _ => vec![*part],
        },
        _ => terms(claim).into_iter().filter_map(|term| term.scope).collect(),
    }
}

/// The amounts of its own sentence that a statement goes through, where it is clear which.
fn terms(claim: &Claim) -> Vec<&Term> {
    match &claim.says {
        Assertion::Adds(sum) => std::iter::once(&sum.whole).chain(&sum.parts).collect(),
        Assertion::Differs(Difference { now: terms, .. })
        | Assertion::Takes { part: terms, .. } => match terms.as_slice() {
            [term] => vec![term],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
