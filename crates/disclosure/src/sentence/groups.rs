//! Amounts that a sentence adds up: they are of one stage, whatever single words say; and two groups
//! that each add up are of two.

use super::figures::fen;
use super::slips::{is_slip, is_swapped};
use super::statement::Statement;
use crate::heading::titles::without_funds;
use crate::model::{Assertion, Claim, Disclosure, Observation, Sum, Term, Unrecognised, Why};
use document::Place;
use ledger::{Interval, Node, Printed, Rounding, Scope, nodes};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The most groups that are compared with each other.
const MAX: usize = 200;

impl Statement<'_> {
    /// `预算9万元,其中:甲费决算6万元,乙费决算3万元`: parts that make up the whole exactly are of its
    /// stage.
    pub(super) fn restage(&mut self, sum: &mut Sum) {
        let Some(whole) = sum.whole.scope.filter(|_| sum.first.is_empty()) else { return };
        let stage = sum.parts.first().and_then(|part| part.scope).map(|scope| scope.stage);
        let is_other =
            |scope: Scope| Some(scope.stage) == stage && whole.contains(&at_stage(scope, whole));
        let total: i128 = sum.parts.iter().map(|part| fen(part.printed)).sum();
        let is_moved = stage != Some(whole.stage)
            && total == fen(sum.whole.printed)
            && sum.parts.iter().all(|part| part.scope.is_some_and(is_other));
        if !is_moved {
            return;
        }
        for part in &mut sum.parts {
            let Some(scope) = part.scope else { continue };
            let mut seen = self.said.observations.iter_mut();
            if let Some(seen) = seen.find(|it| is_of(it, scope, part.printed)) {
                seen.scope = at_stage(scope, whole);
            }
            part.scope = Some(at_stage(scope, whole));
        }
    }
}

/// An amount of which nothing is known.
pub(super) fn unrecognised(seen: Observation) -> Unrecognised {
    let text = seen.source.label.to_string();
    Unrecognised { text, place: seen.place, why: Why::Sentence, table: None }
}

pub(super) fn at_stage(scope: Scope, whole: Scope) -> Scope {
    Scope { stage: whole.stage, ..scope }
}

pub(super) fn is_of(seen: &Observation, scope: Scope, printed: Printed) -> bool {
    seen.scope == scope && seen.value.printed() == Some(printed)
}

/// Amounts of known scopes that add up in one sentence.
struct Group<'a> {
    place: &'a Place,
    terms: Vec<(Scope, Printed)>,
}

impl Group<'_> {
    /// The amounts of `claim` where it is a sum that holds.
    fn of(claim: &Claim) -> Option<Group<'_>> {
        let Assertion::Adds(sum) = &claim.says else { return None };
        let interval = |term: &Term| term.printed.interval(Rounding::Nearest);
        let total = sum.parts.iter().map(interval).fold(Interval::ZERO, |sum, part| sum + part);
        let holds = sum.first.is_empty() && total.overlaps(interval(&sum.whole));
        let terms = std::iter::once(&sum.whole).chain(&sum.parts);
        let terms = terms.map(|term| Some((term.scope?, term.printed))).collect::<Option<_>>();
        Some(Group { place: &claim.place, terms: terms.filter(|_| holds)? })
    }

    /// Whether two or more of its scopes have other values in `other`.
    fn contradicts(&self, other: &Group<'_>) -> bool {
        let differs = |(scope, printed): &&(Scope, Printed)| {
            let of_same = other.terms.iter().filter(|(other, _)| other == scope);
            of_same.into_iter().any(|(_, other)| {
                !other.interval(Rounding::Nearest).overlaps(printed.interval(Rounding::Nearest))
            })
        };
        self.terms.iter().filter(differs).count() > 1
    }

    /// Whether a table prints the same for one of its scopes.
    fn is_of_table(&self, observations: &[Observation]) -> bool {
        let of_table = |seen: &Observation| seen.source.table.is_some();
        let mut printed = observations.iter().filter(|seen| of_table(seen));
        printed.any(|seen| self.terms.iter().any(|(scope, it)| is_of(seen, *scope, *it)))
    }
}

