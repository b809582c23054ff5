//! Claims of sentences (比…增加, 占…%), each recomputed from all that is printed of its scopes.
//!
//! A scope may be printed with different values, which is reported separately. A claim fails
//! only if it fails for each of them, so that one wrong number is reported once.

use super::compared_year::{is_named, odd_year};
use super::sums::{Judged, Off, adds, differs, of_this_year, takes};
use super::{Cell, Facts, own};
use disclosure::{Assertion, Claim, Direction, Division, Included, Quantity};
use document::Place;
use ledger::{Interval, Node, Percent, Printed, Rounding, Scope, Stage, Year};
use std::cmp::Ordering;

/// The most values of one scope that a claim is compared with.
const MAX_VALUES: usize = 24;

/// The outcome of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It holds if further digits were truncated.
    Truncated,
    /// It holds if each amount was rounded by itself.
    Rounded(Off),
    /// It cannot be so.
    Fails(Wrong),
    /// A number it refers to is not printed anywhere.
    Unchecked,
}

/// The fault of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The amount rises and the percentage falls, or the other way round.
    Torn,
    /// It goes in another direction, the one found.
    Direction { now: Cell, base: Cell, found: Direction },
    /// It differs by another amount.
    Amount { now: Cell, base: Cell },
    /// Another percentage follows from these cells, if it can be told.
    Percent { from: Vec<Cell>, right: Option<Percent> },
    /// The percentage is the share of the change in what there is now.
    ThisYear { now: Cell, right: Percent },
    /// It is compared with a year that is not the one before.
    BaseYear(Year),
    /// It is said to include something that is printed as zero.
    Nothing(String, Cell),
    /// The named parts add up to something else, given in thousandths.
    Sum(i64),
    /// The amounts of the sentence do not go together.
    Amounts(Off),
    /// It is said to have one purpose and is printed under another.
    Purpose(Cell),
}

/// Returns the outcome of `claim`. What fits amounts that it prints itself is said of them.
pub fn verdict(facts: &Facts<'_>, claim: &Claim) -> Verdict {
    match by_scopes(facts, claim) {
        Verdict::Fails(
            Wrong::Percent { .. }
            | Wrong::Amount { .. }
            | Wrong::Direction { .. }
            | Wrong::Amounts(_),
        ) if own::fits(facts, claim) => Verdict::Unchecked,
        verdict => verdict,
    }
}

