//! The history: who did what when, and that it was not altered.

use super::Frame;
use crate::history::Asked;
use askama::Template;
use message::Fixed;

/// Events that were asked for.
#[derive(Template)]
#[template(path = "audit.html")]
pub(crate) struct AuditPage {
    pub(crate) frame: Frame,
    pub(crate) asked: Asked,
    /// The kinds of events: their keys and their names.
    pub(crate) deeds: &'static [(&'static str, Fixed)],
    pub(crate) events: Vec<EventLine>,
    /// The end of the chain.
    pub(crate) head: String,
    /// The query of the next page.
    pub(crate) next: Option<String>,
    pub(crate) export: String,
    /// The last sign-ins and passwords that were set, of the person who is asked for.
    pub(crate) logins: Vec<LoginLine>,
    /// What a verification found: whether all is well, and the sentence.
    pub(crate) verified: Option<(bool, String)>,
}

/// An event.
pub(crate) struct EventLine {
    pub(crate) seq: i64,
    pub(crate) day: String,
    pub(crate) by: String,
    /// In which role; `None` for the program, whose role has its name.
    pub(crate) role: Option<Fixed>,
    pub(crate) what: Fixed,
    pub(crate) about: String,
    pub(crate) href: Option<String>,
    pub(crate) words: String,
    pub(crate) hash: String,
}

/// Somebody who signed in, or a password that was set.
pub(crate) struct LoginLine {
    pub(crate) time: String,
    /// Whose login; empty where no person has what was typed.
    pub(crate) login: String,
    pub(crate) what: Fixed,
    /// Who did it, where that is another person.
    pub(crate) by: String,
    /// From which address.
    pub(crate) peer: String,
}
