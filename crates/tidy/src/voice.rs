//! Comments are in the plain English of Rust's own documentation.

use crate::File;

/// The beginnings of the paths that are checked. A crate is added once its comments are plain.
const CHECKED: [&str; 12] = [
    "crates/document/",
    "crates/message/",
    "crates/ocr/",
    "crates/pages/",
    "crates/readers/",
    "crates/server/",
    "crates/store/",
    "crates/tidy/",
    "crates/typeset/",
    "crates/workflow/",
    "crates/writers/",
    "fuzz/",
];

/// Words of the dialect in which this project was once written.
const DIALECT: [&str; 8] =
    ["nobody", "somebody", "whoever", "came of", "comes of", "goes on", "is told", "are told"];

/// Returns the lines of comments that contain a word of the dialect.
pub fn complaints(files: &[File]) -> Vec<String> {
    let is_checked = |file: &&File| {
        file.ends_with(".rs") && CHECKED.iter().any(|start| file.path.starts_with(start))
    };
    let at = |file: &File| -> Vec<String> {
        let comments = file.lines().filter(|(_, line)| line.trim_start().starts_with("//"));
        let found = comments.filter_map(|(number, line)| Some((number, dialect(line)?)));
        found.map(|(number, word)| format!("{}:{number}: {word}", file.path)).collect()
    };
    files.iter().filter(is_checked).flat_map(at).collect()
}

/// Returns the first word of the dialect in a line.
fn dialect(line: &str) -> Option<&'static str> {
    let known = DIALECT.iter().copied().find(|word| line.contains(word));
    known.or_else(|| is_no(line).then_some("is no"))
}

/// Returns whether a line says "is no thing" for "is not a thing". "There is no thing" and "is no
/// longer" are plain English.
fn is_no(line: &str) -> bool {
    [" is no ", " are no "].iter().any(|phrase| {
        line.match_indices(phrase).any(|(at, _)| {
            let (before, after) = line.split_at(at);
            let is_existence = before.to_lowercase().ends_with("there");
            !is_existence && !after.trim_start_matches(phrase).starts_with("longer")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(comment: &str) -> Vec<String> {
        complaints(&[File::new("crates/readers/src/a.rs", &format!("// {comment}\n"))])
    }

    #[test]
    fn words_of_the_dialect_are_complaints() {
        for word in DIALECT {
            let bad = found(&format!("A text that has {word} in it."));
            assert_eq!(bad, [format!("crates/readers/src/a.rs:1: {word}")]);
        }
        assert_eq!(found("A word is no number."), ["crates/readers/src/a.rs:1: is no"]);
    }

    #[test]
    fn plain_english_and_code_are_accepted() {
        assert!(found("There is no limit. It is no longer needed.").is_empty());
        let code = File::new("crates/readers/src/a.rs", "let word = \"nobody\";\n");
        let elsewhere = File::new("docs/a.rs", "// nobody\n");
        assert!(complaints(&[code, elsewhere]).is_empty());
    }
}
