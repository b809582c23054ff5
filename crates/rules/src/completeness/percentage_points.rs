#![doc = include_str!("../../pages/YS350.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// How two rates are said to differ, and whether the first is more.
const WAYS: [(&str, bool); 15] = [
    ("提高", true),
    ("上升", true),
    ("提升", true),
    ("加快", true),
    ("增加", true),
    ("高出", true),
    ("高", true),
    ("快", true),
    ("下降", false),
    ("降低", false),
    ("回落", false),
    ("减少", false),
    ("放慢", false),
    ("低", false),
    ("慢", false),
];

/// What the second rate is of.
const BEFORE: [&str; 5] = ["上年", "去年", "同期", "上月", "上季"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| line.words.contains("百分点")) {
        for sentence in line.words.split(['。', '；']) {
            let said = quantities(sentence);
            let off = said.windows(3).filter_map(|three| off(sentence, three));
            for (words, right) in off {
                let message = Message::new(
                    format!("“{words}”：两个百分比相差{right}个百分点。"),
                    format!("“{words}”: the two rates differ by {right} percentage points."),
                );
                found.push(Violation::on(line, message).printed(words).expected(right).advice(
                    "核对两个百分比和相差的百分点，改正其中一处。",
                    "Compare both rates and their difference and correct one.",
                ));
            }
        }
    }
}

/// Two rates and a difference that is not theirs: `占比62.57%，比上年同期的60.27%提高3.2个百分点`.
fn off<'a>(sentence: &'a str, three: &[Quantity<'a>]) -> Option<(&'a str, String)> {
    let [now, before, by] = three else { return None };
    let is_rates = now.unit == "%" && before.unit == "%" && by.unit == "个";
    let is_points = sentence.get(by.end..)?.starts_with("百分点");
    let between = sentence.get(now.end..before.at)?;
    let is_before = BEFORE.iter().any(|it| between.contains(it)) || names_year(between);
    let way = sentence.get(before.end..by.at)?.trim_start_matches(['，', '相', '比', '）']);
    let (_, is_more) = WAYS.iter().find(|(word, _)| way.trim_end_matches('了') == *word)?;
    if !is_rates || !is_points || !is_before || between.contains(['、', '和']) {
        return None;
    }
    let difference = if *is_more { now.value - before.value } else { before.value - now.value };
    let loose = now.half() + before.half() + by.half();
    let words = sentence.get(now.at - now.name.len()..by.end + "百分点".len())?;
    let is_off = (difference - by.value).abs() > loose;
    is_off.then(|| (words, plain(difference)))
}

/// Whether words name a year: 较2030年.
fn names_year(words: &str) -> bool {
    words.find('年').is_some_and(|at| {
        let digits = at.checked_sub(4).and_then(|from| words.get(from..at));
        digits.is_some_and(|it| it.chars().all(|c| c.is_ascii_digit()))
    })
}

/// Millionths as a decimal number.
fn plain(value: i128) -> String {
    let (sign, value) = (if value < 0 { "-" } else { "" }, value.unsigned_abs());
    let decimals = format!("{:06}", value % 1_000_000);
    let number = format!("{sign}{}.{decimals}", value / 1_000_000);
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(sentence: &str) -> Vec<String> {
        let said = quantities(sentence);
        said.windows(3).filter_map(|three| Some(off(sentence, three)?.1)).collect()
    }

    #[test]
    fn rates_differ_by_so_many_points() {
        assert_eq!(right("税收占比62.57%，比上年同期的60.27%提高3.2个百分点"), ["2.3"]);
        assert_eq!(right("支出进度为84.56%，比上年同期80.06%加快5.4个百分点"), ["4.5"]);
        assert_eq!(right("民生支出占比80.0%，上年为79.3%，提高1.7个百分点"), ["0.7"]);
    }

    #[test]
    fn other_points_are_not_compared() {
        for sentence in [
            "税收占比62.57%，比上年同期的60.27%提高2.3个百分点",
            "税收占比62.6%，比2030年60.27%提高2.3个百分点",
            "增长6.1%，比全市平均水平5.2%高0.9个百分点",
            "一般公共预算收入增长6.1%，税收收入增长5.2%，比上年提高3个百分点",
            "增长6.1%，增幅较上年回落2.3个百分点",
            "占比62.57%，高于上年60.27%的水平，完成预算的98%，提高3个百分点",
        ] {
            assert_eq!(right(sentence), [""; 0], "{sentence}");
        }
    }
}
