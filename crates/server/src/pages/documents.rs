//! Documents made elsewhere: all of them, or those that were just received.

use super::Frame;
use askama::Template;
use message::Fixed;
use workflow::DocumentStage;

/// A list of documents.
#[derive(Template)]
#[template(path = "documents.html")]
pub(crate) struct DocumentsPage {
    pub(crate) frame: Frame,
    /// Whether these are the documents that were just received.
    pub(crate) is_batch: bool,
    /// Whether some of them are being checked, so that the page reloads itself.
    pub(crate) is_checking: bool,
    /// The files that were not received, with why not.
    pub(crate) refused: Vec<(String, String)>,
    pub(crate) can_send: bool,
    /// The bodies for which the person may send: code and name.
    pub(crate) bodies: Vec<(String, String)>,
    /// The bodies whose documents the person may read.
    pub(crate) readable: Vec<(String, String)>,
    pub(crate) asked_body: String,
    pub(crate) asked_stage: String,
    pub(crate) stages: &'static [DocumentStage],
    pub(crate) lines: Vec<DocumentLine>,
    /// The query of the next page.
    pub(crate) next: Option<String>,
}

impl DocumentsPage {
    /// Returns whether any finding is not marked yet.
    fn has_unmarked(&self) -> bool {
        self.lines.iter().any(|line| line.unmarked > 0)
    }
}

/// A document in the list.
pub(crate) struct DocumentLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) body_name: String,
    pub(crate) stage: Fixed,
    /// How far its check is.
    pub(crate) progress: Option<String>,
    pub(crate) is_checked: bool,
    pub(crate) findings: i64,
    pub(crate) to_correct: i64,
    pub(crate) unmarked: i64,
    pub(crate) versions: i64,
    pub(crate) day: String,
}
