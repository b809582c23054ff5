//! Sums of sentences that agree only if each amount was rounded by itself.

use crate::checks;
use crate::identities::claims::Verdict;
use crate::identities::sums::Off;
use crate::identities::{Evaluated, Outcome};
use disclosure::{Assertion, Claim, Disclosure, Sum, Term};
use finding::{Finding, Severity};
use ledger::{MoneyUnit, Printed, Scope};
use message::Message;
use rustc_hash::FxHashSet;

/// From so many such sums the document rounds its amounts.
const HABIT: usize = 3;

/// The largest number of parts, and of 分, of a sum that is hardly ever rounded: whole amounts below
/// ten million 元.
const FEW: usize = 4;
const SMALL: i64 = 1_000_000_000;

/// How a document rounds.
pub(super) struct Shortened<'a> {
    disclosure: &'a Disclosure,
    /// What the numbers count of which an identity already says so.
    told: FxHashSet<Scope>,
    is_habit: bool,
}

impl<'a> Shortened<'a> {
    pub(super) fn new(evaluated: &Evaluated<'a>, verdicts: &[Verdict]) -> Self {
        let rounding = evaluated.identities().filter(|(_, _, is)| *is == Outcome::Rounding);
        let cells = rounding.flat_map(|(_, identity, _)| identity.terms());
        let told = cells.map(|cell| evaluated.facts.observation(cell).scope).collect();
        let rounded = verdicts.iter().filter(|it| matches!(it, Verdict::Rounded(_))).count();
        let disclosure = evaluated.facts.disclosure;
        Self { disclosure, told, is_habit: disclosure.says_rounded || rounded >= HABIT }
    }

    /// Returns a remark on a sum, unless the document rounds as a rule or it is made elsewhere.
    pub(super) fn remark(&self, claim: &Claim, off: &Off) -> Option<Finding> {
        let Assertion::Adds(sum) = &claim.says else { return None };
        let is_told = || sum.whole.scope.is_some_and(|scope| self.told.contains(&scope));
        if self.is_habit || is_told() || !is_even(sum) || !sum.is_apart {
            return None;
        }
        let severity = if is_whole(sum) { Severity::Warning } else { Severity::Note };
        let (message, expected) = (amounts_message(claim, off), off.right.clone());
        let advice = Message::new(
            "核对末位；确是取舍尾数造成的，在文中注明。",
            "Check the last digit; if rounding explains it, say so in the text.",
        );
        Some(Finding {
            severity,
            printed: Some(claim.words.clone()),
            expected,
            scope: sum.whole.scope.map(|scope| self.disclosure.key(&scope)),
            ..checks::SENTENCE_SUM.finding(claim.place.clone(), message, advice)
        })
    }
}

fn terms(sum: &Sum) -> impl Iterator<Item = &Term> {
    sum.parts.iter().chain([&sum.whole]).filter(|term| !term.printed.is_zero())
}

/// Returns whether all amounts of a sum are printed to the same digit.
fn is_even(sum: &Sum) -> bool {
    terms(sum).all(|term| term.printed.step() == sum.whole.printed.step())
}

/// Returns whether few and small amounts are whole numbers of 万元, as small bodies write them.
fn is_whole(sum: &Sum) -> bool {
    let printed = sum.whole.printed;
    let is_small = printed.unit() == MoneyUnit::TenThousandYuan && printed.nominal().fen() < SMALL;
    is_small && sum.parts.len() <= FEW && terms(sum).all(|term| term.printed.decimals() == 0)
}

/// What the changes of the parts come to, where some of them go the other way than the whole is said to,
/// and that way.
pub(super) fn turned(claim: &Claim, off: &Off) -> Option<(&'static str, String)> {
    const WAYS: [&str; 2] = ["增加", "减少"];
    let Assertion::Adds(sum) = &claim.says else { return None };
    let at = WAYS.iter().position(|way| sum.whole.words.ends_with(way))?;
    let is_mixed = sum.parts.iter().any(|part| part.printed.nominal().fen() < 0);
    let right = off.right.as_deref().filter(|_| is_mixed)?;
    let (at_right, amount) = match right.strip_prefix('-') {
        Some(amount) => (1 - at, amount),
        None => (at, right),
    };
    Some((WAYS.get(at)?, format!("{}{amount}", WAYS.get(at_right)?)))
}

/// What is wrong with amounts that do not go together.
pub(super) fn amounts_message(claim: &Claim, off: &Off) -> Message {
    let because = &off.because;
    match &claim.says {
        Assertion::Adds(sum) => {
            let Term { words, printed, .. } = &sum.whole;
            let (words, unit) = (words.trim_start_matches("其中"), printed.unit().name());
            let unit_of = |told: fn(Printed, &str) -> String| {
                off.unit.map_or_else(String::new, |it| told(it, it.unit().name()))
            };
            if let Some((way, right)) = turned(claim, off) {
                return Message::new(
                    format!(
                        "“{words}{printed}{unit}”与所列各项的增减不符：{because}（方向相反的记负数），即{right}{unit}。"
                    ),
                    format!(
                        "“{words}{printed}{unit}” is not what the changes of its parts come to: {because}, counted as {}.",
                        if way == "增加" { "increases" } else { "decreases" }
                    ),
                );
            }
            Message::new(
                format!(
                    "“{words}{printed}{unit}”与所列各项之和不符：{because}{}。",
                    unit_of(|it, unit| format!("；{it}{unit}的单位可能写错了"))
                ),
                format!(
                    "“{words}{printed}{unit}” is not what its parts come to: {because}{}.",
                    unit_of(|it, unit| format!("; the unit of {it}{unit} may be wrong"))
                ),
            )
        }
        _ => Message::new(
            format!("“{}”：与所依据的数字不符，{because}。", claim.words),
            format!("“{}” does not follow from the figures: {because}.", claim.words),
        ),
    }
}
