#![doc = include_str!("../../pages/YS339.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use ledger::{Node, nodes};
use message::Message;

/// An expense with what it is divided by.
struct Kind {
    /// Words of the clause that prints the quotient.
    quotient: &'static [&'static str],
    /// Words of the clauses that print the expense.
    expense: &'static [&'static str],
    memo: Option<Node>,
    /// Words of the clause that counts, and the units of the count.
    counted: &'static str,
    units: &'static [&'static str],
}

/// Amounts in millionths of a yuan.
const CENT: i128 = 10_000;

fn kinds() -> [Kind; 7] {
    let nodes = nodes();
    let kind =
        |quotient, expense, memo, counted, units| Kind { quotient, expense, memo, counted, units };
    [
        kind(&["人均接待费", "人均"], &["接待费"], Some(nodes.reception), "接待", &["人次", "人"]),
        kind(
            &["车均维护费", "车均运行维护费", "车均运行费", "车均", "平均每辆", "每辆平均"],
            &["维护费", "运行费"],
            Some(nodes.vehicle_running),
            "保有量",
            &["辆"],
        ),
        kind(
            &["平均每辆", "每辆平均", "单车均价", "平均单价", "每辆均价"],
            &["购置费", "购置", "支出", "金额"],
            None,
            "购置",
            &["辆"],
        ),
        kind(&["人均会议费", "人均"], &["会议费"], None, "会议", &["人次", "人"]),
        kind(&["人均培训费", "人均"], &["培训费"], None, "培训", &["人次", "人"]),
        kind(
            &["平均每次会议", "平均每次", "次均", "场均", "平均每场"],
            &["会议费"],
            None,
            "会议",
            &["次", "场", "个"],
        ),
        kind(
            &["平均每次", "平均每期", "期均", "次均"],
            &["培训费"],
            None,
            "培训",
            &["次", "期", "个"],
        ),
    ]
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // The expenses of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let kinds = kinds();
    for line in context.index.prose().filter(|line| line.words.contains('均')) {
        if let Some(it) = kinds.iter().find_map(|kind| violation(context, line, kind)) {
            found.push(it);
        }
    }
}

/// The quotient of a line that no amount and count of it make.
fn violation(context: &Context<'_>, line: &Line<'_>, kind: &Kind) -> Option<Violation> {
    let said = quantities(&line.words);
    let is_quotient = |it: &&Quantity<'_>| {
        let name = it.name.trim_end_matches(['为', '是', '约']);
        let behind = line.words.get(it.end..).unwrap_or_default();
        let is_limit =
            ["/", "每", "标准", "的标准", "以内"].iter().any(|it| behind.starts_with(it));
        kind.quotient.iter().any(|word| name.ends_with(word)) && it.yuan().is_some() && !is_limit
    };
    let quotient = said.iter().find(is_quotient)?;
    let (printed, half) = quotient.yuan()?;
    let is_count = |it: &&Quantity<'_>| kind.units.contains(&it.unit) && it.whole() > Some(0);
    let before = line.words.get(..quotient.at)?;
    // One count of people or vehicles, or it is not known which one is meant.
    let mut counts: Vec<i128> = said.iter().filter(is_count).filter_map(Quantity::whole).collect();
    counts.dedup();
    let [count] = counts[..] else { return None };
    let is_named = |it: &Quantity<'_>| kind.expense.iter().any(|word| it.name.contains(word));
    let is_level = |it: &&Quantity<'_>| {
        let is_other = ['均', '增', '减', '比', '较'].iter().any(|word| it.name.contains(*word));
        it.at != quotient.at && it.yuan().is_some() && !is_other
    };
    let nearest = said.iter().filter(is_level).take_while(|it| it.at < quotient.at).last();
    if !nearest.is_none_or(is_named) {
        return None;
    }
    let amounts = said.iter().filter(is_level).filter(|it| is_named(it));
    let mut amounts: Vec<(i128, i128)> = amounts.filter_map(Quantity::yuan).collect();
    amounts.extend(observed(context, kind.memo));
    amounts.retain(|(amount, _)| *amount > 0);
    if amounts.is_empty() || printed == 0 || !before.contains(kind.counted) {
        return None;
    }
    let fits = |(amount, loose): &(i128, i128)| {
        (amount - printed * count).abs() <= loose + (half + CENT) * count
    };
    if amounts.iter().any(fits) {
        return None;
    }
    let (amount, _) = amounts.first()?;
    let right = format!("{}.{:02}元", amount / count / 1_000_000, amount / count / CENT % 100);
    let words = around(&line.words, quotient.at, quotient.end);
    let message = Message::new(
        format!("“{words}”：按金额和数量计算应为{right}。"),
        format!("“{words}”: amount and count make {right}."),
    );
    let violation = Violation::on(line, message).printed(words).expected(right);
    Some(violation.advice(
        "核对金额、数量和单位，改正其中一处。",
        "Compare the amount, the count and the unit, and correct one.",
    ))
}

/// The amounts of an expense that the document prints, in millionths of a yuan.
fn observed(context: &Context<'_>, memo: Option<Node>) -> Vec<(i128, i128)> {
    let Some(memo) = memo else { return Vec::new() };
    let all = context.disclosure.observations.iter().filter(|seen| seen.scope.memo == memo);
    let amounts = all.filter_map(|seen| seen.value.printed());
    // Half a unit of the last digit of 万元 with two decimals.
    amounts.map(|it| (i128::from(it.nominal().fen()) * CENT, 50 * 1_000_000)).collect()
}
