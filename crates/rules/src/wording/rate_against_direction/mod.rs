#![doc = include_str!("../../../pages/YS539.en.md")]

mod level;
pub(super) mod opposed;
mod surplus;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use disclosure::Assertion;
use message::Message;
use std::ops::Range;

/// How a sentence goes on that compares the accounts with the budget.
const COMPARED: [&str; 6] = ["决算数", "支出决算", "决算", "支出数", "实际支出", "执行数"];
const MORE: [&str; 3] = ["大于", "高于", "超过"];
const LESS: [&str; 3] = ["小于", "低于", "少于"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        compared(line, found);
        for range in surplus::contradictions(&line.words) {
            push(line, &range, "完成率与超收、短收", "The rate of completion", found);
        }
        for range in level::contradictions(&line.words) {
            push(line, &range, "持平与增减", "That nothing changed", found);
        }
        let changes = opposed::changes(&line.words).filter(|_| !is_told(context, line));
        for range in changes.filter(|range| !is_of_several(&line.words, range.start)) {
            push(line, &range, "金额与百分比的增减方向", "The amount's direction", found);
        }
    }
}

/// Whether the arithmetic of the sentence tells already that its directions contradict each other.
fn is_told(context: &Context<'_>, line: &Line<'_>) -> bool {
    context.disclosure.claims.iter().any(|claim| {
        let says = &claim.says;
        claim.place == *line.place
            && matches!(says, Assertion::Change { is_self_contradictory: true, .. })
    })
}

/// Whether the change at `start` is one of several in order, whose rates follow behind them:
/// `分别增加3万元、减少1万元,增长10%、下降5%`.
fn is_of_several(words: &str, start: usize) -> bool {
    let before = words.get(..start).unwrap_or_default();
    let sentence = before.rsplit(['。', '；']).next().unwrap_or_default();
    before.ends_with('、') && sentence.contains("分别")
}

fn push(line: &Line<'_>, range: &Range<usize>, zh: &str, en: &str, found: &mut Sink) {
    let words = line.words.get(range.clone()).unwrap_or_default();
    let message = Message::new(
        format!("“{words}”：{zh}相反。"),
        format!("“{words}”: {en} contradicts the other figure."),
    );
    found.push(Violation::on(line, message).printed(words).advice(
        "核对两个数字和增减方向，改正其中一处。",
        "Compare both figures and their directions, and correct one of them.",
    ));
}

/// A rate of completion, and then the accounts against the budget.
fn compared(line: &Line<'_>, found: &mut Sink) {
    if let Some((at, percent, is_more)) = contradiction(&line.words) {
        let words = around(&line.words, at, at + percent.len());
        let (zh, en) = match is_more {
            true => ("决算大于预算", "spent more than planned"),
            false => ("决算小于预算", "spent less than planned"),
        };
        let message = Message::new(
            format!("“{words}”说完成预算的{percent}，后面却说{zh}。"),
            format!("“{words}” says {percent} of the budget, and then that the body {en}."),
        );
        found.push(Violation::on(line, message).printed(words).advice(
            "核对完成率和增减方向，改正其中一处。",
            "Compare the rate and the direction, and correct one of them.",
        ));
    }
}

/// The rate of completion that the words behind it contradict, where it stands, and whether they say
/// more.
fn contradiction(words: &str) -> Option<(usize, &str, bool)> {
    let mut done = words.match_indices("完成");
    done.find_map(|(at, _)| {
        let rest = words.get(at..)?;
        let (head, behind) = rest.split_once('%')?;
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let rate = head.get(digits.len()..)?;
        let is_of_budget = ["的", "预算", "预算数"].iter().any(|it| digits.ends_with(it))
            && digits.contains("预算")
            && !digits.contains('，');
        let behind = behind.strip_prefix('，').filter(|_| is_of_budget)?;
        let behind = COMPARED.iter().find_map(|name| behind.strip_prefix(name))?;
        let starts = |words: &[&str]| {
            let budget = words.iter().find_map(|word| behind.strip_prefix(word));
            budget.is_some_and(|it| {
                it.starts_with("预算") || it.starts_with("年初预算") || it.starts_with("全年预算")
            })
        };
        // A rate printed as 100.00 may be rounded, one printed as 100 is the whole budget.
        let is_whole = rate == "100" && !words.contains("四舍五入") && !differ(words.get(..at)?);
        let is_over = is_whole || is_over(rate);
        let is_under = is_whole || is_under(rate);
        let start = at + digits.len();
        let percent = words.get(start..=start + rate.len())?;
        match () {
            () if is_over && starts(&LESS) => Some((start, percent, false)),
            // Of a budget of nothing there is no rate.
            () if is_under && !rate.trim_matches(['0', '.']).is_empty() && starts(&MORE) => {
                Some((start, percent, true))
            }
            () => None,
        }
    })
}

/// Whether a printed rate is more than all.
fn is_over(rate: &str) -> bool {
    !is_under(rate) && rate.trim_end_matches(['0', '.']) != "1"
}

/// Whether it is less.
fn is_under(rate: &str) -> bool {
    rate.split_once('.').map_or(rate, |(whole, _)| whole).len() < 3
}

/// Whether the sentence that `head` ends with gives two amounts that differ: 100 is rounded then.
fn differ(head: &str) -> bool {
    let sentence = head.rsplit('。').next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut amounts = sentence
        .rsplit("万元")
        .skip(1)
        .map(|before| before.get(before.trim_end_matches(is_digit).len()..).unwrap_or_default());
    matches!((amounts.next(), amounts.next()), (Some(one), Some(other)) if one != other)
}
