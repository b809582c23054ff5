//! Which checks exist, and what was said of their findings.

use super::Frame;
use askama::Template;
use message::Fixed;

/// The checks, and what was said of their findings.
#[derive(Template)]
#[template(path = "checks.html")]
pub(crate) struct ChecksPage {
    pub(crate) frame: Frame,
    pub(crate) checks: Vec<CheckLine>,
    /// The code of the check that is asked for.
    pub(crate) asked: &'static str,
    /// The code of the body that is asked for.
    pub(crate) asked_body: String,
    /// The bodies that the person may read: codes and names.
    pub(crate) bodies: Vec<(String, String)>,
    /// Newest first.
    pub(crate) waivers: Vec<WaiverLine>,
    /// The event before which the next page begins.
    pub(crate) next: Option<i64>,
}

/// A check.
pub(crate) struct CheckLine {
    pub(crate) code: &'static str,
    pub(crate) level: &'static str,
    pub(crate) level_name: Fixed,
    pub(crate) title: Fixed,
    pub(crate) paragraphs: Vec<String>,
}

/// What was said of a finding, by whom and why.
pub(crate) struct WaiverLine {
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) role: Fixed,
    pub(crate) check: String,
    pub(crate) body_name: String,
    pub(crate) about: String,
    pub(crate) href: String,
    pub(crate) finding: String,
    pub(crate) what: Fixed,
    pub(crate) words: String,
}
