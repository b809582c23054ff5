//! Compares two disclosures of different years or stages by scope.

mod lineage;

use crate::model::Disclosure;
use ledger::{Amount, Code, Entity, Percent, Printed, Scope};
use lineage::Lineage;
use message::Message;
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
    /// What became of the code in between, if it has another name or number than before.
    pub remark: Option<Message>,
}

/// What changed from `before` to `after`: the scopes that both print, and those that only one
/// prints, in the order of the later one.
///
/// Years and stages are left out of account; entities and items are the same by their names.
/// Of several numbers of one scope the most exact one counts, the first of these. A number
/// that agrees with the other as far as both are printed is no change and is left out.
///
/// Codes are followed over the years: what stood under codes that became one is compared with that
/// one as a sum, and a code that became several with the sum of these.
pub fn compare(before: &Disclosure, after: &Disclosure) -> Vec<Change> {
    let lineage = Lineage::new(before, after);
    let old = numbers(before, &lineage.before);
    let new = numbers(after, &lineage.after);
    let mut order: Vec<&String> = new.order.iter().collect();
    order.extend(old.order.iter().filter(|key| !new.by_key.contains_key(*key)));
    let change = |key: &String| {
        let changed = change(key, (before, old.by_key.get(key)), (after, new.by_key.get(key)))?;
        Some(Change { remark: lineage.remark(&changed.scope), ..changed })
    };
    order.into_iter().filter_map(change).collect()
}

/// The numbers of a disclosure by their scopes.
#[derive(Debug, Default)]
struct Numbers {
    by_key: BTreeMap<String, Number>,
    order: Vec<String>,
}

/// A number, or the sum of several whose codes became one.
#[derive(Debug, Clone, Copy)]
struct Number {
    scope: Scope,
    printed: Printed,
    /// By how much less than this it may differ from the exact amount, in 分.
    step: i64,
    /// The index of its table.
    table: Option<usize>,
}

/// The most exact number of each scope, and sums over those whose codes are `renumbered` to one.
fn numbers(disclosure: &Disclosure, renumbered: &BTreeMap<Code, Code>) -> Numbers {
    let mut exact = Numbers::default();
    for seen in &disclosure.observations {
        let Some(printed) = seen.value.printed() else { continue };
        let number =
            Number { scope: seen.scope, printed, step: printed.step(), table: seen.source.table };
        exact.take(key(disclosure, &seen.scope), number, Number::or_finer);
    }
    if renumbered.is_empty() {
        return exact;
    }
    let mut numbers = Numbers::default();
    for number in exact.order.iter().filter_map(|key| exact.by_key.get(key)) {
        let to = |code: Code| renumbered.get(&code).copied().unwrap_or(code);
        let Scope { function, economic, .. } = number.scope;
        let scope = Scope { function: to(function), economic: to(economic), ..number.scope };
        numbers.take(key(disclosure, &scope), Number { scope, ..*number }, Number::plus);
    }
    numbers
}

impl Numbers {
    /// Takes a number in; `join` makes one of it and another of the same scope.
    fn take(&mut self, key: String, number: Number, join: fn(Number, Number) -> Number) {
        match self.by_key.get_mut(&key) {
            Some(known) => *known = join(*known, number),
            None => {
                self.order.push(key.clone());
                self.by_key.insert(key, number);
            }
        }
    }
}

impl Number {
    const fn or_finer(self, other: Self) -> Self {
        if self.step <= other.step { self } else { other }
    }

    fn plus(self, other: Self) -> Self {
        let Some(sum) = self.printed.nominal().checked_add(other.printed.nominal()) else {
            return self;
        };
        let printed = self.or_finer(other).printed.in_format_of(sum);
        Self { printed, step: self.step.saturating_add(other.step), ..self }
    }
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
    let scope = after.or(before)?.scope;
    let (of, table) = match (after, before) {
        (Some(number), _) => (later, number.table),
        (None, known) => (earlier, known?.table),
    };
    let table = table.and_then(|table| of.tables.get(table)).map(|table| table.title.clone());
    let nominal = |number: Option<&Number>| number.map_or(Amount::ZERO, |it| it.printed.nominal());
    let difference = nominal(after).checked_sub(nominal(before))?;
    let step = |number: Option<&Number>| number.map_or(0, |it| it.step);
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
        before: before.map(|it| it.printed),
        after: after.map(|it| it.printed),
        difference,
        percent: share,
        remark: None,
    })
}
