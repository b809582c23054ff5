use super::escape;
use super::marks::Marks;
use crate::render::text::repair_words;
use crate::render::words::{self, labels};
use crate::{Evidence, Finding, Landmarks, Unchecked};
use document::Place;
use message::Lang;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// From how many figures on a list is folded.
const LONG: usize = 10;
/// The most figures that are listed of one finding, and the most checks of one file that could
/// not be made: a page on many files stays small.
const LISTED: usize = 25;

/// The findings that are told as a list; each names its places, with links to those that are
/// shown below.
pub(super) fn push_findings(
    out: &mut String,
    findings: &[Finding],
    is_told: impl Fn(&Finding) -> bool,
    links: &Links<'_>,
    lang: Lang,
) {
    let told = || findings.iter().enumerate().filter(|(_, finding)| is_told(finding));
    if told().next().is_none() {
        return;
    }
    let _ = writeln!(out, "<h3>{}</h3>\n<ol class=\"findings\">", labels(lang).findings);
    for (index, finding) in told() {
        push_finding(out, index + 1, finding, links, lang);
    }
    out.push_str("</ol>\n");
}

/// A folded list of checks that could not be made.
pub(super) fn push_open(
    out: &mut String,
    (label, hint): (&str, &str),
    open: &[Unchecked],
    landmarks: &Landmarks,
    lang: Lang,
) {
    if open.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<details class=\"open\"><summary>{label} <b>{}</b> <small>{hint}</small></summary>\n<ul>",
        open.len(),
    );
    for entry in open.iter().take(LISTED) {
        let place = words::found(landmarks, entry.table.as_deref(), &entry.place, lang);
        let _ = writeln!(
            out,
            "<li><code>{}</code> {} <small>{}</small></li>",
            entry.check,
            escape(entry.message.get(lang)),
            escape(&place),
        );
    }
    if let Some(rest @ 1..) = open.len().checked_sub(LISTED) {
        let told = match lang {
            Lang::Zh => format!("另有 {rest} 项，见 xlsx 或 json 形式的报告"),
            Lang::En => format!("{rest} more are in reports as xlsx or json"),
        };
        let _ = writeln!(out, "<li><small>{told}</small></li>");
    }
    out.push_str("</ul></details>\n");
}

/// Which places can be linked to.
pub(super) struct Links<'a> {
    pub(super) marks: &'a Marks<'a>,
    pub(super) landmarks: &'a Landmarks,
    /// The marks that stand in a table or a sentence below.
    pub(super) shown: BTreeSet<usize>,
    /// The pages of which there is a picture.
    pub(super) drawn: BTreeSet<u32>,
}

impl Links<'_> {
    /// `words` as a link to the cell at `place`, or as they are where that is not shown.
    fn to(&self, place: &Place, words: &str) -> String {
        let words = escape(words);
        match self.marks.at(place).filter(|mark| self.shown.contains(&mark.number)) {
            Some(mark) => format!("<a href=\"#{}\">{words}</a>", self.marks.anchor(mark)),
            None => words,
        }
    }

    /// A link to the box at `place` on the picture of its page, where there is one.
    fn to_page(&self, place: &Place, lang: Lang) -> String {
        let is_drawn = words::page(place).is_some_and(|page| self.drawn.contains(&page));
        match self.marks.at(place).filter(|_| is_drawn) {
            Some(mark) => {
                let words = lang.pick("看页面", "see the page");
                format!(" <a class=\"see\" href=\"#{}\">{words}</a>", self.marks.box_anchor(mark))
            }
            None => String::new(),
        }
    }
}

