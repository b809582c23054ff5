//! Stated changes of amounts: the change of a whole is the sum of the
//! changes of its parts, if all are stated against the same year and stage.
//!
//! The amounts of that year are not in the document, so a difference is not a certain error.

use super::Facts;
use crate::quantity::{DigitSlip, slip};
use disclosure::{Assertion, Claim, Direction, Sum, Term};
use ledger::{Interval, Printed, Rounding, Scope, Stage, nodes};
use std::collections::BTreeMap;

/// A change that differs from the sum of its parts.
#[derive(Debug)]
pub struct Uneven<'a> {
    /// The claim of the whole.
    pub whole: &'a Claim,
    /// The claims of the parts.
    pub parts: Vec<&'a Claim>,
    /// The sum of the parts, in the unit and decimals of the whole.
    pub sum: Printed,
}

/// A change: its claim, the interval of its amount, its nominal amount in 分, and the printed
/// number.
#[derive(Debug, Clone, Copy)]
struct Change<'a> {
    claim: &'a Claim,
    by: Interval,
    nominal: i128,
    printed: Option<Printed>,
}

/// Returns the changes that differ from the sum of the changes of their parts.
pub fn uneven<'a>(facts: &Facts<'a>) -> Vec<Uneven<'a>> {
    let claims = &facts.disclosure.claims;
    let changes = changes(claims);
    let mut found: Vec<Uneven<'a>> = changes
        .iter()
        .filter_map(|(scopes, whole)| of_splits(&changes, scopes, whole.as_ref()?))
        .collect();
    for claim in claims {
        let Assertion::Adds(sum) = &claim.says else { continue };
        let uneven = of_list(&changes, sum).into_iter();
        let is_new =
            |it: &Uneven<'_>| !found.iter().any(|known| std::ptr::eq(known.whole, it.whole));
        let uneven: Vec<Uneven<'a>> = uneven.filter(is_new).collect();
        found.extend(uneven);
    }
    found.retain(|it| !claims.iter().any(|claim| is_beside(claim, it.whole)));
    found
}

/// The changes of what is received and of what is spent of a fund, which are the same in both years.
#[derive(Debug)]
pub struct Sides<'a> {
    /// The claim of what is received.
    pub received: &'a Claim,
    /// That of what is spent.
    pub spent: &'a Claim,
}

/// Returns the sides of accounts that are equal, have no money of other years, and are said to have
/// changed by different amounts.
pub fn sides<'a>(facts: &Facts<'a>) -> Vec<Sides<'a>> {
    let nodes = nodes();
    let is_carried = |scope: &Scope| {
        [nodes.carried_in, nodes.carried_out, nodes.surplus_used].contains(&scope.flow)
    };
    let all = &facts.disclosure.observations;
    if all.iter().any(|it| is_carried(&it.scope) && !it.value.is_zero()) {
        return Vec::new();
    }
    let changes = changes(&facts.disclosure.claims);
    let received = changes.iter().filter(|((now, _), _)| now.flow == nodes.received);
    let sides = received.filter_map(|((now, base), received)| {
        let sides = [nodes.spent, nodes.total].map(|flow| {
            let of = |scope: &Scope| Scope { flow, ..*scope };
            Some((of(now), changes.get(&(of(now), of(base)))?.as_ref()?))
        });
        let (received, (spent, spent_)) = (received.as_ref()?, sides.into_iter().flatten().next()?);
        let value = |scope: &Scope| facts.value(facts.representative(scope)?).printed();
        let (one, other) = (value(now)?, value(&spent)?);
        let is_even = one.nominal() == other.nominal() && now.stage == Stage::Budget;
        // The year before, money may have been carried over; that two digits are swapped by it is unlikely.
        let by = slip(&received.printed?.to_string(), &spent_.printed?.to_string());
        let differs = is_even
            && received.nominal.signum() == spent_.nominal.signum()
            && by == Some(DigitSlip::Swapped);
        differs.then_some(Sides { received: received.claim, spent: spent_.claim })
    });
    sides.collect()
}

/// Returns whether a claim adds up the changes themselves, whatever they are of, and tells of them so.
fn is_beside(claim: &Claim, whole: &Claim) -> bool {
    let fen = |printed: Printed| printed.nominal().fen().unsigned_abs();
    match (&claim.says, &whole.says) {
        (Assertion::Adds(sum), Assertion::Change { by: Some(by), .. }) => {
            claim.place == whole.place
                && sum.whole.scope.is_none()
                && fen(sum.whole.printed) == fen(*by)
        }
        _ => false,
    }
}

