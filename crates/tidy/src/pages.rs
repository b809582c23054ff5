//! Every check has a page in both languages, and every page belongs to a check.

use crate::File;
use crate::words::{is_chinese, is_english};
use std::collections::BTreeSet;

const FOLDER: &str = "crates/rules/pages/";

/// Returns codes without pages, pages without a code and pages in the wrong language.
pub fn complaints(files: &[File]) -> Vec<String> {
    let used: BTreeSet<String> = files
        .iter()
        .filter(|file| file.path.starts_with("crates/") && !file.path.starts_with("crates/tidy/"))
        .filter(|file| file.path.contains("/src/") && file.ends_with(".rs"))
        .flat_map(|file| codes(without_tests(&file.text)))
        .collect();
    if used.is_empty() {
        return vec!["no check has a code".to_owned()];
    }
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let wanted =
        used.iter().flat_map(|code| ["zh", "en"].map(|lang| format!("{FOLDER}{code}.{lang}.md")));
    let missing = wanted.filter(|path| !paths.contains(path.as_str()));
    let pages = files.iter().filter(|file| file.path.starts_with(FOLDER));
    missing
        .map(|path| format!("{path}: missing"))
        .chain(pages.filter_map(|page| of_page(page, &used)))
        .collect()
}

fn of_page(page: &File, used: &BTreeSet<String>) -> Option<String> {
    let name = page.path.strip_prefix(FOLDER)?;
    let (code, lang) = name.strip_suffix(".md")?.split_once('.')?;
    let is_in_language = match lang {
        "zh" => is_chinese(&page.text),
        // An English page may quote Chinese words, but every line needs English ones.
        _ => page
            .text
            .lines()
            .filter(|line| !line.is_empty())
            .all(|line| is_english(line) || !is_chinese(line)),
    };
    match (used.contains(code), is_in_language) {
        (false, _) => Some(format!("{}: no check has this code", page.path)),
        (_, false) => Some(format!("{}: not in its language", page.path)),
        _ => None,
    }
}

/// Returns a source file up to its tests, because these contain codes that no check has.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// Returns the codes in the string literals of a source file, such as `"YS102"`.
fn codes(text: &str) -> Vec<String> {
    let strings = text.split('"').skip(1);
    strings.filter(|string| is_code(string)).map(str::to_owned).collect()
}

fn is_code(string: &str) -> bool {
    string
        .strip_prefix("YS")
        .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a code in a way that the rule does not find when it reads this file.
    fn code() -> String {
        ["YS", "901"].concat()
    }

    fn files(pages: &[(&str, &str)]) -> Vec<File> {
        let source = format!("const CODE: &str = \"{}\";", code());
        let page =
            |(lang, text): &(&str, &str)| File::new(&format!("{FOLDER}{}.{lang}.md", code()), text);
        let mut files = vec![File::new("crates/rules/src/x.rs", &source)];
        files.extend(pages.iter().map(page));
        files
    }

    #[test]
    fn a_check_without_a_page_is_a_complaint() {
        let found = complaints(&files(&[("zh", "# 合计")]));
        assert_eq!(found, [format!("{FOLDER}{}.en.md: missing", code())]);
        assert!(complaints(&files(&[("zh", "# 合计"), ("en", "# Total")])).is_empty());
        assert_eq!(complaints(&[]).len(), 1);
    }

    #[test]
    fn a_page_without_a_check_or_in_the_wrong_language_is_a_complaint() {
        let mut lone = files(&[("zh", "# 合计"), ("en", "# Total")]);
        lone.push(File::new(&format!("{FOLDER}YS900.en.md"), "# Gone"));
        assert_eq!(complaints(&lone), [format!("{FOLDER}YS900.en.md: no check has this code")]);
        let found = complaints(&files(&[("zh", "# Total"), ("en", "# 合计")]));
        assert_eq!(found.len(), 2);
    }
}