fn by_scopes(facts: &Facts<'_>, claim: &Claim) -> Verdict {
    match &claim.says {
        Assertion::Change { now, base, direction, by, percent, is_self_contradictory } => {
            // 同口径增长: the base is another one than the amount printed.
            let is_plain =
                !["口径", "可比", "剔除", "扣除"].iter().any(|it| claim.words.contains(it));
            let place = is_plain.then_some(&claim.place);
            let change = Change { direction: *direction, by: *by, percent: *percent, place };
            // 增加0万元,无变化
            let is_nothing =
                by.is_some_and(Printed::is_zero) || percent.is_some_and(Percent::is_zero);
            if *is_self_contradictory && *direction != Direction::Unclear && !is_nothing {
                Verdict::Fails(Wrong::Torn)
            } else if let Some(year) = odd_year(now, base) {
                // Reports of governments go from one year to the next without naming it again.
                // 2031年支出3万元,与2031年相比增加 names it again.
                let named = format!("{year}年");
                let names_again = claim.words.matches(&named).count() > 1
                    && claim
                        .words
                        .split(['比', '较', '与'])
                        .next()
                        .is_some_and(|it| it.contains(&named));
                let is_report = facts.disclosure.department.is_none()
                    && !names_again
                    && !is_named(facts, claim, now, year);
                // 与2028年相比,2031年收入增长9%,年均增长3%; 比2028年增长9%,比上年增长3%: also of several years.
                let is_of_several =
                    ["年均", "上年", "去年", "同比"].iter().any(|it| claim.words.contains(it))
                        && Some(year) < now.year.map(Year::before);
                // 比2026年的9万元减少3万元,连续五年下降: what is printed of a year long past is meant.
                let is_meant = now.year.is_some_and(|own| year.0.saturating_add(3) <= own.0)
                    && matches!(
                        change.verdict(facts, now, base),
                        Verdict::Holds | Verdict::Truncated
                    );
                match is_report && now.year == Some(year) || is_of_several {
                    _ if is_meant => Verdict::Holds,
                    true => Verdict::Unchecked,
                    false => Verdict::Fails(Wrong::BaseYear(year)),
                }
            } else {
                let is_sound = |(now, base): &(Scope, Scope)| {
                    matches!(change.verdict(facts, now, base), Verdict::Holds | Verdict::Truncated)
                };
                match change.verdict(facts, now, base) {
                    Verdict::Fails(_) | Verdict::Unchecked
                        if claim.instead.iter().any(is_sound) =>
                    {
                        Verdict::Holds
                    }
                    verdict => verdict,
                }
            }
        }
        Assertion::Compare { left, right, direction } => {
            let change = Change { direction: *direction, by: None, percent: None, place: None };
            // The budget may be the one of the end of the year.
            let adjusted = Scope { stage: Stage::Adjusted, ..*right };
            best([right, &adjusted].map(|right| change.verdict(facts, left, right)).into())
        }
        Assertion::Divides(division) => divides(division),
        Assertion::Adds(sum) => judged(adds(sum)),
        Assertion::Differs(difference) => judged(differs(difference)),
        Assertion::Takes { part, whole, percent, .. } => judged(takes(part, *whole, *percent)),
        Assertion::Includes(included) => includes(facts, included),
        Assertion::Serves { scope, purpose } => serves(facts, scope, *purpose),
        Assertion::Share { part, wholes, percent, .. } => {
            let tries = wholes.iter().map(|whole| share(facts, part, whole, *percent));
            let mut tries: Vec<Verdict> = tries.collect();
            // Of several wholes the one is meant of which the share is nearly right.
            let is_near = |verdict: &Verdict| match verdict {
                Verdict::Fails(Wrong::Percent { right, .. }) => {
                    right.is_some_and(|right| right.is_beside(*percent))
                }
                _ => false,
            };
            tries.sort_by_key(|verdict| !is_near(verdict));
            best(tries)
        }
    }
}

fn judged(judged: Judged) -> Verdict {
    match judged {
        Judged::Holds => Verdict::Holds,
        Judged::Rounded(off) => Verdict::Rounded(off),
        Judged::Unchecked => Verdict::Unchecked,
        Judged::Off(off) => Verdict::Fails(Wrong::Amounts(off)),
    }
}

/// The parts of a quantity cannot exceed it, nor fall short if 其他 names all the rest.
fn divides(division: &Division) -> Verdict {
    let sum: i64 = division.parts.iter().map(|part| part.thousandths).sum();
    // Who names what there is none of names all.
    let names_rest = |part: &Quantity| part.words.starts_with("其他") || part.thousandths == 0;
    let names_rest = division.parts.iter().any(names_rest);
    let whole = division.whole.thousandths;
    match sum {
        sum if sum == whole => Verdict::Holds,
        sum if sum > whole || names_rest => Verdict::Fails(Wrong::Sum(sum)),
        _ => Verdict::Unchecked,
    }
}

/// What an amount is said to include must not be zero.
fn includes(facts: &Facts<'_>, included: &[Included]) -> Verdict {
    let mut verdict = Verdict::Unchecked;
    for Included { name, items } in included {
        let seen: Vec<Cell> = items.iter().flat_map(|item| facts.of_economic(item)).collect();
        let Some(first) = seen.first() else { continue };
        if seen.iter().all(|cell| facts.value(*cell).is_zero()) {
            return Verdict::Fails(Wrong::Nothing(name.clone(), *first));
        }
        verdict = Verdict::Holds;
    }
    verdict
}

/// Spending that is said to have a purpose has to be printed under it, at least in part.
fn serves(facts: &Facts<'_>, scope: &Scope, purpose: Node) -> Verdict {
    let of = |purpose: Node| facts.seen(&scope.with(purpose));
    let is_nothing = |cell: &Cell| facts.value(*cell).is_zero();
    let others = purpose.parent().into_iter().flat_map(Node::splits).flat_map(|split| &split.parts);
    let other = others
        .filter(|other| **other != purpose)
        .flat_map(|other| of(*other))
        .find(|cell| !is_nothing(cell));
    match (of(purpose), other) {
        ([], _) => Verdict::Unchecked,
        (mine, Some(other)) if mine.iter().all(is_nothing) => {
            Verdict::Fails(Wrong::Purpose(*other))
        }
        _ => Verdict::Holds,
    }
}