/// Returns the changes of the amounts that a sentence adds up exactly, if their sum differs from the
/// change of what they add up to.
fn of_list<'a>(changes: &Changes<'a>, sum: &Sum) -> Option<Uneven<'a>> {
    let fen = |term: &Term| i128::from(term.printed.nominal().fen());
    let is_exact = sum.parts.iter().map(fen).sum::<i128>() == fen(&sum.whole);
    let now = sum.whole.scope.filter(|_| is_exact && sum.first.is_empty())?;
    let mut wholes = changes.iter().filter(|((of, _), _)| *of == now);
    wholes.find_map(|((_, base), whole)| {
        let parts = sum.parts.iter().map(|part| {
            let scope = part.scope?;
            let was = Scope { year: base.year, stage: base.stage, ..scope };
            changes.get(&(scope, was)).copied().flatten()
        });
        let (whole, parts) = (whole.as_ref()?, parts.collect::<Option<Vec<Change<'a>>>>()?);
        let is_clear = parts.iter().chain([whole]).all(|change| !is_of_other(change.claim, now));
        compared(whole, parts).filter(|_| is_clear)
    })
}

/// Returns whether a change may be one of something else than it is read of, and than of `whole`,
/// whose change is stated.
fn is_of_other(claim: &Claim, whole: Scope) -> bool {
    let is_known = |of: &Scope, now: &Scope| of == now || *of == whole;
    match &claim.says {
        Assertion::Change { now, .. } => claim.instead.iter().any(|(of, _)| !is_known(of, now)),
        _ => false,
    }
}

/// All changes by what is compared with what; nothing where two sentences differ.
type Changes<'a> = BTreeMap<(Scope, Scope), Option<Change<'a>>>;

fn changes(claims: &[Claim]) -> Changes<'_> {
    let mut changes: Changes<'_> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| !claim.is_reason) {
        let Assertion::Change { now, base, direction, by, is_self_contradictory, .. } = &claim.says
        else {
            continue;
        };
        let change = (!is_self_contradictory).then(|| change(claim, *direction, *by)).flatten();
        let is_same = |other: &Option<Change<'_>>| match (other, &change) {
            (Some(other), Some(change)) => other.nominal == change.nominal,
            _ => false,
        };
        let known = changes.entry((*now, *base)).or_insert(change);
        if !is_same(known) {
            *known = None;
        }
    }
    changes
}

fn change(claim: &Claim, direction: Direction, by: Option<Printed>) -> Option<Change<'_>> {
    let interval = by.map(|by| by.interval(Rounding::Either));
    let nominal = by.map(|by| i128::from(by.nominal().fen()));
    let (by, nominal, printed) = match (direction, interval, nominal) {
        (Direction::Up, Some(interval), Some(nominal)) => (interval, nominal, by),
        (Direction::Down, Some(Interval { low, high }), Some(nominal)) => {
            (Interval { low: -high, high: -low }, -nominal, by)
        }
        (Direction::Same, None, None) => (Interval::ZERO, 0, None),
        _ => return None,
    };
    Some(Change { claim, by, nominal, printed })
}

/// Returns the parts of one change, if all are stated and their sum differs.
fn of_splits<'a>(
    changes: &Changes<'a>,
    (now, base): &(Scope, Scope),
    whole: &Change<'a>,
) -> Option<Uneven<'a>> {
    let nodes = [now.flow, now.fund, now.purpose, now.memo];
    let mut splits = nodes.into_iter().flat_map(|node| node.splits());
    splits.find_map(|split| {
        let scopes = now.split(split).into_iter().zip(base.split(split));
        let parts = scopes.map(|scopes| of_part(changes, scopes));
        compared(whole, parts.collect::<Option<_>>()?)
    })
}

/// Returns the change of a part; beside totals that a table prints, what is spent of a fund is all of it.
fn of_part<'a>(changes: &Changes<'a>, (now, base): (Scope, Scope)) -> Option<Change<'a>> {
    let spent = |scope: Scope| Scope { flow: nodes().spent, ..scope };
    let known = changes.get(&(now, base));
    let known = known.or_else(|| match now.flow == nodes().total {
        true => changes.get(&(spent(now), spent(base))),
        false => None,
    });
    known.copied().flatten()
}

/// Returns the parts of one change, if their sum differs.
fn compared<'a>(whole: &Change<'a>, parts: Vec<Change<'a>>) -> Option<Uneven<'a>> {
    let sum = parts.iter().fold(Interval::ZERO, |sum, part| sum + part.by);
    let nominal: i128 = parts.iter().map(|part| part.nominal).sum();
    let like = whole.printed.or_else(|| parts.iter().find_map(|part| part.printed))?;
    let sum_printed = like.in_format_of(ledger::Amount::from_fen(i64::try_from(nominal).ok()?));
    // A change stated as none may be smaller than the last digit of the others.
    let step = i128::from(like.step());
    let slack = Interval { low: -step, high: step };
    (!(sum + slack).overlaps(whole.by)).then(|| Uneven {
        whole: whole.claim,
        parts: parts.iter().map(|part| part.claim).collect(),
        sum: sum_printed,
    })
}
