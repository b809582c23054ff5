#![doc = include_str!("../../pages/YS518.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// Words that announce an amount of money.
const MONEY: [&str; 14] = [
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
/// How far before the number such a word may be, in characters.
const NEAR: usize = 6;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = &context.index.lines;
    for (number, line) in lines.iter().enumerate() {
        // 1.5万, and 元 on the next line.
        let next = lines.get(number + 1).map_or("", |next| &*next.words);
        for (at, wan) in line.words.match_indices('万') {
            let (before, after) = (line.words.get(..at), line.words.get(at + wan.len()..));
            let (Some(before), Some(after)) = (before, after) else { continue };
            if !is_amount(before) || !ends(after) || after.is_empty() && next.starts_with('元') {
                continue;
            }
            let words = around(&line.words, at, at + wan.len());
            let message = Message::new(
                format!("“{words}”里的金额少了“元”。"),
                format!("The amount in “{words}” lacks 元."),
            );
            found.push(Violation::on(line, message).printed(words).advice("补上“元”。", "Add 元."));
        }
    }
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

fn ends(after: &str) -> bool {
    let marks = ["（含）", "（不含）", "以上", "以下", "及以上", "及以下", "，", "。", "；", "、"];
    after.is_empty() || marks.iter().any(|mark| after.starts_with(mark))
}