#[derive(Debug, Clone, Copy)]
struct Change<'c> {
    direction: Direction,
    by: Option<Printed>,
    percent: Option<Percent>,
    /// The paragraph, where its percentage is of the amounts that it prints.
    place: Option<&'c Place>,
}

impl Change<'_> {
    fn verdict(self, facts: &Facts<'_>, now: &Scope, base: &Scope) -> Verdict {
        let Some(pairs) = pairs(facts, now, base) else { return Verdict::Unchecked };
        let (nows, bases) = pairs;
        let mut tries = Vec::new();
        for now in nows {
            let before = tries.len();
            tries.extend(bases.iter().filter_map(|base| self.against(facts, *now, *base)));
            if tries.len() == before {
                tries.extend(self.percent_of(facts, *now));
            }
        }
        best(tries)
    }

    /// Compared with what is printed for the base.
    fn against(self, facts: &Facts<'_>, now: Cell, base: Cell) -> Option<Verdict> {
        let (left, right) = (interval(facts, now), interval(facts, base));
        let change = Interval { low: left.low - right.high, high: left.high - right.low };
        let is = match facts.value(now).nominal().cmp(&facts.value(base).nominal()) {
            Ordering::Equal => Direction::Same,
            Ordering::Greater => Direction::Up,
            Ordering::Less => Direction::Down,
        };
        let by = self.by.map(|by| by.interval(Rounding::Nearest));
        let fits = match (self.direction, by) {
            (Direction::Unclear, _) => return None,
            (Direction::Up, Some(by)) => change.overlaps(by),
            (Direction::Down, Some(by)) => {
                change.overlaps(Interval { low: -by.high, high: -by.low })
            }
            (Direction::Same, _) => change.overlaps(Interval::ZERO),
            (direction, None) => direction == is,
        };
        Some(match self.direction {
            _ if fits => {
                let percent = self.percent_of(facts, now);
                percent.or_else(|| self.percent_between(facts, now, base)).unwrap_or(Verdict::Holds)
            }
            direction if direction != is => {
                Verdict::Fails(Wrong::Direction { now, base, found: is })
            }
            _ => Verdict::Fails(Wrong::Amount { now, base }),
        })
    }

    /// The percentage that follows from two amounts of the paragraph: `支出4万元,比上年3万元增长33%`.
    fn percent_between(self, facts: &Facts<'_>, now: Cell, base: Cell) -> Option<Verdict> {
        let percent = self.percent.filter(|_| self.by.is_none())?;
        let is_here = |cell: Cell| self.place == Some(&facts.observation(cell).place);
        let (left, right) = (interval(facts, now), interval(facts, base));
        let change = match self.direction {
            Direction::Up => Interval { low: left.low - right.high, high: left.high - right.low },
            Direction::Down => Interval { low: right.low - left.high, high: right.high - left.low },
            Direction::Same | Direction::Unclear => return None,
        };
        if !is_here(now) || !is_here(base) || right.low <= 0 {
            return None;
        }
        let nominal = |cell: Cell| i128::from(facts.value(cell).nominal().fen());
        let by = (nominal(now) - nominal(base)).abs();
        Some(fits(percent, change, right).unwrap_or_else(|| {
            let right = percent.in_format_of(by, nominal(base));
            Verdict::Fails(Wrong::Percent { from: vec![now, base], right })
        }))
    }

    /// The percentage that follows from the change and the new amount.
    fn percent_of(self, facts: &Facts<'_>, now: Cell) -> Option<Verdict> {
        let (by, percent) = (self.by?, self.percent?);
        let change = by.interval(Rounding::Nearest);
        let came_to = interval(facts, now);
        let was = match self.direction {
            Direction::Up => {
                Interval { low: came_to.low - change.high, high: came_to.high - change.low }
            }
            Direction::Down => came_to + change,
            Direction::Same | Direction::Unclear => return None,
        };
        // An increase from zero has no percentage, although 100% is often written.
        if was.low <= 0 && was.high >= 0 {
            return None;
        }
        let nominal = i128::from(facts.value(now).nominal().fen());
        let by = i128::from(by.nominal().fen());
        let is_up = self.direction == Direction::Up;
        let (exact, verdict) =
            (if is_up { nominal - by } else { nominal + by }, fits(percent, change, was));
        let of_now = of_this_year(Some(percent), by, exact, nominal).filter(|_| verdict.is_some());
        if let Some(right) = of_now {
            return Some(Verdict::Fails(Wrong::ThisYear { now, right }));
        }
        let was = exact;
        Some(verdict.unwrap_or_else(|| {
            let right = percent.in_format_of(by, was).filter(|_| was > 0);
            Verdict::Fails(Wrong::Percent { from: vec![now], right })
        }))
    }
}

