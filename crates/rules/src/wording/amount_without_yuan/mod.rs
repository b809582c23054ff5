#![doc = include_str!("../../../pages/YS518.en.md")]

mod lone;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::quantities;
use finding::Severity;
use message::Message;
use rustc_hash::FxHashSet;

/// Words that announce an amount of money.
const MONEY: [&str; 21] = [
    "”科目",
    "决算数",
    "预算数",
    "短收",
    "超收",
    "增收",
    "减收",
    "收入",
    "支出",
    "拨款",
    "费",
    "单价",
    "金额",
    "资金",
    "价值",
    "经费",
    "预算",
    "单位价值",
    "总价",
    "限额",
    "投资",
];
/// Words right before an amount.
const BEFORE: [&str; 10] =
    ["支出", "费", "收入", "决算", "预算", "合计", "总计", "完成", "”科目", "（项）”"];
/// The mark behind an amount, and how a sentence goes on that compares it.
const GOES_ON: char = '，';
const COMPARED: [&str; 9] =
    ["比", "较", "占", "同比", "与上年", "其中", "主要用于", "支出决算为", "完成年初预算"];
/// Directions before a change, and with what it is compared.
const CHANGES: [&str; 4] = ["增加", "减少", "增长", "下降"];
const BASES: [&str; 8] = ["上年", "上年度", "去年", "预算", "预算数", "决算", "决算数", "支出数"];
/// The prices of what is counted from a price on, and how that is said.
const PRICES: [&str; 5] = ["单价", "单台", "单件", "单位价值", "单项价值"];
const LIMITS: [&str; 6] = ["（含）", "（不含）", "以上", "以下", "及以上", "及以下"];
/// Directions of an amount alone.
const MOVED: [&str; 8] = ["增加", "减少", "增收", "减收", "增支", "减支", "超收", "短收"];
/// How far before the number such a word may be, in characters.
const NEAR: usize = 6;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut is_told = false;
    for (line, words) in without_wan(context) {
        is_told = true;
        let message = Message::new(
            format!("“{words}”：别处同一项是这么多万元。"),
            format!("“{words}” is as many 万元 elsewhere."),
        );
        let advice = ("核对单位，疑少了“万”。", "Check the unit; 万 may be missing.");
        found.push(Violation::on(line, message).printed(words).advice(advice.0, advice.1));
    }
    if let Some((line, words)) = lone::find(context).filter(|_| !is_told) {
        let message = Message::new(
            format!("“{words}”：别的金额都以万元计。"),
            format!("“{words}”: all other amounts are in 万元."),
        );
        let advice = ("核对单位，疑少了“万”。", "Check the unit; 万 may be missing.");
        found.push(Violation::on(line, message).printed(words).advice(advice.0, advice.1));
    }
    let lines = &context.index.lines;
    for (number, line) in lines.iter().enumerate() {
        let unitless =
            || bare(&line.words).or_else(|| base(&line.words)).or_else(|| moved(&line.words));
        if let Some((at, number)) = line.is_prose().then(unitless).flatten() {
            let words = around(&line.words, at, at + number.len());
            let message = Message::new(
                format!("“{words}”里的金额{number}没有单位。"),
                format!("The amount {number} in “{words}” has no unit."),
            );
            let advice = ("补上金额的单位。", "Add the amount's unit.");
            found.push(Violation::on(line, message).printed(words).advice(advice.0, advice.1));
        }
        // 1.5万, and 元 on the next line.
        let next = lines.get(number + 1).map_or("", |next| &*next.words);
        // What ends a text may have been cut off, and headlines are short.
        let is_title = line.is_prose() && !line.words.contains(['，', '。', '；']);
        let is_last = line.is_prose() && number + 1 == lines.len();
        let is_open =
            |after: &str| after.is_empty() && (is_title || is_last || next.starts_with('元'));
        for (at, wan) in line.words.match_indices('万') {
            let (before, after) = (line.words.get(..at), line.words.get(at + wan.len()..));
            let (Some(before), Some(after)) = (before, after) else { continue };
            if !is_amount(before) || !ends(after) || is_open(after) {
                continue;
            }
            // Forms themselves print 单价50万以上通用设备 in the heads of their tables.
            let is_threshold = is_threshold(before, after);
            let is_said = line.words.contains(['，', '。', '；']);
            if is_threshold && !line.is_prose() {
                continue;
            }
            let words = around(&line.words, at, at + wan.len());
            let message = Message::new(
                format!("“{words}”里的金额少了“元”。"),
                format!("The amount in “{words}” lacks 元."),
            );
            let violation = Violation::on(line, message);
            let violation = violation.printed(words).advice("补上“元”。", "Add 元.");
            let is_doubtful = is_threshold && !is_said;
            found.push(if is_doubtful { violation.severity(Severity::Note) } else { violation });
        }
    }
}

