//! Every check has a page in both languages, every page belongs to a check, a lint's file
//! takes its documentation from its page, and codes are written in the registry only.

use crate::File;
use crate::words::{is_chinese, is_english};
use std::collections::BTreeSet;

const FOLDER: &str = "crates/rules/pages/";
const RULES: &str = "crates/rules/src/";
const REGISTRY: &str = "crates/rules/src/checks.rs";

/// Returns codes without pages, pages without a code, pages in the wrong language, lints
/// documented by anything but their page and codes outside the registry.
pub fn complaints(files: &[File]) -> Vec<String> {
    let registry = files.iter().find(|file| file.path == REGISTRY);
    let used: BTreeSet<String> =
        registry.into_iter().flat_map(|file| codes(without_tests(&file.text))).collect();
    if used.is_empty() {
        return vec![format!("{REGISTRY}: no check has a code")];
    }
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let wanted =
        used.iter().flat_map(|code| ["zh", "en"].map(|lang| format!("{FOLDER}{code}.{lang}.md")));
    let missing = wanted.filter(|path| !paths.contains(path.as_str()));
    let pages = files.iter().filter(|file| file.path.starts_with(FOLDER));
    missing
        .map(|path| format!("{path}: missing"))
        .chain(pages.filter_map(|page| of_page(page, &used)))
        .chain(files.iter().flat_map(elsewhere))
        .chain(registry.into_iter().flat_map(|registry| of_lints(&registry.text, files)))
        .collect()
}

/// Codes in a source that should name the check of the registry instead.
fn elsewhere(file: &File) -> Vec<String> {
    let is_ours = file.path.starts_with("crates/") && !file.path.starts_with("crates/tidy/");
    let is_source = is_ours && file.path.contains("/src/") && file.ends_with(".rs");
    if !is_source || file.path == REGISTRY {
        return Vec::new();
    }
    let codes = codes(without_tests(&file.text)).into_iter();
    codes.map(|code| format!("{}: {code} instead of the check of that name", file.path)).collect()
}

/// The files of lints, named like a check, that do not begin with their check's page.
fn of_lints(registry: &str, files: &[File]) -> Vec<String> {
    let strings: Vec<&str> = without_tests(registry).split('"').skip(1).step_by(2).collect();
    let lint = |pair: &[&str]| {
        let [code, name] = pair else { return None };
        let name = format!("/{}.rs", name.replace('-', "_"));
        let header = format!("#![doc = include_str!(\"../../pages/{code}.en.md\")]\n");
        let is_lint = |file: &&File| {
            is_code(code) && file.path.starts_with(RULES) && file.path.ends_with(&name)
        };
        let file = files.iter().find(is_lint)?;
        let is_documented = file.text.starts_with(&header) && !file.text.contains("//!");
        (!is_documented).then(|| format!("{}: not documented by the page of {code}", file.path))
    };
    strings.windows(2).filter_map(lint).collect()
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
        let mut files = vec![File::new(REGISTRY, &source)];
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
    fn a_code_outside_the_registry_is_a_complaint() {
        let mut sources = files(&[("zh", "# 合计"), ("en", "# Total")]);
        let source = format!("const CODE: &str = \"{}\";", code());
        sources.push(File::new("crates/rules/src/x.rs", &source));
        let said = [format!("crates/rules/src/x.rs: {} instead of the check of that name", code())];
        assert_eq!(complaints(&sources), said);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{source}}}");
        *sources.last_mut().expect("a source") = File::new("crates/rules/src/x.rs", &tests);
        assert!(complaints(&sources).is_empty());
    }

    #[test]
    fn a_lint_with_words_of_its_own_is_a_complaint() {
        let path = "crates/rules/src/wording/odd_name.rs";
        let complaints = |text: &str| {
            let registry = format!("ODD_NAME \"{}\" \"odd-name\" Note;", code());
            of_lints(&registry, &[File::new(path, text)])
        };
        let header = format!("#![doc = include_str!(\"../../pages/{}.en.md\")]\n", code());
        assert_eq!(complaints(&header), [""; 0]);
        let expected = [format!("{path}: not documented by the page of {}", code())];
        assert_eq!(complaints("//! An odd name.\n"), expected);
        assert_eq!(complaints(&format!("{header}//! An odd name.\n")), expected);
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
