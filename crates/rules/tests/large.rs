//! The large invented document: nothing is found in it, and each mistake that is planted in it is
//! found at its cell, in the text export and in the Word file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a fixture that cannot be read fails the test"
)]

use document::{Block, Document};
use finding::{Finding, Report, Severity};
use rules::Settings;
use std::path::Path;

/// A line of `expected.tsv`.
struct Mistake {
    code: String,
    severity: String,
    /// What is printed; empty for a blank cell.
    printed: String,
    planted: String,
    /// The place of the mistake and that of its finding.
    at: String,
    found_at: String,
}

/// The two files, with the columns of `expected.tsv` that hold their places.
const FILES: [(&str, usize); 2] = [("document.txt", 4), ("document.docx", 6)];

fn read(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/large");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn document(name: &str) -> Document {
    readers::read(&read(name)).expect("a document")
}

/// Returns the mistakes with their places in one of the files.
fn mistakes(places: usize) -> Vec<Mistake> {
    let text = String::from_utf8(read("expected.tsv")).expect("text");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mistake = |row: &str| {
        let field = |index: usize| row.split('\t').nth(index).expect("a field").to_owned();
        Mistake {
            code: field(0),
            severity: field(1),
            printed: field(2),
            planted: field(3),
            at: field(places),
            found_at: field(places + 1),
        }
    };
    rows.map(mistake).collect()
}

fn checked(document: &Document) -> Report {
    rules::check(document, &disclosure::read(document), &Settings::default())
}

impl Mistake {
    fn plant(&self, document: &mut Document) {
        let texts = document.blocks.iter_mut().flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![(&paragraph.place, &mut paragraph.text)],
            Block::Table(table) => {
                table.cells.iter_mut().map(|cell| (&cell.place, &mut cell.text)).collect()
            }
        });
        let found = texts.into_iter().find(|(place, _)| place.to_string() == self.at);
        let (_, text) = found.expect("the place of a mistake");
        let is_printed =
            if self.printed.is_empty() { text.is_empty() } else { text.contains(&self.printed) };
        assert!(is_printed, "{}: {text} does not contain {}", self.at, self.printed);
        *text = text.replacen(&self.printed, &self.planted, 1);
    }

    fn is_found_by(&self, finding: &Finding) -> bool {
        finding.check.to_string() == self.code
            && format!("{:?}", finding.severity).to_lowercase() == self.severity
            && finding.location.place.to_string() == self.found_at
    }

    fn assert_found(&self, findings: &[Finding]) {
        let found = findings.iter().find(|finding| self.is_found_by(finding));
        let all: Vec<_> = findings
            .iter()
            .map(|it| format!("{} {} {}", it.check, it.location.place, it.message.zh))
            .collect();
        let finding = found.unwrap_or_else(|| panic!("{} at {}: {all:#?}", self.code, self.at));
        let is_amount = self.printed.parse::<f64>().is_ok() && finding.table.is_some();
        assert!(!is_amount || finding.expected.as_ref() == Some(&self.printed), "{finding:#?}");
    }
}

#[test]
fn nothing_is_found_in_the_clean_document() {
    let outcomes = FILES.map(|(name, _)| {
        let checked = checked(&document(name));
        assert_eq!(checked.findings, [], "{name}");
        checked.outcomes
    });
    let [export, word] = outcomes;
    assert_eq!(export, word);
    assert_eq!((export.fails, export.rounding), (0, 0));
    assert!(export.holds >= 4_000 && export.not_evaluable <= 150, "{export:?}");
}

#[test]
fn each_planted_mistake_is_found_at_its_cell() {
    let clean = document("document.txt");
    for mistake in mistakes(4) {
        let mut damaged = clean.clone();
        mistake.plant(&mut damaged);
        let findings = checked(&damaged).findings;
        mistake.assert_found(&findings);
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert_eq!(errors, usize::from(mistake.severity == "error"), "{}", mistake.at);
    }
}

#[test]
fn all_planted_mistakes_are_found_together() {
    for (name, places) in FILES {
        let mut damaged = document(name);
        let mistakes = mistakes(places);
        assert!(mistakes.len() >= 15);
        mistakes.iter().for_each(|mistake| mistake.plant(&mut damaged));
        let findings = checked(&damaged).findings;
        mistakes.iter().for_each(|mistake| mistake.assert_found(&findings));
    }
}
