#![doc = include_str!("../../pages/YS334.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use disclosure::Observation;
use ledger::{Node, nodes};
use message::Message;

/// How many bytes may stand between two counts of one list.
const LISTED: usize = 12;

/// What is bought or done, in words before its count or behind it, and the unit of the count.
struct Kind {
    memo: Node,
    before: &'static [&'static str],
    unit: &'static str,
    /// Whether none of them cannot cost anything: who travels may travel with others' missions.
    none_is_free: bool,
}

/// An expense with a count that one paragraph prints.
struct Pair {
    expense: &'static [&'static str],
    count: &'static [&'static str],
    unit: &'static str,
    /// Whether a count contradicts that nothing was spent.
    some_costs: bool,
}

const PAIRS: [Pair; 4] = [
    Pair {
        expense: &["公务用车运行维护费支出", "公务用车运行维护费", "公务用车运行费"],
        count: &["保有量"],
        unit: "辆",
        some_costs: false,
    },
    Pair {
        expense: &["公务接待费支出", "公务接待费"],
        count: &["公务接待"],
        unit: "批次",
        some_costs: true,
    },
    Pair {
        expense: &["公务用车购置费支出", "公务用车购置费"],
        count: &["购置公务用车", "购置公车", "更新公务用车"],
        unit: "辆",
        some_costs: true,
    },
    Pair {
        expense: &["因公出国（境）费支出", "因公出国（境）费"],
        count: &["因公出国（境）团组", "出国（境）团组"],
        unit: "个",
        some_costs: true,
    },
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // The counts of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    for violation in context.index.prose().filter_map(batches) {
        found.push(violation);
    }
    let nodes = nodes();
    let kinds = [
        Kind {
            memo: nodes.vehicle_purchase,
            before: &[
                "购置公务用车",
                "购置公车",
                "购置车辆",
                "更新公务用车",
                "新购公务用车",
                "购置公务用车数",
            ],
            unit: "辆",
            none_is_free: true,
        },
        Kind {
            memo: nodes.abroad,
            before: &["出国（境）团组", "出国团组", "因公出国（境）团组", "出国（境）团组数"],
            unit: "个",
            none_is_free: false,
        },
    ];
    for line in context.index.prose().filter(|line| !line.words.contains("上年")) {
        let pairs = found.findings.len();
        found_in(line, found);
        if found.findings.len() > pairs {
            continue;
        }
        for kind in &kinds {
            let counted = kind.before.iter().find_map(|name| count(&line.words, name, kind.unit));
            let counted = counted.filter(|(.., is_some)| *is_some || kind.none_is_free);
            let Some((at, words, is_some)) = counted else { continue };
            let Some(seen) = contradicting(context, kind.memo, is_some) else { continue };
            let around = around(&line.words, at, at + words.len());
            let amount = if is_some { "0" } else { "不是0" };
            let (name, english) = (kind.memo.name_zh(), kind.memo.name_en());
            let message = Message::new(
                format!("“{around}”与{name}的金额（{amount}）矛盾。"),
                format!(
                    "“{around}” contradicts the amount of {english}, which is {}.",
                    if is_some { "nothing" } else { "not nothing" }
                ),
            );
            let printed = seen.value.printed().map(|it| it.to_string()).unwrap_or_default();
            let what = Message::new(name, english);
            found.push(
                Violation::on(line, message).printed(around).because(&seen.place, what, &printed).advice(
                    "核对数量和金额，改正其中一处；由其他资金负担的，加以说明。",
                    "Compare the count and the amount and correct one; say so where other money paid.",
                ),
            );
        }
    }
}

/// Finds pairs of an amount and a count in one paragraph that contradict each other.
fn found_in(line: &Line<'_>, found: &mut Sink) {
    let said = quantities(&line.words);
    // Costs of receiving foreign guests, or of hiring, need no such count.
    if ["外宾", "外事", "国外", "租"].iter().any(|word| line.words.contains(word)) {
        return;
    }
    for pair in &PAIRS {
        let named = |it: &Quantity<'_>, names: &[&str]| {
            let name = it.name.trim_end_matches(['为', '数', '共', '了']);
            names.iter().any(|word| name.ends_with(word))
        };
        let mut amounts = said.iter().filter(|it| it.yuan().is_some() && named(it, pair.expense));
        let mut counts = said.iter().filter(|it| it.unit == pair.unit && named(it, pair.count));
        let (Some(amount), None) = (amounts.next(), amounts.next()) else { continue };
        let (Some(count), None) = (counts.next(), counts.next()) else { continue };
        // Who travels abroad may travel with another body's mission.
        let is_none =
            pair.unit != "个" || line.words.contains("0人次") && !line.words.contains("参加");
        let contradicts = match (amount.value > 0, count.value > 0) {
            (true, false) => is_none,
            (false, true) => pair.some_costs,
            _ => false,
        };
        if contradicts {
            let (one, other) = (amount.words(&line.words), count.words(&line.words));
            let message = Message::new(
                format!("“{one}”与“{other}”矛盾。"),
                format!("“{one}” and “{other}” contradict each other."),
            );
            found.push(Violation::on(line, message).printed(other).advice(
                "核对数量和金额，改正其中一处；由其他资金负担的，加以说明。",
                "Compare the count and the amount and correct one; say so where other money paid.",
            ));
        }
    }
}

/// More receptions than people who were received.
fn batches(line: &Line<'_>) -> Option<Violation> {
    let said = quantities(&line.words);
    let (one, other) = said.iter().zip(said.iter().skip(1)).find(|(one, other)| {
        let is_pair = one.unit == "批次" && other.unit == "人次" && other.at - one.end <= LISTED;
        is_pair && one.name.contains("接待") && one.value > other.value && other.value > 0
    })?;
    let words = line.words.get(one.at..other.end)?;
    let message = Message::new(
        format!("“{words}”：接待的批次比人次还多。"),
        format!("“{words}”: there are more receptions than people who were received."),
    );
    let violation = Violation::on(line, message).printed(words);
    Some(
        violation
            .advice("核对批次和人次，可能写反了。", "Compare both; they may have changed places."),
    )
}

/// The count right behind `name`, whether it is more than nothing, and where it stands.
fn count<'w>(words: &'w str, name: &str, unit: &str) -> Option<(usize, &'w str, bool)> {
    let at = words.find(name)?;
    let rest = words.get(at + name.len()..)?;
    let number = rest.trim_start_matches(['数', '为', '量']);
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let count: u32 = number.get(..digits)?.parse().ok()?;
    let behind = number.get(digits..)?.starts_with(unit);
    let end = words.len() - number.len() + digits + unit.len();
    behind.then(|| Some((at, words.get(at..end)?, count > 0))).flatten()
}

/// An amount of such an expense in the document's year, where all of them contradict the count.
fn contradicting<'a>(
    context: &'a Context<'_>,
    memo: Node,
    is_some: bool,
) -> Option<&'a Observation> {
    let year = context.disclosure.year?;
    let all = context.disclosure.observations.iter();
    let own = all.filter(|seen| seen.scope.memo == memo && seen.scope.year == Some(year));
    let mut own = own.filter(|seen| seen.value.printed().is_some()).peekable();
    let first = *own.peek()?;
    own.all(|seen| seen.value.is_zero() == is_some).then_some(first)
}
