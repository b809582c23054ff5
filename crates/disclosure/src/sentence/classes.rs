//! The items of a class against the class, each in a paragraph of its own: `教育支出9万元,占60%`, and below it
//! `1.教育支出(类)普通教育(款)小学教育(项):支出决算为10万元`.

use crate::model::{Assertion, Claim, Disclosure, Fullness, Observation, Sum, Term};
use ledger::{Code, Printed, Scope};
use std::collections::BTreeMap;

/// The levels of a class and of an item.
const CLASS: u8 = 1;
const ITEM: u8 = 3;

/// Adds what the items that sentences name must not exceed: their class, where no table prints it.
pub(crate) fn items_within_classes(read: &mut Disclosure) {
    let (of_tables, of_text): (Vec<&Observation>, Vec<&Observation>) =
        read.observations.iter().partition(|seen| seen.source.table.is_some());
    let mut items: BTreeMap<Scope, BTreeMap<Code, Vec<&Observation>>> = BTreeMap::new();
    for seen in of_text.iter().filter(|seen| seen.scope.function.level() == ITEM) {
        let Some(class) = seen.scope.function.widened().find(|code| code.level() == CLASS) else {
            continue;
        };
        let of = items.entry(Scope { function: class, ..seen.scope }).or_default();
        of.entry(seen.scope.function).or_default().push(seen);
    }
    let mut claims = Vec::new();
    for class in of_text.iter().filter(|seen| seen.scope.function.level() == CLASS) {
        let is_printed = of_tables.iter().any(|seen| seen.scope == class.scope);
        let Some(items) = items.get(&class.scope).filter(|_| !is_printed) else { continue };
        let parts: Option<Vec<Term>> = items.values().map(|seen| only(seen)).collect();
        let (Some(whole), Some(parts)) = (term(class), parts) else { continue };
        let (first, fullness, is_apart) = (Vec::new(), Fullness::Some, true);
        let says = Assertion::Adds(Sum { whole, parts, first, fullness, is_apart });
        claims.push(Claim {
            place: class.place.clone(),
            words: class.source.label.to_string(),
            says,
            is_reason: false,
            instead: Vec::new(),
        });
    }
    read.claims.extend(claims);
}

/// The amount of an item, where all sentences name the same.
fn only(seen: &[&Observation]) -> Option<Term> {
    let (first, rest) = seen.split_first()?;
    let printed = |seen: &Observation| seen.value.printed().map(Printed::nominal);
    rest.iter().all(|other| printed(other) == printed(first)).then(|| term(first)).flatten()
}

fn term(seen: &Observation) -> Option<Term> {
    let printed = seen.value.printed()?;
    Some(Term { words: seen.source.label.to_string(), printed, scope: Some(seen.scope) })
}
