//! Rates of completion beside a surplus or a shortfall: `短收3万元，完成预算的102%`.

use super::{is_over, is_under};
use std::ops::Range;

/// Whether more came in, or went out, than planned.
const WORDS: [(&str, bool); 5] =
    [("超收", true), ("超支", true), ("短收", false), ("欠收", false), ("歉收", false)];
/// How a clause of completion begins.
const DONE: [&str; 6] = ["完成", "实际完成", "为", "占", "达到", "达"];
/// With what a surplus is compared.
const BASES: [&str; 4] = ["比预算", "较预算", "比年初预算", "较年初预算"];

/// The clauses in which a rate and a surplus beside it contradict each other.
pub(super) fn contradictions(words: &str) -> impl Iterator<Item = Range<usize>> {
    words.match_indices('%').filter_map(|(end, sign)| {
        let before = words.get(..end)?;
        let digits = before.trim_end_matches(is_number);
        let rate = before.get(digits.len()..).filter(|rate| !rate.is_empty())?;
        let start = last_clause(digits);
        let clause = digits.get(start..)?;
        let is_done = DONE.iter().any(|verb| clause.starts_with(verb))
            && clause.contains("预算")
            && ["的", "预算", "预算数"].iter().any(|it| clause.ends_with(it));
        if !is_done {
            return None;
        }
        let is_initial = clause.contains("年初");
        let contradicts = |is_more: bool| match is_more {
            true => is_under(rate),
            false => is_over(rate),
        };
        let end = end + sign.len();
        let behind = words.get(end..)?.strip_prefix('，').unwrap_or_default();
        let next = behind.split(is_break).next().unwrap_or_default();
        let after = || {
            contradicts(surplus(next, is_initial)?)
                .then_some(start..end + '，'.len_utf8() + next.len())
        };
        let beside = || {
            let head = words.get(..start)?.strip_suffix('，')?;
            let from = last_clause(head);
            let last = head.get(from..)?;
            contradicts(surplus(last, is_initial)?).then_some(from..end)
        };
        after().or_else(beside)
    })
}

/// Whether `clause` speaks of more or of less than the same budget: `比预算短收3万元`.
fn surplus(clause: &str, is_initial: bool) -> Option<bool> {
    let base = BASES.iter().find(|base| clause.starts_with(**base));
    if base.is_some_and(|base| base.contains("年初") && !is_initial) {
        return None;
    }
    let rest = clause.get(base.map_or(0, |base| base.len())..)?;
    let (word, is_more) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
    let amount = rest.get(word.len()..)?;
    let unit = amount.trim_start_matches(is_number);
    let is_amount = unit.len() < amount.len() && matches!(unit, "元" | "万元" | "亿元");
    // Nothing is neither.
    let is_none = amount.trim_end_matches(unit).trim_matches(['0', '.']).is_empty();
    (is_amount && !is_none).then_some(*is_more)
}

/// Where the last clause of `text` begins.
fn last_clause(text: &str) -> usize {
    text.char_indices().rfind(|(_, c)| is_break(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

fn is_break(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '（' | '）' | '、')
}