/// Amounts in 元 that are printed with the same digits in 万元 for the same name elsewhere:
/// `公务接待费3.98元` beside `公务接待费3.98万元`.
fn without_wan<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = (&'c Line<'a>, &'c str)> {
    let lines = || context.index.prose().filter(|line| line.says_yuan && !line.is_draft);
    let amounts = |unit: &'static str| {
        let said =
            lines().flat_map(|line| quantities(&line.words).into_iter().map(move |it| (line, it)));
        said.filter(move |(_, it)| it.unit == unit && it.printed.contains('.'))
    };
    let in_wan: FxHashSet<(&str, &str)> =
        amounts("万元").filter_map(|(_, it)| Some((named(it.name)?, it.printed))).collect();
    amounts("元").filter_map(move |(line, it)| {
        let name = named(it.name)?;
        in_wan.contains(&(name, it.printed)).then(|| (line, it.words(&line.words)))
    })
}

/// The last characters of the name of an amount, without its stage.
fn named(name: &str) -> Option<&str> {
    const ENDS: [&str; 6] = ["为", "数", "决算", "预算", "支出", "共"];
    const LENGTH: usize = 5;
    let mut name = name;
    while let Some(shorter) = ENDS.iter().find_map(|end| name.strip_suffix(end)) {
        name = shorter;
    }
    let (at, _) = name.char_indices().rev().nth(LENGTH - 1)?;
    name.get(at..).filter(|name| name.ends_with(['费', '入', '金']))
}

/// An amount without a unit in a sentence that gives others in 万元, with its position:
/// `公务接待费支出1.20，比上年减少0.40万元`.
fn bare(words: &str) -> Option<(usize, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if !["万元", "”科目", "（项）”"].iter().any(|it| words.contains(it)) {
        return None;
    }
    let mut ends = words.match_indices(GOES_ON).filter_map(|(end, _)| {
        let before = words.get(..end)?;
        let head = before.trim_end_matches(is_digit);
        let number = before.get(head.len()..)?;
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        // 购置费15，比上年减少10万元; “教育支出”科目467，主要用于
        let compared =
            words.get(end..)?.trim_start_matches('，').split(['，', '。', '；']).next()?;
        let is_whole = whole.len() > 4
            || head.ends_with("”科目")
            || head.ends_with('费') && compared.starts_with('比') && compared.ends_with("万元");
        let is_amount = decimals.len() == 2 || !whole.is_empty() && decimals.is_empty() && is_whole;
        let named = head.trim_end_matches(['为', '数', '额']);
        let is_money = BEFORE.iter().any(|name| named.ends_with(name));
        let rest = words.get(end..)?.trim_start_matches('，');
        let is_compared = COMPARED.iter().any(|word| rest.starts_with(word));
        (is_amount && is_money && is_compared).then_some((head.len(), number))
    });
    ends.next()
}

/// An amount without a unit with which another one is compared: `较上年2.08减少0.03万元`.
fn base(words: &str) -> Option<(usize, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut changes = CHANGES.iter().flat_map(|change| words.match_indices(change));
    changes.find_map(|(at, change)| {
        let (before, behind) = (words.get(..at)?, words.get(at + change.len()..)?);
        let unit = behind.trim_start_matches(is_digit);
        let is_change = unit.len() < behind.len() && unit.starts_with(['万', '元', '亿']);
        let head = before.trim_end_matches(is_digit);
        let number = before.get(head.len()..).filter(|number| !number.is_empty())?;
        let clause = head.rsplit(['，', '。', '；', '（']).next()?;
        let is_base = clause.starts_with(['比', '较', '与', '同'])
            && BASES.iter().any(|base| clause.trim_end_matches('的').ends_with(base));
        (is_change && is_base).then_some((head.len(), number))
    })
}

/// A change without a unit beside others in 万元: `人员经费增加10.20，公用经费增加2.40万元`.
fn moved(words: &str) -> Option<(usize, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let is_clear = words.contains("万元") && !words.contains("分别");
    let mut changes =
        MOVED.iter().filter(|_| is_clear).flat_map(|change| words.match_indices(change));
    changes.find_map(|(at, change)| {
        // 收、支总计各减少3.00，5.00万元
        let is_of_each = words.get(..at)?.ends_with('各');
        let at = at + change.len();
        let rest = words.get(at..).filter(|_| !is_of_each)?;
        let behind = rest.trim_start_matches(is_digit);
        let number = rest.get(..rest.len() - behind.len())?;
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let is_amount = decimals.len() == 2 || decimals.is_empty() && whole.len() > 3;
        let next = behind.strip_prefix(['，', '。', '；'])?;
        (is_amount && !next.starts_with(is_digit)).then_some((at, number))
    })
}

/// Returns whether `before` ends with a number that a word for money precedes closely.
fn is_amount(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if head.len() == before.len() {
        return false;
    }
    let near: Vec<char> = head.chars().rev().take(NEAR).collect();
    let near: String = near.iter().rev().collect();
    MONEY.iter().any(|word| near.contains(word))
}

/// Whether it is the price from which things are counted: `单价50万以上`.
fn is_threshold(before: &str, after: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    PRICES.iter().any(|price| head.ends_with(price))
        && LIMITS.iter().any(|limit| after.starts_with(limit))
}

fn ends(after: &str) -> bool {
    let is_limit = LIMITS.iter().any(|limit| after.starts_with(limit));
    after.is_empty() || is_limit || after.starts_with(['，', '。', '；', '、'])
}
