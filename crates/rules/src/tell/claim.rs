//! Findings about sentences with impossible statements.

use super::figure::{cell, evidence, show};
use super::shortened::{Shortened, amounts_message, turned};
use crate::checks;
use crate::identities::changes::{Sides, Uneven, sides, uneven};
use crate::identities::claims::{Verdict, Wrong};
use crate::identities::{Cell, Evaluated, Facts};
use classification::{Classification, Kind};
use disclosure::{Assertion, Claim, Direction, Disclosure, Division, Quantity, Unrecognised, Why};
use finding::{Amounts, Evidence, Finding, Location, Outcomes, Severity};
use ledger::{Code, Scope, Year};
use message::Message;
use rustc_hash::FxHashSet;

/// Returns the findings of all claims, which come out as `verdicts` say, and counts their outcomes.
pub fn findings(
    evaluated: &Evaluated<'_>,
    verdicts: Vec<Verdict>,
    outcomes: &mut Outcomes,
) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let failing = failing_scopes(evaluated);
    let shortened = Shortened::new(evaluated, &verdicts);
    let mut findings = Vec::new();
    for (claim, verdict) in facts.disclosure.claims.iter().zip(verdicts) {
        match verdict {
            Verdict::Fails(_) if is_told(claim, &failing) => {}
            Verdict::Holds => outcomes.holds += 1,
            Verdict::Truncated => outcomes.rounding += 1,
            Verdict::Rounded(off) => {
                outcomes.rounding += 1;
                findings.extend(shortened.remark(claim, &off));
            }
            Verdict::Unchecked => {}
            Verdict::Fails(Wrong::BaseYear(_)) if is_beside_last_year(facts, claim) => {}
            Verdict::Fails(wrong) => {
                outcomes.fails += 1;
                findings.push(finding(facts, claim, &wrong));
            }
        }
    }
    let sides = sides(facts);
    outcomes.fails += sides.len();
    findings.extend(sides.iter().map(sides_differ));
    let uneven = uneven(facts);
    outcomes.fails += uneven.len();
    findings.extend(uneven.iter().map(|uneven| changes_differ(facts.disclosure, uneven)));
    findings
}

/// What the numbers of identities that fail count.
fn failing_scopes(evaluated: &Evaluated<'_>) -> FxHashSet<Scope> {
    let identities = evaluated.failing().map(|id| evaluated.identity(id));
    let cells = identities.flat_map(|identity| identity.terms());
    cells.map(|cell| evaluated.facts.observation(cell).scope).collect()
}

/// Whether an identity already says that one of the amounts of a sum is not as it should be.
fn is_told(claim: &Claim, failing: &FxHashSet<Scope>) -> bool {
    let Assertion::Adds(sum) = &claim.says else { return false };
    let terms = std::iter::once(&sum.whole).chain(&sum.parts);
    terms.filter_map(|term| term.scope).any(|scope| failing.contains(&scope))
}

/// Whether the paragraph compares the same thing with the year before too: then an older
/// year is meant.
fn is_beside_last_year(facts: &Facts<'_>, claim: &Claim) -> bool {
    let Assertion::Change { now: what, .. } = claim.says else { return false };
    facts.disclosure.claims.iter().filter(|other| other.place == claim.place).any(|other| {
        matches!(other.says, Assertion::Change { now, base, .. }
            if now == what && base.year.is_some() && base.year == now.year.map(Year::before))
    })
}

/// Income and spending that are the same, and changed by different amounts.
fn sides_differ(sides: &Sides<'_>) -> Finding {
    let (received, spent) = (&sides.received.words, &sides.spent.words);
    let message = Message::new(
        format!("收入写“{received}”，支出写“{spent}”：收支相等，没有结转，增减却不同。"),
        format!(
            "“{received}” of income and “{spent}” of spending: both are equal and nothing is carried over, yet the changes differ."
        ),
    );
    let advice = Message::new(
        "对照上年数字，改正其中一处增减额。",
        "Compare with the figures of the year before and correct one of the changes.",
    );
    let because = Evidence {
        location: Location::here(sides.received.place.clone()),
        what: Message::new("收入的增减", "the change of income"),
        printed: received.clone(),
    };
    Finding {
        severity: Severity::Warning,
        printed: Some(spent.clone()),
        because: vec![because],
        ..checks::SENTENCE_CHANGE.finding(sides.spent.place.clone(), message, advice)
    }
}

