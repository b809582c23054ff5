//! Compares two disclosures of different years or stages by scope.

use crate::model::Disclosure;
use ledger::{Amount, Entity, Percent, Printed, Scope};
use std::collections::BTreeMap;

/// One amount before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The scope in the form of [`ScopeKey::timeless`](ledger::ScopeKey::timeless).
    pub key: String,
    /// The scope in the later disclosure, or in the earlier one if only that one prints it.
    pub scope: Scope,
    /// The title of the table from which the number is taken; `None` for a sentence.
    pub table: Option<String>,
    /// The earlier number; `None` if none is printed.
    pub before: Option<Printed>,
    /// The later number; `None` if none is printed.
    pub after: Option<Printed>,
    /// The later amount minus the earlier one; a missing one counts as zero.
    pub difference: Amount,
    /// The difference as a share of the earlier amount, with two decimals and without its sign;
    /// `None` if the earlier amount is zero.
    pub percent: Option<Percent>,
}

/// What changed from `before` to `after`: the scopes that both print, and those that only one
/// prints, in the order of the later one.
///
/// Years and stages are left out of account; entities and items are the same by their names.
/// Of several numbers of one scope the most exact one counts, the first of these. A number
/// that agrees with the other as far as both are printed is no change and is left out.
pub fn compare(before: &Disclosure, after: &Disclosure) -> Vec<Change> {
    let (old, new) = (numbers(before), numbers(after));
    let mut order: Vec<&String> = new.order.iter().collect();
    order.extend(old.order.iter().filter(|key| !new.by_key.contains_key(*key)));
    order
        .into_iter()
        .filter_map(|key| change(key, (before, old.by_key.get(key)), (after, new.by_key.get(key))))
        .collect()
}

/// The scope of a number, what is printed, and the index of its table.
type Number = (Scope, Printed, Option<usize>);

#[derive(Debug, Default)]
struct Numbers {
    by_key: BTreeMap<String, Number>,
    order: Vec<String>,
}

fn numbers(disclosure: &Disclosure) -> Numbers {
    let mut numbers = Numbers::default();
    for seen in &disclosure.observations {
        let Some(printed) = seen.value.printed() else { continue };
        let key = key(disclosure, &seen.scope);
        match numbers.by_key.get_mut(&key) {
            Some((_, known, _)) if known.step() <= printed.step() => {}
            Some(known) => *known = (seen.scope, printed, seen.source.table),
            None => {
                numbers.order.push(key.clone());
                numbers.by_key.insert(key, (seen.scope, printed, seen.source.table));
            }
        }
    }
    numbers
}

/// The scope without year and stage. Entities go by their names alone, for not every document
/// has codes; the department is the department, whatever its name.
fn key(disclosure: &Disclosure, scope: &Scope) -> String {
    let mut key = disclosure.key(scope);
    key.entity.code = None;
    if scope.entity == Entity::DEPARTMENT {
        key.entity.name.clear();
    } else if key.entity.name.is_empty() {
        key.entity.name = disclosure.entity_key(scope.entity);
    }
    key.timeless()
}

fn change(
    key: &str,
    (earlier, before): (&Disclosure, Option<&Number>),
    (later, after): (&Disclosure, Option<&Number>),
) -> Option<Change> {
    let scope = after.or(before)?.0;
    let (of, table) = match (after, before) {
        (Some((.., table)), _) => (later, *table),
        (None, known) => (earlier, known?.2),
    };
    let table = table.and_then(|table| of.tables.get(table)).map(|table| table.title.clone());
    let nominal =
        |number: Option<&Number>| number.map_or(Amount::ZERO, |(_, printed, _)| printed.nominal());
    let difference = nominal(after).checked_sub(nominal(before))?;
    let step = |number: Option<&Number>| number.map_or(0, |(_, printed, _)| printed.step());
    // Closer than the coarser of the two is printed.
    let is_same = difference.fen().saturating_abs() < step(before).max(step(after));
    let share = Percent::parse("0.00").and_then(|percent| {
        percent.in_format_of(
            i128::from(difference.fen().saturating_abs()),
            i128::from(nominal(before).fen()),
        )
    });
    (!is_same).then(|| Change {
        key: key.to_owned(),
        scope,
        table,
        before: before.map(|(_, printed, _)| *printed),
        after: after.map(|(_, printed, _)| *printed),
        difference,
        percent: share,
    })
}
