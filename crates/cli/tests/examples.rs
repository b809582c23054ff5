//! The examples that come with the program, as `./demo` and the README show them.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

use crate::common::{run, stdout};
use std::path::Path;

/// The arithmetic findings of an example: its exit code, and each as code, printed and
/// expected. Its wording is that of its layout, in which the lints find something to say.
fn findings(name: &str) -> (Option<i32>, Vec<[String; 3]>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let output = run(&folder, &["check", name, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    let found = told["files"][0]["findings"].as_array().expect("the file has findings");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let one = |finding: &serde_json::Value| {
        ["code", "printed", "expected"].map(|key| word(&finding[key]))
    };
    let is_arithmetic = |found: &[String; 3]| found[0].as_str() < "YS200";
    (output.status.code(), found.iter().map(one).filter(is_arithmetic).collect())
}

#[test]
fn nothing_is_wrong_with_the_sound_example() {
    for name in ["chengxi-archives-2031.docx", "chengxi-archives-2031.txt"] {
        assert_eq!(findings(name), (Some(0), Vec::new()), "{name}");
    }
}

#[test]
fn the_damaged_cell_is_the_one_finding() {
    let wrong = ["YS102", "108.65", "180.65"].map(str::to_owned);
    assert_eq!(findings("chengxi-archives-2031-damaged.docx"), (Some(1), vec![wrong]));
}
