//! Layouts nobody described: invented departments, each with another hazard, against the
//! scopes and amounts that were computed from their ledgers without this program.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

use disclosure::{Disclosure, Observation};
use document::Document;
use finding::Severity;
use ledger::{EntityName, ScopeKey};
use rules::Settings;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/layouts");
    let mut fixtures: Vec<PathBuf> =
        fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    // The generator of the fixtures lies beside them.
    fixtures.retain(|path| path.join("expected.tsv").exists());
    fixtures.sort();
    fixtures
}

fn document(fixture: &Path) -> Document {
    let documents = ["document.txt", "document.html"].map(|name| fixture.join(name));
    let document = documents.iter().find(|path| path.exists()).expect("a document");
    let bytes = fs::read(document).expect("readable");
    readers::read(&bytes).expect("the fixture can be read")
}

fn read(fixture: &Path) -> Disclosure {
    disclosure::read(&document(fixture))
}

/// `fen<TAB>scope` of the printed amounts that stand in lists of tables, or in sentences.
fn lines(disclosure: &Disclosure, in_tables: bool) -> Vec<String> {
    let chosen =
        |seen: &&Observation| (seen.source.table.is_some() && seen.source.row > 0) == in_tables;
    let is_sentence = |seen: &&Observation| in_tables || seen.source.table.is_none();
    let seen = disclosure.observations.iter().filter(chosen).filter(is_sentence);
    let mut lines: Vec<String> = seen
        .filter_map(|seen| {
            let fen = seen.value.printed()?.nominal().fen();
            Some(format!("{fen}\t{}", short(disclosure.key(&seen.scope))))
        })
        .collect();
    lines.sort();
    lines
}

/// The key as the fixtures write it: an entity by its code, else by its name.
fn short(mut key: ScopeKey) -> String {
    let EntityName { code, name } = key.entity;
    let name = code.unwrap_or(name);
    let name = if name.is_empty() { "department".to_owned() } else { name };
    key.entity = EntityName { code: None, name };
    key.to_string()
}

fn expected(path: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(path).ok()?;
    let mut lines: Vec<String> =
        text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
    lines.sort();
    Some(lines)
}

/// The lines that one side has and the other lacks, each marked, for a readable failure.
fn differences(found: &[String], expected: &[String]) -> Vec<String> {
    let mut left = expected.to_vec();
    let mut differences = Vec::new();
    for line in found {
        match left.iter().position(|other| other == line) {
            Some(at) => drop(left.remove(at)),
            None => differences.push(format!("+ {line}")),
        }
    }
    differences.extend(left.into_iter().map(|line| format!("- {line}")));
    differences
}

#[test]
fn every_layout_is_read_as_its_ledger_says() {
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        let disclosure = read(fixture);
        for (file, in_tables) in [("expected.tsv", true), ("sentences.tsv", false)] {
            let Some(expected) = expected(&fixture.join(file)) else { continue };
            let differences = differences(&lines(&disclosure, in_tables), &expected);
            if !differences.is_empty() {
                wrong.push(format!("{} {file}\n{}", fixture.display(), differences.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn consistent_layouts_have_no_arithmetic_finding() {
    for fixture in fixtures() {
        let checked = rules::check(&document(&fixture), &read(&fixture), &Settings::default());
        // A table in 元 beside one in 万元 agrees by rounding, which is a note.
        let arithmetic: Vec<_> = checked
            .findings
            .iter()
            .filter(|finding| finding.check.number() < 200 && finding.severity != Severity::Note)
            .collect();
        assert!(arithmetic.is_empty(), "{}: {arithmetic:#?}", fixture.display());
        assert!(checked.outcomes.holds > 0, "{}", fixture.display());
    }
}