fn share(facts: &Facts<'_>, part: &Scope, whole: &Scope, percent: Percent) -> Verdict {
    let Some((parts, wholes)) = pairs(facts, part, whole) else { return Verdict::Unchecked };
    let mut tries = Vec::new();
    for part in parts {
        for whole in wholes {
            if facts.value(*whole).is_zero() {
                continue;
            }
            let verdict = fits(percent, interval(facts, *part), interval(facts, *whole));
            tries.push(verdict.unwrap_or_else(|| {
                let nominal = |cell: Cell| i128::from(facts.value(cell).nominal().fen());
                let right = percent.in_format_of(nominal(*part), nominal(*whole));
                Verdict::Fails(Wrong::Percent { from: vec![*part, *whole], right })
            }));
        }
    }
    best(tries)
}

/// The different values printed for two scopes, each by its first cell; `None` where there are so
/// many that one of them would fit by chance.
fn pairs<'a>(facts: &'a Facts<'_>, one: &Scope, other: &Scope) -> Option<(&'a [Cell], &'a [Cell])> {
    let both = (facts.values(one), facts.values(other));
    (both.0.len().max(both.1.len()) <= MAX_VALUES).then_some(both)
}

fn fits(percent: Percent, part: Interval, whole: Interval) -> Option<Verdict> {
    match () {
        () if percent.fits(part, whole, Rounding::Nearest) => Some(Verdict::Holds),
        () if percent.fits(part, whole, Rounding::Truncated) => Some(Verdict::Truncated),
        () => None,
    }
}

/// The most favourable of several verdicts.
fn best(verdicts: Vec<Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| match verdict {
        Verdict::Holds => 0,
        Verdict::Truncated | Verdict::Rounded(_) => 1,
        Verdict::Fails(_) => 2,
        Verdict::Unchecked => 3,
    };
    verdicts.into_iter().min_by_key(rank).unwrap_or(Verdict::Unchecked)
}

fn interval(facts: &Facts<'_>, cell: Cell) -> Interval {
    let printed = facts.value(cell).printed();
    printed.map_or(Interval::ZERO, |printed| printed.interval(Rounding::Nearest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities::testing::printing;
    use disclosure::Value;
    use ledger::MoneyUnit;
    use std::collections::BTreeSet;

    /// Whether a scope whose numbers are those of `0..count` less than `different`, over and over,
    /// is what was 1 less, and with how many numbers that is compared.
    fn compared(count: usize, different: usize) -> (Verdict, usize) {
        let number = |at: usize| (at % different + 1).to_string();
        let printed = |at| Printed::parse(&number(at), MoneyUnit::TenThousandYuan).unwrap();
        let disclosure = printing((0..count).map(|at| Value::Printed(printed(at))).collect());
        let facts = Facts::new(&disclosure, BTreeSet::new());
        let scope = disclosure.observations.first().unwrap().scope;
        let by = Some(Printed::parse("1000", MoneyUnit::TenThousandYuan).unwrap());
        let change = Change { direction: Direction::Up, by, percent: None, place: None };
        let values =
            pairs(&facts, &scope, &scope).map_or(0, |(one, other)| one.len() * other.len());
        (change.verdict(&facts, &scope, &scope), values)
    }

    #[test]
    fn only_different_numbers_are_compared() {
        let (verdict, compared_with) = compared(3000, 3);
        assert!(matches!(verdict, Verdict::Fails(_)));
        assert_eq!(compared_with, 9);
        assert_eq!(compared(600, 600), (Verdict::Unchecked, 0), "too many to say anything");
    }
}