/// A change that is not the sum of the changes of its parts.
fn changes_differ(disclosure: &Disclosure, uneven: &Uneven<'_>) -> Finding {
    let (words, sum) = (&uneven.whole.words, uneven.sum);
    let unit = sum.unit().name();
    let message = Message::new(
        format!("“{words}”：其中各项的增减合计是{sum}{unit}，与此不符。"),
        format!("“{words}”: the changes of its parts come to {sum} {unit}."),
    );
    let advice = Message::new(
        "对照上年数字，改正其中一处增减额。",
        "Compare with the figures of the year before and correct one of the changes.",
    );
    let because = uneven.parts.iter().map(|part| Evidence {
        location: Location::here(part.place.clone()),
        what: Message::new(part.words.clone(), part.words.clone()),
        printed: String::new(),
    });
    Finding {
        severity: Severity::Warning,
        printed: Some(words.clone()),
        expected: Some(sum.to_string()),
        amounts: Some(Amounts { expected: Some(sum.nominal()), ..Amounts::default() }),
        scope: scope(&uneven.whole.says).map(|scope| disclosure.key(&scope)),
        because: because.collect(),
        ..checks::SENTENCE_CHANGE.finding(uneven.whole.place.clone(), message, advice)
    }
}

/// Returns sentences about budget subjects that are neither in a code list nor in a table of the
/// document, which does print subjects with their codes.
pub fn unknown_subjects(disclosure: &Disclosure) -> Vec<Finding> {
    let prints_codes = disclosure.observations.iter().any(|seen| seen.source.code.len() == 7);
    let unread = disclosure.unrecognised.iter().filter(|_| prints_codes);
    unread.filter_map(unknown_subject).collect()
}

fn unknown_subject(unread: &Unrecognised) -> Option<Finding> {
    let Why::Subject(names) = &unread.why else { return None };
    if is_listed(names) {
        return None;
    }
    let path = names.join("—");
    let message = Message::new(
        format!("各表与科目名录中都没有科目“{path}”，这句话里的数字无从核对。"),
        format!(
            "No table and no code list has a subject “{path}”; the figure in this sentence cannot be checked."
        ),
    );
    let advice = Message::new(
        "按支出表中的科目名称和层级改写。",
        "Write the subject as the tables do, level by level.",
    );
    let found = checks::UNKNOWN_SUBJECT.finding(unread.place.clone(), message, advice);
    Some(Finding { printed: Some(path), subjects: names.clone(), ..found })
}

/// Returns whether a code list has subjects of those names below each other, remembered ones too.
fn is_listed(names: &[String]) -> bool {
    let list = Classification::get(Kind::Function);
    let mut above: Option<Vec<Code>> = None;
    for name in names {
        let full = format!("{name}支出");
        let named = list.called(name).chain(list.called(&full)).map(|named| named.code);
        let is_below = |code: &Code| {
            above.as_ref().is_none_or(|above| code.parent().is_some_and(|it| above.contains(&it)))
        };
        above = Some(named.filter(is_below).collect());
    }
    above.is_some_and(|codes| !codes.is_empty())
}

fn finding(facts: &Facts<'_>, claim: &Claim, wrong: &Wrong) -> Finding {
    let check = match (wrong, &claim.says) {
        (Wrong::BaseYear(_), _) => &checks::BASE_YEAR,
        (_, Assertion::Change { .. }) => &checks::SENTENCE_CHANGE,
        (_, Assertion::Compare { .. }) => &checks::SENTENCE_COMPARE,
        (_, Assertion::Share { .. } | Assertion::Takes { .. }) => &checks::SENTENCE_SHARE,
        (_, Assertion::Divides(_) | Assertion::Adds(_)) => &checks::SENTENCE_SUM,
        (_, Assertion::Differs(_)) => &checks::SENTENCE_CHANGE,
        (_, Assertion::Includes(_)) => &checks::INCLUDES_NOTHING,
        (_, Assertion::Serves { .. }) => &checks::OTHER_PURPOSE,
    };
    let is_certain = match wrong {
        Wrong::BaseYear(_)
        | Wrong::Nothing(..)
        | Wrong::Purpose(_)
        | Wrong::Sum(_)
        | Wrong::ThisYear { .. } => false,
        Wrong::Amounts(off) => off.is_certain,
        Wrong::Torn | Wrong::Direction { .. } | Wrong::Amount { .. } | Wrong::Percent { .. } => {
            true
        }
    } && !matches!(
        claim.says,
        Assertion::Share { is_explicit: false, .. } | Assertion::Takes { is_named: false, .. }
    ) && !claim.is_reason;
    let (message, because) = message(facts, claim, wrong);
    let severity = if is_certain { Severity::Error } else { Severity::Warning };
    let advice = Message::new(
        "按所列数字重新计算这句话，改正其中的数字或文字。",
        "Compute the sentence anew from the figures listed and correct its figure or wording.",
    );
    Finding {
        severity,
        printed: Some(claim.words.clone()),
        expected: expected(claim, wrong),
        scope: scope(&claim.says).map(|scope| facts.disclosure.key(&scope)),
        because: because.iter().map(|cell| evidence(facts, *cell)).collect(),
        ..check.finding(claim.place.clone(), message, advice)
    }
}