/// Two groups of amounts that each add up and have no value in common are of two scopes: nothing is
/// known of either, unless a table prints one of them.
pub(crate) fn part(read: &mut Disclosure) {
    let groups: Vec<Group<'_>> = read.claims.iter().filter_map(Group::of).take(MAX).collect();
    let mut apart = vec![false; groups.len()];
    for (at, group) in groups.iter().enumerate() {
        for (other, second) in groups.iter().enumerate().skip(at + 1) {
            let is_apart = group.contradicts(second)
                && ![group, second].iter().any(|it| it.is_of_table(&read.observations));
            for index in [at, other] {
                if let Some(apart) = apart.get_mut(index) {
                    *apart |= is_apart;
                }
            }
        }
    }
    let apart: Vec<&Group<'_>> =
        groups.iter().zip(apart).filter(|(_, apart)| *apart).map(|(group, _)| group).collect();
    let is_apart = |seen: &Observation| {
        seen.source.table.is_none()
            && apart.iter().any(|group| {
                *group.place == seen.place
                    && group.terms.iter().any(|(scope, printed)| is_of(seen, *scope, *printed))
            })
    };
    if apart.is_empty() {
        return;
    }
    let (gone, kept) = std::mem::take(&mut read.observations).into_iter().partition(is_apart);
    let gone: Vec<Observation> = gone;
    read.observations = kept;
    read.unread.amounts += gone.len();
    read.unrecognised.extend(gone.into_iter().map(unrecognised));
}

/// `收入总计9万元,支出总计8万元`: of text alone, what the year received and spent may be called so too.
/// Unless one is a slip of the other, nothing is known of them.
pub(crate) fn part_sides(read: &mut Disclosure) {
    let total = nodes().total;
    let is_total = |seen: &&Observation| seen.scope.flow == total;
    let (of_tables, of_text): (Vec<&Observation>, Vec<&Observation>) =
        read.observations.iter().filter(is_total).partition(|seen| seen.source.table.is_some());
    let side = |seen: &Observation| {
        let label = &seen.source.label;
        let (income, spending) = (label.rfind("收入"), label.rfind("支出"));
        (income != spending).then_some(income > spending)
    };
    let is_torn = |one: &Observation, other: &Observation| {
        let values = one.value.printed().zip(other.value.printed());
        side(one).zip(side(other)).is_some_and(|(one, other)| one != other)
            && values.is_some_and(|(one, other)| {
                let interval = |printed: Printed| printed.interval(Rounding::Nearest);
                !interval(one).overlaps(interval(other))
            })
    };
    let is_told = |seen: &Observation| {
        let is_apart = changes_apart(read, &seen.scope) || is_made_up(read, seen);
        is_apart || is_of_year(read, seen)
    };
    let mut torn: Vec<Scope> = Vec::new();
    let mut uneven = Vec::new();
    for (at, one) in of_text.iter().enumerate().take(MAX) {
        let is_in_table = || of_tables.iter().any(|seen| seen.scope == one.scope);
        if torn.contains(&one.scope) || is_in_table() {
            continue;
        }
        let others = of_text.iter().skip(at + 1).take(MAX).filter(|it| it.scope == one.scope);
        let mut apart = others.filter(|other| is_torn(one, other)).filter_map(|other| {
            let values = one.value.printed().zip(other.value.printed());
            let is_slip = values.is_some_and(|(one, other)| is_slip(one, other));
            let is_known = !is_slip && (is_told(one) || is_told(other));
            let is_left = is_left(read, one, other);
            (is_known || is_left).then_some((other, is_left))
        });
        let Some((other, is_left)) = apart.next() else { continue };
        torn.push(one.scope);
        let is_total = |seen: &Observation| seen.source.label.contains("总计");
        if !is_left && is_total(one) && is_total(other) {
            uneven.push([(*one).clone(), (**other).clone()]);
        }
    }
    read.uneven.extend(uneven);
    if torn.is_empty() {
        return;
    }
    // 比2030年3万元增加: of which side that is, the words do not say.
    let is_base = |seen: &Observation| {
        let is_of = |scope: &Scope| Scope { year: seen.scope.year, ..*scope } == seen.scope;
        side(seen).is_none() && seen.source.label.contains('比') && torn.iter().any(is_of)
    };
    let is_gone = |seen: &Observation| {
        let is_side = torn.contains(&seen.scope) && side(seen).is_some();
        seen.source.table.is_none() && (is_side || is_base(seen))
    };
    remove(read, is_gone);
}

