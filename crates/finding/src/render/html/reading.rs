//! What was read, shown on the pages it was read from.

use super::pages::{self, Frame, Pictures, push_pages};
use super::{MARK, STYLE, escape};
use document::{Document, Place};
use message::{Lang, Message};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One file and what was read of it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The file's name as the user gave it.
    pub file: &'a str,
    /// What stands in it, or why it cannot be read.
    pub document: Result<&'a Document, &'a Message>,
    /// The pages that have tables.
    pub pictures: &'a Pictures,
    /// The numbers in it.
    pub numbers: Vec<Number<'a>>,
}

/// A number, or words, that were read or could not be.
#[derive(Debug)]
pub struct Number<'a> {
    /// Where it stands.
    pub place: &'a Place,
    /// Its scope in words, or why it is not known.
    pub told: String,
    /// Whether it was understood.
    pub is_known: bool,
}

/// The start of the page.
pub fn head(lang: Lang) -> String {
    let title = lang.pick("预算读取结果", "What was read");
    let legend = [
        ("grid", lang.pick("识别出的表格与单元格", "a table and its cells")),
        (
            "known",
            lang.pick(
                "读出口径的数字（指针停留时显示口径）",
                "a number whose scope is known (hover to see it)",
            ),
        ),
        ("unknown", lang.pick("未识别的内容", "not recognised")),
    ];
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{}\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<ul class=\"legend\">\n",
        lang.pick("zh-CN", "en"),
        super::POLICY,
    );
    for (class, words) in legend {
        let _ = writeln!(out, "<li><span class=\"{class}\"></span> {words}</li>");
    }
    out.push_str("</ul>\n</header>\n<main>\n");
    out
}

/// One file: its pages that have tables, with what was read of them.
///
/// `number` counts the files of the page from 1.
pub fn section(number: usize, reading: &Reading<'_>, lang: Lang) -> String {
    let file = escape(reading.file);
    let mut out = format!("<section id=\"file{number}\">\n<h2>{file}</h2>\n");
    match reading.document {
        Err(error) => {
            let _ = writeln!(out, "<p class=\"unreadable\">{}</p>", escape(error.get(lang)));
        }
        Ok(document) => push_reading(&mut out, number, document, reading, lang),
    }
    out.push_str("</section>\n");
    out
}

fn push_reading(
    out: &mut String,
    number: usize,
    document: &Document,
    reading: &Reading<'_>,
    lang: Lang,
) {
    let known = reading.numbers.iter().filter(|number| number.is_known).count();
    let unknown = reading.numbers.len() - known;
    let tables = document.tables().count();
    let told = match lang {
        Lang::Zh => format!("{tables} 张表格，{known} 个数字读出口径，{unknown} 处未识别"),
        Lang::En => {
            format!("{tables} tables, {known} numbers with a known scope, {unknown} not recognised")
        }
    };
    let _ = writeln!(out, "<p class=\"outcomes\">{told}</p>");
    if !has_boxes(document) {
        let told = lang.pick(
            "这种格式不记录文字在页面上的位置，无法画框。需要框图请用 PDF 文件。",
            "This format does not say where on a page its words stand, so no boxes can be drawn. Give a PDF file for them.",
        );
        let _ = writeln!(out, "<p class=\"left-out\">{told}</p>");
        return;
    }
    let mut frames = pages::recognised(document, lang);
    let mut seen = BTreeSet::new();
    for number in &reading.numbers {
        let Place::Page { page, area } = number.place else { continue };
        let class = if number.is_known { "known" } else { "unknown" };
        // Several numbers of one sentence share its box.
        let frames = frames.entry(*page).or_default();
        if seen.insert((number.place, number.is_known)) {
            frames.push(Frame::new(*area, class, number.told.clone()));
        } else if let Some(frame) = frames.iter_mut().rev().find(|f| f.is_at(*area, class)) {
            frame.add_title(&number.told);
        }
    }
    push_pages(out, (number, reading.pictures), &frames, lang);
}

/// Whether the places of a document are boxes on pages.
fn has_boxes(document: &Document) -> bool {
    let is_page = |place: &Place| matches!(place, Place::Page { .. });
    document.tables().flat_map(|table| &table.cells).any(|cell| is_page(&cell.place))
        || document.paragraphs().any(|paragraph| is_page(&paragraph.place))
        || document.remarks.iter().any(|remark| is_page(&remark.place))
}
