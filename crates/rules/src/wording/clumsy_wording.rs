#![doc = include_str!("../../pages/YS526.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use finding::Severity;
use message::Message;

/// The longest distance between 比 and 持平, in characters.
const NEAR: usize = 14;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for (line, hit) in context.matches(List::Style).filter(|(line, _)| line.is_prose()) {
        let words = around(&line.words, hit.start, hit.end);
        found.push(
            Violation::on(line, message(&words, hit.entry.right))
                .severity(Severity::Note)
                .printed(hit.entry.phrase)
                .expected(hit.entry.right)
                .advice("改用规范的说法。", "Use the standard wording."),
        );
    }
    for line in context.index.prose() {
        let words = &line.words;
        let found_here = [
            (level_with(words), Severity::Note, "与…持平", ["改用“与…持平”。", "Use 与…持平."]),
            (without_with(words), Severity::Warning, "与…相比", ["补上“与”。", "Add 与."]),
            (
                more_with(words),
                Severity::Warning,
                "比…",
                ["把“与”改成“比”，或补上“相比”。", "Write 比 for 与, or add 相比."],
            ),
        ];
        for (range, severity, right, [zh, en]) in found_here {
            let Some((start, end)) = range else { continue };
            found.push(
                Violation::on(line, message(&around(words, start, end), right))
                    .severity(severity)
                    .printed(words.get(start..end).unwrap_or_default())
                    .advice(zh, en),
            );
        }
    }
}

/// The first `与上年减少` in one clause, in bytes: the words lack 相比.
fn more_with(words: &str) -> Option<(usize, usize)> {
    words.match_indices("与上年").find_map(|(at, with)| {
        let rest = words.get(at + with.len()..)?;
        let base = ["决算数", "预算数", "支出数", "执行数", "决算", "预算", "同期", "度"];
        let rest = base.iter().find_map(|base| rest.strip_prefix(base)).unwrap_or(rest);
        let way = ["增加", "减少", "下降", "增长", "降低", "上升"];
        let behind = way.iter().find_map(|way| rest.strip_prefix(way))?;
        let is_amount = behind.starts_with(|c: char| c.is_ascii_digit());
        is_amount.then_some((at, words.len() - behind.len()))
    })
}

/// The first clause of nothing but another year or a budget and 相比, in bytes: it lacks 与.
fn without_with(words: &str) -> Option<(usize, usize)> {
    const BASES: [&str; 8] =
        ["上年", "上一年", "去年", "年初预算", "年初", "预算", "全年预算", "调整预算"];
    const ENDS: [&str; 9] = ["", "度", "数", "预算", "预算数", "决算", "决算数", "同期", "同期数"];
    words.match_indices("相比").find_map(|(at, with)| {
        let before = words.get(..at)?;
        let clause = before.rsplit(['，', '。', '；', '：']).next()?;
        let year = clause.split_once('年').filter(|(digits, _)| {
            digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
        });
        let named = BASES.iter().filter_map(|base| clause.strip_prefix(base));
        let is_base = named.chain(year.map(|(_, rest)| rest)).any(|rest| {
            ENDS.contains(&rest) || rest.strip_prefix('度').is_some_and(|rest| ENDS.contains(&rest))
        });
        is_base.then_some((at - clause.len(), at + with.len()))
    })
}

fn message(words: &str, better: &str) -> Message {
    Message::new(
        format!("“{words}”的说法不当，宜用“{better}”。"),
        format!("“{words}” is clumsy; “{better}” is better."),
    )
}

/// The first 比…持平 in one clause, in bytes.
fn level_with(words: &str) -> Option<(usize, usize)> {
    words.match_indices("持平").find_map(|(at, level)| {
        let clause = words.get(..at)?.rsplit(['，', '。', '；', '：']).next()?;
        let begin = clause.rfind('比')?;
        let between = clause.get(begin..)?;
        let is_with =
            between.contains('相') || clause.get(..begin)?.ends_with(['相', '同', '环', '对']);
        let start = at - between.len();
        (!is_with && between.chars().count() <= NEAR).then_some((start, at + level.len()))
    })
}
