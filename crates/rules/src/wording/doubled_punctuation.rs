#![doc = include_str!("../../pages/YS505.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_plain()) {
        let Some((start, end)) = within(&line.words).or_else(|| share(&line.words)) else {
            continue;
        };
        let words = around(&line.words, start, end);
        let message = Message::new(
            format!("“{words}”里的数字前多了逗号。"),
            format!("There is a comma too many before the number in “{words}”."),
        );
        found.push(Violation::on(line, message).printed(words).advice("删去逗号。", "Delete it."));
    }
    for line in context.index.lines.iter().filter(|line| !line.is_plain()) {
        let Some((start, end)) = doubled(&line.words) else { continue };
        let words = around(&line.words, start, end);
        let message = Message::new(
            format!("“{words}”里的标点重复。"),
            format!("Punctuation is doubled in “{words}”."),
        );
        found.push(Violation::on(line, message).printed(words).advice(
            "删去多余的标点，并看是否漏了字。",
            "Delete one, and see whether words are missing.",
        ));
    }
}

/// The first comma between a sum and its number, with the word before it: `团组共计，3个`.
fn within(words: &str) -> Option<(usize, usize)> {
    const SUMS: [&str; 4] = ["共计", "合计", "总计", "累计"];
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    words.match_indices('，').find_map(|(at, comma)| {
        let (before, behind) = (words.get(..at)?, words.get(at + comma.len()..)?);
        let sum = SUMS.iter().find(|sum| before.ends_with(**sum))?;
        let unit =
            behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let is_number = unit.len() < behind.len()
            && unit.starts_with(['个', '人', '批', '次', '辆', '万', '元']);
        let is_named = before.strip_suffix(sum)?.ends_with(is_han);
        (is_number && is_named).then_some((at - sum.len(), at + comma.len()))
    })
}

/// The first comma between 占 and its percentage: `占，88.19%`.
fn share(words: &str) -> Option<(usize, usize)> {
    const SHARE: &str = "占，";
    let (at, _) = words.match_indices(SHARE).find(|(at, _)| {
        let behind = words.get(at + SHARE.len()..).unwrap_or_default();
        let sign = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        sign.len() < behind.len() && sign.starts_with('%')
    })?;
    Some((at, at + SHARE.len()))
}

/// The first run of exactly two marks, in bytes.
fn doubled(words: &str) -> Option<(usize, usize)> {
    let mut run: Option<(usize, usize)> = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        let is_mark = matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？');
        run = match run {
            Some((start, length)) if is_mark => Some((start, length + 1)),
            Some((start, 2)) => return Some((start, at)),
            _ if is_mark => Some((at, 1)),
            _ => None,
        };
    }
    None
}
