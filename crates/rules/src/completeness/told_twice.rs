#![doc = include_str!("../../pages/YS352.en.md")]

use super::projects_differ;
use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::number::number;
use crate::quantity::{Quantity, quantities};
use message::Message;

/// What is told once in a summary and once more in its section.
const TOLD: [&str; 18] = [
    "一般公共预算收入",
    "一般公共预算支出",
    "公共财政预算收入",
    "公共财政预算支出",
    "公共财政收入",
    "公共财政支出",
    "财政总收入",
    "财政总支出",
    "地方财政收入",
    "税收收入",
    "政府性基金预算收入",
    "政府性基金预算支出",
    "政府性基金收入",
    "政府性基金支出",
    "公务接待费",
    "公务用车运行维护费",
    "公务用车购置及运行维护费",
    "因公出国（境）费",
];
/// Words before the name that say no more than that all of it is meant.
const ALL: [&str; 20] = [
    "一季度",
    "上半年",
    "三季度",
    "全省",
    "全市",
    "全县",
    "全区",
    "全镇",
    "全乡",
    "全州",
    "全旗",
    "我省",
    "我市",
    "我县",
    "我区",
    "我镇",
    "我乡",
    "其中",
    "完成",
    "实现",
];
/// Words behind the name that say no more.
const DONE: [&str; 12] =
    ["累计", "完成", "实现", "达到", "达", "为", "共", "总额", "支出决算", "决算", "支出", "数"];
/// With what an amount is compared, where that is the year before.
const BASES: [&str; 13] = [
    "与去年同期相比",
    "与上年同期相比",
    "与上年相比",
    "与去年相比",
    "比上年同期",
    "比去年同期",
    "较上年同期",
    "较去年同期",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "同比",
];
/// Words of sentences whose amounts are of another base, or of a part of the year.
const OTHER: [&str; 12] = [
    "口径",
    "剔除",
    "扣除",
    "预计",
    "预期",
    "安排",
    "目标增",
    "年均",
    "环比",
    "当月",
    "本级",
    "考虑",
];

/// What a sentence tells of an amount.
#[derive(Debug)]
struct Told<'a> {
    line: &'a Line<'a>,
    name: &'static str,
    /// When: 2031年, 1-3月.
    when: Vec<&'a str>,
    amount: Option<Quantity<'a>>,
    /// How much it grew, in millionths of a per cent.
    rate: Option<Quantity<'a>>,
    grows: bool,
    words: &'a str,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    projects_differ::check(context, found);
    // What several bodies tell is not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    sides(&lines, found);
    let told: Vec<Told<'_>> = lines.into_iter().flat_map(of_line).collect();
    for (at, second) in told.iter().enumerate() {
        let before = told.iter().take(at).filter(|first| are_alike(first, second));
        let off = before.filter_map(|first| Some((first, differ(first, second)?))).next();
        let Some((first, what)) = off else { continue };
        let (one, other) = (first.words, second.words);
        let message = Message::new(
            format!("“{other}”与前文“{one}”说的是同一件事，{what}却不同。"),
            format!("“{other}” tells what “{one}” tells before it, with another figure."),
        );
        let before = Message::new("前文", "before");
        let violation = Violation::on(second.line, message).because(first.line.place, before, one);
        found.push(violation.printed(other).advice(
            "核对两处的数字，改正其中一处；口径不同的，加以说明。",
            "Compare both figures and correct one; say so where they are not of the same.",
        ));
    }
}

/// An amount of one side of the account and by how much it changed.
struct Side<'a> {
    line: &'a Line<'a>,
    /// What is received or spent: 财政拨款 of 财政拨款收入.
    whose: &'a str,
    is_income: bool,
    amount: i128,
    /// With what it is compared, and the change.
    base: &'a str,
    by: i128,
    is_more: bool,
    words: &'a str,
}

/// What came in and what went out of the same money, of which one is said to have grown as much as
/// the other fell.
fn sides(lines: &[&Line<'_>], found: &mut Sink) {
    let sides: Vec<Side<'_>> = lines.iter().flat_map(|line| sides_of(line)).collect();
    for (at, side) in sides.iter().enumerate() {
        let is_other = |other: &&Side<'_>| {
            other.whose == side.whose
                && other.is_income != side.is_income
                && (other.amount, other.by, other.base) == (side.amount, side.by, side.base)
                && other.is_more != side.is_more
        };
        let Some(other) = sides.iter().take(at).find(is_other).filter(|_| side.by > 0) else {
            continue;
        };
        let (one, words) = (other.words, side.words);
        let message = Message::new(
            format!("“{words}”与前文“{one}”：收支相等，增减额也相等，方向却相反。"),
            format!("“{words}” changed by as much as “{one}”, but the other way."),
        );
        let before = Message::new("前文", "before");
        let violation = Violation::on(side.line, message).because(other.line.place, before, one);
        found.push(violation.printed(words).advice(
            "对照上年数字，改正其中一处的增减方向。",
            "Compare with last year's figures and correct one of the directions.",
        ));
    }
}

/// The sides of an account that a line names with their changes.
fn sides_of<'a>(line: &'a Line<'a>) -> Vec<Side<'a>> {
    let said = quantities(&line.words);
    let sides = said.windows(2).filter_map(|two| {
        let [now, by] = two else { return None };
        let name = now.name.trim_start_matches("其中").trim_end_matches(['为', '数']);
        let name = ["预算", "决算", "总计", "合计"]
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name);
        let income = name.strip_suffix("收入");
        let whose = income.or_else(|| name.strip_suffix("支出"))?;
        let is_more = by.name.ends_with("增加");
        let base = by.name.strip_suffix("增加").or_else(|| by.name.strip_suffix("减少"))?;
        let is_next = line.words.get(now.end..by.at - by.name.len()) == Some("，");
        let words = line.words.get(now.at - now.name.len()..by.end)?;
        let (amount, by) = (now.yuan()?.0, by.yuan()?.0);
        let is_income = income.is_some();
        (is_next && base.starts_with(['比', '较'])).then_some(Side {
            line,
            whose,
            is_income,
            amount,
            base,
            by,
            is_more,
            words,
        })
    });
    sides.collect()
}

