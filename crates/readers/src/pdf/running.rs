//! Page numbers and running heads and feet, which are no part of the text.

use super::geometry::{Area, Length, POINT, median};
use super::page::{Page, Part};
use super::text::Line;
use std::collections::BTreeMap;

/// The share of a page's height, in hundredths, in which heads and feet stand.
const MARGIN: Length = 11;

/// Heads and feet have no more lines than this.
const MOST_LINES: usize = 6;

/// On how many pages a line must stand to be a running one.
const FEWEST: usize = 3;

/// A line right above or below a table, within this distance, belongs to the table.
const NEAR: Length = 30 * POINT;

/// A line as it is the same on every page: its words without numbers and its height.
type Trait = (String, Length);

/// Drops the page numbers and the lines that stand on many pages at the same height.
pub fn drop_running(pages: &mut [Page]) {
    let mut seen: BTreeMap<Trait, usize> = BTreeMap::new();
    for page in pages.iter() {
        for line in outer(page).filter_map(|index| line(page, index)) {
            *seen.entry(traits(line)).or_default() += 1;
        }
    }
    let fewest = FEWEST.max(pages.len() / 3);
    for page in pages {
        // A title is set larger than the rest of its page.
        let usual = median(page.parts.iter().filter_map(Part::size).collect()).unwrap_or(0);
        let is_running = |line: &Line| {
            let count = seen.get(&traits(line)).copied().unwrap_or(0);
            is_page_number(&line.text()) || count >= fewest && line.size * 5 <= usual * 6
        };
        let running: Vec<usize> =
            outer(page).filter(|index| line(page, *index).is_some_and(is_running)).collect();
        let mut index = 0;
        page.parts.retain(|_| {
            index += 1;
            !running.contains(&(index - 1))
        });
    }
}

/// The lines above and below all else on a page, in its margins.
fn outer(page: &Page) -> impl Iterator<Item = usize> + '_ {
    let margin = page.size.height() / 100 * MARGIN;
    let in_head = |area: &Area| area.bottom <= page.size.top + margin;
    let in_foot = |area: &Area| area.top >= page.size.bottom - margin;
    let count = page.parts.len();
    let heads = (0..count)
        .take(MOST_LINES)
        .take_while(move |index| line(page, *index).is_some_and(|line| in_head(&line.area)));
    let feet = (0..count)
        .rev()
        .take(MOST_LINES)
        .take_while(move |index| line(page, *index).is_some_and(|line| in_foot(&line.area)));
    let is_free = |index: &usize| {
        let Some(area) = page.parts.get(*index).map(Part::area) else { return false };
        page.parts.iter().all(|part| match part {
            Part::Grid(grid) => {
                grid.area.top - area.bottom > NEAR || area.top - grid.area.bottom > 0
            }
            Part::Line(_) => true,
        })
    };
    let heads: Vec<usize> = heads.filter(is_free).collect();
    let feet: Vec<usize> = feet.filter(|index| !heads.contains(index)).collect();
    heads.into_iter().chain(feet)
}

fn line(page: &Page, index: usize) -> Option<&Line> {
    match page.parts.get(index)? {
        Part::Line(line) => Some(line),
        Part::Grid(_) => None,
    }
}

fn traits(line: &Line) -> Trait {
    let words = line.text().chars().filter(|c| !c.is_ascii_digit()).collect();
    // Rounded so that a shift of a fraction of a point is none.
    (words, line.area.bottom / (4 * POINT))
}

/// Whether a line is a page's number and nothing else: `3`, `- 3 -`, `第 3 页 共 9 页`, `3/9`.
fn is_page_number(text: &str) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has_digit = words.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let is_part = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "-—–－~·•/／第页共，,Page|of".contains(c)
    };
    let digits = words.chars().filter(char::is_ascii_digit).count();
    has_digit && digits <= 8 && words.chars().all(is_part)
}
