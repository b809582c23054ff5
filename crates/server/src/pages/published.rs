//! What is published.

use super::Frame;
use askama::Template;

/// The public list.
#[derive(Template)]
#[template(path = "published.html")]
pub(crate) struct PublishedPage {
    pub(crate) frame: Frame,
    pub(crate) lines: Vec<PublishedLine>,
    /// The query of the next page.
    pub(crate) next: Option<String>,
}

/// Something that is published.
pub(crate) struct PublishedLine {
    pub(crate) day: String,
    pub(crate) code: String,
    pub(crate) name: String,
    /// The year of a budget, or the name of a document's file.
    pub(crate) title: String,
    pub(crate) is_budget: bool,
    /// Its page.
    pub(crate) href: String,
}
