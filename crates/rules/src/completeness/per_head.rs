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
    /// Words of the clauses that count, and the units of the count.
    counted: &'static [&'static str],
    units: &'static [&'static str],
}

/// By how much a sum may miss its product and still be meant to be it: one in so many.
const NEAR: i128 = 10;

/// Amounts in millionths of a yuan.
const CENT: i128 = 10_000;

fn kinds() -> [Kind; 7] {
    let nodes = nodes();
    let kind =
        |quotient, expense, memo, counted, units| Kind { quotient, expense, memo, counted, units };
    [
        kind(
            &["人均接待费", "人均"],
            &["接待费"],
            Some(nodes.reception),
            &["接待"],
            &["人次", "人"],
        ),
        kind(
            &["车均维护费", "车均运行维护费", "车均运行费", "车均", "单车", "平均每辆", "每辆平均"],
            &["维护费", "运行费"],
            Some(nodes.vehicle_running),
            &["保有量", "公务用车"],
            &["辆"],
        ),
        kind(
            &["平均每辆", "每辆平均", "单车均价", "平均单价", "每辆均价"],
            &["购置费", "购置", "支出", "金额"],
            None,
            &["购置"],
            &["辆"],
        ),
        kind(&["人均会议费", "人均"], &["会议费"], None, &["会议"], &["人次", "人"]),
        kind(&["人均培训费", "人均"], &["培训费"], None, &["培训"], &["人次", "人"]),
        kind(
            &["平均每次会议", "平均每次", "次均", "场均", "平均每场"],
            &["会议费"],
            None,
            &["会议"],
            &["次", "场", "个"],
        ),
        kind(
            &["平均每次", "平均每期", "期均", "次均"],
            &["培训费"],
            None,
            &["培训"],
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
    for line in context.index.prose().filter(|line| line.words.contains('每')) {
        if let Some(it) = product(line) {
            found.push(it);
        }
    }
    for line in context.index.prose().filter(|line| line.words.contains(['均', '单'])) {
        if let Some(it) = kinds.iter().find_map(|kind| violation(context, line, kind)) {
            found.push(it);
        }
    }
}

/// The quotient of a line that no amount and count of it make.
fn violation(context: &Context<'_>, line: &Line<'_>, kind: &Kind) -> Option<Violation> {
    let said = quantities(&line.words);
    let is_quotient = |it: &&Quantity<'_>| {
        let name = it.name.trim_end_matches(['为', '是', '约']).trim_end_matches("支出");
        let behind = line.words.get(it.end..).unwrap_or_default();
        let is_limit =
            ["/", "每", "标准", "的标准", "以内"].iter().any(|it| behind.starts_with(it));
        // 平均每辆, 平均每辆车的年运行维护费
        let is_it = |word: &str| {
            let rest = name.rsplit_once(word).map(|(_, rest)| rest);
            rest.is_some_and(|rest| {
                rest.is_empty() || kind.expense.iter().any(|name| rest.ends_with(name))
            })
        };
        kind.quotient.iter().any(|word| is_it(word)) && it.yuan().is_some() && !is_limit
    };
    let quotient = said.iter().find(is_quotient)?;
    let (printed, half) = quotient.yuan()?;
    let is_count = |it: &&Quantity<'_>| kind.units.contains(&it.unit) && it.whole() > Some(0);
    let before = line.words.get(..quotient.at)?;
    // One count of people or vehicles, or it is not known which one is meant.
    let mut counts: Vec<i128> = said.iter().filter(is_count).filter_map(Quantity::whole).collect();
    counts.dedup();
    let [count] = counts[..] else { return None };
    // 国内公务接待9批次80人次,共计支出2万元
    let is_bare = |name: &str| {
        let name = name.trim_end_matches(['为', '共']);
        matches!(name, "支出" | "共支出" | "共计支出" | "合计支出" | "实际支出")
    };
    let is_named = |it: &Quantity<'_>| {
        kind.expense.iter().any(|word| it.name.contains(word)) || is_bare(it.name)
    };
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
    if amounts.is_empty() || printed == 0 || !kind.counted.iter().any(|it| before.contains(it)) {
        return None;
    }
    // 约8.3万元 is only about so much.
    let about = if quotient.name.trim_end_matches('为').ends_with('约') { 20 } else { i128::MAX };
    let fits = |(amount, loose): &(i128, i128)| {
        (amount - printed * count).abs() <= loose + (half + CENT) * count + amount / about
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

/// What a number of people at so much each come to: `720人，按每人每年940元安排，共676800元`.
fn product(line: &Line<'_>) -> Option<Violation> {
    const EACH: [&str; 4] = ["每生每年", "每人每年", "每生", "每人"];
    let said = quantities(&line.words);
    let is_rate = |it: &Quantity<'_>| {
        it.yuan().is_some()
            && EACH.iter().any(|each| it.name.trim_end_matches("标准").ends_with(each))
    };
    let at = said.iter().position(is_rate)?;
    let [before @ .., count, rate, total] = said.get(..at + 2)? else { return None };
    let is_total = ["共", "共计", "合计", "共需"].contains(&total.name);
    // Of several counts it is not known which one is meant; so much a month is paid several times.
    let is_one = count.unit == "人" && !before.iter().any(|it| it.unit == "人");
    let count = count.whole().filter(|_| is_total && is_one)?;
    let ((each, half), (sum, loose)) = (rate.yuan()?, total.yuan()?);
    let off = (each * count - sum).abs();
    let is_off = off > half * count + loose && off * NEAR < sum;
    let right = format!("{}元", each * count / 1_000_000);
    let words = line.words.get(rate.at - rate.name.len()..total.end)?;
    let message = Message::new(
        format!("“{words}”：{count}人乘以标准应为{right}。"),
        format!("“{words}”: {count} people at so much each make {right}."),
    );
    let violation = Violation::on(line, message).printed(total.words(&line.words)).expected(right);
    is_off.then(|| {
        violation.advice(
            "核对人数、标准和金额，改正其中一处。",
            "Compare the people, the amount for each and the sum, and correct one.",
        )
    })
}

/// The amounts of an expense that the document prints, in millionths of a yuan.
fn observed(context: &Context<'_>, memo: Option<Node>) -> Vec<(i128, i128)> {
    let Some(memo) = memo else { return Vec::new() };
    let all = context.disclosure.observations.iter().filter(|seen| seen.scope.memo == memo);
    let amounts = all.filter_map(|seen| seen.value.printed());
    // Half a unit of the last digit of 万元 with two decimals.
    amounts.map(|it| (i128::from(it.nominal().fen()) * CENT, 50 * 1_000_000)).collect()
}
