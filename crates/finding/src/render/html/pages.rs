//! Pages as they look, with boxes where something was read or is wrong.

use super::cells::is_amount;
use super::escape;
use super::marks::Marks;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use document::{Cell, Document, Picture, Place};
use message::Lang;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The pictures of some pages, and those of which there should be one and is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// By page.
    pub drawn: Vec<Picture>,
    /// The folder beside the page in which the pictures are files; in the page itself where none
    /// is given.
    pub beside: Option<String>,
    /// Pages that are left out, as they cost too much or would make the report too large.
    pub left_out: BTreeSet<u32>,
}

/// A box on a page.
pub(super) struct Frame {
    area: [i32; 4],
    /// By what the style sheet knows it.
    class: String,
    /// The text shown on hovering.
    title: String,
    /// The findings it belongs to, each as label and target.
    links: Vec<(String, String)>,
    /// Its own anchor, where something leads to it.
    anchor: Option<String>,
}

/// The boxes of each page, those drawn first standing behind the others.
pub(super) type Frames = BTreeMap<u32, Vec<Frame>>;

impl Frame {
    pub(super) fn new(area: [i32; 4], class: &str, title: String) -> Self {
        Self { area, class: class.to_owned(), title, links: Vec::new(), anchor: None }
    }

    pub(super) fn is_at(&self, area: [i32; 4], class: &str) -> bool {
        self.area == area && self.class == class
    }

    pub(super) fn add_title(&mut self, more: &str) {
        self.title.push('\n');
        self.title.push_str(more);
    }
}

/// The boxes of tables and cells that were recognised.
pub(super) fn recognised(document: &Document, lang: Lang) -> Frames {
    let mut frames = Frames::new();
    for (number, table) in (1..).zip(document.tables()) {
        let mut pages: BTreeMap<u32, [i32; 4]> = BTreeMap::new();
        for cell in &table.cells {
            if let Place::Page { page, area } = cell.place {
                let whole = pages.entry(page).or_insert(area);
                *whole = union(*whole, area);
                frames.entry(page).or_default().push(of_cell(cell, area));
            }
        }
        for (page, area) in pages {
            let title = format!("{} {number}", lang.pick("表", "Table"));
            frames.entry(page).or_default().insert(0, Frame::new(area, "grid", title));
        }
    }
    frames
}

/// The box of a cell; a blank one has a box of its own, so that a column that was missed shows.
fn of_cell(cell: &Cell, area: [i32; 4]) -> Frame {
    let class = if is_amount(&cell.text) { "cell amount" } else { "cell" };
    Frame::new(area, class, cell.text.clone())
}

/// Adds the boxes of what findings speak of, each a link to its findings.
pub(super) fn add_marks(frames: &mut Frames, marks: &Marks<'_>) {
    for (place, mark) in marks.all() {
        let (Place::Page { page, area }, Some(role)) = (place, mark.role()) else { continue };
        let messages: Vec<_> = mark.notes.iter().map(|note| note.message).collect();
        let numbers: BTreeSet<_> = mark.notes.iter().map(|note| note.finding).collect();
        let link = |number| (format!("{number}"), format!("f{}-{number}", marks.file));
        let mut frame = Frame::new(*area, role.class(), messages.join("\n"));
        frame.links = numbers.into_iter().map(link).collect();
        frame.anchor = Some(marks.box_anchor(mark));
        frames.entry(*page).or_default().push(frame);
    }
}

/// The pages on which a finding says that something is wrong.
pub fn pages_with_findings(report: &crate::Report) -> BTreeSet<u32> {
    let pages =
        report.findings.iter().filter_map(|finding| crate::render::page(&finding.location.place));
    pages.collect()
}