/// The amounts of one scope that lie farthest apart: the two lowest upper ends and the two highest lower
/// ends (these negated), each two of different heads, so that one of them is of another head than any.
#[derive(Debug, Default)]
struct Farthest([Vec<(i128, u32)>; 2]);

impl Farthest {
    fn take(&mut self, value: Interval, apart: u32) {
        for (ends, end) in self.0.iter_mut().zip([value.high, -value.low]) {
            match ends.iter_mut().find(|(_, own)| *own == apart) {
                Some((least, _)) => *least = end.min(*least),
                None => ends.push((end, apart)),
            }
            ends.sort_unstable();
            ends.truncate(2);
        }
    }

    /// Whether an amount of another head lies apart from `value`.
    fn is_apart(&self, value: Interval, apart: u32) -> bool {
        let mut ends = self.0.iter().zip([value.low, -value.high]);
        ends.any(|(ends, edge)| ends.iter().any(|(end, other)| *other != apart && *end < edge))
    }
}

/// Removes amounts that are read as the same as others and differ from them, where what their heads
/// name besides the scope is not what the heads of the others name.
pub(crate) fn part_heads(read: &mut Disclosure) {
    let value = |seen: &Observation| Some(seen.value.printed()?.interval(Rounding::Nearest));
    let mut by_scope: BTreeMap<Scope, Farthest> = BTreeMap::new();
    for seen in &read.observations {
        if let Some(value) = value(seen) {
            by_scope.entry(seen.scope).or_default().take(value, seen.source.apart);
        }
    }
    // Of what the tables print, they say which amount it is.
    let tables = read.observations.iter().filter(|seen| seen.source.table.is_some());
    let tables: FxHashSet<Scope> = tables.map(|seen| seen.scope).collect();
    let mut by_heading: BTreeMap<Scope, Farthest> = BTreeMap::new();
    for seen in read.observations.iter().filter(|seen| !tables.contains(&seen.scope)) {
        if let Some(value) = value(seen) {
            by_heading.entry(seen.scope).or_default().take(value, seen.source.below);
        }
    }
    // 34069 and 34609 are one amount, whatever else their heads say.
    let mut printed: BTreeMap<Scope, Vec<Printed>> = BTreeMap::new();
    for seen in read.observations.iter().filter(|seen| seen.source.table.is_none()) {
        printed.entry(seen.scope).or_default().extend(seen.value.printed());
    }
    let is_misprint = |seen: &Observation| {
        let own = seen.value.printed();
        let others = printed.get(&seen.scope).into_iter().flatten();
        own.is_some_and(|own| others.into_iter().any(|other| is_swapped(own, *other)))
    };
    let is_gone = |seen: &Observation| {
        let is_of_other = |all: &BTreeMap<Scope, Farthest>, head: u32| {
            let others = all.get(&seen.scope).filter(|_| head != 0);
            others.zip(value(seen)).is_some_and(|(others, value)| others.is_apart(value, head))
        };
        let is_apart = is_of_other(&by_scope, seen.source.apart)
            || is_of_other(&by_heading, seen.source.below);
        is_apart && !is_misprint(seen)
    };
    if read.observations.iter().any(is_gone) {
        remove(read, is_gone);
    }
}

