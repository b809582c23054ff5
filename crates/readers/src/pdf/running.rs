//! Removes page numbers, running headers and footers, which are not part of the text.

use super::geometry::{Area, Length, POINT, median};
use super::page::{Page, Part};
use super::text::Line;
use crate::lines::signs::is_page_number;
use std::collections::BTreeMap;

/// The percentage of the page height at its top and bottom in which they are searched for.
const MARGIN: Length = 11;

/// The most lines of a header or footer.
const MAX_LINES: usize = 6;

/// The min_pages pages on which a running line appears.
const MIN_PAGES: usize = 3;

/// The pages on which a running line appears with no table near it.
const FREE_PAGES: usize = 2;

/// The distance up to which a line above or below a table belongs to the table.
const NEAR: Length = 30 * POINT;

/// The properties of a line that are the same on every page: its text without numbers and its
/// vertical position.
type Trait = (String, Length);

/// How often a running line was seen.
#[derive(Default)]
struct Seen {
    /// On all pages.
    all: usize,
    /// On pages where no table is near.
    free: usize,
}

/// Removes page numbers and lines that appear on many of `count` pages at the same height. A line
/// near a table may be its title or unit, unless it also stands where no table begins.
pub fn drop_running(pages: &mut [Page], count: usize) {
    let mut seen: BTreeMap<Trait, Seen> = BTreeMap::new();
    for page in pages.iter() {
        for index in in_margins(page) {
            let Some(line) = line(page, index) else { continue };
            let seen = seen.entry(traits(line)).or_default();
            seen.all += 1;
            seen.free += usize::from(is_free(page, index));
        }
    }
    let min_pages = MIN_PAGES.max(count / 3);
    for page in pages {
        // A title is larger than the rest of its page.
        let usual = median(page.parts.iter().filter_map(Part::size).collect()).unwrap_or(0);
        let is_running = |index: &usize| {
            let Some(line) = line(page, *index) else { return false };
            let is_free = is_free(page, *index);
            let is_seen = seen.get(&traits(line)).is_some_and(|seen| {
                seen.free >= min_pages || seen.all >= min_pages && seen.free >= FREE_PAGES
            });
            is_free && is_page_number(&line.text()) || is_seen && line.size * 5 <= usual * 6
        };
        let running: Vec<usize> = in_margins(page).filter(is_running).collect();
        let mut index = 0;
        page.parts.retain(|_| {
            index += 1;
            !running.contains(&(index - 1))
        });
    }
}

/// Returns the indices of the lines in the top and bottom margins of a page.
fn in_margins(page: &Page) -> impl Iterator<Item = usize> + '_ {
    let margin = page.size.height() / 100 * MARGIN;
    let in_header = |area: &Area| area.bottom <= page.size.top + margin;
    let in_footer = |area: &Area| area.top >= page.size.bottom - margin;
    let count = page.parts.len();
    let headers = (0..count)
        .take(MAX_LINES)
        .take_while(move |index| line(page, *index).is_some_and(|line| in_header(&line.area)));
    let footers = (0..count)
        .rev()
        .take(MAX_LINES)
        .take_while(move |index| line(page, *index).is_some_and(|line| in_footer(&line.area)));
    let headers: Vec<usize> = headers.collect();
    let footers: Vec<usize> = footers.filter(|index| !headers.contains(index)).collect();
    headers.into_iter().chain(footers)
}

/// Returns whether no table begins near below a line.
fn is_free(page: &Page, index: usize) -> bool {
    let Some(area) = page.parts.get(index).map(Part::area) else { return false };
    page.parts.iter().all(|part| match part {
        Part::Grid(grid) => grid.area.top - area.bottom > NEAR || area.top - grid.area.bottom > 0,
        Part::Line(_) => true,
    })
}

fn line(page: &Page, index: usize) -> Option<&Line> {
    match page.parts.get(index)? {
        Part::Line(line) => Some(line),
        Part::Grid(_) => None,
    }
}

fn traits(line: &Line) -> Trait {
    let words = line.text().chars().filter(|c| !c.is_ascii_digit()).collect();
    // Rounding ignores shifts of a fraction of a point.
    (words, line.area.bottom / (4 * POINT))
}
