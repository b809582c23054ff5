//! Findings about wrong numbers and left out rows.

use super::figure::{amounts, capital, cell, evidence, show, title};
use super::identity::{advice, check, failure};
use super::left_out;
use crate::identities::cause::{Slip, slip};
use crate::identities::localise::{Group, Repair};
use crate::identities::{Cell, Evaluated, Facts, Identity, IdentityId, Kind};
use finding::{Amounts, Finding, RepairCell, Severity};
use ledger::{Printed, nodes};
use message::{Fixed, Message};
use std::collections::BTreeSet;

/// The number of equally small repairs that are listed.
const MAX_REPAIRS: usize = 8;

/// The findings of a group that is explained: one for each wrong number of the likeliest
/// repair, or one for each row that is left out.
pub fn findings(evaluated: &Evaluated<'_>, group: &Group) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let identity = |id: &IdentityId| evaluated.identity(*id);
    let failing: Vec<&Identity> = group.failing.iter().map(identity).collect();
    let rounding: Vec<&Identity> = group.rounding.iter().map(identity).collect();
    let rows = group.left_out.iter().filter_map(|row| left_out::falls_short(evaluated, row));
    let Some(best) = group.repairs.first() else { return rows.collect() };
    let wrong = |(cell, expected): (&Cell, &Printed)| {
        let has_cell = |identity: &&Identity| identity.terms().any(|term| term == *cell);
        let mut mine: Vec<&Identity> = failing.iter().copied().filter(has_cell).collect();
        mine.extend(rounding.iter().copied().filter(has_cell));
        let agreeing = group.agreeing.get(cell).copied().unwrap_or(0);
        let repairs = repairs_of(*cell, &group.repairs);
        WrongCell { facts, cell: *cell, expected: *expected, mine, agreeing, repairs }.finding()
    };
    best.iter().filter_map(wrong).collect()
}

/// The repairs that concern a cell: what all repairs have in common is no choice, so a
/// cell that is in all of them stands alone, and beside another cell it is left away.
fn repairs_of(cell: Cell, repairs: &[Repair]) -> Vec<Repair> {
    let is_common = |cell: &Cell, expected: &Printed| {
        repairs.iter().all(|repair| repair.get(cell) == Some(expected))
    };
    let Some(best) = repairs.first() else { return Vec::new() };
    let common: BTreeSet<Cell> =
        best.iter().filter(|(cell, is)| is_common(cell, is)).map(|(cell, _)| *cell).collect();
    let is_mine = |other: &Cell| common.contains(&cell) == common.contains(other);
    let mut mine: Vec<Repair> = Vec::new();
    for repair in repairs {
        let wanted = |(other, _): &(&Cell, &Printed)| {
            if common.contains(&cell) { **other == cell } else { is_mine(other) }
        };
        let repair: Repair =
            repair.iter().filter(wanted).map(|(cell, printed)| (*cell, *printed)).collect();
        if !mine.contains(&repair) {
            mine.push(repair);
        }
    }
    mine
}

/// A number that is wrong, or may be.
struct WrongCell<'a> {
    facts: &'a Facts<'a>,
    cell: Cell,
    expected: Printed,
    /// The identities that it breaks.
    mine: Vec<&'a Identity>,
    /// The number of other figures that agree with the expected value.
    agreeing: usize,
    repairs: Vec<Repair>,
}

