//! The values that chosen numbers need for their identities to hold: elimination in
//! exact integers, with intervals where numbers are rounded.

use super::Repair;
use super::budget::Budget;
use super::system::{Equation, Strictness, System};
use crate::identities::identity::Outcome;
use crate::identities::{Cell, IdentityId};
use disclosure::Value;
use ledger::{Amount, Printed};
use std::collections::BTreeSet;

/// The result of solving for some chosen numbers.
pub enum Solution {
    /// Every identity holds with these numbers.
    Repair(Repair),
    /// These identities cannot hold together unless another of their numbers changes.
    Contradiction(Vec<IdentityId>),
    /// The identities leave it open what a chosen number has to be.
    Unchecked,
}

/// A linear condition on the chosen numbers: their sum with these factors is `target`,
/// give or take `slack`.
#[derive(Debug, Clone)]
struct Condition {
    factors: Vec<i128>,
    target: i128,
    slack: i128,
    /// Whether their sum may also be above, so that it contradicts nothing by itself.
    is_bound: bool,
    from: Vec<IdentityId>,
}

/// Solves for `chosen` so that every identity in which they take part holds.
///
/// `wrong` are the failing identities, which have to hold strictly.
pub fn solve(
    system: &System<'_>,
    chosen: &[Cell],
    wrong: &[IdentityId],
    strictness: Strictness,
    budget: &mut Budget,
) -> Solution {
    let touched: BTreeSet<IdentityId> =
        chosen.iter().flat_map(|cell| system.of(*cell)).copied().collect();
    let size: usize = touched.iter().map(|id| system.size(*id)).sum();
    budget.spend(size);
    let conditions = conditions(system, chosen, &touched, wrong, strictness);
    let basis = match eliminate(&conditions) {
        Ok(basis) => basis,
        Err(contradiction) => return Solution::Contradiction(contradiction),
    };
    let everything = || touched.iter().copied().collect();
    let Some(values) = values(&basis, chosen.len()) else { return Solution::Unchecked };
    let Some(values) = values.into_iter().collect::<Option<Vec<i128>>>() else {
        return Solution::Contradiction(everything());
    };
    let candidates = candidates(system, chosen, &values, &conditions);
    let holds = |repair: &Repair| all_hold(system, &touched, repair, wrong, strictness);
    budget.spend(size * candidates.len());
    match candidates.into_iter().find(holds) {
        Some(repair) => Solution::Repair(repair),
        None => Solution::Contradiction(everything()),
    }
}

/// The conditions of the identities, the most determined first; a bound counts only
/// where it is broken now, and last.
fn conditions(
    system: &System<'_>,
    chosen: &[Cell],
    touched: &BTreeSet<IdentityId>,
    wrong: &[IdentityId],
    strictness: Strictness,
) -> Vec<Condition> {
    let mut ordered: Vec<(i128, usize, Condition)> = Vec::new();
    for id in touched {
        let Some(equation) = system.equation(*id) else { continue };
        if equation.is_bound && !wrong.contains(id) {
            continue;
        }
        let factors: Vec<i128> = chosen.iter().map(|cell| equation.sign(*cell)).collect();
        let mine: i128 =
            chosen.iter().zip(&factors).map(|(cell, sign)| sign * system.nominal(*cell)).sum();
        let is_strict = is_strict(system, *id, equation, wrong, strictness);
        let slack = if is_strict { 0 } else { equation.slack + finest(system, chosen, equation) };
        let target = mine - equation.sum;
        let condition =
            Condition { factors, target, slack, is_bound: equation.is_bound, from: vec![*id] };
        ordered.push((slack, equation.terms.len(), condition));
    }
    ordered.sort_by(|one, other| {
        let key = |it: &(i128, usize, Condition)| (it.2.is_bound, it.0, it.1);
        key(one).cmp(&key(other)).then_with(|| one.2.from.cmp(&other.2.from))
    });
    ordered.into_iter().map(|(_, _, condition)| condition).collect()
}

/// By how much rounding may move the blank cells among the chosen, once they print.
fn finest(system: &System<'_>, chosen: &[Cell], equation: &Equation) -> i128 {
    let blank = chosen.iter().filter(|cell| {
        equation.sign(**cell) != 0 && system.evaluated.facts.value(**cell).printed().is_none()
    });
    blank.map(|cell| i128::from(system.in_format_of(*cell).step() - 1)).sum()
}

fn is_strict(
    system: &System<'_>,
    id: IdentityId,
    equation: &Equation,
    wrong: &[IdentityId],
    strictness: Strictness,
) -> bool {
    strictness == Strictness::Exact
        && equation.is_even
        && (wrong.contains(&id) || matches!(system.outcome(id), Outcome::Holds | Outcome::Zero))
}

