//! What differs between two versions of a package.

use super::Frame;
use askama::Template;

/// The differences between two versions.
#[derive(Template)]
#[template(path = "changes.html")]
pub(crate) struct ChangesPage {
    pub(crate) frame: Frame,
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) year: u16,
    /// The versions: key and name.
    pub(crate) versions: Vec<(String, String)>,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) lines: Vec<ChangeLine>,
    /// Whether the other sheets were compared as well as the lines.
    pub(crate) is_whole: bool,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) change: String,
}

/// A line whose amount differs.
pub(crate) struct ChangeLine {
    pub(crate) label: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) change: String,
    pub(crate) percent: String,
    /// Which saved versions changed it, by whom and when.
    pub(crate) by: Vec<String>,
}