impl WrongCell<'_> {
    fn finding(&self) -> Option<Finding> {
        let (facts, expected) = (self.facts, self.expected);
        let first = self.mine.iter().min_by_key(|identity| identity.kind)?;
        let seen = facts.observation(self.cell);
        let is_certain =
            self.mine.iter().any(|identity| identity.is_certain()) && !self.may_be_of_two();
        let difference = seen.value.nominal().checked_sub(expected.nominal())?;
        let repairs = self.repairs.iter().take(MAX_REPAIRS);
        let (message, advice) = (self.message(first), self.advice());
        Some(Finding {
            severity: if is_certain { Severity::Error } else { Severity::Warning },
            table: title(facts.disclosure, seen),
            printed: Some(show(seen.value)),
            expected: Some(expected.to_string()),
            difference: Some(expected.in_format_of(difference).to_string()),
            unit: Some(expected.unit()),
            amounts: Some(Amounts {
                expected: Some(expected.nominal()),
                difference: Some(difference),
                ..amounts(seen)
            }),
            scope: Some(facts.disclosure.key(&seen.scope)),
            because: self.others().iter().map(|other| evidence(facts, *other)).collect(),
            repairs: repairs.map(|repair| tell_repair(facts, repair)).collect(),
            ..check(first.kind).finding(seen.place.clone(), message, advice)
        })
    }

    /// Whether two sentences alone contradict each other, and neither number looks like a slip of the other: they may
    /// be of two things that the words do not tell apart.
    fn may_be_of_two(&self) -> bool {
        let is_said = |cell: Cell| self.facts.observation(cell).source.table.is_none();
        let [identity] = self.mine.as_slice() else { return false };
        let slip = slip(self.facts, self.cell, self.expected);
        let own = self.facts.observation(self.cell);
        let is_here = |cell: Cell| self.facts.observation(cell).place == own.place;
        // 收入总计3万元,支出总计4万元 are the two sides of one account.
        let is_account = own.scope.flow == nodes().total && identity.terms().all(is_here);
        identity.kind == Kind::Same
            && identity.terms().all(is_said)
            && !is_account
            && matches!(slip, Slip::Other | Slip::InBlank | Slip::LeftOut)
    }

    /// The printed figures that contradict it.
    fn others(&self) -> Vec<Cell> {
        let terms = self.mine.iter().flat_map(|identity| identity.terms());
        let others: BTreeSet<Cell> = terms.filter(|term| *term != self.cell).collect();
        others.into_iter().filter(|other| !self.facts.value(*other).is_zero()).collect()
    }

    fn message(&self, first: &Identity) -> Message {
        let why = failure(self.facts, first);
        match self.repairs.as_slice() {
            [repair] if repair.len() == 1 => {
                let is = must_be(self.facts, self.cell, self.expected);
                let agree = self.agree();
                let looks = looks(self.facts, self.cell, self.expected);
                Message::new(
                    format!("{}{}{}。{}", is.zh, agree.zh, looks.zh, why.zh),
                    format!("{}{}{}. {}", is.en, agree.en, looks.en, why.en),
                )
            }
            _ => {
                let or = self.alternatives();
                Message::new(
                    format!("{}{}仅凭文中的数字分不出是哪一处，请一并核对。", why.zh, or.zh),
                    format!(
                        "{} {} The figures alone do not tell which; check them all.",
                        why.en, or.en
                    ),
                )
            }
        }
    }

    fn agree(&self) -> Message {
        match self.agreeing {
            0 => Message::default(),
            1 => Message::new("：与之相关的另一个数字与此相符", ": the other figure agrees"),
            count => Message::new(
                format!("：与之相关的其余{count}个数字都与此相符"),
                format!(": the other {count} figures agree"),
            ),
        }
    }

    /// All changes that would do, in words.
    fn alternatives(&self) -> Message {
        let mut all = Message::default();
        for repair in self.repairs.iter().take(MAX_REPAIRS) {
            let cells = repair.iter().map(|(cell, expected)| may_be(self.facts, *cell, *expected));
            let cells = Message::join(cells, Fixed { zh: "，同时", en: ", and at the same time " });
            let (or_zh, or_en) = if all.zh.is_empty() {
                ("可能是", "Perhaps ")
            } else {
                ("；也可能是", "; or ")
            };
            all.zh.push_str(&format!("{or_zh}{}", cells.zh));
            all.en.push_str(&format!("{or_en}{}", cells.en));
        }
        if let Some(more) = self.repairs.len().checked_sub(MAX_REPAIRS).filter(|more| *more > 0) {
            all.zh.push_str(&format!("；另有{more}种可能"));
            all.en.push_str(&format!("; {more} more changes would do"));
        }
        Message::new(format!("{}。", all.zh), format!("{}.", all.en))
    }

    fn advice(&self) -> Message {
        match self.repairs.as_slice() {
            [_] => Message::new(
                "对照原始数据后改正这个数字。",
                "Compare with the source, then correct this figure.",
            ),
            _ => advice(Severity::Error),
        }
    }
}

/// The value of a cell, with its unit.
fn prints(facts: &Facts<'_>, cell: Cell, unit: &str) -> Message {
    match show(facts.value(cell)) {
        shown if shown.is_empty() => Message::new("空白", "nothing"),
        shown => Message::new(format!("{shown}{unit}"), format!("{shown}{unit}")),
    }
}

fn must_be(facts: &Facts<'_>, wrong: Cell, expected: Printed) -> Message {
    let unit = expected.unit().name();
    let (words, is) = (cell(facts, wrong), prints(facts, wrong, unit));
    Message::new(
        format!("{}印的是{}，应为{expected}{unit}", words.zh, is.zh),
        format!("{} prints {}; it must be {expected}{unit}", capital(&words.en), is.en),
    )
}

fn may_be(facts: &Facts<'_>, wrong: Cell, expected: Printed) -> Message {
    let unit = expected.unit().name();
    let (words, is) = (cell(facts, wrong), prints(facts, wrong, unit));
    Message::new(
        format!("{}的{}应为{expected}{unit}", words.zh, is.zh),
        format!("{}, which prints {}, should print {expected}{unit}", words.en, is.en),
    )
}

/// The likely slip, where it is a familiar one.
fn looks(facts: &Facts<'_>, cell: Cell, expected: Printed) -> Message {
    let slip = slip(facts, cell, expected);
    let is_familiar = slip.rank() < 3;
    let text = slip.text();
    if is_familiar {
        Message::new(format!("；{}", text.zh), format!("; {}", text.en))
    } else {
        Message::default()
    }
}

fn tell_repair(facts: &Facts<'_>, repair: &Repair) -> finding::Repair {
    let cells = repair.iter().map(|(cell, expected)| {
        let seen = facts.observation(*cell);
        let (place, printed) = (seen.place.clone(), show(seen.value));
        RepairCell { place, printed, expected: expected.to_string() }
    });
    let cells = cells.collect();
    let causes = repair.iter().map(|(cell, expected)| slip(facts, *cell, *expected).text());
    finding::Repair { cause: Message::join(causes, Fixed { zh: "；", en: "; " }), cells }
}
