//! Everything found on the fixtures, the examples and the lints' own documents, serialised
//! and read back.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

use disclosure::Disclosure;
use finding::{CheckId, Finding, Report};
use rules::{Between, Settings, between, check, checks};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The files with one of these extensions in a folder of the project and in its folders.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            match extension {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extensions.contains(&extension) => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// The reports on all documents, and on the examples compared with each other.
fn reports() -> Vec<Report> {
    let checked = |bytes: &[u8]| {
        let document = readers::read(bytes).expect("a document");
        let read = disclosure::read(&document);
        (check(&document, &read, &Settings::default()), read)
    };
    let bytes = |path: &PathBuf| fs::read(path).expect("a file");
    let mut reports = Vec::new();
    for path in files("fixtures/layouts", &["txt", "html"]) {
        reports.push(checked(&bytes(&path)).0);
    }
    for path in files("crates/rules/tests/lints", &["md"]) {
        let text = String::from_utf8(bytes(&path)).expect("text");
        let blocks = text.split("```document\n").skip(1);
        let documents = blocks.filter_map(|block| Some(block.split_once("```")?.0));
        reports.extend(documents.map(|document| checked(document.as_bytes()).0));
    }
    let mut examples: Vec<(String, Disclosure)> = Vec::new();
    for path in files("examples", &["docx", "txt"]) {
        let (report, disclosure) = checked(&bytes(&path));
        reports.push(report);
        examples.push((path.to_string_lossy().into_owned(), disclosure));
    }
    let named: Vec<_> =
        examples.iter().map(|(file, read)| rules::Named { file, disclosure: read }).collect();
    let Between { outcomes, findings } = between(&named);
    reports.push(Report { outcomes, findings, ..Report::default() });
    reports
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    let reports = reports();
    for report in &reports {
        let text = serde_json::to_string(report).expect("a report serialises");
        let read: Report = serde_json::from_str(&text).expect("it reads back");
        assert_eq!(read, *report);
    }
    let findings = || reports.iter().flat_map(|report| &report.findings);
    let count = |has: fn(&Finding) -> bool| findings().filter(|finding| has(finding)).count();
    assert!(count(|finding| finding.scope.is_some()) > 0);
    assert!(count(|finding| finding.amounts.is_some_and(|it| it.difference.is_some())) > 0);
    assert!(count(|finding| finding.because.iter().any(|it| it.location.file.is_some())) > 0);
    assert!(count(|finding| !finding.subjects.is_empty()) > 0);
    assert!(count(|finding| !finding.repairs.is_empty()) > 0);
    assert!(reports.iter().any(|report| !report.open.is_empty()));
    let found: BTreeSet<CheckId> = findings().map(|finding| finding.check).collect();
    let lints = rules::lints().iter().map(|lint| lint.check.id);
    assert!(lints.clone().all(|lint| found.contains(&lint)), "{found:?}");
}

#[test]
fn no_finding_is_more_severe_than_its_check() {
    for finding in reports().iter().flat_map(|report| &report.findings) {
        let check = checks().iter().find(|check| check.id == finding.check).expect("registered");
        assert_eq!(finding.name, check.name);
        assert!(finding.severity >= check.severity, "{} {}", check.code, finding.message.zh);
    }
}
