//! The findings of the engine as the workflow knows them.

use document::Place;
use finding::{Coverage, Finding as Found, Gap, Landmark, Report, Severity, Verdict};
use message::Message;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use workflow::{CellName, Finding, FindingKey, FindingLevel};

/// The most findings of a file. A file with more has one cause that is worth more than a list.
const MOST: usize = 1000;

/// The most characters of the name of a place.
const LONGEST: usize = 150;

/// Returns the findings of a report in its order. Each has a key that is the same in the next
/// version of the file, although its lines may have moved and its amounts changed.
pub(super) fn of(report: &Report) -> Vec<Finding> {
    let mut all = Vec::new();
    for (found, key) in report.findings.iter().zip(keys(report)) {
        let landmark = report.landmarks.at(&found.location.place);
        all.extend(finding(found, landmark, &key));
    }
    let left = report.findings.len().saturating_sub(all.len());
    if left > 0 {
        let message = Message::new(
            format!("问题太多，还有{left}处没有列出。"),
            format!("There are too many findings; {left} more are not listed."),
        );
        all.push(own("office-more", FindingLevel::Note, message));
    }
    all
}

/// Returns the keys of a report's findings, in its order.
pub(super) fn keys(report: &Report) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys = Vec::new();
    for found in report.findings.iter().take(MOST) {
        let same = same(found, report.landmarks.at(&found.location.place));
        let count = counts.entry(same.clone()).or_default();
        *count = count.saturating_add(1);
        keys.push(format!("{}-{}", found.check, digits(&format!("{same}\n{count}"))));
    }
    keys
}

/// Returns the finding that a document could not be read or checked.
pub(super) fn unreadable(message: Message) -> Finding {
    own("office-unreadable", FindingLevel::Error, message)
}

/// Returns the finding that too little of a document was checked to say that nothing is wrong.
pub(super) fn unchecked(report: &Report) -> Option<Finding> {
    let message = match report.verdict() {
        Verdict::NothingChecked => {
            let gap = report.coverage.as_ref().and_then(Coverage::gap).map(Gap::told);
            let Message { zh, en } = gap.unwrap_or_default();
            Message::new(
                format!("没有数字可以检查，不能说没有问题：{zh}"),
                format!("No number could be checked, so nothing says that it is right: {en}"),
            )
        }
        Verdict::LittleChecked => Message::new(
            "只检查了少部分数字，不能说没有问题。",
            "Only few of its numbers could be checked, so little says that it is right.",
        ),
        _ => return None,
    };
    Some(own("office-coverage", FindingLevel::Warning, message))
}

/// Returns a finding of the office itself, on the file as a whole.
pub(super) fn own(check: &str, level: FindingLevel, Message { zh, en }: Message) -> Finding {
    let key = check.parse().unwrap_or_else(|_| unnamed());
    Finding { key, level, check: check.to_owned(), cell: None, zh, en }
}

#[expect(clippy::expect_used, reason = "the name is valid")]
fn unnamed() -> FindingKey {
    "office".parse().expect("it is a name")
}

fn finding(found: &Found, landmark: Option<&Landmark>, key: &str) -> Option<Finding> {
    let (message, advice) = (&found.message, &found.advice);
    Some(Finding {
        key: key.parse().ok()?,
        level: level(found.severity),
        check: found.check.to_string(),
        cell: cell(&found.location.place, landmark),
        zh: format!("{}{}", message.zh, advice.zh),
        en: format!("{} {}", message.en, advice.en),
    })
}

/// Returns the level of a finding of this severity.
pub(super) const fn level(severity: Severity) -> FindingLevel {
    match severity {
        Severity::Error => FindingLevel::Error,
        Severity::Warning => FindingLevel::Warning,
        Severity::Note => FindingLevel::Note,
    }
}

/// What is the same about a finding in two versions: what the number counts, or the words around
/// its place; for the cell of a ledger without a scope, the cell itself.
fn same(found: &Found, landmark: Option<&Landmark>) -> String {
    let scope = found.scope.as_ref().map(ToString::to_string).unwrap_or_default();
    let table = found.table.as_deref().unwrap_or_default();
    let around = landmark.map(|it| format!("{}|{}|{}|{}", it.title, it.row, it.column, it.words));
    let at = match (&around, &found.location.place) {
        (None, Place::Sheet { sheet, row, column }) => format!("{sheet}|{row}|{column}"),
        _ => around.unwrap_or_default(),
    };
    format!("{}\n{scope}\n{table}\n{at}\n{}", found.check, found.subjects.join("|"))
}

fn digits(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the name of a place: `支出!F12` in a ledger, else the page and the words around it.
fn cell(place: &Place, landmark: Option<&Landmark>) -> Option<CellName> {
    let name = match place {
        Place::Sheet { sheet, .. } => {
            let cell = place.cell_name().unwrap_or_default();
            format!("{sheet}!{cell}")
        }
        _ => {
            let page = place.columns().page.map(|page| format!("p{page}"));
            let words =
                landmark.into_iter().flat_map(|it| [&it.title, &it.row, &it.column, &it.words]);
            let words = words.filter(|words| !words.is_empty()).cloned();
            let all: Vec<String> = page.into_iter().chain(words).collect();
            if all.is_empty() { place.to_string() } else { all.join(" · ") }
        }
    };
    let plain: String = name.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    plain.trim().parse().ok()
}
