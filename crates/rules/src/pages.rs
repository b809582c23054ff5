//! The pages that `yusuan explain` shows, one Markdown file a check and language.

use crate::registry::LINT_PAGES;
use std::sync::OnceLock;

/// The page of a check: what it finds, why it matters, and when it cannot decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The check's code, `YS102`.
    pub code: &'static str,
    /// Its short name.
    pub name: &'static str,
    /// The page in Chinese, as Markdown.
    pub zh: &'static str,
    /// The page in English, as Markdown.
    pub en: &'static str,
}

macro_rules! page {
    ($code:literal, $name:literal) => {
        Page {
            code: $code,
            name: $name,
            zh: include_str!(concat!("../pages/", $code, ".zh.md")),
            en: include_str!(concat!("../pages/", $code, ".en.md")),
        }
    };
}

pub(crate) use page;

const PAGES: &[Page] = &[
    page!("YS000", "not-read"),
    page!("YS100", "unrecognised"),
    page!("YS101", "same-scope"),
    page!("YS102", "list-sum"),
    page!("YS103", "balance"),
    page!("YS104", "parts-sum"),
    page!("YS105", "units-sum"),
    page!("YS106", "projects-sum"),
    page!("YS107", "part-of-nothing"),
    page!("YS108", "blank-total"),
    page!("YS109", "contradictory-heads"),
    page!("YS110", "sentence-change"),
    page!("YS111", "sentence-compare"),
    page!("YS112", "sentence-share"),
    page!("YS113", "base-year"),
    page!("YS114", "unknown-subject"),
    page!("YS115", "includes-nothing"),
    page!("YS116", "other-purpose"),
    page!("YS117", "sentence-sum"),
    page!("YS118", "row-left-out"),
    page!("YS119", "documents-differ"),
    page!("YS120", "units-differ"),
    page!("YS121", "rows-shifted"),
];

/// The pages of all checks, by code.
pub fn pages() -> &'static [Page] {
    static ALL: OnceLock<Vec<Page>> = OnceLock::new();
    ALL.get_or_init(|| PAGES.iter().chain(LINT_PAGES).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_in_order_and_name_their_check() {
        assert!(pages().is_sorted_by_key(|page| page.code));
        for page in pages() {
            let head = format!("# {} {}", page.code, page.name);
            assert!(page.zh.starts_with(&head) && page.en.starts_with(&head), "{}", page.code);
        }
    }
}
