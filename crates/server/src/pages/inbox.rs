//! What waits for a person.

use super::Frame;
use crate::standing::{BulkStep, Standing};
use askama::Template;
use message::Fixed;

/// The inbox of a year.
#[derive(Template)]
#[template(path = "inbox.html")]
pub(crate) struct InboxPage {
    pub(crate) frame: Frame,
    /// The years that are open, the last one first.
    pub(crate) years: Vec<u16>,
    /// The year that is shown.
    pub(crate) year: Option<u16>,
    /// Other years, and in how many packages of each something waits for the person.
    pub(crate) elsewhere: Vec<(u16, usize)>,
    pub(crate) tasks: Vec<Task>,
    /// The packages on which the person acts and that wait for others.
    pub(crate) others: Vec<Standing>,
    /// The steps that can be taken with many packages at once.
    pub(crate) bulk: Vec<BulkStep>,
    /// The documents that wait for the person.
    pub(crate) documents: Vec<DocumentTask>,
    /// Whether there are more of them.
    pub(crate) has_more_documents: bool,
}

/// A document that waits for the person.
pub(crate) struct DocumentTask {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) body_name: String,
    pub(crate) step: Fixed,
    pub(crate) to_correct: i64,
    pub(crate) unmarked: i64,
    pub(crate) since: String,
}

/// A package whose next step the person can take, with the cells at which something is to be done.
pub(crate) struct Task {
    pub(crate) standing: Standing,
    /// Why it was returned, until it is submitted again.
    pub(crate) returned: Option<String>,
    pub(crate) cells: Vec<Cell>,
    /// How many more cells there are.
    pub(crate) more: usize,
}

/// A cell at which something is to be done.
pub(crate) struct Cell {
    /// Its name; `None` for the package as a whole.
    pub(crate) name: Option<String>,
    pub(crate) href: String,
    pub(crate) kind: CellKind,
    pub(crate) words: String,
}

/// What is to be done at a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    Comment,
    Error,
    ToExplain,
}

impl CellKind {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Error => "error",
            Self::ToExplain => "warning",
        }
    }

    pub(crate) const fn name(self) -> Fixed {
        match self {
            Self::Comment => Fixed { zh: "意见待答复", en: "to answer" },
            Self::Error => Fixed { zh: "错误待改正", en: "to correct" },
            Self::ToExplain => Fixed { zh: "待说明", en: "to explain" },
        }
    }
}
