//! Amounts that a statement prints itself, or its paragraph. Where they fit its change or its
//! percentage, it is said of them, whatever else its words may refer to.

use super::Facts;
use crate::quantity::quantities;
use disclosure::{Assertion, Claim, Difference, Direction, Observation};
use ledger::{Interval, MoneyUnit, Percent, Printed, Rounding, Scope};

/// The most amounts of other years and bodies that are compared.
const MOST: usize = 24;

/// How words begin behind an amount with which something is compared.
const WAYS: [&str; 12] =
    ["增", "减", "上升", "下降", "多", "少", "超", "短", "提高", "降低", "高", "低"];

/// Returns whether the claim holds of amounts that it prints itself.
pub fn fits(facts: &Facts<'_>, claim: &Claim) -> bool {
    match &claim.says {
        Assertion::Change { direction, by: Some(by), percent: Some(percent), now, .. } => {
            Change { by: *by, direction: *direction, percent: *percent }.fits(
                facts,
                claim,
                Some(now),
            )
        }
        Assertion::Differs(Difference {
            direction, by: Some(by), percent: Some(percent), ..
        }) => Change { by: *by, direction: *direction, percent: *percent }.fits(facts, claim, None),
        Assertion::Share { wholes, percent, .. } => is_share_of_own(facts, claim, wholes, *percent),
        _ => false,
    }
}

/// An amount in the words of a claim.
struct Own<'c> {
    printed: Printed,
    /// The words of its clause before it, and those behind it.
    name: &'c str,
    behind: &'c str,
}

fn own(claim: &Claim) -> Vec<Own<'_>> {
    let amounts = quantities(&claim.words).into_iter().filter_map(|it| {
        let unit = match it.unit {
            "元" => MoneyUnit::Yuan,
            "万元" => MoneyUnit::TenThousandYuan,
            "亿元" => MoneyUnit::HundredMillionYuan,
            _ => return None,
        };
        let before = claim.words.get(..it.at)?;
        let name = before.rsplit([',', ';', '。', ':', '(', '、']).next()?;
        let printed = Printed::parse(it.printed, unit).ok()?;
        Some(Own { printed, name, behind: claim.words.get(it.end..)? })
    });
    amounts.collect()
}

#[derive(Debug, Clone, Copy)]
struct Change {
    by: Printed,
    direction: Direction,
    percent: Percent,
}

impl Change {
    fn fits(self, facts: &Facts<'_>, claim: &Claim, now: Option<&Scope>) -> bool {
        if self.by.is_zero() {
            return false;
        }
        let own: Vec<Own<'_>> = own(claim).into_iter().filter(|it| it.printed != self.by).collect();
        let amounts = || own.iter().map(|it| it.printed);
        if let Some((base, is_bracketed)) = base(&own) {
            let is_moved = is_bracketed || amounts().any(|now| self.is_moved(base, now));
            return is_moved && is_share(self.by, base, self.percent);
        }
        // 3万元,上年2万元,增加1万元
        let pairs = || amounts().flat_map(|was| amounts().map(move |now| (was, now)));
        if pairs().any(|(was, now)| self.is_moved(was, now)) {
            return pairs()
                .any(|(was, now)| self.is_moved(was, now) && is_share(self.by, was, self.percent));
        }
        if !own.is_empty() {
            return amounts().any(|now| self.came_to(now));
        }
        let is_like = |seen: &&Observation| {
            seen.place == claim.place || now.is_some_and(|now| is_of_kind(&seen.scope, now))
        };
        let others = facts.disclosure.observations.iter().filter(is_like).take(MOST);
        others.filter_map(|seen| seen.value.printed()).any(|now| self.came_to(now))
    }

    /// Returns what an amount was before the change.
    fn before(self, now: Printed) -> Option<Interval> {
        let [came_to, change] = [now, self.by].map(|it| it.interval(Rounding::Nearest));
        match self.direction {
            Direction::Up => {
                Some(Interval { low: came_to.low - change.high, high: came_to.high - change.low })
            }
            Direction::Down => Some(came_to + change),
            Direction::Same | Direction::Unclear => None,
        }
    }

    /// Returns whether an amount came from another one by the change.
    fn is_moved(self, was: Printed, now: Printed) -> bool {
        let before = self.before(now);
        before.is_some_and(|before| before.overlaps(was.interval(Rounding::Nearest)))
    }

    /// Returns whether an amount came from one of which the change is that share.
    fn came_to(self, now: Printed) -> bool {
        let change = self.by.interval(Rounding::Nearest);
        let was = self.before(now).filter(|was| was.low > 0);
        was.is_some_and(|was| self.percent.fits(change, was, Rounding::Either))
    }
}

/// Returns the amount with which the words compare, and whether it stands in a bracket:
/// `比2030年(甲3万元、乙5万元,合计8万元)增加2万元`.
fn base(own: &[Own<'_>]) -> Option<(Printed, bool)> {
    own.iter().find_map(|it| {
        let inside = it.behind.strip_prefix(')');
        let goes_on = WAYS.iter().any(|way| inside.unwrap_or(it.behind).starts_with(way));
        let is_compared = it.name.contains(['比', '较', '与']) || inside.is_some();
        (goes_on && is_compared).then_some((it.printed, inside.is_some()))
    })
}

/// Returns whether an amount of the claim is that share of another one that is called like the
/// whole, of whatever year it is.
fn is_share_of_own(facts: &Facts<'_>, claim: &Claim, wholes: &[Scope], percent: Percent) -> bool {
    let own = own(claim);
    let words = claim.words.as_str();
    let of = ["占", "完成", "为"].iter().find_map(|verb| words.rsplit_once(*verb));
    let is_said = |c: char| c.is_alphabetic() && !"的万亿元".contains(c);
    let of: String = of.map_or("", |(_, of)| of).chars().take_while(|c| is_said(*c)).collect();
    let is_year = |name: &str| name.ends_with('年') && name.chars().count() <= 5;
    let is_whole = |it: &&Own<'_>| !of.is_empty() && it.name.contains(&of) || is_year(it.name);
    let others = facts.disclosure.observations.iter();
    let others = others.filter(|seen| wholes.iter().any(|it| is_of_kind(&seen.scope, it)));
    let others = others.filter_map(|seen| seen.value.printed()).take(MOST);
    let wholes: Vec<Printed> =
        own.iter().filter(is_whole).map(|it| it.printed).chain(others).collect();
    own.iter().any(|part| {
        let mut wholes = wholes.iter().filter(|whole| **whole != part.printed);
        wholes.any(|whole| is_share(part.printed, *whole, percent))
    })
}

/// Returns whether two scopes differ in nothing but the year and the body.
fn is_of_kind(one: &Scope, other: &Scope) -> bool {
    Scope { year: other.year, entity: other.entity, ..*one } == *other
}

fn is_share(part: Printed, whole: Printed, percent: Percent) -> bool {
    let [part, whole] = [part, whole].map(|it| it.interval(Rounding::Nearest));
    whole.low > 0 && percent.fits(part, whole, Rounding::Either)
}
