#![doc = include_str!("../../../pages/YS511.en.md")]

pub(super) mod set_phrase;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use crate::search::{place, places};
use message::Message;
use std::ops::Range;

/// Words of which the last character may have been lost, without it.
const CUT: [(&str, &str); 12] = [
    ("资金安", "资金安排"),
    ("预算安", "预算安排"),
    ("经费安", "经费安排"),
    ("主要原", "主要原因"),
    ("财政拨", "财政拨款"),
    ("收入预", "收入预算"),
    ("支出预", "支出预算"),
    ("收入决", "收入决算"),
    ("支出决", "支出决算"),
    ("公用经", "公用经费"),
    ("人员经", "人员经费"),
    ("运行经", "运行经费"),
];

/// Words of which the first character may have been lost, and that character.
const HEADLESS: [(&str, &str); 4] =
    [("般公共预算", "一"), ("府性基金", "政"), ("有资本经营", "国"), ("政拨款", "财")];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    cut(context, found);
    headless(context, found);
    vehicles(context, found);
    shortened(context, found);
    set_phrases(context, found);
    for (line, hit) in context.matches(List::Typo) {
        let (wrong, right) = (hit.entry.phrase, hit.entry.right);
        // Units in cells and names of subjects have checks of their own (unknown-unit,
        // name-in-text).
        let after = line.words.get(hit.end..).unwrap_or_default();
        let marks = ["（项）", "（款）"];
        let is_subject = wrong.starts_with("其它") && marks.iter().any(|mark| after.contains(mark));
        if is_subject || (wrong.starts_with('万') && !line.is_prose()) {
            continue;
        }
        found.push(violation(line, (wrong, right), hit.start));
    }
}

/// 量 for 辆 behind a number of vehicles: `公务用车保有量3量`.
fn vehicles(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| line.words.contains('车')) {
        let hit = line.words.match_indices('量').find(|(at, wrong)| {
            let (before, behind) = line.words.split_at(*at);
            let behind = behind.strip_prefix(wrong).unwrap_or_default();
            let clause = before.rsplit(['，', '。', '；', '、']).next().unwrap_or_default();
            before.ends_with(|c: char| c.is_ascii_digit())
                && clause.contains('车')
                && (behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '（']))
        });
        if let Some((at, wrong)) = hit {
            found.push(violation(line, (wrong, "辆"), at));
        }
    }
}

/// The short name of an expense beside the whole name of the other one, of which both are parts.
fn shortened(context: &Context<'_>, found: &mut Sink) {
    const PAIR: [(&str, &str); 2] =
        [("公务车购置费", "公务用车运行"), ("公务车运行维护费", "公务用车购置费")];
    for line in context.index.prose() {
        for (wrong, beside) in PAIR {
            let Some(at) = place(&line.words, wrong).filter(|_| line.words.contains(beside)) else {
                continue;
            };
            let right = wrong.replace("公务车", "公务用车");
            found.push(violation(line, (wrong, &right), at));
        }
    }
}

/// Words that lack their last character before a number or the end of a clause: `资金安3万元`.
/// The end of a line may be continued in the next.
fn cut(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        for (wrong, right) in CUT {
            let hit = places(&line.words, wrong).find(|at| {
                let behind = line.words.get(at + wrong.len()..).unwrap_or_default();
                behind.starts_with(|c: char| c.is_ascii_digit() || "，。；：、".contains(c))
            });
            if let Some(at) = hit {
                found.push(violation(line, (wrong, right), at));
            }
        }
    }
}

fn headless(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        for (wrong, first) in HEADLESS {
            let is_lost = |at: usize| {
                let before = line.words.get(..at).unwrap_or_default();
                !before.ends_with(first) && before.chars().next_back().is_some_and(is_written)
            };
            let hit = places(&line.words, wrong).find(|at| is_lost(*at));
            if let Some(at) = hit {
                found.push(violation(line, (wrong, &format!("{first}{wrong}")), at));
            }
        }
    }
}

/// Phrases of the field that are off by one character, but for those that are listed.
fn set_phrases(context: &Context<'_>, found: &mut Sink) {
    let listed = |line: &Line<'_>, at: &Range<usize>| {
        context.matches(List::Typo).any(|(other, hit)| {
            other.place == line.place && hit.start < at.end && hit.end > at.start
        })
    };
    for line in context.index.prose() {
        for (at, right) in set_phrase::slips(&line.words) {
            let wrong = line.words.get(at.clone()).unwrap_or_default();
            if !listed(line, &at) {
                found.push(violation(line, (wrong, right), at.start));
            }
        }
    }
}

/// A character of a text that was written together: blanks and other marks may stand where a line was
/// cut.
fn is_written(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '：' | '，' | '；')
}

fn violation(line: &Line<'_>, (wrong, right): (&str, &str), at: usize) -> Violation {
    let words = around(&line.words, at, at + wrong.len());
    let message = Message::new(
        format!("“{words}”里的“{wrong}”应为“{right}”。"),
        format!("“{wrong}” in “{words}” should be “{right}”."),
    );
    Violation::on(line, message)
        .printed(wrong)
        .expected(right)
        .advice("更正错别字。", "Correct the spelling.")
}
