//! The indicators in normal form, with their targets parsed into operator, number and unit.

use crate::index::fold;
use disclosure::{Disclosure, Indicator, Project};
use document::Place;
use ledger::tsv;
use std::borrow::Cow;

/// Units in which targets are measured, one a line.
const UNITS: &str = include_str!("../../data/units.tsv");

/// Rows of a table of indicators that add up its points.
const TOTALS: [&str; 5] = ["总分", "合计", "总计", "总得分", "总分值"];

/// A target that begins with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// `≥`, `≤`, `=` or a similar operator; may be empty.
    pub operator: String,
    /// The number's digits.
    pub number: String,
    /// What follows it.
    pub unit: String,
}

/// A project and its indicators.
#[derive(Debug)]
pub(crate) struct Goals<'a> {
    pub project: &'a Project,
    pub indicators: Vec<Goal<'a>>,
}

/// An indicator whose target has a place, its words in normal form.
#[derive(Debug)]
pub(crate) struct Goal<'a> {
    pub printed: &'a Indicator,
    pub place: &'a Place,
    pub class: Cow<'a, str>,
    pub kind: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub description: Cow<'a, str>,
    pub target: Cow<'a, str>,
    pub basis: Cow<'a, str>,
    /// Whether it is a cost indicator (成本).
    pub is_cost: bool,
    /// The parsed target, if it begins with a number.
    pub parts: Option<Target>,
}

/// The projects with their indicators in normal form.
pub(crate) fn goals(disclosure: &Disclosure) -> Vec<Goals<'_>> {
    let indicators = |project| Goals {
        project,
        indicators: project.indicators.iter().filter_map(Goal::new).collect(),
    };
    disclosure.projects.iter().map(indicators).collect()
}

impl<'a> Goal<'a> {
    fn new(printed: &'a Indicator) -> Option<Self> {
        let place = printed.place.as_ref()?;
        let (kind, target) = (fold(&printed.kind), fold(&printed.target));
        let is_sum = |words: &str| TOTALS.contains(&&*fold(words));
        if is_sum(&printed.class) || is_sum(&printed.name) || TOTALS.contains(&&*kind) {
            return None;
        }
        Some(Self {
            place,
            class: fold(&printed.class),
            is_cost: kind.contains("成本"),
            kind,
            name: fold(&printed.name),
            description: fold(&printed.description),
            parts: parts(&target),
            target,
            basis: fold(&printed.basis),
            printed,
        })
    }
}

/// Returns the parts of the target, if a number directly follows its operator.
fn parts(words: &str) -> Option<Target> {
    let rest = words.trim_start_matches(is_operator);
    let rest = WORDS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let operator = words.get(..words.len() - rest.len())?.to_owned();
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let number = rest.get(..rest.len() - unit.len())?.to_owned();
    let has_number = number.starts_with(|c: char| c.is_ascii_digit());
    has_number.then(|| Target { operator, number, unit: unit.to_owned() })
}

impl Target {
    /// Whether it is a percentage.
    pub fn is_rate(&self) -> bool {
        self.unit.starts_with(['%', '‰', '‱']) || self.unit.starts_with("个百分点")
    }

    /// Whether it is an amount of money.
    pub fn is_money(&self) -> bool {
        MONEY.iter().any(|unit| self.unit.starts_with(unit))
    }

    /// Whether its unit is a known one.
    pub fn has_known_unit(&self) -> bool {
        let unit = self.unit.split(['/', '（', '，', '、', '；', '。']).next().unwrap_or_default();
        let unit = unit.trim_start_matches(['余', '多']);
        let unit = ["及以上", "以上", "及以下", "以下", "以内", "左右"]
            .iter()
            .find_map(|end| unit.strip_suffix(end))
            .unwrap_or(unit);
        unit.is_empty() || self.is_rate() || self.is_money() || units().any(|known| known == unit)
    }
}

/// Operators written as words.
const WORDS: [&str; 12] = [
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "不大于",
    "不小于",
    "大于等于",
    "小于等于",
    "大于",
    "小于",
    "等于",
    "达到",
];

/// Units of money.
const MONEY: [&str; 9] = ["万元", "元", "亿元", "千元", "百元", "万美元", "美元", "欧元", "人民币"];

fn is_operator(c: char) -> bool {
    matches!(c, '≥' | '≤' | '＞' | '＜' | '>' | '<' | '=' | '≧' | '≦' | '⩾' | '⩽' | '约')
}

fn units() -> impl Iterator<Item = &'static str> {
    tsv::rows(UNITS).map(|[unit]| unit)
}

/// Returns whether a name in normal form is the name of a rate.
pub(crate) fn is_rate_name(name: &str) -> bool {
    let name = name.split(['（', '，']).next().unwrap_or_default();
    let is_other = ["效率", "频率", "功率", "汇率", "速率"].iter().any(|word| name.ends_with(word));
    let ends = ["率", "度", "比例", "比重", "占比", "百分比", "程度", "比率", "幅度", "性"];
    !is_other && ends.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        let parts = |text: &str| {
            super::parts(&fold(text))
                .map(|target| [target.operator, target.number, target.unit].join("|"))
        };
        assert_eq!(parts("≥90%").as_deref(), Some("≥|90|%"));
        assert_eq!(parts("≤3.08 万元").as_deref(), Some("≤|3.08|万元"));
        assert_eq!(parts("不少于15次").as_deref(), Some("不少于|15|次"));
        assert_eq!(parts("按时完成"), None);
    }

    #[test]
    fn units_are_known_with_their_additions() {
        let known = |text: &str| parts(&fold(text)).is_some_and(|target| target.has_known_unit());
        assert!(known("≥15人次") && known("2平方米以上") && known("3元/人") && known("5"));
        assert!(!known("≤1万云") && !known("4倾"));
    }
}
