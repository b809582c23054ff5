#![doc = include_str!("../../pages/YS519.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

const DOUBLED: [&str; 11] = [
    "亿元万元",
    "万元亿元",
    "元亿元",
    "万元元",
    "万元万",
    "万万元",
    "元万元",
    "元元",
    "亿万元",
    "万亿元元",
    "万元人民币元",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.lines.iter().filter(|line| line.says_yuan) {
        let hit = DOUBLED.iter().filter(|unit| line.words.contains(**unit)).find_map(|unit| {
            let at = line.words.find(unit)?;
            let before = line.words.get(..at)?;
            before.ends_with(|c: char| c.is_ascii_digit()).then_some((at, *unit))
        });
        let Some((at, unit)) = hit else { continue };
        let words = around(&line.words, at, at + unit.len());
        let message = Message::new(
            format!("“{words}”里的金额单位“{unit}”有误。"),
            format!("“{unit}” in “{words}” is not a unit of money."),
        );
        found.push(
            Violation::on(line, message).printed(words).advice("只写一个单位。", "Write one unit."),
        );
    }
}
