//! Logging in.

use super::Frame;
use askama::Template;

/// The form to log in.
#[derive(Template)]
#[template(path = "login.html")]
pub(crate) struct LoginPage {
    pub(crate) frame: Frame,
    /// Where to go afterwards.
    pub(crate) next: String,
    /// What was wrong the last time.
    pub(crate) problem: Option<String>,
}
