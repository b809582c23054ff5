//! Entries of the contents against the headings of the text: one that is off by a word, and the one
//! table that the contents leave out.

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::{core, is_title_of};
use message::Message;

/// From so many tables that the contents list, they list them all.
const TABLES: usize = 6;
/// The shortest and the longest heading, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=36;

pub(super) fn check(context: &Context<'_>, found: &mut Sink) {
    let entries: Vec<(&Line<'_>, String)> =
        context.index.contents().map(|line| (line, core(&line.words))).collect();
    if entries.is_empty() {
        return;
    }
    misnamed(context, &entries, found);
    left_out(context, &entries, found);
}

/// An entry that no line of the text has, and a heading that no entry has, but for one word.
fn misnamed(context: &Context<'_>, entries: &[(&Line<'_>, String)], found: &mut Sink) {
    let lines: Vec<(&Line<'_>, String)> = context
        .index
        .prose()
        .filter(|line| LENGTH.contains(&line.words.chars().count()))
        .filter(|line| !line.words.contains(['，', '。', '；', '：']))
        .map(|line| (line, core(&line.words)))
        .collect();
    let is_listed = |title: &str| entries.iter().any(|(_, entry)| is_title_of(title, entry));
    for (line, entry) in entries {
        let is_there = context.index.prose().any(|line| core(&line.words).contains(entry.as_str()));
        if is_there || entry.ends_with('表') {
            continue;
        }
        let near = lines.iter().filter(|(_, title)| !is_listed(title) && is_near(title, entry));
        let near: Vec<&(&Line<'_>, String)> = near.collect();
        let Some((heading, title)) = near.first() else { continue };
        if near.iter().any(|(_, other)| other != title) {
            continue;
        }
        let message = Message::new(
            format!("目录写“{entry}”，正文的标题是“{title}”。"),
            format!("The contents say “{entry}”, and the heading is “{title}”."),
        );
        let what = Message::new("正文的标题", "the heading of the text");
        found.push(
            Violation::on(line, message)
                .printed(entry.as_str())
                .because(heading.place, what, heading.text)
                .advice("更正目录或标题。", "Correct the contents or the heading."),
        );
    }
}

/// Whether two headings of one length differ by one word.
fn is_near(one: &str, other: &str) -> bool {
    const WORD: usize = 2;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let differ: Vec<usize> =
        (0..one.len().min(other.len())).filter(|at| one.get(*at) != other.get(*at)).collect();
    let (Some(first), Some(last)) = (differ.first(), differ.last()) else { return false };
    // A wrong year is another check's.
    let is_digit = |at: &usize| one.get(*at).is_some_and(char::is_ascii_digit);
    let is_word = !differ.iter().any(is_digit);
    is_word && one.len() == other.len() && LENGTH.contains(&one.len()) && last - first < WORD
}

/// The only numbered table of the text that the contents do not list, though they list all others.
fn left_out(context: &Context<'_>, entries: &[(&Line<'_>, String)], found: &mut Sink) {
    let is_listed =
        |line: &Line<'_>| entries.iter().any(|(_, entry)| is_title_of(&line.words, entry));
    let is_title = |line: &&Line<'_>| {
        let words = &line.words;
        line.number.is_some()
            && words.ends_with('表')
            && LENGTH.contains(&words.chars().count())
            && !words.contains(['，', '。', '；', '：'])
    };
    let titles: Vec<&Line<'_>> = context.index.prose().filter(is_title).collect();
    let mut missing = titles.iter().filter(|line| !is_listed(line));
    let only = missing.next().filter(|_| missing.next().is_none() && titles.len() > TABLES);
    let Some(title) = only else { return };
    // Where an entry is nearly this title, that one is told.
    let own = core(&title.words);
    if entries.iter().any(|(_, entry)| is_near(entry, &own)) {
        return;
    }
    let message = Message::new(
        format!("目录没有列出“{own}”。"),
        format!("The contents do not list “{own}”."),
    );
    found.push(
        Violation::on(title, message)
            .printed(own)
            .advice("在目录里补上这张表。", "Add the table to the contents."),
    );
}
