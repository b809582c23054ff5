//! Parts a page whose text runs in two columns, like a newspaper.

use super::geometry::{Area, Length};
use super::text::{Line, lines};
use super::upright::{Glyph, Upright};

/// The fewest lines with text in both columns.
const FEWEST: usize = 8;

/// The percentages of the width of a page between which the gap of its columns is.
const MIDDLE: [Length; 2] = [35, 65];

/// Returns what is above the columns, the left one, the right one, and what is below them, or the
/// page as it is if its text does not run in columns.
///
/// Tables without lines have short words in columns; lines of text fill theirs.
pub fn parted(page: Upright) -> Vec<Upright> {
    let all = lines(page.glyphs.iter().collect());
    let Some((gap, band)) = gap(&all, page.size).filter(|_| page.rules.is_empty()) else {
        return vec![page];
    };
    let part = |area: Area, glyphs: Vec<Glyph>| {
        let (size, rules) = (Area { left: area.left, right: area.right, ..page.size }, Vec::new());
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
    vec![part(page.size, above), part(left, one), part(right, other), part(page.size, below)]
}

/// Returns the horizontal position of the gap between two columns, and the area of the lines that
/// it parts.
fn gap(lines: &[Line], page: Area) -> Option<(Length, Area)> {
    let [from, to] = MIDDLE.map(|share| page.left + page.width() / 100 * share);
    let of_line = |line: &Line| {
        let [one, next] = line.words.as_slice() else { return None };
        let at = (one.area.right + next.area.left) / 2;
        (from..=to).contains(&at).then_some(at)
    };
    let gap = super::geometry::median(lines.iter().filter_map(of_line).collect())?;
    let is_parted = |line: &&Line| {
        line.words.iter().all(|word| word.area.right <= gap || word.area.left >= gap)
    };
    let runs = lines.chunk_by(|one, next| is_parted(&one) && is_parted(&next));
    let run = runs.max_by_key(|run| run.len())?;
    let both = run.iter().filter(|line| of_line(line).is_some()).count();
    let band = run.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let sides = [false, true].map(|is_right| side(run, gap, is_right));
    (both >= FEWEST && sides.iter().all(|areas| is_full(areas))).then_some((gap, band))
}

/// Returns the areas of what lines have on one side of the gap, with their font size.
fn side(run: &[Line], gap: Length, is_right: bool) -> Vec<(Area, Length)> {
    let of_line = |line: &Line| {
        let words = line.words.iter().filter(|word| (word.area.left >= gap) == is_right);
        let area = words.fold(Area::EMPTY, |area, word| area.union(&word.area));
        (area.left <= area.right).then_some((area, line.size))
    };
    run.iter().filter_map(of_line).collect()
}

/// Returns whether many lines of a column fill it from end to end; the last ones of paragraphs do not.
fn is_full(areas: &[(Area, Length)]) -> bool {
    let left = areas.iter().map(|(area, _)| area.left).min().unwrap_or(0);
    let right = areas.iter().map(|(area, _)| area.right).max().unwrap_or(0);
    let fills = |(area, size): &&(Area, Length)| {
        area.left - left <= size * 5 / 2 && right - area.right <= size * 2
    };
    areas.iter().filter(fills).count() * 5 >= areas.len() * 2
}
