//! Parts a page whose text runs in two columns, like a newspaper.

use super::device::Rule;
use super::geometry::{Area, Length, POINT};
use super::text::{Line, lines};
use super::upright::{Glyph, Upright};
use std::collections::BTreeMap;

/// The fewest lines of a column.
const FEWEST: usize = 8;

/// The percentages of the width of a page between which its right column begins.
const MIDDLE: [Length; 2] = [40, 65];

/// Returns what is above the columns, the left one, the right one, and what is below them, or the
/// page as it is if its text does not run in columns.
///
/// Tables without lines have short words in columns; lines of text fill theirs.
pub fn parted(page: Upright) -> Vec<Upright> {
    let all = lines(page.glyphs.iter().collect());
    let Some((gap, band)) = gap(&all, page.size, &page.rules) else { return vec![page] };
    let part = |area: Area, glyphs: Vec<Glyph>, rules: Vec<Rule>| {
        let size = Area { left: area.left, right: area.right, ..page.size };
        Upright { size, turn: page.turn, glyphs, rules }
    };
    let [left, right] = [Area { right: gap, ..page.size }, Area { left: gap, ..page.size }];
    let [mut above, mut one, mut other, mut below] = <[Vec<Glyph>; 4]>::default();
    for glyph in page.glyphs.iter().cloned() {
        let middle = glyph.middle();
        let side = if glyph.left < gap { &mut one } else { &mut other };
        let to = if middle < band.top {
            &mut above
        } else if middle > band.bottom {
            &mut below
        } else {
            side
        };
        to.push(glyph);
    }
    let (upper, lower) = page.rules.iter().partition(|rule| top(rule) < band.top);
    vec![
        part(page.size, above, upper),
        part(left, one, Vec::new()),
        part(right, other, Vec::new()),
        part(page.size, below, lower),
    ]
}

/// Returns where a drawn line begins, from above.
fn top(rule: &Rule) -> Length {
    if rule.is_flat { rule.at } else { rule.from }
}

/// Returns the horizontal position of the gap between two columns, and the area of the lines that
/// it parts. Nothing is drawn in it.
fn gap(lines: &[Line], page: Area, rules: &[Rule]) -> Option<(Length, Area)> {
    let gap = begins(lines, page)?;
    let is_in_table = |line: &Line| {
        let middle = (line.area.top + line.area.bottom) / 2;
        rules.iter().any(|rule| !rule.is_flat && (rule.from..=rule.to).contains(&middle))
    };
    let is_parted = |line: &&Line| {
        line.words.iter().all(|word| word.area.right <= gap || word.area.left >= gap)
            && !is_in_table(line)
    };
    let runs = lines.chunk_by(|one, next| is_parted(&one) && is_parted(&next));
    let run = runs.max_by_key(|run| run.len())?;
    let band = run.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let is_drawn = rules.iter().any(|rule| {
        let bottom = if rule.is_flat { rule.at } else { rule.to };
        bottom > band.top && top(rule) < band.bottom
    });
    let [left, right] = [side(run, gap, false)?, side(run, gap, true)?];
    let is_text = [&left, &right]
        .iter()
        .all(|it| it.lines >= FEWEST && it.full > 1 && it.width * 4 > page.width());
    let is_full = (left.full + right.full) * 5 >= (left.lines + right.lines) * 2;
    (!is_drawn && is_text && is_full).then_some((gap, band))
}

/// Returns the position right before that at which most words near the middle of a page begin.
fn begins(lines: &[Line], page: Area) -> Option<Length> {
    let [from, to] = MIDDLE.map(|share| page.left + page.width() / 100 * share);
    let mut starts: BTreeMap<Length, usize> = BTreeMap::new();
    for word in lines.iter().flat_map(|line| &line.words) {
        if (from..=to).contains(&word.area.left) {
            *starts.entry(word.area.left / POINT).or_default() += 1;
        }
    }
    let (at, count) = starts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 2 >= FEWEST).then_some((at - 1) * POINT)
}

/// The lines on one side of the gap.
struct Side {
    width: Length,
    lines: usize,
    /// Those that fill it from end to end, with nothing between; the last ones of paragraphs do not.
    full: usize,
}

fn side(run: &[Line], gap: Length, is_right: bool) -> Option<Side> {
    let of_line = |line: &Line| {
        let mut words = line.words.iter().filter(|word| (word.area.left >= gap) == is_right);
        let first = words.next()?;
        Some((first.area, line.size, words.next().is_none()))
    };
    let areas: Vec<(Area, Length, bool)> = run.iter().filter_map(of_line).collect();
    let left = areas.iter().map(|(area, ..)| area.left).min()?;
    let right = areas.iter().map(|(area, ..)| area.right).max()?;
    let fills = |(area, size, is_alone): &&(Area, Length, bool)| {
        *is_alone && area.left - left <= size * 5 / 2 && right - area.right <= size * 2
    };
    let full = areas.iter().filter(fills).count();
    Some(Side { width: right - left, lines: areas.len(), full })
}
