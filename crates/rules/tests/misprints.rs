//! One misprint, one finding: what follows from it stands under it and is not counted.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a document of a test that is not as it should be fails the test"
)]

use document::Place;
use finding::{Finding, Severity};
use rules::Settings;
use std::path::Path;

/// The lines of the invented archive's budget.
fn lines() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let text = std::fs::read_to_string(path.join("chengxi-archives-2031.txt"));
    text.expect("an example").lines().map(str::to_owned).collect()
}

/// The errors of a document.
fn errors(lines: &[String]) -> Vec<Finding> {
    let document = readers::read(lines.join("\n").as_bytes()).expect("a text can be read");
    let checked = rules::check(&document, &disclosure::read(&document), &Settings::default());
    checked.findings.into_iter().filter(|it| it.severity == Severity::Error).collect()
}

/// The only error of the example with one line replaced, which has to be at that line.
fn error_at(line: usize, printed: &str, instead: &str) -> Finding {
    let mut lines = lines();
    assert_eq!(lines[line - 1].trim(), printed);
    lines[line - 1] = lines[line - 1].replace(printed, instead);
    let mut errors = errors(&lines);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let error = errors.remove(0);
    assert_eq!(error.location.place, Place::Line(u32::try_from(line).expect("a line")));
    error
}

fn told(error: &Finding) -> (String, Option<&str>) {
    (error.check.to_string(), error.expected.as_deref())
}

#[test]
fn the_example_has_no_error() {
    assert_eq!(errors(&lines()), []);
}

#[test]
fn a_malformed_number_is_told_and_not_the_total_beside_it() {
    for malformed in ["180.6O", "18,0.65", "180.6.5", "l80.65"] {
        let error = error_at(555, "180.65", malformed);
        assert_eq!(told(&error), ("YS531".to_owned(), Some("180.65")), "{malformed}");
        assert!(!error.consequences.is_empty(), "{malformed}");
    }
}

#[test]
fn a_wrong_unit_of_money_is_one_error() {
    let error = error_at(491, "单位：万元", "单位：元");
    assert_eq!(told(&error), ("YS122".to_owned(), Some("单位：万元")));
    assert!(error.consequences.len() > 20, "{}", error.consequences.len());
}

#[test]
fn a_misprinted_code_is_one_error() {
    let error = error_at(593, "2080505", "2080550");
    assert_eq!(told(&error), ("YS125".to_owned(), Some("2080505")));
    assert!(!error.consequences.is_empty());
}

#[test]
fn swapped_titles_are_one_error() {
    let mut lines = lines();
    lines.swap(1175, 1347);
    let errors = errors(&lines);
    let codes: Vec<String> = errors.iter().map(|error| error.check.to_string()).collect();
    assert_eq!(codes, ["YS124"], "{errors:#?}");
    assert!(errors[0].consequences.len() > 10);
}
