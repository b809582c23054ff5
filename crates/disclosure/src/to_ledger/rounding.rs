//! Undoes rounding: parts whose sum differs slightly from their printed total.

use super::FromDocument;
use crate::model::{Disclosure, Observation};
use crate::vocabulary::normal::{label, normal};
use ledger::{Amount, Entity, Item, Ledger, Printed, Rounding, Scope};
use std::collections::BTreeMap;

/// The number of passes over all sums before giving up.
const ROUNDS: usize = 300;

/// A printed sum: the lines that it counts, and between which amounts it lies.
struct Sum {
    lines: Vec<usize>,
    low: i64,
    high: i64,
}

/// Adjusts the lines within rounding, so that all sums print as in the
/// document; if that is impossible, nothing is changed.
///
/// The way is that of projections: whatever a sum lacks is spread evenly over its lines, one
/// sum after the other, again and again. It comes to amounts that suit all of them, if there
/// are such.
pub(super) fn restore(disclosure: &Disclosure, made: &mut FromDocument) {
    let ledger = &made.ledger;
    let in_tables = || disclosure.observations.iter().filter(|seen| seen.source.table.is_some());
    let steps = in_tables().filter_map(|seen| seen.value.printed()).map(Printed::step);
    let coarsest = steps.max().unwrap_or(1);
    let sums: Vec<Sum> =
        in_tables().filter_map(|seen| Sum::of(seen, disclosure, ledger, coarsest)).collect();
    let before: Vec<i64> = ledger.lines.iter().map(|line| line.amount.fen()).collect();
    let Some(after) = settled(&sums, before.clone()) else { return };
    let mut moved: BTreeMap<Entity, usize> = BTreeMap::new();
    for ((line, before), after) in made.ledger.lines.iter_mut().zip(before).zip(after) {
        line.amount = Amount::from_fen(after);
        if before != after {
            *moved.entry(line.unit).or_default() += 1;
        }
    }
    for (entity, count) in moved {
        made.tell(
            entity,
            &format!("文件里的数字四舍五入过，有{count}行按合计数补了尾数，请填准确金额"),
            &format!("the document rounds: {count} lines were moved within that to suit the totals, fill in what they are"),
        );
    }
}

impl Sum {
    /// `None` if no line is counted, or if the deviation is larger than lines of `coarsest` digits
    /// hide.
    fn of(
        seen: &Observation,
        disclosure: &Disclosure,
        ledger: &Ledger,
        coarsest: i64,
    ) -> Option<Self> {
        let printed = seen.value.printed().filter(|printed| !printed.is_zero())?;
        let scope = scope(seen, disclosure, ledger)?;
        let counted =
            ledger.lines.iter().enumerate().filter(|(_, line)| ledger.counts(&scope, line));
        let lines: Vec<usize> = counted.map(|(at, _)| at).collect();
        let hidden = i64::try_from(lines.len()).ok()?.checked_mul(coarsest)?;
        let off = ledger.sum(&scope)?.checked_sub(printed.nominal())?;
        let interval = printed.interval(Rounding::Nearest);
        let (low, high) = (i64::try_from(interval.low).ok()?, i64::try_from(interval.high).ok()?);
        (!lines.is_empty() && off.fen().abs() <= hidden).then_some(Self { lines, low, high })
    }

    /// Returns what it lacks (or exceeds) to be well inside its bounds.
    fn lacks(&self, fen: &[i64]) -> i64 {
        let counted = self.lines.iter().filter_map(|at| fen.get(*at));
        let sum = counted.fold(0, |sum: i64, fen| sum.saturating_add(*fen));
        let inside = (self.high - self.low) / 8;
        match sum {
            sum if sum < self.low => self.low + inside - sum,
            sum if sum > self.high => self.high - inside - sum,
            _ => 0,
        }
    }
}

/// The scope as the ledger knows it: with its own number of the project.
fn scope(seen: &Observation, disclosure: &Disclosure, ledger: &Ledger) -> Option<Scope> {
    let scope = seen.scope;
    if (scope.year, scope.stage) != (ledger.year, ledger.stage) {
        return None;
    }
    let Some(name) = disclosure.item_name(&scope) else { return Some(scope) };
    let is_it = |it: &ledger::Project| {
        scope.entity.contains(it.unit) && label(&normal(&it.name)).words == name
    };
    let at = u32::try_from(ledger.projects.iter().position(is_it)?).ok()?;
    Some(Scope { item: Item::named(at), ..scope })
}

/// Returns amounts of the lines that satisfy all sums; `None` if none were found.
fn settled(sums: &[Sum], mut fen: Vec<i64>) -> Option<Vec<i64>> {
    for _ in 0..ROUNDS {
        let mut is_settled = true;
        for sum in sums {
            let mut left = sum.lacks(&fen);
            is_settled &= left == 0;
            let mut lines = i64::try_from(sum.lines.len()).ok()?;
            for at in &sum.lines {
                let share = left / lines;
                let line = fen.get_mut(*at)?;
                // No line goes away.
                let share = share.max(1 - *line);
                *line += share;
                left -= share;
                lines -= 1;
            }
        }
        if is_settled {
            return Some(fen);
        }
    }
    None
}