/// The pages as figures, and what is left out of them.
pub(super) fn push_pages(
    out: &mut String,
    (file, pictures): (usize, &Pictures),
    frames: &Frames,
    lang: Lang,
) {
    for picture in &pictures.drawn {
        let frames = frames.get(&picture.page).map(Vec::as_slice).unwrap_or_default();
        let source = pictures.source(file, picture);
        push_figure(out, (file, &source), picture, frames, lang);
    }
    if !pictures.left_out.is_empty() {
        let pages: Vec<_> = pictures.left_out.iter().map(u32::to_string).collect();
        let told = match lang {
            Lang::Zh => format!("以下页面未附图（无法绘制，或报告会过大）：{}", pages.join("、")),
            Lang::En => format!(
                "Pages without a picture (they cannot be drawn, or the report would grow too large): {}",
                pages.join(", ")
            ),
        };
        let _ = writeln!(out, "<p class=\"left-out\"><small>{told}</small></p>");
    }
}

impl Pictures {
    /// The name of the file of a page in the folder beside a report.
    pub fn name(file: usize, page: u32) -> String {
        format!("{file}-{page}.png")
    }

    /// The address of a picture.
    fn source(&self, file: usize, picture: &Picture) -> String {
        match &self.beside {
            None => format!("data:image/png;base64,{}", STANDARD.encode(&picture.png)),
            Some(folder) => {
                let folder = utf8_percent_encode(folder, NON_ALPHANUMERIC);
                format!("{folder}/{}", Self::name(file, picture.page))
            }
        }
    }
}

fn push_figure(
    out: &mut String,
    (file, source): (usize, &str),
    picture: &Picture,
    frames: &[Frame],
    lang: Lang,
) {
    let Picture { page, width, height, .. } = picture;
    let name = match lang {
        Lang::Zh => format!("第 {page} 页"),
        Lang::En => format!("Page {page}"),
    };
    let _ = writeln!(
        out,
        "<figure class=\"page\" id=\"p{file}-{page}\"><figcaption>{name}</figcaption>\n\
         <svg viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{name}\">\
         <image width=\"{width}\" height=\"{height}\" href=\"{source}\"/>"
    );
    let mut taken = BTreeSet::new();
    for frame in frames {
        push_frame(out, frame, &mut taken, lang);
    }
    out.push_str("</svg></figure>\n");
}

fn push_frame(out: &mut String, frame: &Frame, taken: &mut BTreeSet<(i32, i32)>, lang: Lang) {
    let [left, top, right, bottom] = frame.area;
    let (width, height) = (right.saturating_sub(left).max(1), bottom.saturating_sub(top).max(1));
    let anchor = frame.anchor.as_ref().map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    let title = escape(&frame.title);
    let _ = write!(
        out,
        "<rect class=\"{}\"{anchor} x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\">\
         <title>{title}</title></rect>",
        frame.class,
    );
    let label = lang.pick("问题", "finding");
    for (number, target) in &frame.links {
        let spot = free_spot((right, top), taken);
        let _ = write!(
            out,
            "<a href=\"#{target}\" aria-label=\"{label} {number}\"><circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"5\"/>\
             <text x=\"{}\" y=\"{}\">{number}</text></a>",
            frame.class,
            spot.0,
            spot.1,
            spot.0,
            spot.1 + 2,
        );
    }
}

/// Where a number fits beside the others: each is moved right until it covers none.
fn free_spot((mut x, y): (i32, i32), taken: &mut BTreeSet<(i32, i32)>) -> (i32, i32) {
    let covers = |x: i32, taken: &BTreeSet<(i32, i32)>| {
        let near = taken.range((x - STEP + 1, i32::MIN)..(x + STEP, i32::MIN));
        near.into_iter().any(|(_, other)| (other - y).abs() < STEP)
    };
    while covers(x, taken) {
        x = x.saturating_add(STEP);
    }
    taken.insert((x, y));
    (x, y)
}

/// How far the numbers of two findings stand apart at least.
const STEP: i32 = 11;

fn union(one: [i32; 4], other: [i32; 4]) -> [i32; 4] {
    let [left, top, right, bottom] = one;
    let [l, t, r, b] = other;
    [left.min(l), top.min(t), right.max(r), bottom.max(b)]
}
