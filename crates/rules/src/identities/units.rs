//! The department is the sum of its units, and project expenditure that of its projects.

use super::facts::Facts;
use super::id::Cell;
use super::identity::{Identity, Kind, Relation};
use ledger::{Entity, Item, Scope, nodes};

/// Identities between the department and its units, scope by scope.
///
/// Only if the document contains every unit; a department with a unit of which
/// nothing is published is not the sum of the others.
pub fn units(facts: &Facts<'_>) -> Vec<Identity> {
    let units: Vec<Entity> = (0..facts.disclosure.units.len())
        .filter_map(|index| u16::try_from(index).ok())
        .map(Entity::unit)
        .collect();
    if units.is_empty() || facts.disclosure.department.is_none() {
        return Vec::new();
    }
    let mut identities = Vec::new();
    let scopes = facts.scopes().map(|(scope, _)| scope);
    for scope in scopes.filter(|scope| scope.entity == Entity::DEPARTMENT) {
        let of_units = units.iter().map(|unit| Scope { entity: *unit, ..*scope });
        let known = of_units.filter_map(|scope| match facts.representative(&scope) {
            Some(speaker) => Some(Some(speaker)),
            None if facts.nothing(&scope).is_some() => None,
            None => Some(None),
        });
        let parts: Option<Vec<Cell>> = known.collect();
        let (Some(whole), Some(parts)) =
            (facts.representative(scope), parts.filter(|parts| !parts.is_empty()))
        else {
            continue;
        };
        let is_transfer = facts.transfers().iter().any(|transfer| scope.contains(transfer))
            || facts.may_be_paid_by_units(scope);
        if !is_transfer {
            identities.push(Identity::new(Kind::Units, vec![whole], parts));
        }
    }
    if is_whole_department(facts, &identities) { identities } else { Vec::new() }
}

/// Returns whether every unit is in the document: the table of institutions names as many, or
/// most of what can be compared is equal anyway.
fn is_whole_department(facts: &Facts<'_>, identities: &[Identity]) -> bool {
    let named = facts.disclosure.institutions.len();
    let telling: Vec<bool> = identities
        .iter()
        .filter(|identity| identity.terms().any(|cell| !facts.value(cell).is_zero()))
        .map(|identity| identity.difference(facts) == 0)
        .collect();
    let equal = telling.iter().filter(|is_equal| **is_equal).count();
    named > 0 && named <= facts.disclosure.units.len() && equal * 2 >= telling.len()
        || equal * 10 >= telling.len() * 8
}

/// The costs of an entity's projects against its project expenditure.
///
/// Not every project needs an objective, so the costs are at most the expenditure.
/// A project whose cost is not an amount leaves the identity not evaluable.
pub fn projects(facts: &Facts<'_>) -> Vec<Identity> {
    let mut identities: Vec<Identity> = Vec::new();
    let mut entities: Vec<Entity> =
        facts.disclosure.projects.iter().map(|project| project.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    for entity in entities {
        let mine =
            || facts.disclosure.projects.iter().filter(move |project| project.entity == entity);
        let Some(first) = mine().next() else { continue };
        let whole = Scope { item: Item::ALL, fund: nodes().all_funds, ..first.scope };
        let Some(whole) = facts.representative(&whole) else { continue };
        let (known, missing): (Vec<Scope>, Vec<Scope>) = mine()
            .map(|project| project.scope)
            .partition(|scope| facts.representative(scope).is_some());
        let parts = known.iter().filter_map(|scope| facts.representative(scope)).collect();
        let identity = Identity::new(Kind::Projects, vec![whole], parts);
        let repeats = identities.iter().any(|other| is_same_gap(other, &missing));
        if !repeats {
            identities.push(Identity { relation: Relation::AtMost, missing, ..identity });
        }
    }
    identities
}

/// Returns whether the same projects are missing in another entity: a unit repeats its department's
/// projects.
fn is_same_gap(other: &Identity, missing: &[Scope]) -> bool {
    let items = |scopes: &[Scope]| scopes.iter().map(|scope| scope.item).collect::<Vec<_>>();
    !missing.is_empty() && items(&other.missing) == items(missing)
}