/// Returns the scope of the claim, if it is about one number.
const fn scope(says: &Assertion) -> Option<Scope> {
    match says {
        Assertion::Change { now, .. } => Some(*now),
        Assertion::Compare { left, .. } => Some(*left),
        Assertion::Share { part, .. } => Some(*part),
        Assertion::Serves { scope, .. } => Some(*scope),
        Assertion::Adds(sum) => sum.whole.scope,
        Assertion::Includes(_)
        | Assertion::Divides(_)
        | Assertion::Differs(_)
        | Assertion::Takes { .. } => None,
    }
}

fn message(facts: &Facts<'_>, claim: &Claim, wrong: &Wrong) -> (Message, Vec<Cell>) {
    let words = &claim.words;
    match wrong {
        Wrong::Torn => (
            Message::new(
                format!("“{words}”：金额与百分比的增减方向相反。"),
                format!("“{words}”: the amount and the percentage go in opposite directions."),
            ),
            Vec::new(),
        ),
        Wrong::BaseYear(year) => (
            Message::new(
                format!("“{words}”：比较的基期是{year}年，而不是上一年。"),
                format!("“{words}” is compared with {year}, which is not the year before."),
            ),
            Vec::new(),
        ),
        Wrong::Direction { now, base, .. } => {
            let (left, right) = (cell(facts, *now), cell(facts, *base));
            let (now_value, base_value) = (show(facts.value(*now)), show(facts.value(*base)));
            let message = Message::new(
                format!(
                    "“{words}”：{}是{now_value}，{}是{base_value}，方向说反了。",
                    left.zh, right.zh
                ),
                format!(
                    "“{words}”: {} is {now_value} and {} is {base_value}; the direction is wrong.",
                    left.en, right.en
                ),
            );
            (message, vec![*now, *base])
        }
        Wrong::Amount { now, base } => (
            Message::new(
                format!("“{words}”：增减额与两个数字之差不符。"),
                format!("“{words}”: the change is not the difference of the two figures."),
            ),
            vec![*now, *base],
        ),
        Wrong::Nothing(name, blank) => {
            let place = cell(facts, *blank);
            let message = Message::new(
                format!("文中说主要包括“{name}”，可是{}没有数字。", place.zh),
                format!("“{name}” is said to be included, yet {} prints nothing.", place.en),
            );
            (message, vec![*blank])
        }
        Wrong::Purpose(other) => {
            let place = cell(facts, *other);
            let message = Message::new(
                format!("“{words}”：表中这个科目的钱在{}，不在文中所说的支出里。", place.zh),
                format!(
                    "“{words}”: the tables print this subject's money {}, not under the purpose named.",
                    place.en
                ),
            );
            (message, vec![*other])
        }
        Wrong::ThisYear { now, .. } => (
            Message::new(
                format!("“{words}”：百分比是用本年数除的，应除以上年数。"),
                format!("“{words}”: the percentage is of this year's figure, not of last year's."),
            ),
            vec![*now],
        ),
        Wrong::Sum(sum) => (sum_message(claim, *sum), Vec::new()),
        Wrong::Amounts(off) => (amounts_message(claim, off), Vec::new()),
        Wrong::Percent { from, .. } => (
            Message::new(
                format!("“{words}”：百分比与所依据的数字不符。"),
                format!("“{words}”: the percentage does not follow from the figures."),
            ),
            from.clone(),
        ),
    }
}

fn sum_message(claim: &Claim, sum: i64) -> Message {
    let Assertion::Divides(Division { whole, parts }) = &claim.says else {
        return Message::default();
    };
    let Quantity { words, number, unit, .. } = whole;
    let parts: Vec<&str> = parts.iter().map(|part| part.number.as_str()).collect();
    let sum = match sum % 1000 {
        0 => (sum / 1000).to_string(),
        rest => format!("{}.{rest:03}", sum / 1000).trim_end_matches('0').to_owned(),
    };
    let parts = parts.join("+");
    Message::new(
        format!("“{words}{number}{unit}”与其中各项不符：{parts}={sum}。"),
        format!("“{words}{number}{unit}” does not agree with what is named of it: {parts}={sum}."),
    )
}

fn expected(claim: &Claim, wrong: &Wrong) -> Option<String> {
    match wrong {
        Wrong::Percent { right, .. } => right.map(|percent| percent.to_string()),
        Wrong::ThisYear { right, .. } => Some(right.to_string()),
        Wrong::Amounts(off) => match turned(claim, off) {
            Some((_, right)) => Some(right),
            None => off.right.clone(),
        },
        Wrong::Direction { found: Direction::Up, .. } => Some("大于、增加".to_owned()),
        Wrong::Direction { found: Direction::Down, .. } => Some("小于、减少".to_owned()),
        Wrong::Direction { .. } => Some("等于、持平".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_that_are_only_remembered_are_listed() {
        let is = |names: &[&str]| {
            is_listed(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        assert!(is(&["社会保障和就业", "残疾人事业", "残疾人康复"]));
        assert!(is(&["残疾人事业", "残疾人康复"]));
        assert!(!is(&["教育支出", "残疾人事业"]));
        assert!(!is(&["社会保障和就业支出", "残疾人事业", "某种新东西"]));
    }
}
