//! Reports for a pull request or a mail.

use super::Summary;
use super::text::repair_words;
use super::words::{self, Labels, labels, plain};
use crate::{Evidence, Finding, Landmarks, NamedReport, Unchecked};
use ledger::MoneyUnit;
use message::Lang;
use std::fmt::Write as _;

/// All files: a table of verdicts, then what was found in each.
pub(super) fn files(reports: &[NamedReport], lang: Lang) -> String {
    let mut out = format!("# {}\n\n", labels(lang).title);
    push_index(&mut out, reports, lang);
    for report in reports {
        push_file(&mut out, report, lang);
    }
    out
}

fn push_index(out: &mut String, reports: &[NamedReport], lang: Lang) {
    let labels = labels(lang);
    let Labels { file, verdict, identities, coverage, .. } = labels;
    let _ = writeln!(out, "| {file} | {verdict} | {identities} | {coverage} |");
    out.push_str("| --- | --- | --- | --- |\n");
    for report in reports {
        let file = escape(report.name(lang));
        let headline = words::headline(report, lang);
        let outcomes = match &report.result {
            Ok(report) => words::outcomes(&report.outcomes, lang),
            Err(_) => String::new(),
        };
        let coverage = report.report().coverage;
        let coverage = coverage.map(|it| words::coverage(&it, lang)).unwrap_or_default();
        let _ = writeln!(out, "| {file} | {headline} | {outcomes} | {coverage} |");
    }
}

fn push_file(out: &mut String, named: &NamedReport, lang: Lang) {
    let (labels, report) = (labels(lang), named.report());
    let summary = Summary::of(named);
    if named.result.is_ok()
        && report.findings.is_empty()
        && report.waived.is_empty()
        && named.gap().is_none()
        && summary.open + summary.unrecognised == 0
    {
        return;
    }
    let _ = writeln!(out, "\n## {}", escape(named.name(lang)));
    if let Some(error) = named.unreadable() {
        let _ = writeln!(out, "\n{}", escape(error.get(lang)));
    }
    if let Some(gap) = named.gap() {
        let _ = writeln!(out, "\n{}", escape(gap.told().get(lang)));
    }
    for finding in &report.findings {
        push_finding(out, finding, &report.landmarks, lang);
    }
    let waived = report.waived_told();
    let lists = [
        ((labels.waived, labels.waived_hint), &waived),
        ((labels.open, labels.open_hint), &report.open),
        ((labels.unrecognised, labels.unrecognised_hint), &report.unrecognised),
    ];
    for (label, list) in lists {
        push_open(out, label, list, &report.landmarks, lang);
    }
}

fn push_finding(out: &mut String, finding: &Finding, landmarks: &Landmarks, lang: Lang) {
    let labels = labels(lang);
    let severity = words::severity(finding.severity, lang);
    let message = escape(finding.message.get(lang));
    let _ = writeln!(out, "\n### {severity} {} {message}\n", finding.check);
    let place = words::found(landmarks, finding.table.as_deref(), &finding.location.place, lang);
    let _ = writeln!(out, "- **{}** {}", labels.where_, escape(&place));
    let figures: Vec<_> = words::figures(finding, lang)
        .map(|(label, words)| format!("**{label}** {}", escape(words)))
        .collect();
    if !figures.is_empty() {
        let _ =
            writeln!(out, "- {} {}", figures.join(" · "), finding.unit.map_or("", MoneyUnit::name));
    }
    if !finding.because.is_empty() {
        let _ = writeln!(out, "- **{}**", labels.because);
        finding.because.iter().for_each(|evidence| push_evidence(out, evidence, lang));
    }
    for repair in &finding.repairs {
        let words = escape(&repair_words(repair, finding, landmarks, lang));
        let _ = writeln!(out, "- **{}** {words}", labels.repair);
    }
    if !finding.advice.get(lang).is_empty() {
        let _ = writeln!(out, "- **{}** {}", labels.advice, escape(finding.advice.get(lang)));
    }
    push_consequences(out, &finding.consequences, landmarks, lang);
}

fn push_consequences(
    out: &mut String,
    consequences: &[Finding],
    landmarks: &Landmarks,
    lang: Lang,
) {
    if consequences.is_empty() {
        return;
    }
    let count = words::following(consequences.len(), lang);
    let _ = writeln!(out, "- **{}** {count}", labels(lang).consequences);
    for consequence in consequences {
        let message = escape(consequence.message.get(lang));
        let (table, place) = (consequence.table.as_deref(), &consequence.location.place);
        let place = words::found(landmarks, table, place, lang);
        let _ = writeln!(out, "  - {} {message} ({})", consequence.check, escape(&place));
    }
}

fn push_evidence(out: &mut String, evidence: &Evidence, lang: Lang) {
    let number = escape(words::printed_or_blank(evidence, lang));
    let what = escape(evidence.what.get(lang));
    let place = escape(&words::place(&evidence.location.place, lang));
    let _ = writeln!(out, "  - {number} — {what} ({place})");
}

/// A folded list: it is long, and few read it.
fn push_open(
    out: &mut String,
    (label, hint): (&str, &str),
    open: &[Unchecked],
    landmarks: &Landmarks,
    lang: Lang,
) {
    if open.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n<details><summary>{label} ({}) — {hint}</summary>\n", open.len());
    for entry in open {
        let place = words::found(landmarks, entry.table.as_deref(), &entry.place, lang);
        let message = escape(entry.message.get(lang));
        let _ = writeln!(out, "- {} {message} ({})", entry.check, escape(&place));
    }
    out.push_str("\n</details>\n");
}

/// A document's words such that no character of them is markup.
fn escape(words: &str) -> String {
    let mut out = String::new();
    for character in plain(words).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '@' | '$' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}
