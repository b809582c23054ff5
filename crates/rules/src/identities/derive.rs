//! Identities across tables, derived from the scopes.

use super::facts::{Facts, ZeroReason};
use super::id::Cell;
use super::identity::{Identity, Kind, Relation, nominal};
use ledger::{Code, Entity, Item, Node, Scope, Split, nodes};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many times a part that is not printed may be split again.
const MAX_DEPTH: u8 = 2;

/// Numbers with the same scope are equal.
pub fn same(facts: &Facts<'_>) -> Vec<Identity> {
    let mut identities = Vec::new();
    for (scope, cells) in facts.scopes() {
        let Some(speaker) = facts.representative(scope) else { continue };
        let others = cells.iter().filter(|cell| **cell != speaker);
        identities
            .extend(others.map(|other| Identity::new(Kind::Same, vec![speaker], vec![*other])));
    }
    identities
}

/// A scope and its tree children; sources and uses; nothing and its parts.
///
/// `lists` are the identities inside tables, which are not repeated.
pub fn across(facts: &Facts<'_>, lists: &[Identity]) -> Vec<Identity> {
    let mut said: FxHashSet<Said> = lists.iter().filter_map(|list| said(facts, list)).collect();
    let near = Near::new(facts);
    let all = candidates(facts).into_iter().flat_map(|scope| identities_of(facts, &near, &scope));
    all.filter(|identity| said_key(facts, identity).is_some_and(|key| said.insert(key))).collect()
}

/// The scopes on both sides of an identity, parts that are nothing left out: each by an
/// representative observation.
type Said = (Vec<Cell>, Vec<Cell>, Vec<Scope>);

fn said(facts: &Facts<'_>, list: &Identity) -> Option<Said> {
    (list.relation == Relation::Equal).then(|| said_key(facts, list)).flatten()
}

fn said_key(facts: &Facts<'_>, identity: &Identity) -> Option<Said> {
    let scopes = |cells: &[Cell]| {
        let something = cells.iter().filter(|cell| !facts.value(**cell).is_zero());
        let mut speakers: Vec<Cell> = something.map(|cell| facts.first_of_same(*cell)).collect();
        speakers.sort_unstable();
        speakers
    };
    let key = (scopes(&identity.whole), scopes(&identity.parts), identity.missing.clone());
    (key.0 != key.1).then_some(key)
}

/// The observed scopes that are not nothing, and the observed scopes right above them.
fn candidates(facts: &Facts<'_>) -> Vec<Scope> {
    let above = facts
        .nonzero_scopes()
        .flat_map(parents)
        .filter(|scope| facts.representative(scope).is_some());
    let mut seen = FxHashSet::default();
    above.chain(facts.nonzero_scopes().copied()).filter(|scope| seen.insert(*scope)).collect()
}

fn parents(scope: &Scope) -> Vec<Scope> {
    let nodes = [scope.flow, scope.fund, scope.purpose, scope.memo];
    let mut parents: Vec<Scope> =
        nodes.into_iter().filter_map(Node::parent).map(|parent| scope.with(parent)).collect();
    if scope.entity != Entity::DEPARTMENT {
        parents.push(Scope { entity: Entity::DEPARTMENT, ..*scope });
    }
    parents
}

/// Returns the nonzero printed scopes, keyed by the scopes from which they differ in flow and fund,
/// or in one other dimension, only: an identity is due where something is printed on
/// both of its sides.
#[derive(Debug, Default)]
struct Near {
    below: FxHashMap<Scope, Vec<(Node, Node)>>,
    accounts: FxHashMap<Scope, Vec<(Node, Node)>>,
}

impl Near {
    fn new(facts: &Facts<'_>) -> Self {
        let mut near = Self::default();
        for scope in facts.nonzero_scopes() {
            let fund = nodes().all_funds;
            for node in [scope.flow, scope.fund, scope.purpose, scope.memo] {
                for above in std::iter::successors(node.parent(), |above| above.parent()) {
                    let key = scope.with(above).with(fund);
                    near.below.entry(key).or_default().push((node, scope.fund));
                }
            }
            near.accounts.entry(account(scope)).or_default().push((scope.flow, scope.fund));
        }
        near
    }

    /// Returns whether a part of `scope` is printed that is narrower in that split's dimension,
    /// and perhaps in its fund.
    fn has_part(&self, scope: &Scope, split: &Split) -> bool {
        let printed = self.below.get(&scope.with(nodes().all_funds));
        printed.is_some_and(|nodes| {
            nodes.iter().any(|(node, fund)| {
                scope.fund.contains(*fund) && split.parts.iter().any(|part| part.contains(*node))
            })
        })
    }

    /// Returns whether something of the other side of the scope's account is printed.
    fn has_other_side(&self, scope: &Scope) -> bool {
        let printed = self.accounts.get(&account(scope));
        printed.is_some_and(|nodes| {
            nodes.iter().any(|(flow, fund)| {
                flow.split().is_some()
                    && flow.split() != scope.flow.split()
                    && scope.fund.contains(*fund)
            })
        })
    }
}

