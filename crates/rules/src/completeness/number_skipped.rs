#![doc = include_str!("../../pages/YS307.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::{Number, Style};
use crate::views::titles::{core, is_title_of};
use document::Block;
use finding::Severity;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lists: Vec<(Number, &Line<'_>)> = Vec::new();
    let mut all_words = String::new();
    let mut lines = context.index.prose().peekable();
    let entries: Vec<String> = context.index.contents().map(|line| core(&line.words)).collect();
    let mut above: Option<&Line<'_>> = None;
    while let Some(line) = lines.next() {
        let is_paragraph =
            matches!(context.document.blocks.get(line.block), Some(Block::Paragraph(_)));
        // 一、税收收入, and below it 9.00: cells of a table of which only the lines are left
        let is_cell = lines.peek().is_some_and(|next| is_amount(&next.words));
        // The title of a section that the contents list, and below it 二、 at once.
        let title = above.replace(line).filter(|above| {
            let is_entry = above.words.ends_with(|c: char| c.is_ascii_digit());
            above.number.is_none()
                && !is_entry
                && entries.iter().any(|entry| is_title_of(&above.words, entry))
        });
        if let Some(number) = line.number.filter(|_| is_paragraph && !is_cell) {
            if let Some(title) =
                title.filter(|_| number.style == Style::Chinese && number.value == 2)
            {
                found.push(first_missing(title, line));
            }
            if let Some(hit) =
                misnumbered(&mut lists, number, line, (&all_words, !entries.is_empty()))
            {
                found.push(hit);
            }
            all_words.clear();
        }
        all_words.push_str(&line.words);
    }
}

fn is_amount(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
}

fn first_missing(title: &Line<'_>, line: &Line<'_>) -> Violation {
    let (title, words) = (short(&title.words), short(&line.words));
    let message = Message::new(
        format!("“{title}”下面第一个就是“{words}”，缺了“一、”。"),
        format!("“{title}” begins with “{words}”; the first number is missing."),
    );
    Violation::on(line, message).printed(short(line.text)).advice(
        "更正序号，并看是否漏了一项。",
        "Correct the number, and see whether an item is missing.",
    )
}

/// Adds the number to the lists that are open and returns what is wrong with it.
///
/// A list inside another may be numbered in any style, so a number belongs to the
/// innermost list that it continues; a 1 begins a list.
fn misnumbered<'a>(
    lists: &mut Vec<(Number, &'a Line<'a>)>,
    number: Number,
    line: &'a Line<'a>,
    (before, is_whole): (&str, bool),
) -> Option<Violation> {
    let is_next = |open: &(Number, &Line<'_>)| {
        open.0.style == number.style && open.0.value + 1 == number.value
    };
    if let Some(at) = lists.iter().rposition(is_next) {
        lists.truncate(at);
        lists.push((number, line));
        return None;
    }
    if number.value == 1 {
        lists.push((number, line));
        return None;
    }
    let at = lists.iter().rposition(|open| open.0.style == number.style)?;
    let (last, first_line) = *lists.get(at)?;
    lists.truncate(at);
    lists.push((number, line));
    let missing = last.value + 1;
    let is_inside = number.value > last.value
        && (missing..number.value).all(|value| mentions((before, is_whole), value));
    if is_inside || number.value + 3 < last.value || number.value > last.value + 3 {
        return None;
    }
    let (zh, en) =
        if number.value > last.value { ("跳号", "skips") } else { ("重号", "repeats") };
    let message = Message::new(
        format!(
            "序号{zh}：前一个是“{}”，这里是“{}”。",
            short(&first_line.words),
            short(&line.words)
        ),
        format!(
            "The numbering {en}: “{}” is followed by “{}”.",
            short(&first_line.words),
            short(&line.words)
        ),
    );
    let is_note = matches!(number.style, Style::Arabic | Style::ArabicInBrackets | Style::Circled);
    let severity = if is_note { Severity::Note } else { Severity::Warning };
    let what = Message::new("前一个序号", "the number before");
    let hit = Violation::on(line, message).severity(severity).printed(short(line.text));
    let hit = hit.because(first_line.place, what, &short(first_line.text));
    Some(hit.advice(
        "更正序号，并看是否漏了一项。",
        "Correct the number, and see whether an item is missing.",
    ))
}

/// Returns whether the words contain a number below 100 in any list style. Of a text without contents,
/// which may be an excerpt, any digits will do.
fn mentions((words, is_whole): (&str, bool), value: u32) -> bool {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
    let tens = match value / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    let chinese = format!("{tens}{}", digit(value % 10));
    [
        format!("（{chinese}）"),
        format!("{chinese}、"),
        format!("{value}."),
        format!("{value}、"),
        format!("（{value}）"),
    ]
    .iter()
    .any(|number| {
        let is_arabic = number.starts_with(|c: char| c.is_ascii_digit());
        let mut found = words.match_indices(number.as_str());
        found.any(|(at, it)| !(is_whole && is_arabic) || is_alone(words, at, it.len()))
    })
}

/// Whether a number is none with decimals, nor the end of another: 983.05 is no 3, and 3.2031年 is one.
fn is_alone(words: &str, at: usize, length: usize) -> bool {
    const YEAR: usize = 4;
    let (before, behind) = (words.get(..at), words.get(at + length..));
    let digits = behind.map_or(0, |it| it.chars().take_while(char::is_ascii_digit).count());
    let is_within = before.is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()));
    !is_within && (digits == 0 || digits >= YEAR)
}