fn push_finding(out: &mut String, number: usize, finding: &Finding, links: &Links<'_>, lang: Lang) {
    let file = links.marks.file;
    let landmark = links.landmarks.at(&finding.location.place);
    let order = landmark.map_or(0, |landmark| landmark.order);
    let _ = writeln!(
        out,
        "<li id=\"f{file}-{number}\" class=\"finding {}\" data-s=\"{0}\" data-c=\"{3}\" data-o=\"{order}\">\n<h4><span class=\"number\">{number}</span> \
         <span class=\"severity\">{}</span> <code title=\"{}\">{}</code> {}</h4>",
        words::severity_key(finding.severity),
        words::severity(finding.severity, lang),
        escape(&finding.name),
        finding.check,
        escape(finding.message.get(lang)),
    );
    let place =
        words::found(links.landmarks, finding.table.as_deref(), &finding.location.place, lang);
    let _ = writeln!(
        out,
        "<p class=\"where\">{}{}</p>",
        links.to(&finding.location.place, &place),
        links.to_page(&finding.location.place, lang)
    );
    push_figures(out, finding, lang);
    push_evidence(out, &finding.because, links, lang);
    push_repairs(out, finding, links.landmarks, lang);
    if !finding.advice.get(lang).is_empty() {
        let advice = escape(finding.advice.get(lang));
        let _ = writeln!(out, "<p class=\"advice\"><b>{}</b> {advice}</p>", labels(lang).advice);
    }
    push_consequences(out, &finding.consequences, links, lang);
    out.push_str("</li>\n");
}

/// A folded list of what follows from a finding.
fn push_consequences(out: &mut String, all: &[Finding], links: &Links<'_>, lang: Lang) {
    if all.is_empty() {
        return;
    }
    let (label, count) = (labels(lang).consequences, words::following(all.len(), lang));
    let _ = writeln!(
        out,
        "<details class=\"because\"><summary>{label} <b>{}</b> <small>{count}</small></summary>\n<table>",
        all.len(),
    );
    for consequence in all {
        let place = &consequence.location.place;
        let words = words::found(links.landmarks, consequence.table.as_deref(), place, lang);
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code></td><td>{}</td><td><small>{}</small></td></tr>",
            consequence.check,
            escape(consequence.message.get(lang)),
            links.to(place, &words),
        );
    }
    out.push_str("</table></details>\n");
}

fn push_figures(out: &mut String, finding: &Finding, lang: Lang) {
    let figures: Vec<_> = words::figures(finding, lang).collect();
    if figures.is_empty() {
        return;
    }
    out.push_str("<dl class=\"figures\">");
    let unit = finding.unit.map(|unit| format!(" <small>{}</small>", unit.name()));
    let unit = unit.unwrap_or_default();
    for (label, figure) in figures {
        let figure = escape(figure);
        let _ = write!(out, "<div><dt>{label}</dt><dd>{figure}{unit}</dd></div>");
    }
    out.push_str("</dl>\n");
}

fn push_evidence(out: &mut String, because: &[Evidence], links: &Links<'_>, lang: Lang) {
    if because.is_empty() {
        return;
    }
    let label = labels(lang).because;
    let open = if because.len() > LONG { "" } else { " open" };
    let _ = writeln!(
        out,
        "<details class=\"because\"{open}><summary>{label} <b>{}</b></summary>\n<table>",
        because.len(),
    );
    for evidence in because.iter().take(LISTED) {
        let place = words::place(&evidence.location.place, lang);
        let _ = writeln!(
            out,
            "<tr><td class=\"n\">{}</td><td>{}</td><td><small>{}</small></td></tr>",
            escape(words::printed_or_blank(evidence, lang)),
            links.to(&evidence.location.place, evidence.what.get(lang)),
            escape(&place),
        );
    }
    if let Some(rest @ 1..) = because.len().checked_sub(LISTED) {
        let told = match lang {
            Lang::Zh => format!("另有 {rest} 项"),
            Lang::En => format!("{rest} more"),
        };
        let _ = writeln!(out, "<tr><td></td><td><small>{told}</small></td></tr>");
    }
    out.push_str("</table></details>\n");
}

fn push_repairs(out: &mut String, finding: &Finding, landmarks: &Landmarks, lang: Lang) {
    let label = labels(lang).repair;
    match finding.repairs.as_slice() {
        [] => {}
        [repair] => {
            let words = escape(&repair_words(repair, finding, landmarks, lang));
            let _ = writeln!(out, "<p class=\"repair\"><b>{label}</b> {words}</p>");
        }
        repairs => {
            let hint =
                lang.pick("以下任一种都能使各数一致", "any one of these makes all figures agree");
            let _ = writeln!(
                out,
                "<p class=\"repair\"><b>{label}</b> {hint}</p>\n<ol class=\"repairs\">"
            );
            for repair in repairs {
                let _ = writeln!(
                    out,
                    "<li>{}</li>",
                    escape(&repair_words(repair, finding, landmarks, lang))
                );
            }
            out.push_str("</ol>\n");
        }
    }
}
