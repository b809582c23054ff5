//! What is asked of the board: everything stands in its address.

use crate::address::encoded;
use crate::standing::Standing;
use message::Fixed;
use serde::Deserialize;
use std::cmp::{Ordering, Reverse};

/// What is asked of the board.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    pub(crate) year: Option<u16>,
    /// Words of the name, or the beginning of the code.
    #[serde(default)]
    pub(crate) q: String,
    /// The key of a stage; all where it is empty.
    #[serde(default)]
    pub(crate) stage: String,
    /// `department` or `unit`; both where it is empty.
    #[serde(default)]
    pub(crate) level: String,
    #[serde(default)]
    pub(crate) sort: Sort,
    #[serde(default)]
    late: String,
    #[serde(default)]
    mine: String,
}

/// By which column the board is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    #[default]
    Code,
    Name,
    Stage,
    Errors,
    Warnings,
    Comments,
    Days,
    Due,
    Amount,
}

impl Sort {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Code,
        Self::Name,
        Self::Stage,
        Self::Errors,
        Self::Warnings,
        Self::Comments,
        Self::Days,
        Self::Due,
        Self::Amount,
    ];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Stage => "stage",
            Self::Errors => "errors",
            Self::Warnings => "warnings",
            Self::Comments => "comments",
            Self::Days => "days",
            Self::Due => "due",
            Self::Amount => "amount",
        }
    }

    pub(crate) const fn name(self) -> Fixed {
        match self {
            Self::Code => Fixed { zh: "代码", en: "Code" },
            Self::Name => Fixed { zh: "单位", en: "Body" },
            Self::Stage => Fixed { zh: "环节", en: "Stage" },
            Self::Errors => Fixed { zh: "错误", en: "Errors" },
            Self::Warnings => Fixed { zh: "警告", en: "Warnings" },
            Self::Comments => Fixed { zh: "待答意见", en: "Open comments" },
            Self::Days => Fixed { zh: "停留天数", en: "Days at stage" },
            Self::Due => Fixed { zh: "期限", en: "Due" },
            Self::Amount => Fixed { zh: "金额（元）", en: "Amount (yuan)" },
        }
    }

    pub(crate) const fn is_number(self) -> bool {
        !matches!(self, Self::Code | Self::Name | Self::Stage | Self::Due)
    }

    /// Numbers are sorted with the largest first, as they are looked for.
    pub(crate) const fn direction(self) -> &'static str {
        if self.is_number() { "descending" } else { "ascending" }
    }

    pub(crate) const fn arrow(self) -> &'static str {
        if self.is_number() { "↓" } else { "↑" }
    }

    fn compare(self, one: &Standing, other: &Standing) -> Ordering {
        match self {
            Self::Code => Ordering::Equal,
            Self::Name => one.name.cmp(&other.name),
            Self::Stage => (one.round, one.stage).cmp(&(other.round, other.stage)),
            Self::Errors => Reverse(one.errors).cmp(&Reverse(other.errors)),
            Self::Warnings => Reverse(one.warnings).cmp(&Reverse(other.warnings)),
            Self::Comments => Reverse(one.open_comments).cmp(&Reverse(other.open_comments)),
            Self::Days => Reverse(one.days).cmp(&Reverse(other.days)),
            Self::Due => (one.due.is_none(), one.due).cmp(&(other.due.is_none(), other.due)),
            Self::Amount => Reverse(one.total_fen).cmp(&Reverse(other.total_fen)),
        }
    }
}

impl Asked {
    pub(crate) fn is_late(&self) -> bool {
        !self.late.is_empty()
    }

    pub(crate) fn is_mine(&self) -> bool {
        !self.mine.is_empty()
    }

    /// Returns the packages that are asked for. Those of one rank are in the order of their codes.
    pub(crate) fn chosen(&self, all: &[Standing]) -> Vec<Standing> {
        let mut chosen: Vec<Standing> =
            all.iter().filter(|it| self.is_asked_for(it)).cloned().collect();
        chosen.sort_by(|one, other| self.sort.compare(one, other));
        chosen
    }

    fn is_asked_for(&self, it: &Standing) -> bool {
        let q = self.q.trim();
        let is_of_level = match self.level.as_str() {
            "department" => it.is_department,
            "unit" => !it.is_department,
            _ => true,
        };
        is_of_level
            && (q.is_empty() || it.name.contains(q) || it.body.starts_with(q))
            && (self.stage.is_empty() || it.stage.key() == self.stage)
            && (!self.is_late() || it.overdue_days.is_some())
            && (!self.is_mine() || it.is_mine)
    }

    /// Returns the address of the board sorted by a column.
    pub(crate) fn sorted_href(&self, year: &Option<u16>, column: &Sort) -> String {
        self.href("/board", *year, *column)
    }

    /// Returns the address of the table for spreadsheets.
    pub(crate) fn export_href(&self, year: &Option<u16>) -> String {
        self.href("/board.csv", *year, self.sort)
    }

    fn href(&self, path: &str, year: Option<u16>, sort: Sort) -> String {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let pairs = [
            ("year", year.as_str()),
            ("q", self.q.trim()),
            ("stage", &self.stage),
            ("level", &self.level),
            ("late", &self.late),
            ("mine", &self.mine),
            ("sort", sort.key()),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> =
            pairs.map(|(key, value)| format!("{key}={}", encoded(value))).collect();
        format!("{path}?{}", pairs.join("&"))
    }
}
