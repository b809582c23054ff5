#![doc = include_str!("../../pages/YS334.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use disclosure::Observation;
use ledger::{Node, nodes};
use message::Message;

/// What is bought or done, in words before its count or behind it, and the unit of the count.
struct Kind {
    memo: Node,
    before: &'static [&'static str],
    unit: &'static str,
    /// Whether none of them cannot cost anything: who travels may travel with others' missions.
    none_is_free: bool,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // The counts of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
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
