//! A document made elsewhere: its findings, what was said of them, and what can be done.

use super::{Frame, Said, StepLine};
use askama::Template;
use message::Fixed;

/// A document.
#[derive(Template)]
#[template(path = "document.html")]
pub(crate) struct DocumentPage {
    pub(crate) frame: Frame,
    pub(crate) id: String,
    /// The name of the file of its last version.
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) body_name: String,
    pub(crate) stage: Fixed,
    /// How far its check is.
    pub(crate) progress: Option<String>,
    pub(crate) is_checked: bool,
    pub(crate) to_correct: usize,
    pub(crate) unmarked: usize,
    pub(crate) returned: Option<Said>,
    /// The steps that are the person's, and then those of others.
    pub(crate) steps: Vec<StepLine>,
    pub(crate) others: Vec<StepLine>,
    /// The words that were typed and not accepted.
    pub(crate) typed: String,
    /// The finding at which something was refused.
    pub(crate) refused: String,
    pub(crate) proposed_letter: String,
    /// Whether there is a letter to download.
    pub(crate) can_letter: bool,
    pub(crate) findings: Vec<DocumentFinding>,
    /// The document as it looks, where it is shown.
    pub(crate) looked: Option<String>,
    /// Whether it can be shown.
    pub(crate) can_look: bool,
    /// How many findings are not shown.
    pub(crate) more_findings: usize,
    /// Oldest first.
    pub(crate) versions: Vec<DocumentVersion>,
}

/// A finding, how it compares with the version before, and its mark.
pub(crate) struct DocumentFinding {
    pub(crate) key: String,
    /// The end of its address on the page.
    pub(crate) anchor: String,
    pub(crate) level: &'static str,
    pub(crate) level_name: Fixed,
    /// How it compares; `None` where there is one version only.
    pub(crate) progress: Option<Fixed>,
    pub(crate) is_fixed: bool,
    pub(crate) check: String,
    pub(crate) cell: Option<String>,
    pub(crate) words: String,
    /// What was said of it, and the reason.
    pub(crate) mark: Option<(Fixed, String)>,
    pub(crate) can_review: bool,
    pub(crate) can_explain: bool,
    /// Its number in the document as it looks.
    pub(crate) number: Option<usize>,
    /// The anchor of its place there.
    pub(crate) place: Option<String>,
}

/// A version of a document.
pub(crate) struct DocumentVersion {
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) day: String,
    pub(crate) by: String,
    pub(crate) findings: Option<usize>,
    pub(crate) is_last: bool,
}
