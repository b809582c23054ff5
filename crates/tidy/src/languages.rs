//! Texts for users are in Chinese and in English.

use crate::File;
use crate::words::{is_chinese, is_english};

/// The documents that must exist, those for users in both languages.
pub const DOCUMENTS: [&str; 8] = [
    "README.md",
    "README.en.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "DECISIONS.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
];

/// Returns missing documents, and changes and terms that are in one language only.
pub fn complaints(files: &[File]) -> Vec<String> {
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let missing = DOCUMENTS.iter().filter(|path| find(path).is_none());
    let mut complaints: Vec<String> = missing.map(|path| format!("{path}: missing")).collect();
    if let Some(changes) = find("CHANGELOG.md") {
        complaints.extend(one_sided(changes, &entries(&changes.text, "- ")));
    }
    if let Some(terms) = find("GLOSSARY.md") {
        complaints.extend(
            terms.lines().filter(|(_, line)| lacks_a_word(line)).map(|(number, line)| {
                format!("{}:{number}: one language only: {line}", terms.path)
            }),
        );
    }
    complaints
}

fn one_sided(file: &File, entries: &[String]) -> Vec<String> {
    if entries.is_empty() {
        return vec![format!("{}: no entries", file.path)];
    }
    let bad = entries.iter().filter(|entry| !(is_chinese(entry) && is_english(entry)));
    bad.map(|entry| format!("{}: one language only: {entry}", file.path)).collect()
}

/// Returns the entries of a list, each with the indented lines below it.
fn entries(text: &str, mark: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(entry) = line.strip_prefix(mark) {
            entries.push(entry.to_owned());
        } else if let (true, Some(last)) = (line.starts_with("  "), entries.last_mut()) {
            last.push_str(line);
        }
    }
    entries
}

/// Returns whether a row of a table, with Chinese in the first column and English in the second,
/// lacks one of them.
fn lacks_a_word(line: &str) -> bool {
    let Some(row) = line.strip_prefix('|').filter(|row| !row.starts_with("---")) else {
        return false;
    };
    let mut cells = row.split('|').map(str::trim);
    let (chinese, english) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    !(is_chinese(chinese) && english.chars().any(|letter| letter.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(changes: &str, terms: &str) -> Vec<File> {
        let text = |path: &str| match path {
            "CHANGELOG.md" => changes.to_owned(),
            "GLOSSARY.md" => terms.to_owned(),
            _ => String::new(),
        };
        DOCUMENTS.iter().map(|path| File::new(path, &text(path))).collect()
    }

    const GOOD: (&str, &str) = ("- 读 Word。\n  Reads Word.\n", "| 口径 | scope | … |\n");

    #[test]
    fn a_missing_document_is_a_complaint() {
        assert!(complaints(&all(GOOD.0, GOOD.1)).is_empty());
        let files: Vec<File> =
            all(GOOD.0, GOOD.1).into_iter().filter(|file| file.path != "LICENSE").collect();
        assert_eq!(complaints(&files), ["LICENSE: missing"]);
    }

    #[test]
    fn one_language_is_not_enough() {
        assert_eq!(complaints(&all("- Reads Word.\n", GOOD.1)).len(), 1);
        assert_eq!(complaints(&all("- 读文件。\n", GOOD.1)).len(), 1);
        assert_eq!(complaints(&all("nothing\n", GOOD.1)).len(), 1);
        assert_eq!(complaints(&all(GOOD.0, "| 口径 | | … |\n")).len(), 1);
        assert_eq!(complaints(&all(GOOD.0, "| scope | scope |\n")).len(), 1);
    }
}
