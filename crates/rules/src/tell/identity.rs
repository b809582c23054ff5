//! Findings about identities: which cell, what is printed, and the evidence of the others.

use super::figure::{amounts, capital, cell, evidence, show, title};
use crate::checks::{self, Check};
use crate::identities::{
    Cell, Evaluated, Facts, Identity, IdentityId, Kind, Outcome, Relation, nominal,
};
use finding::render::place;
use finding::{Amounts, Finding, Severity, Unchecked};
use ledger::{Amount, Printed, Rounding, Scope};
use message::{Fixed, Lang, Message};
use std::collections::{BTreeMap, BTreeSet};

/// The check that evaluates identities of a kind.
pub const fn check(kind: Kind) -> &'static Check {
    match kind {
        Kind::Same => &checks::SAME_SCOPE,
        Kind::List => &checks::LIST_SUM,
        Kind::Balance => &checks::BALANCE,
        Kind::Parts => &checks::PARTS_SUM,
        Kind::Units => &checks::UNITS_SUM,
        Kind::Projects => &checks::PROJECTS_SUM,
        Kind::Nothing => &checks::PART_OF_NOTHING,
    }
}

/// The identities that could not be evaluated, and why.
pub fn open(evaluated: &Evaluated<'_>) -> Vec<Unchecked> {
    let open = evaluated.identities().filter(|(_, _, outcome)| *outcome == Outcome::NotEvaluable);
    open.filter_map(|(_, identity, _)| not_evaluable(&evaluated.facts, identity)).collect()
}

pub(super) fn finding(facts: &Facts<'_>, identity: &Identity, outcome: Outcome) -> Option<Finding> {
    let (severity, message) = match outcome {
        Outcome::Fails if !identity.is_certain() => (Severity::Warning, failure(facts, identity)),
        Outcome::Fails => (Severity::Error, failure(facts, identity)),
        _ => return None,
    };
    let blamed = *identity.whole.first()?;
    let seen = facts.observation(blamed);
    let others = identity.terms().filter(|cell| *cell != blamed);
    let printed = printed_like(facts, identity)?;
    let value = |cell| facts.value(cell);
    let rest = identity.whole.get(1..).unwrap_or_default();
    let exact = nominal(&identity.parts, &value) - nominal(rest, &value);
    let found = check(identity.kind).finding(seen.place.clone(), message, advice(severity));
    let found = Finding { severity, ..found };
    Some(of_number(facts, blamed, printed, (exact, identity.difference(facts)), others, found))
}

/// Adds to `found` what the number in `cell` is, what it should be and by how much it differs, in
/// 分 and written like `printed`, and the numbers that it was compared with.
fn of_number(
    facts: &Facts<'_>,
    cell: Cell,
    printed: Printed,
    (exact, difference): (i128, i128),
    others: impl Iterator<Item = Cell>,
    found: Finding,
) -> Finding {
    let seen = facts.observation(cell);
    let amount = |fen: i128| i64::try_from(fen).ok().map(Amount::from_fen);
    let show_amount = |amount: Amount| printed.in_format_of(amount).to_string();
    let amounts =
        Amounts { expected: amount(exact), difference: amount(difference), ..amounts(seen) };
    Finding {
        table: title(facts.disclosure, seen),
        printed: Some(show(seen.value)),
        expected: amounts.expected.map(show_amount),
        difference: amounts.difference.map(show_amount),
        unit: Some(printed.unit()),
        amounts: Some(amounts),
        scope: Some(facts.disclosure.key(&seen.scope)),
        because: others.map(|cell| evidence(facts, cell)).collect(),
        ..found
    }
}

/// The notes on identities that hold only because their numbers were shortened: one for each
/// number that was, for it may be compared with many others.
pub(super) fn notes(
    evaluated: &Evaluated<'_>,
    is_told: impl Fn(IdentityId) -> bool,
) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let is_due = |identity: &Identity, outcome| match outcome {
        Outcome::Truncated => !facts.disclosure.says_rounded || is_one_amount(facts, identity),
        Outcome::Rounding => is_remarkable(facts, identity),
        _ => false,
    };
    let due = evaluated
        .identities()
        .filter(|(id, identity, outcome)| is_due(identity, *outcome) && !is_told(*id));
    let due: Vec<(&Identity, Outcome)> =
        due.map(|(_, identity, outcome)| (identity, outcome)).collect();
    let mut counts: BTreeMap<Cell, usize> = BTreeMap::new();
    for cell in due.iter().flat_map(|(identity, _)| identity.terms()) {
        *counts.entry(cell).or_default() += 1;
    }
    let mut by_number: BTreeMap<Cell, Vec<(&Identity, Outcome)>> = BTreeMap::new();
    for (identity, outcome) in due {
        if let Some(cell) = shortened(facts, identity, &counts) {
            by_number.entry(cell).or_default().push((identity, outcome));
        }
    }
    by_number.into_iter().filter_map(|(cell, of)| note(facts, cell, &of)).collect()
}

