//! Long files say why they are long.

use crate::File;

/// The most lines of a file that does not say why it is long.
pub const LONG: usize = 400;

/// The number of lines at the top in which the reason must be.
const TOP: usize = 12;

/// The beginning of a comment with the reason.
const WORD: &str = "Long: ";

/// Returns source files over the limit without a reason at their top. Data and documents may be
/// long.
pub fn complaints(files: &[File]) -> Vec<String> {
    let is_program = |file: &&File| {
        [".rs", ".py", ".sh", ".css"].iter().any(|end| file.ends_with(end))
            || file.text.starts_with("#!")
    };
    let long = files.iter().filter(is_program).filter(|file| file.text.lines().count() > LONG);
    long.filter(|file| !says_why(&file.text))
        .map(|file| {
            let lines = file.text.lines().count();
            format!("{}: {lines} lines and no comment `{WORD}…` at its top", file.path)
        })
        .collect()
}

fn says_why(text: &str) -> bool {
    let marks = ["//! ", "// ", "# ", "/* "];
    text.lines().take(TOP).any(|line| {
        marks.iter().filter_map(|mark| line.strip_prefix(mark)).any(|comment| {
            comment.strip_prefix(WORD).is_some_and(|why| why.split_whitespace().count() > 2)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_has_to_say_why() {
        let body = "x\n".repeat(LONG);
        assert!(complaints(&[File::new("a.rs", &body)]).is_empty());
        let silent = File::new("a.rs", &format!("//! A.\n{body}"));
        assert_eq!(complaints(&[silent]).len(), 1);
        let hollow = File::new("a.rs", &format!("//! Long: yes\n{body}"));
        assert_eq!(complaints(&[hollow]).len(), 1);
        let explained = File::new("a.rs", &format!("//! Long: one walk, step by step.\n{body}"));
        assert!(complaints(&[explained, File::new("data.tsv", &body.repeat(2))]).is_empty());
    }
}
