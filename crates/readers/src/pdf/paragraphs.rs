//! Lines to paragraphs.

use super::geometry::{Area, Length};
use super::page::{Page, Part};
use super::text::{Line, beginning, between};
use document::Paragraph;

/// Between which lines of its page running text stands.
#[derive(Debug, Clone, Copy)]
pub struct Margins {
    left: Length,
    right: Length,
}

/// A paragraph that may go on in the next line.
#[derive(Debug)]
pub struct Open {
    page: u32,
    area: Area,
    text: String,
    last: Line,
    margins: Margins,
    /// Whether its first line is indented, so that one that is not cannot be a first line.
    is_indented: bool,
    lines: usize,
}

impl Open {
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

    /// The finished paragraph.
    pub fn finish(self) -> Paragraph {
        Paragraph { text: self.text, level: None, place: self.area.place(self.page) }
    }

    /// Takes the next line if it goes on with the paragraph; gives it back otherwise.
    pub fn take(&mut self, page: u32, line: Line, margins: Margins) -> Option<Line> {
        if !self.goes_on(page, &line, margins) {
            return Some(line);
        }
        self.is_indented |= self.lines == 1 && self.last.area.left - line.area.left > line.size / 2;
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

    fn goes_on(&self, page: u32, line: &Line, margins: Margins) -> bool {
        let (above, size) = (&self.last, self.last.size);
        let is_alike = (line.size - size).abs() * 8 <= size;
        let is_near = page != self.page || line.area.top - above.area.bottom <= size * 8 / 5;
        let is_full = self.margins.right - above.area.right < beginning(line) + size * 6 / 5;
        let shift = line.area.left - above.area.left;
        // A line may break early before what must not begin or end one.
        let is_cut = self.margins.right - above.area.right < size * 5
            && above.area.width() * 3 >= (self.margins.right - line.area.left) * 2
            && !is_end(above.last())
            && (self.is_indented || shift < -size / 2);
        // A first line may stand further right than the second; later ones are flush.
        let is_flush = shift <= size / 2 && (self.lines == 1 || shift >= -size);
        let is_outdented = self.is_indented || shift < -size / 2;
        let is_inside = line.area.left - margins.left > size / 2;
        let begins = begins_item(line) && (is_inside || !is_outdented && is_end(above.last()));
        let is_row = |line: &Line| line.words.len() > 1 || has_leader(line);
        is_alike
            && is_near
            && (is_full || is_cut)
            && is_flush
            && !begins
            && !is_row(line)
            && !is_row(above)
    }
}

/// The margins of a page: where its longest lines begin and end.
pub fn margins(page: &Page) -> Margins {
    let lines = || {
        page.parts.iter().filter_map(|part| match part {
            Part::Line(line) if line.words.len() == 1 && !has_leader(line) => Some(line.area),
            _ => None,
        })
    };
    let long = || lines().filter(|area| area.width() * 2 > page.size.width());
    Margins {
        left: long().map(|area| area.left).min().unwrap_or(page.size.left),
        right: long().map(|area| area.right).max().unwrap_or(page.size.right),
    }
}

fn is_end(character: char) -> bool {
    "。！？；：.!?;:".contains(character)
}

/// Whether a line begins with the number of an item: `一、`, `（二）`, `3.`, `第四条`.
fn begins_item(line: &Line) -> bool {
    let text = line.text();
    let rest = text.trim_start_matches(['（', '(', '第', '【', '[']);
    let after = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十百零〇０１２３４５６７８９".contains(c)
    });
    let is_numbered = after.len() < rest.len();
    let marks = ['、', '.', '．', '）', ')', '】', ']', '条', '章', '部', ':', '：'];
    is_numbered && after.starts_with(marks) || text.starts_with(|c| ('①'..='⑳').contains(&c))
}

/// Whether dots lead from a line's words to a page number, as in a table of contents.
fn has_leader(line: &Line) -> bool {
    let text = line.text();
    let mut run = 0;
    text.chars().any(|c| {
        run = if "….·‥．-—_".contains(c) { run + 1 } else { 0 };
        run >= 4
    })
}
