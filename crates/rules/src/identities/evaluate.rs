//! All checks on one disclosure, in order.

use super::facts::{ClosedList, Facts};
use super::identity::{Identity, Outcome, Relation};
use super::{derive, lists, rounding, units};
use disclosure::Disclosure;
use finding::Outcomes;
use std::collections::BTreeMap;

/// Every identity of a disclosure with its outcome.
#[derive(Debug)]
pub struct Evaluated<'a> {
    /// The observations, arranged.
    pub facts: Facts<'a>,
    /// The identities and how each comes out.
    pub identities: Vec<(Identity, Outcome)>,
    /// Blank totals above numbers, with these numbers.
    pub blank_totals: BTreeMap<usize, Vec<usize>>,
}

/// Derives and evaluates every identity.
pub fn evaluate(disclosure: &Disclosure) -> Evaluated<'_> {
    let lists::Lists { identities: lists, blank_totals } = lists::lists(disclosure);
    let mut facts = Facts::new(disclosure, blank_totals.keys().copied().collect());
    let is_heading =
        |identity: &Identity| identity.whole.iter().any(|index| blank_totals.contains_key(index));
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
    let mut identities: Vec<(Identity, Outcome)> = identities.into_iter().map(outcome).collect();
    rounding::loosen(&facts, &mut identities);
    Evaluated { facts, identities, blank_totals }
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
    let scope = |index: &usize| facts.observation(*index).map(|seen| seen.scope);
    let parts = list.parts.iter().filter_map(scope).collect();
    Some(ClosedList { whole: scope(whole)?, parts, split: list.split })
}

impl Evaluated<'_> {
    /// The identities that fail, by their index. An identity with a part that nobody
    /// knows is left out: the part may not belong to it.
    pub fn failing(&self) -> impl Iterator<Item = usize> {
        let identities = self.identities.iter().enumerate();
        identities.filter(|(_, (_, outcome))| *outcome == Outcome::Fails).map(|(index, _)| index)
    }

    /// Returns the number of identities by outcome.
    pub fn outcomes(&self) -> Outcomes {
        let mut outcomes = Outcomes::default();
        for (_, outcome) in &self.identities {
            *match outcome {
                Outcome::Holds => &mut outcomes.holds,
                Outcome::Zero => &mut outcomes.zeros,
                Outcome::Rounding | Outcome::Cut => &mut outcomes.rounding,
                Outcome::Fails => &mut outcomes.fails,
                Outcome::NotEvaluable => &mut outcomes.not_evaluable,
            } += 1;
        }
        outcomes
    }
}
