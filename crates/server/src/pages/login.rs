//! Logging in.

use super::Frame;
use crate::address::encoded;
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
    /// Whether an identity provider may vouch for people.
    pub(crate) has_provider: bool,
}

impl LoginPage {
    /// Returns where an identity provider vouches.
    fn provider_href(&self) -> String {
        format!("/login/provider?next={}", encoded(&self.next))
    }
}
