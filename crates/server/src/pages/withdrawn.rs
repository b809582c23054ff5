//! A budget that was published and withdrawn, as citizens read it.

use super::Frame;
use askama::Template;

/// A budget that was withdrawn.
#[derive(Template)]
#[template(path = "withdrawn.html")]
pub(crate) struct WithdrawnPage {
    pub(crate) frame: Frame,
    pub(crate) name: String,
    pub(crate) year: u16,
    /// When.
    pub(crate) day: String,
    pub(crate) reason: String,
    /// What the body and its units have published: address and name.
    pub(crate) others: Vec<(String, String)>,
}
