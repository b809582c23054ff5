//! The public front page.

use super::{Frame, PublishedLine};
use askama::Template;

/// What is published, as it was looked for.
#[derive(Template)]
#[template(path = "root.html")]
pub(crate) struct RootPage {
    pub(crate) frame: Frame,
    pub(crate) q: String,
    pub(crate) year: String,
    /// The years that are open, the last one first.
    pub(crate) years: Vec<u16>,
    /// What is published of each body, those with the newest first.
    pub(crate) groups: Vec<Vec<PublishedLine>>,
    /// Whether there is more than is shown.
    pub(crate) has_more: bool,
}
