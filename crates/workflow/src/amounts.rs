//! The amounts of a package at each stage, with the national element names.

use crate::{LineKey, Lines};
use ledger::Amount;
use message::Fixed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The lines of a package at each stage of their life.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// As last submitted.
    pub proposed: Lines,
    /// As last agreed by the bureau.
    pub reviewed: Lines,
    /// As approved.
    pub approved: Lines,
    /// What adjustments (调整) changed.
    pub adjusted: Lines,
    /// What reallocations (调剂) changed.
    pub reallocated: Lines,
}

/// A stage of an amount, as the national technical standard names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// 申报数
    ApplyUp,
    /// 财政审核数
    FinAuditMoney,
    /// 年初批复数
    ReplyAmt,
    /// 调整金额
    AdjAmt,
    /// 调剂金额
    DisAmt,
    /// 变动后预算数
    CurAmt,
}

/// One line with its amount at each stage, in the order of [`Element::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedLine {
    /// What it counts.
    pub key: LineKey,
    /// Its amounts.
    pub amounts: [Amount; 6],
}

impl Element {
    /// All stages in the order of a year.
    pub const ALL: [Self; 6] = [
        Self::ApplyUp,
        Self::FinAuditMoney,
        Self::ReplyAmt,
        Self::AdjAmt,
        Self::DisAmt,
        Self::CurAmt,
    ];

    /// Returns the national element name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ApplyUp => "APPLY_UP",
            Self::FinAuditMoney => "FIN_AUDIT_MONEY",
            Self::ReplyAmt => "REPLY_AMT",
            Self::AdjAmt => "ADJ_AMT",
            Self::DisAmt => "DIS_AMT",
            Self::CurAmt => "CUR_AMT",
        }
    }

    /// Returns the name that people read.
    pub const fn name(self) -> Fixed {
        match self {
            Self::ApplyUp => Fixed { zh: "申报数", en: "proposed" },
            Self::FinAuditMoney => Fixed { zh: "财政审核数", en: "reviewed" },
            Self::ReplyAmt => Fixed { zh: "年初批复数", en: "approved" },
            Self::AdjAmt => Fixed { zh: "调整金额", en: "adjustment" },
            Self::DisAmt => Fixed { zh: "调剂金额", en: "reallocation" },
            Self::CurAmt => Fixed { zh: "变动后预算数", en: "current" },
        }
    }
}

impl Amounts {
    /// Returns the budget after all changes.
    pub fn current(&self) -> Lines {
        Lines::sum([&self.approved, &self.adjusted, &self.reallocated])
    }

    /// Returns the lines of one stage.
    pub fn of(&self, element: Element) -> Lines {
        match element {
            Element::ApplyUp => self.proposed.clone(),
            Element::FinAuditMoney => self.reviewed.clone(),
            Element::ReplyAmt => self.approved.clone(),
            Element::AdjAmt => self.adjusted.clone(),
            Element::DisAmt => self.reallocated.clone(),
            Element::CurAmt => self.current(),
        }
    }

    /// Returns every line that is something at any stage, with its amount at each.
    pub fn lines(&self) -> Vec<StagedLine> {
        let stages = Element::ALL.map(|element| self.of(element));
        let keys: BTreeSet<&LineKey> =
            stages.iter().flat_map(|lines| lines.iter().map(|(key, _)| key)).collect();
        let staged = |key: &LineKey| StagedLine {
            key: key.clone(),
            amounts: stages.each_ref().map(|lines| lines.get(key)),
        };
        keys.into_iter().map(staged).collect()
    }

    /// Returns the sum of several bodies, stage by stage.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let all: Vec<&Self> = all.into_iter().collect();
        let sum = |of: fn(&Self) -> &Lines| Lines::sum(all.iter().map(|it| of(it)));
        Self {
            proposed: sum(|it| &it.proposed),
            reviewed: sum(|it| &it.reviewed),
            approved: sum(|it| &it.approved),
            adjusted: sum(|it| &it.adjusted),
            reallocated: sum(|it| &it.reallocated),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pairs: &[(&str, i64)]) -> Lines {
        let key = |function: &str| {
            format!("source=received flow=spent fund=general function={function}").parse().unwrap()
        };
        Lines::new(pairs.iter().map(|(it, fen)| (key(it), Amount::from_fen(*fen)))).unwrap()
    }

    #[test]
    fn the_current_budget_is_the_approved_one_and_its_changes() {
        let amounts = Amounts {
            proposed: lines(&[("201", 9)]),
            approved: lines(&[("201", 8)]),
            adjusted: lines(&[("202", 5)]),
            reallocated: lines(&[("201", -2), ("202", 2)]),
            ..Amounts::default()
        };
        let staged = amounts.lines();
        let fen = |at: usize| staged[at].amounts.map(Amount::fen);
        assert_eq!((fen(0), fen(1)), ([9, 0, 8, 0, -2, 6], [0, 0, 0, 5, 2, 7]));
    }
}
