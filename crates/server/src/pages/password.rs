//! Changing the own password.

use super::Frame;
use askama::Template;
use store::{LONGEST_PASSWORD, SHORTEST_PASSWORD};

/// The form to change the own password.
#[derive(Template)]
#[template(path = "password.html")]
pub(crate) struct PasswordPage {
    pub(crate) frame: Frame,
    /// Whether it was changed.
    pub(crate) is_done: bool,
    /// What was wrong the last time.
    pub(crate) problem: Option<String>,
    pub(crate) shortest: usize,
    pub(crate) longest: usize,
}

impl PasswordPage {
    pub(crate) fn new(frame: Frame) -> Self {
        let (shortest, longest) = (SHORTEST_PASSWORD, LONGEST_PASSWORD);
        Self { frame, is_done: false, problem: None, shortest, longest }
    }
}
