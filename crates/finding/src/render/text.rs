//! Reports for a terminal, with colours as ANSI codes where they are wanted.

use super::Summary;
use super::words::{self, labels, plain};
use super::wrap::wrap;
use crate::{
    Coverage, Evidence, Finding, Gap, Landmarks, NamedReport, Repair, Severity, Unchecked, Verdict,
};
use anstyle::{AnsiColor, Style};
use message::Lang;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How a report is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// The columns of the terminal; longer lines are wrapped.
    pub width: usize,
    /// The amount of detail.
    pub detail: Detail,
    /// Whether there are colours.
    pub is_coloured: bool,
}

/// The amount of detail of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Only what is wrong; nothing at all of a file in which nothing is.
    Findings,
    /// Long lists are cut, and what was cut is counted.
    Usual,
    /// Everything.
    All,
}

/// The number of entries of a list that are shown, unless all are requested.
const SHOWN: usize = 8;
/// No line is cut shorter than this, however narrow the terminal.
const NARROWEST: usize = 40;
/// The columns of the gutter left of a finding's lines.
const GUTTER: usize = 4;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const BLUE: Style = AnsiColor::Cyan.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default();

/// One file: what is wrong, how the identities came out, and what could not be checked.
pub fn file(named: &NamedReport, options: &Options) -> String {
    let lang = options.lang;
    let mut out = String::new();
    let findings = &named.report().findings;
    let is_silent = findings.is_empty() && named.result.is_ok();
    if options.detail == Detail::Findings && is_silent {
        return out;
    }
    let verdict = options.paint(verdict_style(named.verdict()), &words::headline(named, lang));
    let name = plain(named.name(lang));
    let _ = writeln!(out, "{}  {verdict}", options.paint(BOLD.underline(), &name));
    if let Some(why) = named.unreadable().cloned().or_else(|| named.gap().map(Gap::told)) {
        for line in wrap(&plain(why.get(lang)), room(options, 2)) {
            let _ = writeln!(out, "  {line}");
        }
    }
    for finding in findings {
        out.push('\n');
        push_finding(&mut out, finding, &named.report().landmarks, options);
    }
    if options.detail != Detail::Findings && named.result.is_ok() {
        push_rest(&mut out, named, options);
    }
    out.push('\n');
    out
}