/// Conditions of which each determines one chosen number by the others, or the
/// identities that contradict each other.
fn eliminate(conditions: &[Condition]) -> Result<Vec<(usize, Condition)>, Vec<IdentityId>> {
    let mut basis: Vec<(usize, Condition)> = Vec::new();
    for condition in conditions {
        let mut condition = condition.clone();
        for (pivot, known) in &basis {
            condition = condition.without(*pivot, known);
        }
        match condition.factors.iter().position(|factor| *factor != 0) {
            Some(pivot) => basis.push((pivot, condition)),
            None if !condition.is_bound && condition.target.abs() > condition.slack => {
                return Err(condition.from);
            }
            None => {}
        }
    }
    Ok(basis)
}

impl Condition {
    /// Returns this condition with one unknown replaced by its value in `known`.
    fn without(self, pivot: usize, known: &Self) -> Self {
        let at = |factors: &[i128]| factors.get(pivot).copied().unwrap_or(0);
        let (mine, theirs) = (at(&self.factors), at(&known.factors));
        if mine == 0 {
            return self;
        }
        let combine = |a: i128, b: i128| a * theirs - b * mine;
        let mut from = self.from;
        from.extend(&known.from);
        from.sort_unstable();
        from.dedup();
        Self {
            factors: self
                .factors
                .iter()
                .zip(&known.factors)
                .map(|(a, b)| combine(*a, *b))
                .collect(),
            target: combine(self.target, known.target),
            slack: self.slack * theirs.abs() + known.slack * mine.abs(),
            is_bound: self.is_bound || known.is_bound,
            from,
        }
    }
}

/// The unknowns by substitution, the last condition first; `None` where one is left open,
/// and `None` for an unknown that would be no whole number of 分.
fn values(basis: &[(usize, Condition)], unknowns: usize) -> Option<Vec<Option<i128>>> {
    let mut values: Vec<Option<i128>> = vec![None; unknowns];
    let mut is_open = basis.len() < unknowns;
    for (pivot, condition) in basis.iter().rev() {
        let mut target = condition.target;
        for (at, factor) in condition.factors.iter().enumerate() {
            if at != *pivot && *factor != 0 {
                match values.get(at).copied().flatten() {
                    Some(value) => target -= factor * value,
                    None => is_open = true,
                }
            }
        }
        let factor = condition.factors.get(*pivot).copied().filter(|factor| *factor != 0)?;
        if let Some(value) = values.get_mut(*pivot) {
            *value = (target % factor == 0).then_some(target / factor);
        }
    }
    (!is_open).then_some(values)
}

/// The repairs to try: the solution rounded to the printed digits and as it is; and for a
/// single number, what each identity by itself would want.
fn candidates(
    system: &System<'_>,
    chosen: &[Cell],
    values: &[i128],
    conditions: &[Condition],
) -> Vec<Repair> {
    let mut candidates = vec![repair(system, chosen, values, true)];
    candidates.push(repair(system, chosen, values, false));
    if let [_] = chosen {
        for condition in conditions.iter().filter(|condition| condition.slack > 0) {
            let factor = condition.factors.first().copied().unwrap_or(0);
            if factor.abs() == 1 {
                candidates.push(repair(system, chosen, &[condition.target * factor], true));
            }
        }
    }
    let mut distinct: Vec<Repair> = Vec::new();
    for candidate in candidates.into_iter().flatten() {
        if !distinct.contains(&candidate) {
            distinct.push(candidate);
        }
    }
    distinct
}

fn repair(
    system: &System<'_>,
    chosen: &[Cell],
    values: &[i128],
    is_rounded: bool,
) -> Option<Repair> {
    let mut repair = Repair::new();
    for (cell, value) in chosen.iter().zip(values) {
        let like = system.in_format_of(*cell);
        let fen = if is_rounded { rounded(*value, like) } else { *value };
        let printed = like.in_format_of(Amount::from_fen(i64::try_from(fen).ok()?));
        if i128::from(printed.nominal().fen()) == system.nominal(*cell) {
            return None;
        }
        repair.insert(*cell, printed);
    }
    Some(repair)
}

/// The nearest amount that can be printed like this, half away from zero.
fn rounded(fen: i128, like: Printed) -> i128 {
    let step = i128::from(like.step());
    let up = (fen.abs() + step / 2) / step * step;
    if fen < 0 { -up } else { up }
}

fn all_hold(
    system: &System<'_>,
    touched: &BTreeSet<IdentityId>,
    repair: &Repair,
    wrong: &[IdentityId],
    strictness: Strictness,
) -> bool {
    let value = |cell: Cell| match repair.get(&cell) {
        Some(printed) => Value::Printed(*printed),
        None => system.evaluated.facts.value(cell),
    };
    touched.iter().all(|id| {
        let Some(equation) = system.equation(*id) else { return false };
        match system.identity(*id).outcome_with(&value) {
            Outcome::Holds | Outcome::Zero => true,
            Outcome::Rounding | Outcome::Truncated => {
                !is_strict(system, *id, equation, wrong, strictness)
            }
            Outcome::Fails | Outcome::NotEvaluable => false,
        }
    })
}
