//! The document against itself: words that another place prints alike but for characters of
//! the same sound or shape.

use super::Run;
use rustc_hash::FxHashMap;
use std::ops::Range;
use words::Clause;

/// The numbers of characters before and after that both places have in common.
const AROUND: [(usize, usize); 2] = [(1, 2), (2, 1)];
/// By how much the words of the other place are likelier, as a difference of costs.
const LIKELIER: u32 = 15;

/// Words that are printed otherwise elsewhere.
pub(super) struct Otherwise<'a> {
    /// The run in which they are, by number.
    pub run: usize,
    /// Their bytes in the run.
    pub wrong: Range<usize>,
    /// What the other place prints.
    pub right: &'a str,
    /// The words of the other place with those around them.
    pub elsewhere: &'a str,
}

/// Numerals, which are counted and not mistaken: 二季度 beside 三季度.
const NUMERALS: &str = "一二三四五六七八九十";

/// What is printed around a gap.
type Around<'a> = (&'a str, &'a str, usize);

/// Returns the leftover characters of the runs for which another place prints words.
pub(super) fn otherwise<'a>(runs: &[Run<'a>]) -> Vec<Otherwise<'a>> {
    let mut left: FxHashMap<Around<'a>, Vec<(usize, Range<usize>)>> = FxHashMap::default();
    for (number, run) in runs.iter().enumerate() {
        for gap in leftover(run) {
            for around in around(run.words, &gap) {
                left.entry(around).or_default().push((number, gap.clone()));
            }
        }
    }
    let mut found: Vec<Otherwise<'a>> = Vec::new();
    for run in runs.iter().filter(|_| !left.is_empty()) {
        for gap in gaps(run.words) {
            for around in around(run.words, &gap) {
                for (number, wrong) in left.get(&around).into_iter().flatten() {
                    let is_new = found.iter().all(|it| it.run != *number || it.wrong != *wrong);
                    let Some(of) = runs.get(*number).filter(|_| is_new) else { continue };
                    if is_meant(of, wrong, run.words, &gap) {
                        let right = run.words.get(gap.clone()).unwrap_or_default();
                        let elsewhere = whole(run.words, &gap, around);
                        let wrong = wrong.clone();
                        found.push(Otherwise { run: *number, wrong, right, elsewhere });
                    }
                }
            }
        }
    }
    found.sort_by_key(|it| (it.run, it.wrong.start));
    found
}

/// One or two characters that are left over between the words of a run.
fn leftover(run: &Run<'_>) -> Vec<Range<usize>> {
    let is_one = |word: &Range<usize>| {
        run.words.get(word.clone()).is_some_and(|it| it.chars().nth(1).is_none())
    };
    let alone: Vec<_> = run.clause.words().map(|word| (is_one(&word), word)).collect();
    let one = alone.iter().filter(|(is_one, _)| *is_one).map(|(_, word)| word.clone());
    let two = alone.windows(2).filter_map(|pair| match pair {
        [(true, one), (true, other)] => Some(one.start..other.end),
        _ => None,
    });
    one.chain(two).collect()
}

/// All one or two characters in a row.
fn gaps(run: &str) -> impl Iterator<Item = Range<usize>> {
    run.char_indices().flat_map(move |(start, _)| {
        let rest = run.get(start..).unwrap_or_default();
        rest.char_indices().take(2).map(move |(at, c)| start..start + at + c.len_utf8())
    })
}

fn around<'a>(run: &'a str, gap: &Range<usize>) -> impl Iterator<Item = Around<'a>> {
    let before = run.get(..gap.start).unwrap_or_default();
    let after = run.get(gap.end..).unwrap_or_default();
    let count = run.get(gap.clone()).unwrap_or_default().chars().count();
    AROUND.into_iter().filter_map(move |(left, right)| {
        let (start, _) = before.char_indices().rev().nth(left - 1)?;
        let (last, c) = after.char_indices().nth(right - 1)?;
        Some((before.get(start..)?, after.get(..last + c.len_utf8())?, count))
    })
}

fn whole<'a>(run: &'a str, gap: &Range<usize>, (before, after, _): Around<'_>) -> &'a str {
    run.get(gap.start - before.len()..gap.end + after.len()).unwrap_or_default()
}

/// Whether the characters of the other place were meant: each like the printed one, and
/// together likelier.
fn is_meant(run: &Run<'_>, wrong: &Range<usize>, other: &str, right: &Range<usize>) -> bool {
    let printed = run.words.get(wrong.clone()).unwrap_or_default();
    let meant = other.get(right.clone()).unwrap_or_default();
    let is_counted = |c: char| NUMERALS.contains(c);
    let is_alike = |(one, other)| {
        one == other || !(is_counted(one) && is_counted(other)) && words::slip(one, other).is_some()
    };
    if printed == meant || !printed.chars().zip(meant.chars()).all(is_alike) {
        return false;
    }
    let (before, after) = (run.words.get(..wrong.start), run.words.get(wrong.end..));
    let with = [before.unwrap_or_default(), meant, after.unwrap_or_default()].concat();
    run.clause.cost() >= Clause::new(&with).cost() + LIKELIER
}
