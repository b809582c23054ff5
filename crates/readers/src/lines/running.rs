//! Page numbers and running heads between the lines of a text.

use super::breaks::Line;
use super::signs::is_page_number;
use std::collections::BTreeMap;

/// On how many pages a line must be to be a running head, and the fewest characters of one.
const PAGES: usize = 2;
const SHORTEST: usize = 4;

/// The fewest lines from one page number to the next.
const LINES: usize = 8;

/// Whether a line is a page number or a running head: the greater, the more certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Running {
    No,
    /// It may be one: it is not read as text if the text continues below it.
    Perhaps,
    /// The next page has the next number.
    Yes,
}

/// Takes out page numbers and running heads. Returns the blocks that are certainly no text.
pub(super) fn take(lines: &mut Vec<Line<'_>>) -> Vec<usize> {
    let mut running = numbers(lines);
    let has_any = running.iter().any(|it| *it > Running::No);
    if !has_any && !lines.iter().any(|line| line.is_first) {
        return Vec::new();
    }
    add_heads(lines, &mut running);
    // A page begins below what was taken out.
    let mut begins = false;
    for (line, running) in lines.iter_mut().zip(&running) {
        line.is_first |= begins;
        begins = *running > Running::No;
    }
    let certain = lines.iter().zip(&running).filter(|(_, running)| **running == Running::Yes);
    let certain = certain.map(|(line, _)| line.block).collect();
    let mut running = running.into_iter();
    lines.retain(|_| running.next() == Some(Running::No));
    certain
}

/// Finds the page numbers. They are certain where one follows another after a page, and if they
/// have dashes around them, `— 3 —`, or say that they are: `第3页`.
fn numbers(lines: &[Line<'_>]) -> Vec<Running> {
    let mut running = vec![Running::No; lines.len()];
    let mut last: Option<(usize, u32)> = None;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_page_number(line.text)) {
        let digits: String = line.text.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse().unwrap_or(0);
        let follows = last.is_some_and(|(above, it)| at - above >= LINES && number == it + 1);
        let is_sure = follows || line.text.contains('页') || is_between_dashes(line.text);
        let state = if is_sure { Running::Yes } else { Running::Perhaps };
        let above = last.filter(|_| follows).map(|(above, _)| above);
        for at in above.into_iter().chain([at]) {
            running.get_mut(at).into_iter().for_each(|it| *it = state);
        }
        last = Some((at, number));
    }
    running
}

/// Finds the lines that stand next to page numbers, or first on a page, several times. They are
/// no sentences.
fn add_heads(lines: &[Line<'_>], running: &mut [Running]) {
    let numbers = running.to_vec();
    let number = |at: Option<usize>| at.and_then(|at| numbers.get(at)).copied();
    let beside = |(at, line): (usize, &Line<'_>)| {
        let beside = number(at.checked_sub(1)).max(number(Some(at + 1))).unwrap_or(Running::No);
        if line.is_first || at == 0 { beside.max(Running::Perhaps) } else { beside }
    };
    let is_head = |line: &Line<'_>| line.is_bare() && line.text.chars().count() >= SHORTEST;
    let heads: Vec<Running> = lines
        .iter()
        .enumerate()
        .map(|line| if is_head(line.1) { beside(line) } else { Running::No })
        .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (line, _) in lines.iter().zip(&heads).filter(|(_, head)| **head > Running::No) {
        *seen.entry(line.text).or_default() += 1;
    }
    for ((line, head), running) in lines.iter().zip(heads).zip(running) {
        if *running == Running::No && seen.get(line.text).is_some_and(|it| *it >= PAGES) {
            *running = head;
        }
    }
}

fn is_between_dashes(text: &str) -> bool {
    const DASHES: [char; 5] = ['-', '—', '–', '－', '~'];
    text.starts_with(DASHES) && text.ends_with(DASHES)
}
