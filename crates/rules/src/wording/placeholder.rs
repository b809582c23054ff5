#![doc = include_str!("../../pages/YS501.en.md")]

use crate::lint::{Context, Sink, around};
use crate::phrases::List;
use message::Message;

/// Words behind which a sentence gives an amount.
const AMOUNTS: [&str; 10] = [
    "增加",
    "减少",
    "增长",
    "下降",
    "支出为",
    "决算为",
    "预算为",
    "预算数为",
    "决算数为",
    "金额为",
];
/// Words behind which it gives a percentage.
const RATES: [&str; 9] =
    ["增长", "下降", "上升", "降低", "占比", "比重为", "预算的", "决算的", "合计的"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lines = context.lines_with(List::Placeholder);
    lines.extend(context.index.prose().filter_map(|line| Some((line.place, blank(&line.words)?))));
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”里还留有模板的占位符。"),
                format!("“{words}” still holds a blank of the form."),
            )
        },
        &Message::new("填上真正的名称或数字。", "Fill in the name or the number."),
    );
}

/// The words around a unit that a sentence leaves without its number: `比上年减少万元`.
fn blank(words: &str) -> Option<String> {
    let units = [("万元", &AMOUNTS[..]), ("%", &RATES[..])];
    units.into_iter().find_map(|(unit, before)| {
        words.match_indices(unit).find_map(|(at, _)| {
            let (head, behind) = (words.get(..at)?, words.get(at + unit.len()..)?);
            let is_end = behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '）']);
            let is_blank = before.iter().any(|name| head.ends_with(name)) || head.ends_with("，占");
            (is_end && is_blank).then(|| around(words, at, at + unit.len()))
        })
    })
}
