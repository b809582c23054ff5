//! Reports as one page that needs nothing else: no script, no font, no network.
//!
//! A page is `head`, one `section` a file, and [`TAIL`], so that a long page
//! can be written piece by piece and no more than one document is held at a time.

mod cells;
mod findings;
mod marks;
mod pages;
pub mod reading;

use super::Summary;
use super::words::{self, labels};
use crate::{NamedReport, Outcomes};
use cells::document as document_html;
use document::Document;
use findings::{Links, push_findings, push_open};
use marks::Marks;
use message::Lang;
pub use pages::{Pictures, pages_with_findings};
use std::fmt::Write as _;

/// By this line near its start a page is known as a report, which is nobody's budget.
pub const MARK: &str = "<meta name=\"generator\" content=\"yusuan\">";

/// What stands after the last section.
pub const TAIL: &str = "</main>\n</body>\n</html>\n";

/// Nothing is loaded from anywhere; pictures stand in the page itself.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">";

const STYLE: &str = include_str!("page.css");

/// The start of the page: what came of all files, and an index of them.
pub(super) fn head(reports: &[NamedReport], lang: Lang) -> String {
    let labels = labels(lang);
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {POLICY}\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        lang.pick("zh-CN", "en"),
        title = labels.title,
    );
    let mut summary = Summary::default();
    reports.iter().for_each(|report| summary.add(report));
    push_cards(&mut out, &summary, lang);
    out.push_str("</header>\n");
    push_index(&mut out, reports, lang);
    out.push_str("<main>\n");
    out
}

/// One file: its findings, what could not be checked, and its tables with the cells marked.
///
/// `number` counts the files of the page from 1; `pictures` are those of its pages that
/// are to be shown.
pub(super) fn section(
    number: usize,
    named: &NamedReport,
    document: Option<&Document>,
    pictures: &Pictures,
    lang: Lang,
) -> String {
    let (labels, report) = (labels(lang), named.report());
    let marks = Marks::new(number, report, lang);
    let (tables, shown) = document_html(document, &marks, lang);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<section id=\"file{number}\">\n<h2>{} {}</h2>",
        escape(named.name(lang)),
        verdict_html(named, lang),
    );
    match named.unreadable() {
        Some(error) => {
            let _ = writeln!(out, "<p class=\"unreadable\">{}</p>", escape(error.get(lang)));
        }
        None => push_outcomes(&mut out, &report.outcomes, lang),
    }
    let drawn = pictures.drawn.iter().map(|picture| picture.page).collect();
    push_findings(&mut out, &report.findings, &Links { marks: &marks, shown, drawn }, lang);
    push_open(&mut out, labels.waived, labels.waived_hint, &report.waived_told(), lang);
    push_open(&mut out, labels.open, labels.open_hint, &report.open, lang);
    push_open(&mut out, labels.unrecognised, labels.unrecognised_hint, &report.unrecognised, lang);
    push_pictures(&mut out, document, pictures, &marks, lang);
    out.push_str(&tables);
    out.push_str("</section>\n");
    out
}

/// The pages with findings, and on them what was read and what is wrong.
fn push_pictures(
    out: &mut String,
    document: Option<&Document>,
    pictures: &Pictures,
    marks: &Marks<'_>,
    lang: Lang,
) {
    let Some(document) = document.filter(|_| *pictures != Pictures::default()) else { return };
    let mut frames = pages::recognised(document, lang);
    pages::add_marks(&mut frames, marks);
    let label = lang.pick("有问题的页面", "Pages with findings");
    let _ = writeln!(out, "<details class=\"original\" open><summary>{label}</summary>");
    pages::push_pages(out, (marks.file, pictures), &frames, lang);
    out.push_str("</details>\n");
}

fn push_cards(out: &mut String, summary: &Summary, lang: Lang) {
    let cards = [
        ("", summary.files, labels(lang).file),
        ("error", summary.errors, lang.pick("错误", "errors")),
        ("warning", summary.warnings, lang.pick("警告", "warnings")),
        ("note", summary.notes, lang.pick("提示", "notes")),
        ("", summary.outcomes.evaluated(), lang.pick("已核对的勾稽关系", "identities checked")),
        ("warning", summary.outcomes.not_evaluable, lang.pick("无法判断", "not evaluable")),
        ("error", summary.unreadable, lang.pick("无法读取", "unreadable")),
    ];
    out.push_str("<ul class=\"cards\">\n");
    for (class, count, label) in cards {
        let class = if count == 0 { "none" } else { class };
        let _ = writeln!(out, "<li class=\"{class}\"><b>{count}</b> {label}</li>");
    }
    out.push_str("</ul>\n");
}

fn push_index(out: &mut String, reports: &[NamedReport], lang: Lang) {
    let labels = labels(lang);
    let heads = [
        labels.file,
        labels.verdict,
        lang.pick("错误", "Errors"),
        lang.pick("警告", "Warnings"),
        lang.pick("提示", "Notes"),
        lang.pick("勾稽成立", "Hold"),
        lang.pick("不成立", "Fail"),
        lang.pick("无法判断", "Not evaluable"),
        lang.pick("未识别", "Not recognised"),
    ];
    let label = lang.pick("文件目录", "Files");
    let _ =
        writeln!(out, "<nav aria-label=\"{label}\"><div class=\"scroll\"><table class=\"index\">");
    out.push_str("<thead><tr>");
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (index, report) in reports.iter().enumerate() {
        push_index_row(out, index + 1, report, lang);
    }
    out.push_str("</tbody></table></div></nav>\n");
}

fn push_index_row(out: &mut String, number: usize, report: &NamedReport, lang: Lang) {
    let summary = Summary::of(report);
    let file = escape(report.name(lang));
    let verdict = report.verdict();
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"#file{number}\">{file}</a></th>\
         <td><span class=\"verdict {}\">{}</span></td>",
        verdict.key(),
        words::verdict(verdict, lang),
    );
    let counts = [
        summary.errors,
        summary.warnings,
        summary.notes,
        summary.outcomes.holds + summary.outcomes.rounding,
        summary.outcomes.fails,
        summary.outcomes.not_evaluable,
        summary.unrecognised,
    ];
    for count in counts {
        let class = if count == 0 { "n none" } else { "n" };
        let _ = write!(out, "<td class=\"{class}\">{count}</td>");
    }
    out.push_str("</tr>\n");
}

fn verdict_html(report: &NamedReport, lang: Lang) -> String {
    let headline = words::headline(report, lang);
    format!("<span class=\"verdict {}\">{headline}</span>", report.verdict().key())
}

fn push_outcomes(out: &mut String, outcomes: &Outcomes, lang: Lang) {
    let label = labels(lang).identities;
    let told = words::outcomes(outcomes, lang);
    let _ = writeln!(out, "<p class=\"outcomes\"><b>{label}</b> {told}</p>");
}

/// A document's words such that no character of them is markup, in text or in an attribute.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words::plain(words).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}
