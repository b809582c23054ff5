#![doc = include_str!("../../pages/YS414.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, official, plain};
use classification::Classification;
use ledger::Code;
use message::Message;

/// The lengths of codes of 类, 款 and 项.
const LENGTHS: [usize; 3] = [3, 5, 7];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && !line.is_contents) {
        for (digits, name) in coded(&line.words) {
            let Some(code) = Code::parse(digits) else { continue };
            let Some(list) = Classification::of(code) else { continue };
            // A name of this code, today's or a former one, may begin longer words.
            let is_own =
                |name: &str| list.names_of(code).iter().any(|named| plain(named.name) == name);
            let called = list
                .called(name)
                .find(|named| named.code.level() == code.level() && named.evidence.names());
            let Some(right) = official(code, context.disclosure.year) else { continue };
            let Some(other) = called.filter(|_| !is_own(name)) else { continue };
            if list.called(name).any(|named| named.code == code) {
                continue;
            }
            let message = Message::new(
                format!(
                    "{code} 是“{}”，这里写作“{name}”，那是 {} 的名称。",
                    right.name, other.code
                ),
                format!(
                    "{code} is “{}”; the text says “{name}”, which is {}.",
                    right.name, other.code
                ),
            );
            found.push(
                Violation::on(line, message)
                    .severity(certainty(right.evidence))
                    .printed(name)
                    .expected(right.name)
                    .advice("核对编码、名称和金额。", "Check code, name and amount."),
            );
        }
    }
}

/// The codes of a sentence with the names beside them: `2101101行政单位医疗`, `行政单位医疗（2101101）`.
fn coded(words: &str) -> Vec<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_ideograph = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|rest| rest.find(is_digit)).map(|at| at + from)
    {
        let rest = words.get(at..).unwrap_or_default();
        let digits =
            rest.get(..rest.find(|c| !is_digit(c)).unwrap_or(rest.len())).unwrap_or_default();
        from = at + digits.len();
        let (before, after) =
            (words.get(..at).unwrap_or_default(), words.get(from..).unwrap_or_default());
        if !LENGTHS.contains(&digits.len()) {
            continue;
        }
        let behind = after
            .get(..after.find(|c| !is_ideograph(c)).unwrap_or(after.len()))
            .unwrap_or_default();
        // 210 may be an amount elsewhere in a sentence.
        let is_start = before.is_empty() || before.ends_with(['。', '；', '、', '，', '：', '“']);
        if is_start && !behind.is_empty() {
            found.push((digits, behind));
        }
        if let Some(head) = before.strip_suffix('（').filter(|_| after.starts_with('）')) {
            let start = head.trim_end_matches(is_ideograph).len();
            found.push((digits, head.get(start..).unwrap_or_default()));
        }
    }
    found
}