/// `2030年公务接待费5万元`, `比2030年预算6万元减少`: an amount of another year whose words name no stage may be
/// of any, so beside one that names its stage nothing is known of it.
pub(crate) fn part_stages(read: &mut Disclosure) {
    const STAGES: [&str; 4] = ["预算", "决算", "执行", "实际"];
    let own = read.year;
    let is_of_other_year =
        |seen: &&Observation| seen.source.table.is_none() && seen.scope.year != own;
    let names_stage = |seen: &Observation| {
        STAGES.iter().any(|stage| without_funds(&seen.source.label).contains(stage))
    };
    let named: Vec<(Scope, Printed)> = read
        .observations
        .iter()
        .filter(is_of_other_year)
        .filter(|seen| names_stage(seen))
        .filter_map(|seen| Some((seen.scope, seen.value.printed()?)))
        .take(MAX)
        .collect();
    if named.is_empty() {
        return;
    }
    let is_gone = |seen: &Observation| {
        let differs = |(scope, value): &(Scope, Printed)| {
            *scope == seen.scope && seen.value.printed().is_some_and(|printed| printed != *value)
        };
        is_of_other_year(&seen) && !names_stage(seen) && named.iter().any(differs)
    };
    remove(read, is_gone);
}

/// Whether the document prints as left just what two totals differ by: 收入总计3万元,支出总计2万元,年末结转1万元.
fn is_left(read: &Disclosure, one: &Observation, other: &Observation) -> bool {
    let fen = |seen: &Observation| seen.value.printed().map(|it| it.nominal().fen());
    let Some((one, other)) = fen(one).zip(fen(other)) else { return false };
    let left = (one - other).abs();
    read.observations.iter().any(|seen| {
        let label = &seen.source.label;
        fen(seen) == Some(left) && left > 0 && ["结转", "结余"].iter().any(|it| label.contains(it))
    })
}

/// Takes away what is known of the amounts that `is_gone` names.
pub(super) fn remove(read: &mut Disclosure, is_gone: impl Fn(&Observation) -> bool) {
    let (gone, kept) = std::mem::take(&mut read.observations).into_iter().partition(is_gone);
    let gone: Vec<Observation> = gone;
    read.observations = kept;
    read.unread.amounts += gone.len();
    read.unrecognised.extend(gone.into_iter().map(unrecognised));
}

/// Whether different paragraphs tell different changes of a scope: of each side of the account its own.
fn changes_apart(read: &Disclosure, scope: &Scope) -> bool {
    let changes = read.claims.iter().filter_map(|claim| match &claim.says {
        Assertion::Change { now, by, .. } if now == scope => Some((&claim.place, (*by)?)),
        _ => None,
    });
    let mut changes = changes.map(|(place, by)| (place, by.interval(Rounding::Nearest)));
    let Some((place, first)) = changes.next() else { return false };
    changes.any(|(other, by)| other != place && !first.overlaps(by))
}

/// Whether a total of income is what the year received and what was carried in, and nothing is
/// carried out that would make spending as much.
fn is_made_up(read: &Disclosure, seen: &Observation) -> bool {
    let of = |flow: Node| {
        let scope = Scope { flow, ..seen.scope };
        let mut printed = read.observations.iter().filter(move |it| it.scope == scope);
        printed.find_map(|it| it.value.printed()).map(fen)
    };
    let parts = of(nodes().received).zip(of(nodes().carried_in)).map(|(one, other)| one + other);
    let is_total = parts.is_some_and(|sum| seen.value.printed().map(fen) == Some(sum));
    is_total && of(nodes().carried_out).is_none()
}

/// Whether a total is called 总收入, or is what the document prints for the money of the year, or for
/// its funds together.
fn is_of_year(read: &Disclosure, seen: &Observation) -> bool {
    let label = &seen.source.label;
    let is_income = label.contains("收入");
    let flow = if is_income { nodes().received } else { nodes().spent };
    let Some(printed) = seen.value.printed() else { return false };
    let of = |scope: Scope| {
        let mut values = read.observations.iter().filter(move |it| it.scope == scope);
        values.find_map(|it| it.value.printed())
    };
    let year = Scope { flow, ..seen.scope };
    let is_same = read.observations.iter().any(|it| is_of(it, year, printed));
    let funds = seen.scope.fund.splits().iter().map(|split| {
        let parts = split.parts.iter().filter_map(|fund| of(Scope { fund: *fund, ..year }));
        parts.map(fen).sum::<i128>()
    });
    label.contains("总收入")
        || label.contains("总支出")
        || is_same
        || funds.into_iter().any(|sum| sum == fen(printed))
}
