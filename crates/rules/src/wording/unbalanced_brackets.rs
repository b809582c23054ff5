#![doc = include_str!("../../pages/YS507.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around, short};
use message::Message;

const PAIRS: [(char, char); 5] =
    [('（', '）'), ('《', '》'), ('“', '”'), ('【', '】'), ('〔', '〕')];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_plain()) {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let beside = beside.into_iter().flatten().filter_map(|at| lines.get(at));
        let is_whole = |pair| odd(&line.words, pair).is_none();
        let mut pairs = pairs(&line.words);
        let Some(pair) = pairs.find(|pair| !is_whole(*pair)) else { continue };
        // Where a paragraph was split in two, the adjacent paragraph has the other bracket.
        if beside.clone().any(|line| odd(&line.words, pair).is_some()) {
            continue;
        }
        let Some((position, mark)) = odd(&line.words, pair) else { continue };
        let words = around(&line.words, position, position + mark.len_utf8());
        let message = Message::new(
            format!("“{}”里的{mark}没有另一半。", short(&words)),
            format!("{mark} has no partner in “{}”.", short(&words)),
        );
        found.push(Violation::on(line, message).printed(words).advice(
            "补上另一半，并看是否漏了字。",
            "Add the other half, and see whether words are missing.",
        ));
    }
}

/// The pairs of brackets that occur in the words.
fn pairs(words: &str) -> impl Iterator<Item = (char, char)> {
    let mut found = [false; PAIRS.len()];
    for c in words.chars().filter(|c| !('\u{4e00}'..='\u{9fff}').contains(c)) {
        for (found, (open, close)) in found.iter_mut().zip(PAIRS) {
            *found |= c == open || c == close;
        }
    }
    PAIRS.into_iter().zip(found).filter_map(|(pair, found)| found.then_some(pair))
}

/// The first mark without its partner.
fn odd(words: &str, (open, close): (char, char)) -> Option<(usize, char)> {
    let mut opened: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let is_list_number = before.is_ascii_digit() || "一二三四五六七八九十".contains(before);
        if c == open {
            opened.push(at);
        } else if c == close && opened.pop().is_none() && !is_list_number {
            return Some((at, c));
        }
        before = c;
    }
    opened.first().map(|at| (*at, open))
}
