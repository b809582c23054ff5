//! A document as it looks, for a page that lists the findings itself.

use super::cells::document as document_html;
use super::marks::Marks;
use super::pages::{self, Pictures, push_pages};
use crate::Report;
use document::{Document, Place};
use message::Lang;

/// The pages and the tables of a document on which something is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Figures, tables and sentences, marked. The mark of finding 3 links to `#f1-3` in a file
    /// with the number 1.
    pub html: String,
    /// The anchor of each finding's place in `html`, in the order of the report; `None` where its
    /// place is not shown.
    pub anchors: Vec<Option<String>>,
}

/// Returns the pages of which there are pictures, with boxes; where pages are left out, or there
/// are none, also the tables and sentences with marks.
///
/// `file` is part of all anchors.
pub fn beside(
    file: usize,
    report: &Report,
    document: &Document,
    pictures: &Pictures,
    lang: Lang,
) -> Beside {
    let marks = Marks::new(file, report, lang);
    let mut frames = pages::recognised(document, lang);
    pages::add_marks(&mut frames, &marks);
    let mut html = String::new();
    push_pages(&mut html, (file, pictures), &frames, lang);
    let is_drawn = |place: &Place| {
        let page = crate::render::page(place);
        page.is_some_and(|page| pictures.drawn.iter().any(|picture| picture.page == page))
    };
    let is_whole = !pictures.drawn.is_empty() && pictures.left_out.is_empty();
    let (tables, shown) = document_html(Some(document), &marks, lang);
    if !is_whole && !shown.is_empty() {
        html.push_str(&tables);
    }
    let anchor = |place: &Place| {
        let mark = marks.at(place)?;
        if is_drawn(place) {
            return Some(marks.box_anchor(mark));
        }
        (!is_whole && shown.contains(&mark.number)).then(|| marks.anchor(mark))
    };
    let anchors = report.findings.iter().map(|finding| anchor(&finding.location.place)).collect();
    Beside { html, anchors }
}
