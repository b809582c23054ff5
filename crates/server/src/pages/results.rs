//! What came of a step that was taken with many packages.

use super::Frame;
use askama::Template;
use message::Fixed;

/// A result for each package.
#[derive(Template)]
#[template(path = "results.html")]
pub(crate) struct ResultsPage {
    pub(crate) frame: Frame,
    pub(crate) step: Fixed,
    /// How many were done.
    pub(crate) done: usize,
    pub(crate) lines: Vec<ResultLine>,
}

/// The result for a package.
pub(crate) struct ResultLine {
    pub(crate) href: String,
    pub(crate) body: String,
    pub(crate) name: String,
    /// Why it was refused; `None` where it was done.
    pub(crate) refusal: Option<String>,
}
