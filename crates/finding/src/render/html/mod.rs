//! Reports as one page that needs nothing else: no font, no network. A small script of its own
//! filters and sorts; without it everything is there to be read.
//!
//! A page is `head`, one `section` a file, and [`TAIL`], so that a long page
//! can be written piece by piece and no more than one document is held at a time.

mod beside;
mod cells;
mod findings;
mod fit;
mod marks;
mod pages;
pub mod reading;
mod summary;

use super::words::{self, labels};
use super::{Rule, Run};
use crate::{About, Finding, NamedReport, Report, Severity};
pub use beside::{Beside, beside};
use cells::document as document_html;
use document::Document;
use findings::{Links, push_findings, push_open};
pub(super) use fit::{MOST_BYTES, shorten};
use marks::Marks;
use message::Lang;
pub use pages::{Pictures, pages_with_findings};
use std::fmt::Write as _;
use summary::push_summary;

/// By this line near its start a page is known as a report, which is nobody's budget.
pub const MARK: &str = "<meta name=\"generator\" content=\"yusuan\">";

/// What stands after the last section.
pub const TAIL: &str =
    concat!("</main>\n<script>", include_str!("page.js"), "</script>\n</body>\n</html>\n");

/// Nothing is loaded but pictures in the page itself or in files beside it, and no script runs
/// but the page's own.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self' file:; \
    script-src 'sha256-8xXZnnToVIvjYCaJocNhdkP2UUtpNx8jz4Bcs2Z3NAQ='\">";

const STYLE: &str = include_str!("page.css");

/// The start of the page: what came of all files, and an index of them.
pub(super) fn head(
    reports: &[NamedReport],
    rules: &[Rule<'_>],
    run: &Run<'_>,
    lang: Lang,
) -> String {
    let title = labels(lang).title;
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {POLICY}\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        lang.pick("zh-CN", "en"),
    );
    push_summary(&mut out, reports, (rules, run), lang);
    out.push_str("<main>\n");
    out
}

/// What a section tells beside the report itself.
#[derive(Clone, Copy)]
struct Told<'a> {
    document: Option<&'a Document>,
    pictures: &'a Pictures,
    left: Option<Left>,
}

/// What is left out of a section, as the page would be too large.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// The tables of the document.
    Tables,
    /// Notes, too.
    Notes,
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
    write_section(number, named, Told { document, pictures, left: None }, lang)
}

fn write_section(number: usize, named: &NamedReport, told: Told<'_>, lang: Lang) -> String {
    let Told { document, pictures, left } = told;
    let (labels, report) = (labels(lang), named.report());
    let marks = Marks::new(number, report, lang);
    let (tables, shown) = document_html(document, &marks, lang);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<section id=\"file{number}\" data-d=\"{}\">\n<h2>{} {}</h2>",
        escape(&named.about.department),
        escape(named.name(lang)),
        verdict_html(named, lang),
    );
    push_about(&mut out, &named.about, lang);
    match named.unreadable() {
        Some(error) => {
            let _ = writeln!(out, "<p class=\"unreadable\">{}</p>", escape(error.get(lang)));
        }
        None => push_outcomes(&mut out, named, lang),
    }
    let drawn = pictures.drawn.iter().map(|picture| picture.page).collect();
    let landmarks = &report.landmarks;
    let links = Links { marks: &marks, landmarks, shown, drawn };
    let is_told =
        |finding: &Finding| left != Some(Left::Notes) || finding.severity != Severity::Note;
    push_findings(&mut out, &report.findings, is_told, &links, lang);
    push_left(&mut out, report, left, lang);
    let waived = report.waived_told();
    let lists = [
        ((labels.waived, labels.waived_hint), &waived),
        ((labels.open, labels.open_hint), &report.open),
        ((labels.unrecognised, labels.unrecognised_hint), &report.unrecognised),
    ];
    for (label, list) in lists {
        push_open(&mut out, label, list, landmarks, lang);
    }
    push_pictures(&mut out, document, pictures, &marks, lang);
    out.push_str(&tables);
    out.push_str("</section>\n");
    out
}

/// Says what is left out, and how to see it.
fn push_left(out: &mut String, report: &Report, left: Option<Left>, lang: Lang) {
    let is_note = |finding: &&Finding| finding.severity == Severity::Note;
    let notes = report.findings.iter().filter(is_note).count();
    let told = match (left, lang) {
        (None, _) => return,
        (Some(Left::Notes), Lang::Zh) if notes > 0 => {
            format!("为使网页不致过大，没有列出 {notes} 条提示和原表；单独检查这个文件可以看到。")
        }
        (Some(Left::Notes), Lang::En) if notes > 0 => format!(
            "{notes} notes and the tables are left out, as the page would be too large; check this file alone to see them."
        ),
        (_, Lang::Zh) => "为使网页不致过大，没有列出原表；单独检查这个文件可以看到。".to_owned(),
        (_, Lang::En) => {
            "The tables are left out, as the page would be too large; check this file alone to see them.".to_owned()
        }
    };
    let _ = writeln!(out, "<p class=\"left-out\"><small>{told}</small></p>");
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

/// What the file is, and the hash by which it can be told from others.
fn push_about(out: &mut String, about: &About, lang: Lang) {
    let year = about.year.map(|year| year.0.to_string()).unwrap_or_default();
    let stage = about.stage.map_or("", |stage| words::stage(stage, lang));
    let hash = match about.sha256.as_str() {
        "" => String::new(),
        hash => format!("<span class=\"hash\">SHA-256 {hash}</span>"),
    };
    let division = words::division(about, lang).unwrap_or_default();
    let told =
        [escape(&about.department), division, format!("{year} {stage}").trim().to_owned(), hash];
    let told: Vec<_> = told.into_iter().filter(|words| !words.is_empty()).collect();
    if !told.is_empty() {
        let _ = writeln!(out, "<p class=\"made\">{}</p>", told.join(" · "));
    }
}

fn verdict_html(report: &NamedReport, lang: Lang) -> String {
    let headline = words::headline(report, lang);
    format!("<span class=\"verdict {}\">{headline}</span>", report.verdict().key())
}

fn push_outcomes(out: &mut String, named: &NamedReport, lang: Lang) {
    let (labels, report) = (labels(lang), named.report());
    let gap = named.gap().map(|gap| (labels.why, gap.told().get(lang).to_owned()));
    let outcomes = (labels.identities, words::outcomes(&report.outcomes, lang));
    let coverage = report.coverage.map(|it| (labels.coverage, words::coverage(&it, lang)));
    for (label, told) in gap.into_iter().chain([outcomes]).chain(coverage) {
        let _ = writeln!(out, "<p class=\"outcomes\"><b>{label}</b> {told}</p>");
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_lets_the_own_script_run_and_no_other() {
        let hash = STANDARD.encode(Sha256::digest(include_str!("page.js")));
        assert!(POLICY.contains(&format!("script-src 'sha256-{hash}'\"")), "{hash}");
    }
}
