//! The front page and the list of contents.

use super::pages::pages;
use super::parts::front;
use super::run::push_run;
use document::{Cover, Document, contents, depth};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The numbers of the headings in the list of contents, by their blocks.
pub(super) struct Numbers(BTreeMap<usize, usize>);

impl Numbers {
    /// Those of a document; none without a front page.
    pub fn of(document: &Document, cover: &Cover) -> Self {
        if cover.lines.is_empty() {
            return Self(BTreeMap::new());
        }
        let entries = (1..).zip(contents(document));
        Self(entries.map(|(number, entry)| (entry.block, number)).collect())
    }

    /// The number of the heading that is this block.
    pub fn of_block(&self, block: usize) -> Option<usize> {
        self.0.get(&block).copied()
    }
}

/// Adds the front page and the list of contents, in a section of their own.
pub(super) fn push_front(
    out: &mut String,
    document: &Document,
    cover: &Cover,
    orientations: &[bool],
) {
    if cover.lines.is_empty() {
        return;
    }
    for (number, line) in cover.lines.iter().enumerate() {
        // The title begins in the upper third of the page.
        let above = if number == 0 { "<w:spacing w:before=\"3200\"/>" } else { "" };
        let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"Cover\"/>{above}</w:pPr>");
        push_run(out, line);
        out.push_str("</w:p>");
    }
    push_contents(out, document, orientations);
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"Break\"/>{}</w:pPr></w:p>", front());
}

/// Adds the list of contents as a field. The page numbers in it are estimates until a word
/// processor computes them: Word does so for fields that are marked as out of date.
fn push_contents(out: &mut String, document: &Document, orientations: &[bool]) {
    let entries = contents(document);
    if entries.is_empty() {
        return;
    }
    out.push_str("<w:p><w:pPr><w:pStyle w:val=\"ContentsTitle\"/></w:pPr>");
    push_run(out, "目录");
    out.push_str("</w:p>");
    let pages = pages(document, orientations, entries.len());
    for (number, entry) in (1..).zip(&entries) {
        let _ =
            write!(out, "<w:p><w:pPr><w:pStyle w:val=\"TOC{}\"/></w:pPr>", entry.level.clamp(1, 3));
        if number == 1 {
            let field = format!("TOC \\o &quot;1-{}&quot; \\h \\z \\u", depth(document));
            push_field_start(out, &field);
        }
        let _ = write!(out, "<w:hyperlink w:anchor=\"_Toc{number}\" w:history=\"1\">");
        push_run(out, &entry.text.replace('\n', " "));
        out.push_str("<w:r><w:tab/></w:r>");
        push_field_start(out, &format!("PAGEREF _Toc{number} \\h"));
        push_run(out, &pages.get(entry.block).copied().unwrap_or(1).to_string());
        out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink>");
        if number == entries.len() {
            out.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        out.push_str("</w:p>");
    }
}

/// Adds the beginning of a field that is out of date; its result follows.
fn push_field_start(out: &mut String, instruction: &str) {
    let _ = write!(
        out,
        "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    );
}