/// The scope without its flow and its fund.
fn account(scope: &Scope) -> Scope {
    scope.with(nodes().total).with(nodes().all_funds)
}

fn identities_of(facts: &Facts<'_>, near: &Near, scope: &Scope) -> Vec<Identity> {
    let Some(whole) = facts.representative(scope) else { return Vec::new() };
    let mut identities = Vec::new();
    for split in splits(scope).filter(|split| near.has_part(scope, split)) {
        let mut terms = Terms::default();
        for part in scope.split(split) {
            terms.add(facts, &part, MAX_DEPTH);
        }
        terms.take_unknown(facts, scope, whole);
        let split = [Split::SOURCES, Split::USES].contains(&split.name).then_some(split.name);
        let identity = Identity::new(Kind::Parts, vec![whole], terms.seen);
        identities.push(Identity { missing: terms.missing, split, ..identity });
    }
    if let Some(larger) = memo_above(scope).and_then(|above| facts.representative(&above)) {
        let relation = Relation::AtMost;
        identities
            .push(Identity { relation, ..Identity::new(Kind::Parts, vec![larger], vec![whole]) });
    }
    if near.has_other_side(scope) {
        identities.extend(balance(facts, scope));
    }
    if !facts.value(whole).is_zero()
        && let Some(larger) = facts.larger_zero(scope)
    {
        let relation = Relation::AtMost;
        identities
            .push(Identity { relation, ..Identity::new(Kind::Nothing, vec![larger], vec![whole]) });
    }
    identities
}

/// Returns the memo item of a part whose other parts are not listed: micro enterprises among small
/// ones.
fn memo_above(scope: &Scope) -> Option<Scope> {
    let above = scope.memo.parent().filter(|_| scope.memo.split().is_none())?;
    (above != nodes().everything).then(|| scope.with(above))
}

fn splits(scope: &Scope) -> impl Iterator<Item = &'static Split> + use<> {
    let nodes = [scope.flow, scope.fund, scope.purpose, scope.memo];
    nodes.into_iter().flat_map(|node| node.splits())
}

/// Sources and uses of a scope whose total is not printed.
fn balance(facts: &Facts<'_>, scope: &Scope) -> Option<Identity> {
    let total = Scope { flow: nodes().total, ..*scope };
    let is_account = scope.purpose.parent().is_none()
        && scope.memo == nodes().everything
        && scope.economic == Code::ALL
        && scope.item == Item::ALL;
    if scope.flow == total.flow || !is_account || facts.representative(&total).is_some() {
        return None;
    }
    let side = |name: &str| {
        let split = total.flow.splits().iter().find(|split| split.name == name)?;
        let mut terms = Terms::default();
        for part in total.split(split) {
            terms.add(facts, &part, MAX_DEPTH);
        }
        terms.is_something(facts).then_some(terms)
    };
    let (sources, uses) = (side(Split::SOURCES)?, side(Split::USES)?);
    let missing = sources.missing.into_iter().chain(uses.missing).collect();
    Some(Identity { missing, ..Identity::new(Kind::Balance, sources.seen, uses.seen) })
}

/// Returns the printed numbers into which some parts split.
#[derive(Debug, Default)]
struct Terms {
    seen: Vec<Cell>,
    missing: Vec<Scope>,
}

impl Terms {
    /// Adds a part: as it is printed, as nothing, or taken apart; else it is missing.
    fn add(&mut self, facts: &Facts<'_>, scope: &Scope, depth: u8) {
        if let Some(speaker) = facts.representative(scope) {
            self.seen.push(speaker);
        } else if let Some(nothing) = facts.nothing(scope) {
            if let ZeroReason::Printed(cell) = nothing
                && !self.seen.contains(&cell)
            {
                self.seen.push(cell);
            }
        } else if let Some(apart) =
            depth.checked_sub(1).and_then(|depth| Self::apart(facts, scope, depth))
        {
            self.seen.extend(apart.seen);
        } else {
            self.missing.push(*scope);
        }
    }

    /// The part taken apart in the first way in which everything is known.
    fn apart(facts: &Facts<'_>, scope: &Scope, depth: u8) -> Option<Self> {
        let nodes = [scope.fund, scope.purpose, scope.memo];
        nodes.into_iter().flat_map(|node| node.splits()).find_map(|split| {
            let mut terms = Self::default();
            for part in scope.split(split) {
                terms.add(facts, &part, depth);
                if !terms.missing.is_empty() {
                    return None;
                }
            }
            Some(terms)
        })
    }

    /// Where the parts do not make up the whole, and something of it that nobody knows is
    /// printed, that may be what is missing.
    fn take_unknown(&mut self, facts: &Facts<'_>, scope: &Scope, whole: Cell) {
        let value = |cell| facts.value(cell);
        if nominal(&[whole], &value) != nominal(&self.seen, &value) {
            self.missing.extend(facts.unknown_within(scope));
        }
    }

    fn is_something(&self, facts: &Facts<'_>) -> bool {
        self.seen.iter().any(|cell| !facts.value(*cell).is_zero())
    }
}