/// Whether an identity says that one amount is printed twice, to the same digit and in tables. It
/// is shortened in both places alike.
fn is_one_amount(facts: &Facts<'_>, identity: &Identity) -> bool {
    let mut cells = identity.terms().filter(|cell| !facts.value(*cell).is_zero());
    let (Some(one), Some(other), None) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    let step = |cell| facts.value(cell).printed().map(Printed::step);
    let is_in_table = |cell| facts.observation(cell).source.table.is_some();
    step(one) == step(other) && is_in_table(one) && is_in_table(other)
}

/// The number of an identity that was shortened most; of those printed alike the one that misses
/// most often, and then the whole.
fn shortened(
    facts: &Facts<'_>,
    identity: &Identity,
    counts: &BTreeMap<Cell, usize>,
) -> Option<Cell> {
    let step = |cell: Cell| facts.value(cell).printed().map_or(0, Printed::step);
    let rank = |cell: Cell| (step(cell), counts.get(&cell).copied());
    let worst = identity.terms().map(rank).max()?;
    identity.terms().find(|cell| rank(*cell) == worst)
}

/// The note on one shortened number, with all numbers that it is compared with.
fn note(facts: &Facts<'_>, cell: Cell, of: &[(&Identity, Outcome)]) -> Option<Finding> {
    let &(first, outcome) = of.first()?;
    let seen = facts.observation(cell);
    let printed = seen.value.printed().or_else(|| printed_like(facts, first))?;
    let sign = if first.whole.contains(&cell) { 1 } else { -1 };
    let difference = sign * first.difference(facts);
    let exact = i128::from(seen.value.nominal().fen()) - difference;
    let others: BTreeSet<Cell> = of.iter().flat_map(|(identity, _)| identity.terms()).collect();
    let others =
        others.into_iter().filter(|other| *other != cell && !facts.value(*other).is_zero());
    let message = match outcome {
        Outcome::Truncated => remark(facts, cell, "按舍去尾数计", "if further digits were cut off"),
        _ => remark(facts, cell, "按四舍五入计", "by rounding"),
    };
    let advice = advice(Severity::Note);
    let found = check(first.kind).finding(seen.place.clone(), message, advice);
    let found = Finding { severity: Severity::Note, ..found };
    Some(of_number(facts, cell, printed, (exact, difference), others, found))
}

/// A sum that does not agree to the last digit is worth a remark where the others do: it may
/// be wrong. Where the document says that it rounds, or many sums show it, nothing can be
/// done about one of them; nor is one amount shown in 元 and in 万元 worth any.
fn is_remarkable(facts: &Facts<'_>, identity: &Identity) -> bool {
    if facts.disclosure.says_rounded || identity.loosest == Rounding::Either {
        return false;
    }
    let mut steps =
        identity.terms().filter_map(|cell| facts.value(cell).printed()).map(Printed::step);
    let first = steps.next();
    steps.all(|step| Some(step) == first)
}

/// Returns the description of a failing identity.
pub fn failure(facts: &Facts<'_>, identity: &Identity) -> Message {
    let words = |of: Option<&Cell>| of.map(|of| cell(facts, *of)).unwrap_or_default();
    let whole = words(identity.whole.first());
    let scope = scope(facts, identity);
    match identity.kind {
        Kind::Same => {
            let other = words(identity.parts.first());
            Message::new(
                format!("{}与{}是同一口径（{}），数字却不同。", whole.zh, other.zh, scope.zh),
                format!("{} and {} count the same ({}) and differ.", whole.en, other.en, scope.en),
            )
        }
        Kind::Nothing => Message::new(
            format!("{}为零或空，它的一部分却不为零。", whole.zh),
            format!("{} is zero or blank, yet a part of it is not.", whole.en),
        ),
        Kind::Balance => Message::new(
            format!("收入与支出不平衡（{}）。", scope.zh),
            format!("Sources and uses do not balance ({}).", scope.en),
        ),
        Kind::Units => Message::new(
            format!("{}不等于各单位之和。", whole.zh),
            format!("{} is not the sum of the units.", whole.en),
        ),
        Kind::List | Kind::Parts | Kind::Projects => match identity.relation {
            Relation::Equal => Message::new(
                format!("{}不等于其各项之和。", whole.zh),
                format!("{} is not the sum of its parts.", whole.en),
            ),
            Relation::AtMost => Message::new(
                format!("{}小于其中各项之和。", whole.zh),
                format!("{} is less than the parts it contains.", whole.en),
            ),
        },
    }
}

