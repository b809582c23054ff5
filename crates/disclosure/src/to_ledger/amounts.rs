//! The amounts that a disclosure prints, by scope.

use crate::model::Disclosure;
use crate::vocabulary::parts::{Context, Parts};
use ledger::{Code, Entity, Printed, Scope, Stage, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The amounts printed in tables, in 分.
#[derive(Debug)]
pub(super) struct Amounts {
    year: Option<Year>,
    stage: Stage,
    printed: BTreeMap<Scope, i64>,
    /// The value of the last digit of the coarsest number.
    step: i64,
}

impl Amounts {
    /// The first number of each scope counts.
    pub fn new(disclosure: &Disclosure) -> Self {
        let first = disclosure.observations.first().map(|seen| seen.scope);
        let mut amounts = Self {
            year: disclosure.year,
            stage: first.map_or(Stage::Budget, |scope| scope.stage),
            printed: BTreeMap::new(),
            step: 1,
        };
        let in_tables = disclosure.observations.iter().filter(|seen| seen.source.table.is_some());
        for seen in in_tables {
            let step = seen.value.printed().map_or(1, Printed::step);
            amounts.step = amounts.step.max(step);
            amounts.printed.entry(seen.scope).or_insert(seen.value.nominal().fen());
        }
        amounts
    }

    /// Returns whether the remainder of a sum after subtracting parts may be due to rounding alone.
    pub fn is_rounding(&self, left: i64, parts: i64) -> bool {
        parts != 0 && self.step > 1 && left.abs() <= 2 * self.step
    }

    /// Returns whether an amount may be what rounding hides in so many numbers.
    pub fn is_hidden(&self, amount: i64, numbers: usize) -> bool {
        let numbers = i64::try_from(numbers).unwrap_or(i64::MAX);
        amount.abs() <= self.step.saturating_mul(numbers.saturating_add(1))
    }

    /// What parts count for `entity`.
    pub fn scope(&self, entity: Entity, parts: Parts) -> Scope {
        parts.scope(Context { entity, year: self.year, stage: self.stage })
    }

    /// Returns the amount printed for the parts; `None` if there is none.
    pub fn get(&self, entity: Entity, parts: Parts) -> Option<i64> {
        self.printed.get(&self.scope(entity, parts)).copied()
    }

    /// The codes printed under `parts` that are divided no further, with their amounts.
    pub fn leaves(
        &self,
        entity: Entity,
        parts: Parts,
        code: fn(&Scope) -> Code,
    ) -> Vec<(Code, i64)> {
        let all = self.codes(entity, parts, code);
        let has_child = |of: &Code| all.iter().any(|(other, _)| other != of && of.contains(*other));
        all.iter().filter(|(code, _)| !has_child(code)).copied().collect()
    }

    /// The codes printed under `parts`, as deep as they are, with their amounts.
    fn codes(&self, entity: Entity, parts: Parts, code: fn(&Scope) -> Code) -> Vec<(Code, i64)> {
        let plain = self.scope(entity, parts);
        let is_other = |scope: &Scope| {
            let mut bare = *scope;
            (bare.function, bare.economic) = (plain.function, plain.economic);
            bare == plain && (scope.function == plain.function || scope.economic == plain.economic)
        };
        let found = self.printed.iter().filter(|(scope, _)| is_other(scope));
        let found = found.filter(|(scope, _)| code(scope) != Code::ALL);
        let mut seen = BTreeSet::new();
        let mut codes: Vec<(Code, i64)> = found
            .map(|(scope, fen)| (code(scope), *fen))
            .filter(|(code, _)| seen.insert(*code))
            .collect();
        codes.sort_by_key(|(code, _)| code.to_string());
        codes
    }
}
