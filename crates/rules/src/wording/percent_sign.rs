#![doc = include_str!("../../pages/YS534.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;
use std::collections::BTreeSet;

/// Words after which a bare number is a percentage.
const VERBS: [&str; 6] = ["增长", "下降", "上升", "增幅", "降幅", "占比"];
/// Words after which it is one if the line gives other percentages, too.
const SHARES: [&str; 4] = ["，占", "比重为", "比重达", "比例为"];
/// What a rate of completion is of.
const BUDGETS: [&str; 2] = ["预算的", "预算数的"];
/// How a clause begins that gives one.
const DONE: [&str; 5] = ["完成", "实际完成", "为", "达到", "占"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        let words = &*line.words;
        let others = SHARES.iter().filter(|_| words.contains('%'));
        let verbs = VERBS.iter().chain(others).flat_map(|verb| words.match_indices(verb));
        let done = BUDGETS.iter().flat_map(|of| words.match_indices(of));
        let done = done.filter(|(at, _)| words.get(..*at).is_some_and(is_done));
        let hits = verbs.chain(done).filter_map(|(at, verb)| {
            Some((at, bare(words.get(at + verb.len()..)?)?, verb.trim_start_matches('，')))
        });
        let hits: BTreeSet<_> = hits.collect();
        for (at, end, amount) in amounts(&line.words) {
            let words = around(&line.words, at, end);
            let message = Message::new(
                format!("“{words}”里连着两个百分比，前一个多半是金额，单位应为万元。"),
                format!("Of the two percentages in “{words}” the first is most likely an amount."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(amount)
                    .advice("改正单位。", "Correct the unit."),
            );
        }
        for (at, _) in words.match_indices("%%") {
            let words = around(words, at, at + 2);
            let message = Message::new(
                format!("“{words}”里的“%”重复。"),
                format!("“%” stands twice in “{words}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .advice("删去一个。", "Delete one of them."),
            );
        }
        for (at, number, verb) in hits {
            let words = around(&line.words, at, at + verb.len());
            let message = Message::new(
                format!("“{verb}{number}”后面没有“%”。"),
                format!("“{verb}{number}” lacks its “%”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .expected(format!("{verb}{number}%"))
                    .advice("补上“%”。", "Add “%”."),
            );
        }
    }
}

/// Whether the clause that `head` ends with says how much of something was done.
fn is_done(head: &str) -> bool {
    let clause = head.rsplit(['，', '。', '；', '（', '）']).next().unwrap_or_default();
    let clause = clause.rfind("完成").and_then(|at| clause.get(at..)).unwrap_or(clause);
    DONE.iter().any(|verb| clause.starts_with(verb))
}

/// Amounts of a change that are printed as percentages: `增加60.00%，增长7.5%`, with their positions.
fn amounts(words: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    [("增加", "增长"), ("减少", "下降")].into_iter().flat_map(move |(verb, rate)| {
        words.match_indices(verb).filter_map(move |(at, _)| {
            let rest = words.get(at + verb.len()..)?;
            let behind = rest.trim_start_matches(is_digit);
            let again = behind.strip_prefix("%，")?.strip_prefix(rate)?;
            let second = again.trim_start_matches(is_digit);
            let is_rate = second.len() < again.len() && second.starts_with('%');
            let end = words.len() - behind.len() + 1;
            let is_number = behind.len() < rest.len();
            (is_number && is_rate).then(|| Some((at, end, words.get(at..end)?))).flatten()
        })
    })
}

/// The number right after a verb, if it ends its clause.
fn bare(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['了', '约', '为', '：']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let is_end = after.is_empty() || after.starts_with(['。', '，', '；', '）', '、']);
    // 拉动增长2.3、11.1和4.6个百分点: the last one has the unit of all.
    let list = after.trim_start_matches(|c: char| c.is_ascii_digit() || "、和及与.".contains(c));
    let is_end = is_end && !list.starts_with(['%', '个']);
    let is_decimal = number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.');
    (is_end && is_decimal).then_some(number)
}