fn remark(facts: &Facts<'_>, shortened: Cell, zh: &str, en: &str) -> Message {
    let words = cell(facts, shortened);
    Message::new(
        format!("{}与相关数字{zh}相符，末位有差。", words.zh),
        format!("{} agrees with the others only {en}.", capital(&words.en)),
    )
}

/// Returns the advice for a finding of that severity.
pub fn advice(severity: Severity) -> Message {
    match severity {
        Severity::Note => Message::new(
            "核对末位；确是取舍尾数造成的，在文中注明。",
            "Compare the last digit with the source; if it comes from rounding, say so in the document.",
        ),
        _ => Message::new(
            "对照原始数据，改正其中写错的一个数字。",
            "Compare with the source and correct the figure that is wrong.",
        ),
    }
}

fn not_evaluable(facts: &Facts<'_>, identity: &Identity) -> Option<Unchecked> {
    let (check, name) = check(identity.kind).key();
    let whole = facts.observation(*identity.whole.first()?);
    let words = cell(facts, *identity.whole.first()?);
    let missing = missing(facts, identity);
    let value = |cell| facts.value(cell);
    let unit = whole.value.printed()?;
    let amount = |fen: i128| {
        i64::try_from(fen)
            .map(|fen| unit.in_format_of(Amount::from_fen(fen)).to_string())
            .unwrap_or_default()
    };
    let (known, left) =
        (amount(nominal(&identity.parts, &value)), amount(identity.difference(facts)));
    let (whole_printed, unit) = (show(whole.value), unit.unit());
    Some(Unchecked {
        check,
        name,
        message: Message::new(
            format!(
                "无法核对{}：{}。已知各项合计{known}{unit}，{whole_printed}{unit}中尚余{left}{unit}。",
                words.zh, missing.zh
            ),
            format!(
                "{} cannot be checked: {}. The known parts come to {known} {unit}; of {whole_printed} {unit}, {left} {unit} is left.",
                words.en, missing.en
            ),
        ),
        place: whole.place.clone(),
        table: title(facts.disclosure, whole),
        because: identity.parts.iter().map(|part| evidence(facts, *part)).collect(),
    })
}

/// Returns what is missing, and what takes its place.
fn missing(facts: &Facts<'_>, identity: &Identity) -> Message {
    let all = identity.missing.iter().map(|scope| missing_scope(facts, scope));
    Message::join(all, Fixed { zh: "；", en: "; " })
}

fn missing_scope(facts: &Facts<'_>, scope: &Scope) -> Message {
    let disclosure = facts.disclosure;
    let mut named = disclosure.projects.iter().filter(|project| project.scope == *scope);
    let project = named.next().and_then(|project| Some((&project.name, project.cost.as_ref()?)));
    let Some((name, cost)) = project else {
        return Message::new(
            format!("文中没有“{}”", disclosure.scope_zh(scope)),
            format!("the document does not give “{}”", disclosure.scope_en(scope)),
        );
    };
    let (text, at) = (&cost.text, |lang| place(&cost.place, lang));
    Message::new(
        format!("项目“{name}”的成本指标印的是“{text}”，不是金额（{}）", at(Lang::Zh)),
        format!(
            "the cost of project “{name}” is printed as “{text}”, which is not an amount ({})",
            at(Lang::En)
        ),
    )
}

fn scope(facts: &Facts<'_>, identity: &Identity) -> Message {
    let scope = identity.whole.first().map(|whole| facts.observation(*whole).scope);
    scope.map_or_else(Message::default, |scope| {
        Message::new(facts.disclosure.scope_zh(&scope), facts.disclosure.scope_en(&scope))
    })
}

/// The printed number whose unit and decimals the finding's figures take.
fn printed_like(facts: &Facts<'_>, identity: &Identity) -> Option<Printed> {
    identity.terms().find_map(|cell| facts.value(cell).printed())
}