/// The last lines below several files: the total.
pub fn total(summary: &Summary, options: &Options) -> String {
    let lang = options.lang;
    let files = words::number(summary.files, "个文件", "file", lang);
    let comma = lang.pick("，", ", ");
    let mut head = vec![files, words::counts(summary, lang)];
    head.extend(words::not_clean(summary, lang));
    head.retain(|words| !words.is_empty());
    if head.len() == 1 {
        head.push(words::verdict(Verdict::Clean, lang).to_owned());
    }
    let style = match summary {
        Summary { errors: 0, unreadable: 0, .. } => BOLD,
        _ => RED,
    };
    let label = labels(lang).total;
    let total = options.paint(style, &format!("{label}  {}", head.join(comma)));
    let mut lines = vec![total, identities(summary, options)];
    lines.extend((summary.coverage.printed > 0).then(|| coverage(&summary.coverage, options)));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn push_rest(out: &mut String, named: &NamedReport, options: &Options) {
    let (labels, report) = (labels(options.lang), named.report());
    if !report.findings.is_empty() {
        out.push('\n');
    }
    let identities = identities(&Summary::of(named), options);
    let coverage = report.coverage.map(|it| coverage(&it, options));
    let division = named.about.division.map(|(code, name)| format!("{code} {name}"));
    let division = division.map(|it| labelled(labels.division, &it, options));
    for line in [Some(identities), coverage, division].into_iter().flatten() {
        let _ = writeln!(out, "{line}");
    }
    let waived = report.waived_told();
    let lists = [
        ((labels.waived, labels.waived_hint), &waived),
        ((labels.open, labels.open_hint), &report.open),
        ((labels.unrecognised, labels.unrecognised_hint), &report.unrecognised),
    ];
    for (label, list) in lists {
        push_open(out, label, list, &report.landmarks, options);
    }
}

fn identities(summary: &Summary, options: &Options) -> String {
    let label = labels(options.lang).identities;
    labelled(label, &words::outcomes(&summary.outcomes, options.lang), options)
}

fn coverage(coverage: &Coverage, options: &Options) -> String {
    let label = labels(options.lang).coverage;
    labelled(label, &words::coverage(coverage, options.lang), options)
}

fn labelled(label: &str, words: &str, options: &Options) -> String {
    format!("{}  {words}", options.paint(DIM, label))
}

fn push_finding(out: &mut String, finding: &Finding, landmarks: &Landmarks, options: &Options) {
    let lang = options.lang;
    let severity = words::severity(finding.severity, lang);
    let head =
        options.paint(severity_style(finding.severity), &format!("{severity} {}", finding.check));
    let place = words::found(landmarks, finding.table.as_deref(), &finding.location.place, lang);
    let _ = writeln!(out, "{head} {}  {place}", options.paint(DIM, &finding.name));
    let lines = finding_lines(finding, landmarks, options);
    for (index, line) in lines.iter().enumerate() {
        let gutter = if index + 1 == lines.len() { "╰" } else { "│" };
        let _ = writeln!(out, "  {} {line}", options.paint(DIM, gutter));
    }
}

/// All that stands right of the gutter.
fn finding_lines(finding: &Finding, landmarks: &Landmarks, options: &Options) -> Vec<String> {
    let lang = options.lang;
    let labels = labels(lang);
    let message = plain(finding.message.get(lang));
    let mut lines: Vec<String> = wrap(&message, room(options, GUTTER))
        .into_iter()
        .map(|line| options.paint(BOLD, line))
        .collect();
    lines.extend(figures(finding, options));
    push_labelled(&mut lines, labels.because, evidence_lines(&finding.because, options), options);
    push_labelled(&mut lines, labels.repair, repair_lines(finding, landmarks, options), options);
    let advice = plain(finding.advice.get(lang));
    let advice = wrap(&advice, room(options, GUTTER + label_width(lang)));
    push_labelled(
        &mut lines,
        labels.advice,
        advice.into_iter().map(str::to_owned).collect(),
        options,
    );
    push_labelled(
        &mut lines,
        labels.consequences,
        consequence_lines(finding, landmarks, options),
        options,
    );
    lines
}

/// How many findings follow from one, and the first of them.
fn consequence_lines(finding: &Finding, landmarks: &Landmarks, options: &Options) -> Vec<String> {
    let (lang, all) = (options.lang, &finding.consequences);
    if all.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![words::following(all.len(), lang)];
    let shown = limit(all.len(), options);
    for consequence in all.iter().take(shown) {
        let (table, place) = (consequence.table.as_deref(), &consequence.location.place);
        let place = words::found(landmarks, table, place, lang);
        let words = format!("{} {}  {place}", consequence.check, consequence.message.get(lang));
        let room = room(options, GUTTER + label_width(lang));
        lines.extend(wrap(&plain(&words), room).into_iter().map(str::to_owned));
    }
    lines.extend(more(all.len(), shown, options));
    lines
}

/// Printed, expected and difference on one line.
fn figures(finding: &Finding, options: &Options) -> Option<String> {
    let figures = words::figures(finding, options.lang);
    let told: Vec<_> = figures
        .map(|(label, words)| {
            format!("{} {}", options.paint(DIM, label), options.paint(BOLD, &plain(words)))
        })
        .collect();
    let unit = finding
        .unit
        .map(|unit| format!("   {}", options.paint(DIM, unit.name())))
        .unwrap_or_default();
    (!told.is_empty()).then(|| format!("{}{unit}", told.join("   ")))
}

/// The other figures, their numbers aligned at the right; blank cells are only counted.
fn evidence_lines(because: &[Evidence], options: &Options) -> Vec<String> {
    let lang = options.lang;
    let is_told =
        |evidence: &&Evidence| options.detail == Detail::All || !evidence.printed.trim().is_empty();
    let told: Vec<_> = because.iter().filter(is_told).collect();
    let shown = told.get(..limit(told.len(), options)).unwrap_or_default();
    let number = |evidence| plain(words::printed_or_blank(evidence, lang));
    let column = shown.iter().map(|evidence| number(evidence).width()).max().unwrap_or(0);
    let room = room(options, GUTTER + label_width(lang) + column + 2);
    let blank = " ".repeat(column);
    let mut lines = Vec::new();
    for evidence in shown {
        let number = number(evidence);
        let gap = " ".repeat(column.saturating_sub(number.width()));
        let mut lead = format!("{gap}{}", options.paint(BOLD, &number));
        for words in what_and_where(evidence, room, options) {
            lines.push(format!("{lead}  {words}"));
            lead.clone_from(&blank);
        }
    }
    lines.extend(more(told.len(), shown.len(), options));
    lines.extend(blanks(because.len() - told.len(), options));
    lines
}

fn blanks(count: usize, options: &Options) -> Option<String> {
    let words = match options.lang {
        Lang::Zh => format!("另有 {count} 个空白格，计为零"),
        Lang::En if count == 1 => "1 blank cell, counted as nothing".to_owned(),
        Lang::En => format!("{count} blank cells, counted as nothing"),
    };
    (count > 0).then(|| options.paint(DIM, &words))
}

/// What a figure is and, fainter, where it stands; the place is never cut.
fn what_and_where(evidence: &Evidence, room: usize, options: &Options) -> Vec<String> {
    let lang = options.lang;
    let place = words::place(&evidence.location.place, lang);
    let place = plain(&place);
    let what = plain(evidence.what.get(lang));
    let mut lines: Vec<String> = wrap(&what, room).into_iter().map(str::to_owned).collect();
    match lines.last_mut() {
        Some(last) if last.width() + 2 + place.width() <= room => {
            last.push_str("  ");
            last.push_str(&options.paint(DIM, &place));
        }
        _ => lines.push(options.paint(DIM, &place)),
    }
    lines
}

fn repair_lines(finding: &Finding, landmarks: &Landmarks, options: &Options) -> Vec<String> {
    let lang = options.lang;
    let is_only = finding.repairs.len() == 1;
    let shown = limit(finding.repairs.len(), options);
    let mut lines = Vec::new();
    for (index, repair) in finding.repairs.iter().take(shown).enumerate() {
        let number = if is_only { String::new() } else { format!("{}. ", index + 1) };
        let words = format!("{number}{}", repair_words(repair, finding, landmarks, lang));
        let room = room(options, GUTTER + label_width(lang));
        lines.extend(wrap(&plain(&words), room).into_iter().map(str::to_owned));
    }
    lines.extend(more(finding.repairs.len(), shown, options));
    lines
}

/// `末位数字有误：第 3 行 79.64 → 79.63`; the place of the finding itself is only pointed at.
pub(super) fn repair_words(
    repair: &Repair,
    finding: &Finding,
    landmarks: &Landmarks,
    lang: Lang,
) -> String {
    let cells = repair.cells.iter().map(|cell| {
        let printed = if cell.printed.is_empty() { labels(lang).blank } else { &cell.printed };
        let place = match cell.place == finding.location.place {
            true => lang.pick("此处", "here").to_owned(),
            false => words::found(landmarks, None, &cell.place, lang),
        };
        format!("{place} {printed} → {}", cell.expected)
    });
    let cells: Vec<_> = cells.collect();
    format!(
        "{}{}{}",
        repair.cause.get(lang),
        lang.pick("：", ": "),
        cells.join(lang.pick("；", "; "))
    )
}

fn push_labelled(lines: &mut Vec<String>, label: &str, words: Vec<String>, options: &Options) {
    if words.is_empty() {
        return;
    }
    let width = label_width(options.lang);
    let blank = " ".repeat(width);
    let gap = " ".repeat(width.saturating_sub(label.width()));
    let words = words.into_iter().filter(|line| !line.is_empty());
    lines.extend(words.enumerate().map(|(index, line)| match index {
        0 => format!("{}{gap}{line}", options.paint(DIM, label)),
        _ => format!("{blank}{line}"),
    }));
}

/// The columns of a label and the gap after it.
fn label_width(lang: Lang) -> usize {
    let labels = labels(lang);
    let all = [labels.because, labels.repair, labels.advice, labels.consequences];
    let widest = all.map(str::width);
    widest.into_iter().max().unwrap_or(0) + 2
}

fn push_open(
    out: &mut String,
    (label, hint): (&str, &str),
    open: &[Unchecked],
    landmarks: &Landmarks,
    options: &Options,
) {
    let lang = options.lang;
    if open.is_empty() {
        return;
    }
    let count = words::number(open.len(), "项", "item", lang);
    let _ =
        writeln!(out, "{}  {count}  {}", options.paint(YELLOW, label), options.paint(DIM, hint));
    let shown = limit(open.len(), options);
    for entry in open.iter().take(shown) {
        let place = plain(&words::found(landmarks, entry.table.as_deref(), &entry.place, lang))
            .into_owned();
        let words = format!("{}  {}", plain(entry.message.get(lang)), options.paint(DIM, &place));
        let _ = writeln!(out, "  {} {words}", options.paint(DIM, &entry.check.to_string()));
    }
    if let Some(line) = more(open.len(), shown, options) {
        let _ = writeln!(out, "  {line}");
    }
}

fn more(all: usize, shown: usize, options: &Options) -> Option<String> {
    let rest = all.checked_sub(shown).filter(|rest| *rest > 0)?;
    let words = match options.lang {
        Lang::Zh => format!("… 还有 {rest} 项（--all 全部列出）"),
        Lang::En => format!("… and {rest} more (--all shows them)"),
    };
    Some(options.paint(DIM, &words))
}

fn limit(len: usize, options: &Options) -> usize {
    match options.detail {
        Detail::All => len,
        // A list that is only a little too long is not worth cutting.
        _ if len <= SHOWN + 2 => len,
        _ => SHOWN,
    }
}

fn room(options: &Options, indent: usize) -> usize {
    options.width.max(NARROWEST).saturating_sub(indent)
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => BLUE,
    }
}

fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Errors | Verdict::Unreadable => RED,
        Verdict::Warnings | Verdict::LittleChecked | Verdict::NothingChecked => YELLOW,
        Verdict::Clean => GREEN,
    }
}

impl Options {
    fn paint(&self, style: Style, words: &str) -> String {
        if self.is_coloured { format!("{style}{words}{style:#}") } else { words.to_owned() }
    }
}
