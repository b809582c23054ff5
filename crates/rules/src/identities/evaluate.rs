//! All checks on one disclosure, in order.

use super::closed::ClosedList;
use super::facts::Facts;
use super::id::{Cell, IdentityId};
use super::identity::{Identity, Outcome, Relation};
use super::{derive, excerpt, lists, rounding, units};
use disclosure::Disclosure;
use finding::Outcomes;
use std::collections::BTreeMap;

/// Every identity of a disclosure with its outcome.
#[derive(Debug)]
pub struct Evaluated<'a> {
    /// The observations, arranged.
    pub facts: Facts<'a>,
    pub(super) identities: Vec<(Identity, Outcome)>,
    /// Blank totals above numbers, with these numbers.
    pub blank_totals: BTreeMap<Cell, Vec<Cell>>,
}

/// Derives and evaluates every identity.
pub fn evaluate(disclosure: &Disclosure) -> Evaluated<'_> {
    let lists::Lists { identities: mut lists, blank_totals } = lists::lists(disclosure);
    excerpt::open(disclosure, &mut lists);
    let mut facts = Facts::new(disclosure, blank_totals.keys().copied().collect());
    let is_heading =
        |identity: &Identity| identity.whole.iter().any(|cell| blank_totals.contains_key(cell));
    let lists: Vec<Identity> = lists.into_iter().filter(|list| !is_heading(list)).collect();
    let holding = lists.iter().filter(|list| holds(list, &facts));
    let closed: Vec<ClosedList> = holding.filter_map(|list| closed(list, &facts)).collect();
    facts.learn(closed);
    let mut identities = derive::same(&facts);
    let across = derive::across(&facts, &lists);
    identities.extend(lists);
    identities.extend(across);
    identities.extend(units::units(&facts));
    identities.extend(units::projects(&facts));
    let outcome = |mut identity: Identity| {
        if identity.is_overrun(&facts) {
            identity.relation = Relation::AtMost;
            identity.missing.clear();
        }
        let outcome = identity.outcome(&facts);
        (identity, outcome)
    };
    let is_due = |(identity, outcome): &(Identity, Outcome)| {
        *outcome != Outcome::NotEvaluable || could_be_resolved(identity, &facts)
    };
    let mut identities: Vec<(Identity, Outcome)> =
        identities.into_iter().map(outcome).filter(is_due).collect();
    rounding::loosen(&facts, &mut identities);
    Evaluated { facts, identities, blank_totals }
}

/// Whether who reads the document could tell what is missing: its tables have a place for it, and
/// some of the parts are known. A whole of which no part is known compares nothing.
fn could_be_resolved(identity: &Identity, facts: &Facts<'_>) -> bool {
    let is_known = |cell: &Cell| !facts.value(*cell).is_zero();
    identity.missing.iter().all(|scope| facts.prints_kind_of(scope))
        && identity.parts.iter().any(is_known)
}

fn holds(list: &Identity, facts: &Facts<'_>) -> bool {
    matches!(list.outcome(facts), Outcome::Holds | Outcome::Zero | Outcome::Rounding)
}

/// The list by its scopes, where its parts are all of a whole that is not zero.
fn closed(list: &Identity, facts: &Facts<'_>) -> Option<ClosedList> {
    let [whole] = list.whole.as_slice() else { return None };
    if list.relation != Relation::Equal || facts.value(*whole).is_zero() {
        return None;
    }
    let scope = |cell: &Cell| facts.observation(*cell).scope;
    let parts = list.parts.iter().map(scope).collect();
    Some(ClosedList::new(scope(whole), parts, list.split))
}

impl Evaluated<'_> {
    /// The identities and how each comes out, in the order of their numbers.
    pub fn identities(&self) -> impl Iterator<Item = (IdentityId, &Identity, Outcome)> {
        let identities = IdentityId::all().zip(&self.identities);
        identities.map(|(id, (identity, outcome))| (id, identity, *outcome))
    }

    /// An identity.
    pub fn identity(&self, id: IdentityId) -> &Identity {
        &self.evaluated(id).0
    }

    /// The outcome of an identity.
    pub fn outcome(&self, id: IdentityId) -> Outcome {
        self.evaluated(id).1
    }

    #[expect(clippy::expect_used, reason = "identities are numbered as they are kept")]
    fn evaluated(&self, id: IdentityId) -> &(Identity, Outcome) {
        self.identities.get(id.index()).expect("an identity of this disclosure")
    }

    /// The identities that fail. An identity with a part that nobody knows is left out: the
    /// part may not belong to it.
    pub fn failing(&self) -> impl Iterator<Item = IdentityId> {
        let failing = self.identities().filter(|(_, _, outcome)| *outcome == Outcome::Fails);
        failing.map(|(id, _, _)| id)
    }

    /// Returns the number of identities by outcome.
    pub fn outcomes(&self) -> Outcomes {
        let mut outcomes = Outcomes::default();
        for (_, outcome) in &self.identities {
            *match outcome {
                Outcome::Holds => &mut outcomes.holds,
                Outcome::Zero => &mut outcomes.zeros,
                Outcome::Rounding | Outcome::Truncated => &mut outcomes.rounding,
                Outcome::Fails => &mut outcomes.fails,
                Outcome::NotEvaluable => &mut outcomes.not_evaluable,
            } += 1;
        }
        outcomes
    }
}
