//! Joins lines to paragraphs.

use super::geometry::{Area, Length, median};
use super::page::{Page, Part};
use super::text::{Line, beginning, between};
use crate::lines::signs::{begins_item, cannot_begin, has_leader, is_end};
use document::Paragraph;
use std::collections::BTreeMap;

/// The left and right end of running text on a page.
#[derive(Debug, Clone, Copy)]
pub struct Margins {
    left: Length,
    /// Whether there is text that shows the left end.
    is_known: bool,
    right: Length,
}

impl Margins {
    /// Returns how far to the right another column is in which text continues, and 0 if it continues
    /// in the same.
    fn to_column(self, other: &Self, size: Length) -> Length {
        let shift = other.left - self.left;
        let is_other = self.is_known && other.is_known && shift.abs() > size * 5;
        if is_other { shift } else { 0 }
    }
}

/// A paragraph that may continue in the next line.
#[derive(Debug)]
pub struct OpenParagraph {
    page: u32,
    area: Area,
    text: String,
    last: Line,
    margins: Margins,
    /// Whether its first line is indented. If so, only an indented line can begin another
    /// paragraph.
    is_indented: bool,
    lines: usize,
}

impl OpenParagraph {
    pub fn new(page: u32, line: Line, margins: Margins) -> Self {
        Self {
            page,
            area: line.area,
            text: line.text(),
            last: line,
            margins,
            is_indented: false,
            lines: 1,
        }
    }

    /// Returns the finished paragraph.
    pub fn finish(self) -> Paragraph {
        Paragraph { text: self.text, level: None, place: self.area.place(self.page) }
    }

    /// Adds the next line if it continues the paragraph, and returns it otherwise.
    pub fn try_add(&mut self, page: u32, line: Line, margins: Margins) -> Option<Line> {
        if !self.is_continued_by(page, &line, margins) {
            return Some(line);
        }
        let indent =
            self.last.area.left - line.area.left + self.margins.to_column(&margins, line.size);
        self.is_indented |= self.lines == 1 && indent > line.size / 2;
        if let Some(blank) = between(&self.last, &line) {
            self.text.push(blank);
        }
        self.text.push_str(&line.text());
        if page == self.page {
            self.area = self.area.union(&line.area);
        }
        self.margins = margins;
        self.last = line;
        self.lines += 1;
        None
    }

    fn is_continued_by(&self, page: u32, line: &Line, margins: Margins) -> bool {
        let (above, size) = (&self.last, self.last.size);
        let is_alike = (line.size - size).abs() * 8 <= size;
        let is_near = page != self.page || line.area.top - above.area.bottom <= size * 8 / 5;
        let is_full = self.margins.right - above.area.right < beginning(line) + size * 6 / 5;
        let shift = line.area.left - above.area.left - self.margins.to_column(&margins, size);
        // A line may be broken early because of characters that must not begin or end a line.
        let is_cut = self.margins.right - above.area.right < size * 5
            && above.area.width() * 3 >= (self.margins.right - line.area.left) * 2
            && !is_end(above.last())
            && (self.is_indented || shift < -size / 2);
        // A first line may be indented more than the second; later ones are flush.
        let is_flush = shift <= size / 2 && (self.lines == 1 || shift >= -size);
        let is_outdented = self.is_indented || shift < -size / 2;
        let is_inside = line.area.left - margins.left > size / 2;
        let begins = begins_item(&line.text())
            && (is_inside || !is_outdented && is_end(above.last()))
            || is_heading(line, margins);
        let is_row = |line: &Line| line.words.len() > 1 || has_leader(&line.text());
        is_alike
            && is_near
            && (is_full || is_cut || cannot_begin(&line.text()) && !is_end(above.last()))
            && is_flush
            && !begins
            && !is_row(line)
            && !is_row(above)
    }
}

/// The number of lines that must end at the same position to establish the right margin.
const ESTABLISHED: usize = 3;

/// Returns the margins of all pages. If too few lines establish the right margin, as in a table of
/// contents whose lines all end early, that of other pages of the same width is used.
pub fn all_margins(pages: &[Page]) -> Vec<Margins> {
    let own: Vec<(Margins, bool)> =
        pages.iter().map(|page| (margins(page), is_established(page))).collect();
    let mut known: BTreeMap<Length, Vec<Length>> = BTreeMap::new();
    for ((margins, _), page) in own.iter().zip(pages).filter(|((_, is_known), _)| *is_known) {
        known.entry(page.size.width()).or_default().push(margins.right);
    }
    let usual: BTreeMap<Length, Length> =
        known.into_iter().filter_map(|(width, all)| Some((width, median(all)?))).collect();
    let of_page = |((own, is_known), page): (&(Margins, bool), &Page)| {
        let usual = usual.get(&page.size.width()).filter(|_| !is_known);
        Margins { right: usual.map_or(own.right, |usual| own.right.max(*usual)), ..*own }
    };
    own.iter().zip(pages).map(of_page).collect()
}

/// Returns whether several lines of a page end where its longest one does.
fn is_established(page: &Page) -> bool {
    let right = margins(page).right;
    let ends = |part: &&Part| match part {
        Part::Line(line) => (right - line.area.right).abs() <= line.size,
        Part::Grid(_) => false,
    };
    page.parts.iter().filter(ends).take(ESTABLISHED).count() == ESTABLISHED
}

/// Returns the margins of a page: where its longest lines begin and end.
fn margins(page: &Page) -> Margins {
    let lines = || {
        page.parts.iter().filter_map(|part| match part {
            Part::Line(line) if line.words.len() == 1 && !has_leader(&line.text()) => {
                Some(line.area)
            }
            _ => None,
        })
    };
    let long = || lines().filter(|area| area.width() * 2 > page.size.width());
    Margins {
        left: long().map(|area| area.left).min().unwrap_or(page.size.left),
        is_known: long().next().is_some(),
        right: long().map(|area| area.right).max().unwrap_or(page.size.right),
    }
}

/// Returns whether a line is a heading independently of the line above: it begins with the number
/// of a heading, `三、` or `（三）`, ends early, and has no punctuation, which a continued sentence
/// would have.
fn is_heading(line: &Line, margins: Margins) -> bool {
    let text = line.text();
    let rest = text.trim_start_matches(['（', '(']);
    let after = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let ends_early = margins.right - line.area.right > line.size * 6;
    after.len() < rest.len()
        && after.starts_with(['、', '）', ')'])
        && ends_early
        && after.chars().skip(1).filter(|c| !c.is_whitespace()).count() > 1
        && !after.chars().skip(1).any(|c| "，。；：、,;:".contains(c))
}
