#![doc = include_str!("../../pages/YS539.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// How a sentence goes on that compares the accounts with the budget.
const COMPARED: [&str; 6] = ["决算数", "支出决算", "决算", "支出数", "实际支出", "执行数"];
const MORE: [&str; 3] = ["大于", "高于", "超过"];
const LESS: [&str; 3] = ["小于", "低于", "少于"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        let Some((at, percent, is_more)) = contradiction(&line.words) else { continue };
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
        let is_full = |rate: &str| {
            let (whole, _) = rate.split_once('.').unwrap_or((rate, ""));
            whole.len() > 2
        };
        // A rate printed as 100.00 may be rounded, one printed as 100 is the whole budget.
        let is_whole = rate == "100" && !words.contains("四舍五入") && !differ(words.get(..at)?);
        let is_over = is_whole || is_full(rate) && rate.trim_end_matches(['0', '.']) != "1";
        let is_under = is_whole || !is_full(rate);
        let start = at + digits.len();
        let percent = words.get(start..=start + rate.len())?;
        match () {
            () if is_over && starts(&LESS) => Some((start, percent, false)),
            () if is_under && starts(&MORE) => Some((start, percent, true)),
            () => None,
        }
    })
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