/// What the sentences of a line tell, each of one amount.
fn of_line<'a>(line: &'a Line<'a>) -> Vec<Told<'a>> {
    let sentences = line.words.split(['。', '；']);
    let told = sentences.filter(|it| !OTHER.iter().any(|other| it.contains(other)));
    told.filter_map(|sentence| of_sentence(line, sentence)).collect()
}

fn of_sentence<'a>(line: &'a Line<'a>, sentence: &'a str) -> Option<Told<'a>> {
    let said = quantities(sentence);
    let (at, name) = said.iter().enumerate().find_map(|(at, it)| Some((at, name(it.name)?)))?;
    let first = said.get(at)?;
    let amount = first.yuan().map(|_| *first);
    let rest = said.get(at + usize::from(amount.is_some())..)?;
    // Behind another amount a rate is of that one.
    let own = rest.iter().take_while(|it| it.yuan().is_none());
    let rate = own.filter(|it| it.unit == "%").find_map(|it| Some((*it, grows(it.name)?)));
    let end = rate.map_or(first.end, |(rate, _)| rate.end.max(first.end));
    let words = sentence.get(first.at - first.name.len()..end)?;
    let when = when(sentence);
    let is_told = amount.is_some() || rate.is_some();
    let (rate, grows) = rate.map_or((None, true), |(rate, grows)| (Some(rate), grows));
    is_told.then_some(Told { line, name, when, amount, rate, grows, words })
}

/// What the words before a number name: `全县一般公共预算收入累计完成`, or with a rate
/// `全县财政总收入同比增长`.
fn name(words: &str) -> Option<&'static str> {
    let words = without_rate(words).unwrap_or(words);
    let number = number(words).map_or(0, |number| number.length);
    let words = words.get(number..)?;
    let mut words =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || "年月度-—至、".contains(c));
    while let Some(rest) = ALL.iter().find_map(|all| words.strip_prefix(all)) {
        words = rest;
    }
    while let Some(rest) = DONE.iter().find_map(|done| words.strip_suffix(done)) {
        if TOLD.contains(&words) {
            break;
        }
        words = rest;
    }
    TOLD.iter().find(|told| **told == words).copied()
}

/// Words before a rate of growth, without those that say with what it is compared.
fn without_rate(words: &str) -> Option<&str> {
    let way = ["增长", "增加", "上升", "下降", "减少", "降低"];
    let words = way.iter().find_map(|way| words.strip_suffix(way))?;
    Some(BASES.iter().find_map(|base| words.strip_suffix(base)).unwrap_or(words))
}

/// Whether the words before a rate say that the amount grew since the year before, or fell.
fn grows(words: &str) -> Option<bool> {
    let rest = without_rate(words)?;
    let is_rise = ["增长", "增加", "上升"].iter().any(|way| words.ends_with(way));
    (rest.is_empty() || name(rest).is_some()).then_some(is_rise)
}

/// The years and months that a sentence names.
fn when(sentence: &str) -> Vec<&str> {
    let digits = |c: char| c.is_ascii_digit() || c == '-' || c == '—';
    let named = sentence.match_indices(['年', '月']).filter_map(|(at, _)| {
        let before = sentence.get(..at)?;
        let number = before.get(before.trim_end_matches(digits).len()..)?;
        (!number.is_empty()).then_some(number)
    });
    named.collect()
}

/// Whether two sentences tell of the same.
fn are_alike(one: &Told<'_>, other: &Told<'_>) -> bool {
    let is_when = one.when == other.when || one.when.is_empty() || other.when.is_empty();
    let is_here = std::ptr::eq(one.line, other.line);
    let has_both = one.amount.is_some() && other.amount.is_some();
    one.name == other.name && is_when && (has_both || is_here)
}

/// What differs: the rate of the same amount, or the amount of the same rate, where one slip of the
/// pen explains it.
fn differ(one: &Told<'_>, other: &Told<'_>) -> Option<&'static str> {
    let (first, second) = (one.rate?, other.rate?);
    let is_rate_same = one.grows == other.grows
        && (first.value - second.value).abs() <= first.half().max(second.half());
    match (one.amount, other.amount) {
        (Some(one), Some(other)) => {
            let ((value, half), (other_value, other_half)) = (one.yuan()?, other.yuan()?);
            let is_same = (value - other_value).abs() <= half.max(other_half);
            match (is_same, is_rate_same) {
                (true, false) => Some("增减的百分比"),
                (false, true) if other.is_slip_of(&one) => Some("金额"),
                _ => None,
            }
        }
        _ => (!is_rate_same).then_some("增减的百分比"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_without_what_says_no_more() {
        assert_eq!(name("全县一般公共预算收入累计完成"), Some("一般公共预算收入"));
        assert_eq!(name("2031年一般公共预算收入完成"), Some("一般公共预算收入"));
        assert_eq!(name("全镇财政总收入与去年同期相比增长"), Some("财政总收入"));
        assert_eq!(name("其中公务接待费支出决算"), Some("公务接待费"));
        assert_eq!(name("（三）公务接待费"), Some("公务接待费"));
        assert_eq!(name("县本级一般公共预算收入完成"), None);
        assert_eq!(name("一般公共预算收入比年初预算增加"), None);
    }
}
