#![doc = include_str!("../../pages/YS356.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// All of something, in millionths of a percent.
const ALL: i128 = 100_000_000;
/// Of how many parts an amount is; of more, another one may have been there the year before.
const PARTS: usize = 2;
/// What totals are called, of which the same holds.
const TOTALS: [&str; 4] = ["总计", "合计", "总量", "总额"];
/// By how much what the amounts were may differ: one in so many.
const NEAR: i128 = 50;
/// Words of sentences whose rates are of other bases.
const OTHER: [&str; 9] = ["口径", "剔除", "扣除", "可比", "还原", "年均", "环比", "预算数", "目标"];

/// Words of a change, and whether something rose.
const WAYS: [(&str, bool); 7] = [
    ("增长", true),
    ("增加", true),
    ("上升", true),
    ("增幅", true),
    ("下降", false),
    ("减少", false),
    ("降低", false),
];

/// An amount and by how much it grew.
struct Grown<'w> {
    said: Quantity<'w>,
    /// In millionths of a yuan, with half a unit of its last digit.
    yuan: (i128, i128),
    /// In millionths of a percent, with a unit of its last digit, as digits may be cut off.
    rate: Option<(i128, i128)>,
    end: usize,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.says_yuan) {
        if line.words.contains('%') && !OTHER.iter().any(|other| line.words.contains(other)) {
            of_line(line).into_iter().for_each(|it| found.push(it));
        }
    }
}

fn of_line(line: &Line<'_>) -> Option<Violation> {
    let grown = grown(&line.words);
    (0..grown.len()).find_map(|at| {
        let (whole, rest) = grown.get(at..)?.split_first().filter(|(it, _)| it.yuan.0 > 0)?;
        let parts = parts(&line.words, whole, rest)?;
        let was = before(whole)?;
        let sum = parts.iter().map(before).try_fold((0, 0), |(low, high), part| {
            let (least, most) = part?;
            Some((low + least, high + most))
        })?;
        let apart = (sum.0 - was.1).max(was.0 - sum.1);
        (apart * NEAR > was.1).then(|| violation(line, whole, parts))
    })
}

fn violation(line: &Line<'_>, whole: &Grown<'_>, parts: &[Grown<'_>]) -> Violation {
    let from = whole.said.at - whole.said.name.len();
    let words = line.words.get(from..whole.end).unwrap_or_default();
    let end = parts.last().map_or(whole.end, |part| part.end);
    let printed = line.words.get(from..end).unwrap_or_default();
    let message = Message::new(
        format!(
            "“{words}”与其各部分的增减幅度对不上：由各部分推算的上年数之和，不是由合计推算的上年数。"
        ),
        format!(
            "“{words}” does not go with the changes of its parts: what they come to for the year before differs."
        ),
    );
    Violation::on(line, message)
        .printed(printed)
        .advice("核对各数的增减方向和百分比。", "Check the directions and the rates of change.")
}

/// The amounts of a paragraph with the rates of change behind them.
fn grown(words: &str) -> Vec<Grown<'_>> {
    let mut found: Vec<Grown<'_>> = Vec::new();
    for said in quantities(words) {
        let way = direction(said.name);
        let is_change = WAYS.iter().any(|(way, _)| said.name.ends_with(way));
        match (said.yuan(), way) {
            // 收入合计增加3万元 is no part, and what follows it is of what it names.
            (Some(_), None) if is_change => {
                found.push(Grown { said, yuan: (0, 0), rate: None, end: said.end });
            }
            (Some(_), Some(_)) => {}
            (Some(yuan), None) => {
                found.push(Grown { said, yuan, rate: None, end: said.end });
            }
            (None, Some(is_up)) if said.unit == "%" => {
                let Some(last) = found.last_mut().filter(|last| last.rate.is_none()) else {
                    continue;
                };
                let rate = if is_up { said.value } else { -said.value };
                last.rate = Some((rate, 2 * said.half()));
                last.end = said.end;
            }
            _ => {}
        }
    }
    found
}

/// The amounts behind `whole` that make it up, each with its rate.
fn parts<'g, 'w>(words: &str, whole: &Grown<'_>, rest: &'g [Grown<'w>]) -> Option<&'g [Grown<'w>]> {
    let first = rest.first()?;
    let between = words.get(whole.end..first.said.at)?;
    let is_divided = between.contains("其中") || between.contains('。') || between.contains("中，");
    let is_total = TOTALS.iter().any(|total| whole.said.name.contains(total));
    let own = rest.get(..PARTS).filter(|parts| {
        let sum: i128 = parts.iter().map(|part| part.yuan.0).sum();
        let loose: i128 = parts.iter().map(|part| part.yuan.1).sum::<i128>() + whole.yuan.1;
        (sum - whole.yuan.0).abs() <= loose
    })?;
    (is_divided && !is_total && own.iter().all(|part| part.rate.is_some())).then_some(own)
}

/// What an amount was the year before: at least, and at most.
fn before(grown: &Grown<'_>) -> Option<(i128, i128)> {
    let (rate, half) = grown.rate?;
    let (yuan, loose) = grown.yuan;
    let (least, most) = (ALL + rate + half, ALL + rate - half);
    (most > 0).then(|| ((yuan - loose) * ALL / least, (yuan + loose) * ALL / most))
}

/// Whether words before a number say that something rose or fell since the year before.
fn direction(name: &str) -> Option<bool> {
    let name = name.trim_end_matches(['了', '为']);
    let (before, is_up) = WAYS.iter().find_map(|(way, up)| Some((name.strip_suffix(way)?, *up)))?;
    let is_annual = before.is_empty()
        || before.starts_with("同比")
        || before.starts_with(['比', '较', '与']) && !before.contains("预算");
    is_annual.then_some(is_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_grows_as_its_parts_do() {
        let is_odd = |words: &str| {
            let grown = grown(words);
            let (whole, rest) = grown.split_first().unwrap();
            let parts = parts(words, whole, rest).unwrap();
            let sum: (i128, i128) = parts
                .iter()
                .filter_map(before)
                .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            let was = before(whole).unwrap();
            sum.0 > was.1 || was.0 > sum.1
        };
        let text = "收入9000万元，增长12.5%。其中，税收收入6000万元，增长20%；非税收入3000万元，同比持平，增长0%。";
        assert!(!is_odd(text));
        assert!(is_odd(&text.replace("增长20%", "下降20%")));
    }
}
