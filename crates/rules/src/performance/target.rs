//! What an indicator's target says: its operator, its number and its unit.

use crate::index::fold;
use ::disclosure::{Indicator, Project};
use document::Place;

/// Units in which targets are measured, one a line.
const UNITS: &str = include_str!("../../data/units.tsv");

/// A target that begins with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// `≥`, `≤`, `=` and their kin, or nothing.
    pub operator: String,
    /// The number's digits.
    pub number: String,
    /// What follows it.
    pub unit: String,
}

/// The indicators of a project with the places of their targets.
pub(super) fn indicators(project: &Project) -> impl Iterator<Item = (&Indicator, &Place)> {
    project.indicators.iter().filter_map(|indicator| Some((indicator, indicator.place.as_ref()?)))
}

/// The target's parts, if a number stands in it right after its operator.
pub(super) fn target(text: &str) -> Option<Target> {
    let words = fold(text);
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

/// Operators that are words.
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
pub(super) const MONEY: [&str; 9] =
    ["万元", "元", "亿元", "千元", "百元", "万美元", "美元", "欧元", "人民币"];

fn is_operator(c: char) -> bool {
    matches!(c, '≥' | '≤' | '＞' | '＜' | '>' | '<' | '=' | '≧' | '≦' | '⩾' | '⩽' | '约')
}

fn units() -> impl Iterator<Item = &'static str> {
    UNITS.lines().filter(|line| !line.starts_with("# ")).skip(1)
}

/// Whether a name says that it is a rate.
pub(super) fn is_rate_name(name: &str) -> bool {
    let name = fold(name);
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
            target(text).map(|target| [target.operator, target.number, target.unit].join("|"))
        };
        assert_eq!(parts("≥90%").as_deref(), Some("≥|90|%"));
        assert_eq!(parts("≤3.08 万元").as_deref(), Some("≤|3.08|万元"));
        assert_eq!(parts("不少于15次").as_deref(), Some("不少于|15|次"));
        assert_eq!(parts("按时完成"), None);
    }

    #[test]
    fn units_are_known_with_their_additions() {
        let known = |text: &str| target(text).is_some_and(|target| target.has_known_unit());
        assert!(known("≥15人次") && known("2平方米以上") && known("3元/人") && known("5"));
        assert!(!known("≤1万云") && !known("4倾"));
    }
}
