//! Long files say why they are long.

use crate::File;

/// From how many lines on a file has to say why.
pub const LONG: usize = 400;
/// Within how many lines from its top it says so.
const TOP: usize = 12;
/// The word with which it begins to say so, in a comment.
const WORD: &str = "Long: ";

/// Programs over the limit that do not say why at their top; data and documents may be long.
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
        marks.iter().filter_map(|mark| line.strip_prefix(mark)).any(|said| {
            said.strip_prefix(WORD).is_some_and(|why| why.split_whitespace().count() > 2)
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
        let said = File::new("a.rs", &format!("//! Long: one walk, told in order.\n{body}"));
        assert!(complaints(&[said, File::new("data.tsv", &body.repeat(2))]).is_empty());
    }
}
