//! Amounts of which no title says of what year or stage they are, or whose own words say another stage than
//! the title.

use super::groups::remove;
use super::slips::is_swapped;
use crate::heading::titles::without_funds;
use crate::model::{Disclosure, Observation};
use ledger::{Rounding, Scope, Stage};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The most amounts that are compared with each other.
const MAX: usize = 200;

/// `公务接待费5万元,2030年公务接待费4万元,比上年增加`: where no title gives the year, an amount without a year beside one of
/// the only year that is named may be of another one, so nothing is known of either.
pub(crate) fn part_years(read: &mut Disclosure) {
    let Some(year) = read.year else { return };
    let named = format!("{year}年");
    let is_named = |seen: &Observation| seen.source.label.contains(&named);
    // 2030年收入总计5万元,支出总计4万元: what follows is of the year named before it.
    let is_open = |seen: &Observation| {
        let names_this = ["本年", "当年", "今年"].iter().any(|it| seen.source.label.contains(it));
        !is_named(seen) && names_this
    };
    let is_apart = |first: &Observation, second: &Observation| {
        let is_named = (is_named(first), is_named(second));
        first.place == second.place
            && first.scope == second.scope
            && (is_named == (false, true) || is_named == (true, false) && is_open(second))
            && differ(first, second)
    };
    let own: Vec<Observation> = {
        let of_text = read.observations.iter().filter(|seen| seen.source.table.is_none());
        of_text.filter(|seen| seen.scope.year == read.year).take(MAX).cloned().collect()
    };
    let pairs = own.iter().enumerate().flat_map(|(at, first)| {
        let rest = own.get(at + 1..).unwrap_or_default();
        rest.iter().map(move |second| [first, second])
    });
    let torn: Vec<&Observation> =
        pairs.filter(|[first, second]| is_apart(first, second)).flatten().collect();
    if !torn.is_empty() {
        remove(read, |seen| torn.contains(&seen));
    }
}

/// `政府采购预算5万元,实际采购4万元` in accounts, `会议费预算5万元,会议费支出4万元` below no title: what words call planned is not
/// what was spent, so nothing is known of the planned amount, nor of what was spent where no title gives the stage.
pub(crate) fn part_plans(read: &mut Disclosure, is_titled: bool) {
    let of_text: Vec<&Observation> =
        read.observations.iter().filter(|seen| seen.source.table.is_none()).take(MAX).collect();
    let is_apart = |plan: &Observation, done: &Observation| {
        // 项目支出5万元, and below 二、预算安排情况 项目支出4万元
        let is_before = plan.source.is_staged && !done.source.is_staged;
        let is_like = Scope { stage: plan.scope.stage, ..done.scope } == plan.scope;
        let is_known = plan.scope == done.scope && is_done(done);
        is_like && (is_known || is_before) && differ(plan, done)
    };
    let mut torn: Vec<Observation> = Vec::new();
    for plan in of_text.iter().filter(|seen| is_planned(seen)) {
        if plan.scope.stage != Stage::Budget {
            let others = read.observations.iter().filter(|seen| seen.scope == plan.scope);
            if others.into_iter().any(|other| !is_planned(other) && differ(plan, other)) {
                torn.push((*plan).clone());
            }
        } else if !is_titled {
            let done = of_text.iter().filter(|done| is_apart(plan, done));
            let before = torn.len();
            torn.extend(done.map(|done| (*done).clone()));
            if torn.len() > before {
                torn.push((*plan).clone());
            }
        }
    }
    if !torn.is_empty() {
        remove(read, |seen| torn.contains(seen));
    }
}

/// What a text prints with three values, and in no table, is of several things, as is what two paragraphs or items
/// call nothing but 支出: nothing is known of it, unless one value is a slip of another.
pub(crate) fn part_many(read: &mut Disclosure) {
    let tables: FxHashSet<Scope> = read
        .observations
        .iter()
        .filter(|it| it.source.table.is_some())
        .map(|it| it.scope)
        .collect();
    let mut by_scope: BTreeMap<Scope, Vec<&Observation>> = BTreeMap::new();
    for seen in read.observations.iter().filter(|it| !tables.contains(&it.scope)) {
        by_scope.entry(seen.scope).or_default().push(seen);
    }
    let is_many = |seen: &[&Observation]| {
        let mut apart: Vec<&Observation> = Vec::new();
        for it in seen.iter().take(MAX) {
            if apart.iter().all(|other| differ(other, it)) {
                apart.push(it);
            }
        }
        let is_slip = |one: &Observation, other: &Observation| {
            one.value.printed().zip(other.value.printed()).is_some_and(|(a, b)| is_swapped(a, b))
        };
        let is_bare = matches!(apart.as_slice(), [one, other]
            if is_bare(one) && is_bare(other) && !is_slip(one, other));
        is_bare || apart.len() > 2
    };
    let torn: FxHashSet<Scope> =
        by_scope.iter().filter(|(_, seen)| is_many(seen)).map(|(scope, _)| *scope).collect();
    if !torn.is_empty() {
        remove(read, |seen| seen.source.table.is_none() && torn.contains(&seen.scope));
    }
}

/// Whether the words of an amount name nothing but a side of the account, a year or a stage.
fn is_bare(seen: &Observation) -> bool {
    const PLAIN: [&str; 22] = [
        "本年", "当年", "全年", "年度", "年初", "累计", "实际", "完成", "执行", "安排", "预算",
        "决算", "合计", "支出", "收入", "其中", "为", "数", "是", "共", "总", "年",
    ];
    let mut words = &*seen.source.label;
    loop {
        words = words.trim_start_matches(|c: char| c.is_ascii_digit() || ",:、;".contains(c));
        match PLAIN.iter().find_map(|plain| words.strip_prefix(plain)) {
            Some(rest) => words = rest,
            None => return words.is_empty(),
        }
    }
}

fn is_planned(seen: &Observation) -> bool {
    if seen.source.is_staged && seen.scope.stage == Stage::Budget {
        return true;
    }
    let words = without_funds(&seen.source.label);
    ["预算", "计划", "安排"].iter().any(|plan| words.contains(plan)) && !words.contains("决算")
}

fn is_done(seen: &Observation) -> bool {
    let words = without_funds(&seen.source.label);
    let is_named = ["决算", "支出", "执行", "实际", "完成"].iter().any(|it| words.contains(it));
    is_named && !is_planned(seen)
}

/// Whether the numbers of two amounts are different.
fn differ(one: &Observation, other: &Observation) -> bool {
    let interval = |seen: &Observation| Some(seen.value.printed()?.interval(Rounding::Nearest));
    interval(one).zip(interval(other)).is_some_and(|(one, other)| !one.overlaps(other))
}
