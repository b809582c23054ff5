//! The lints that the project relies on are switched on.

use crate::File;

/// The lints that the workspace's manifest must set. `float_arithmetic` keeps money exact; the
/// lints after it keep input from causing a panic.
pub const LINTS: [&str; 7] = [
    "unsafe_code = \"forbid\"",
    "missing_docs = \"warn\"",
    "float_arithmetic = \"warn\"",
    "unwrap_used = \"warn\"",
    "expect_used = \"warn\"",
    "indexing_slicing = \"warn\"",
    "panic = \"warn\"",
];

/// Returns the lints that the workspace's manifest lacks, and a complaint if `./test` does not make
/// warnings errors.
pub fn complaints(files: &[File]) -> Vec<String> {
    let text = |path: &str| {
        files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str())
    };
    let manifest = text("Cargo.toml");
    let missing = LINTS.iter().filter(|lint| !manifest.lines().any(|line| line == **lint));
    let mut complaints: Vec<String> =
        missing.map(|lint| format!("Cargo.toml: no {lint}")).collect();
    if !text("test").contains("--all-targets --quiet -- -D warnings") {
        complaints.push("test: warnings are not errors".to_owned());
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lint_that_is_off_is_a_complaint() {
        let manifest = LINTS.join("\n").replace("float_arithmetic = \"warn\"", "");
        let test = File::new("test", "cargo clippy --all-targets --quiet -- -D warnings");
        let found = complaints(&[File::new("Cargo.toml", &manifest), test]);
        assert_eq!(found, ["Cargo.toml: no float_arithmetic = \"warn\""]);
    }

    #[test]
    fn warnings_must_be_errors() {
        let found = complaints(&[File::new("Cargo.toml", &LINTS.join("\n"))]);
        assert_eq!(found, ["test: warnings are not errors"]);
    }
}
