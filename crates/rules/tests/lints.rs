//! Every lint against the documents of its Markdown file in `tests/lints`.
//!
//! A file holds pairs of blocks: a `document` in the forms that the text reader reads
//! (paragraphs, tables with bars), and the `findings` that this lint makes on it, one a
//! line: the line of the document, the severity, and words of the Chinese message. A
//! document in which nothing may be found has an empty block of findings.

use finding::Finding;
use message::Lang;
use rules::{Settings, lints};
use std::fs;
use std::path::{Path, PathBuf};

/// A document and what is to be found in it.
struct Case {
    title: String,
    document: String,
    findings: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints")
}

#[test]
fn every_lint_finds_what_its_file_says_and_nothing_else() {
    let mut wrong = Vec::new();
    for lint in lints() {
        let path = folder().join(lint.check.name).with_extension("md");
        let Ok(text) = fs::read_to_string(&path) else {
            wrong.push(format!("{} {} has no file of tests", lint.check.code, lint.check.name));
            continue;
        };
        let cases = cases(&text);
        let has = |found: bool| cases.iter().any(|case| case.findings.is_empty() != found);
        if !has(true) || !has(false) {
            wrong.push(format!(
                "{}: needs a document with findings and one without",
                lint.check.name
            ));
        }
        for case in &cases {
            wrong.extend(
                differences(lint.check.code, case)
                    .map(|what| format!("{}: {what}", lint.check.name)),
            );
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_of_tests_belongs_to_a_lint() {
    for entry in fs::read_dir(folder()).expect("tests") {
        let path = entry.expect("entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(lints().iter().any(|lint| lint.check.name == name), "{name}");
    }
}

#[test]
fn every_finding_speaks_both_languages() {
    for lint in lints() {
        let path = folder().join(lint.check.name).with_extension("md");
        for case in cases(&fs::read_to_string(path).unwrap_or_default()) {
            for finding in found(lint.check.code, &case.document) {
                for lang in [Lang::Zh, Lang::En] {
                    assert!(!finding.message.get(lang).is_empty(), "{}", lint.check.name);
                    assert!(!finding.advice.get(lang).is_empty(), "{}", lint.check.name);
                }
            }
        }
    }
}

/// What the lint of that code finds in a document.
#[expect(
    clippy::expect_used,
    reason = "a document of a test that cannot be read is a mistake in it"
)]
fn found(code: &str, text: &str) -> Vec<Finding> {
    let document = readers::read(text.as_bytes()).expect("a text can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    checked.findings.into_iter().filter(|finding| finding.check.to_string() == code).collect()
}

fn differences(code: &str, case: &Case) -> impl Iterator<Item = String> {
    let mut found = found(code, &case.document);
    found.sort_by(|one, other| one.location.cmp(&other.location));
    let told: Vec<String> = found
        .iter()
        .map(|finding| {
            let severity = format!("{:?}", finding.severity).to_lowercase();
            format!("{} {severity} {}", finding.location.place, finding.message.zh)
        })
        .collect();
    let fits = told.len() == case.findings.len()
        && told.iter().zip(&case.findings).all(|(told, expected)| is(told, expected));
    let (title, expected) = (&case.title, &case.findings);
    let said = format!("“{title}” finds {told:#?}, expected {expected:#?}");
    (!fits).then_some(said).into_iter()
}

/// Whether a finding `line 3 warning 消息` is the expected `line 3 warning 消`.
fn is(told: &str, expected: &str) -> bool {
    let mut words = expected.splitn(4, ' ');
    let start: Vec<_> = words.by_ref().take(3).collect();
    told.starts_with(&format!("{} ", start.join(" "))) && told.contains(words.next().unwrap_or(" "))
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut title, mut block) = (String::new(), None);
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        match (block, line.strip_prefix("```")) {
            (None, Some(kind)) => (block, lines) = (Some(kind), Vec::new()),
            (Some("document"), Some(_)) => {
                let document = lines.join("\n");
                cases.push(Case { title: title.clone(), document, findings: Vec::new() });
                block = None;
            }
            (Some(_), Some(_)) => {
                if let Some(case) = cases.last_mut() {
                    case.findings = lines.iter().map(|line| (*line).to_owned()).collect();
                }
                block = None;
            }
            (Some(_), None) => lines.push(line),
            (None, None) if line.starts_with("## ") => title = line[3..].to_owned(),
            (None, None) => {}
        }
    }
    cases
}
