//! Excerpts in the wording of many provinces in which everything is right: none may get an error.
//!
//! Each file of `fixtures/sound` holds many, set apart by lines of dashes. The first line of each is
//! the title of its document.
#![expect(clippy::expect_used, reason = "an excerpt that cannot be read fails the test")]

use engine::{Options, Settings, check, read};
use finding::Severity;
use std::path::Path;

/// What sets two excerpts apart.
const BETWEEN: &str = "\n----\n";

#[test]
fn what_is_right_gets_no_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/sound");
    let files =
        std::fs::read_dir(folder).expect("readable").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert!(!files.is_empty());
    let mut falsely_told = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        for excerpt in text.split(BETWEEN) {
            falsely_told.extend(errors(excerpt));
        }
    }
    assert_eq!(falsely_told, [""; 0]);
}

/// What is told of an excerpt as an error.
fn errors(excerpt: &str) -> Vec<String> {
    let file = read(excerpt.as_bytes(), &Options::default()).expect("readable");
    let findings = check(&file, &Settings::default()).expect("no bug").findings;
    let errors = findings.iter().filter(|it| it.severity == Severity::Error);
    let title = excerpt.lines().next().unwrap_or_default();
    errors.map(|it| format!("{title}: {} {}", it.check, it.message.zh)).collect()
}
