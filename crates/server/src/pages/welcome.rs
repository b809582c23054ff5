//! A link that works once.

use super::Frame;
use askama::Template;
use store::{LONGEST_PASSWORD, SHORTEST_PASSWORD};

/// The form that a link leads to.
#[derive(Template)]
#[template(path = "welcome.html")]
pub(crate) struct WelcomePage {
    pub(crate) frame: Frame,
    /// Whose password it sets; `None` where it makes the first administrator.
    pub(crate) login: Option<String>,
    /// Whether the bureau has to be named as well.
    pub(crate) needs_bureau: bool,
    /// What was wrong the last time.
    pub(crate) problem: Option<String>,
    pub(crate) shortest: usize,
    pub(crate) longest: usize,
}

impl WelcomePage {
    pub(crate) fn new(frame: Frame, login: Option<String>, needs_bureau: bool) -> Self {
        let (shortest, longest) = (SHORTEST_PASSWORD, LONGEST_PASSWORD);
        Self { frame, login, needs_bureau, problem: None, shortest, longest }
    }
}
