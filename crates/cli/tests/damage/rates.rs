//! How often the report names what was damaged.

use super::copies::{Damaged, Original, Slip, number};
use document::Place;
use finding::{Finding, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What the report says of a damaged copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// The first repair is what was damaged, and there is no other.
    Alone,
    /// The first repair is what was damaged; others would do as well.
    First,
    /// A later repair is what was damaged.
    Later,
    /// Other figures are blamed.
    Other,
    /// Identities are told, without a repair.
    Unlocalised,
    /// Nothing but notes is told.
    Silent,
}

/// How many copies were told in which way.
#[derive(Debug, Clone, Default)]
pub struct Rate {
    counts: BTreeMap<Told, usize>,
    /// What was not told first, in words, for whoever wants to know why.
    pub failures: Vec<String>,
}

impl Rate {
    /// How many copies were told in that way.
    pub fn count(&self, told: Told) -> usize {
        self.counts.get(&told).copied().unwrap_or(0)
    }

    /// How many copies there were.
    pub fn all(&self) -> usize {
        self.counts.values().sum()
    }

    /// How many copies the first repair was right for.
    pub fn first(&self) -> usize {
        self.count(Told::Alone) + self.count(Told::First)
    }
}

/// Checks up to `count` copies with that slip.
pub fn rate(original: &Original, slip: Slip, count: usize) -> Rate {
    let mut rate = Rate::default();
    let key = |finding: &Finding| {
        (finding.check, finding.table.clone(), finding.printed.clone(), finding.expected.clone())
    };
    // What is told of the original already is not told of the damage.
    let known: BTreeSet<_> = findings(&original.text()).iter().map(key).collect();
    for damaged in original.damaged(slip, count) {
        let mut findings = findings(&damaged.text);
        findings.retain(|finding| !known.contains(&key(finding)));
        let told = told(&damaged, &findings);
        *rate.counts.entry(told).or_default() += 1;
        if told > Told::First {
            rate.failures.push(failure(&damaged, told, &findings));
        }
    }
    rate
}

/// The arithmetic findings that are more than notes.
fn findings(text: &str) -> Vec<Finding> {
    let document = readers::read(text.as_bytes()).expect("a damaged copy can be read");
    let settings = rules::Settings::default();
    let checked = rules::check(&document, &disclosure::read(&document), &settings);
    let is_told = |finding: &Finding| {
        finding.severity != Severity::Note && matches!(finding.check.number(), ..108 | 118)
    };
    checked.findings.into_iter().filter(is_told).collect()
}

fn told(damaged: &Damaged, findings: &[Finding]) -> Told {
    if findings.is_empty() {
        return Told::Silent;
    }
    if findings.iter().all(|finding| finding.repairs.is_empty()) {
        return Told::Unlocalised;
    }
    if !damaged.rows.is_empty() {
        return told_rows(damaged, findings);
    }
    let wrong: Vec<(usize, i64)> =
        damaged.wrong.iter().map(|wrong| (wrong.line, number(&wrong.was))).collect();
    let repairs = |which: fn(&Finding) -> &[finding::Repair]| {
        let cells = findings.iter().flat_map(which).flat_map(|repair| &repair.cells);
        let mut cells: Vec<(usize, i64)> =
            cells.map(|cell| (line(&cell.place), number(&cell.expected))).collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    };
    let first = repairs(|finding| finding.repairs.get(..1).unwrap_or_default());
    let all = repairs(|finding| &finding.repairs);
    let has_all = |cells: &[(usize, i64)]| wrong.iter().all(|wrong| cells.contains(wrong));
    match () {
        () if first == wrong && all == wrong => Told::Alone,
        () if first == wrong => Told::First,
        () if has_all(&all) => Told::Later,
        () => Told::Other,
    }
}

/// A row that is left out is told if the first repair names it.
fn told_rows(damaged: &Damaged, findings: &[Finding]) -> Told {
    let names_row = |finding: &Finding| {
        let first = finding.repairs.first().map(|repair| repair.cause.zh.as_str());
        // The same row may be called 一般公共预算拨款 in one table and …收入 in the other.
        let named = first.and_then(|cause| cause.split(['“', '”']).nth(1));
        let is_row = |row: &String| {
            named.is_some_and(|named| row.contains(named) || named.contains(row.as_str()))
        };
        damaged.rows.iter().any(is_row)
    };
    match findings {
        [finding] if names_row(finding) && finding.repairs.len() == 1 => Told::Alone,
        findings if findings.iter().all(names_row) => Told::First,
        findings if findings.iter().any(names_row) => Told::Later,
        _ => Told::Other,
    }
}

fn line(place: &Place) -> usize {
    match place {
        Place::Line(line) => *line as usize,
        _ => 0,
    }
}

fn failure(damaged: &Damaged, told: Told, findings: &[Finding]) -> String {
    let mut text = format!("{told:?}: {:?} {:?}", damaged.wrong, damaged.rows);
    for finding in findings {
        text.push_str(&format!("\n    {} {}", finding.location.place, finding.message.zh));
        for repair in &finding.repairs {
            let cells = repair
                .cells
                .iter()
                .map(|cell| format!("{} {} -> {}", cell.place, cell.printed, cell.expected));
            text.push_str(&format!(
                "\n        {} [{}]",
                cells.collect::<Vec<_>>().join(", "),
                repair.cause.zh
            ));
        }
    }
    text
}
