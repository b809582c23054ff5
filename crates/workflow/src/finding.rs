//! What the checks found, as far as the workflow has to know it.

use crate::{CellName, FindingKey};
use serde::{Deserialize, Serialize};

/// A finding on a version of a package or a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The same as in another version where it is the same finding.
    pub key: FindingKey,
    /// What it means for the next step.
    pub level: Level,
    /// The check that found it: `YS102`.
    pub check: String,
    /// The cell of the ledger, or the place in the document.
    #[serde(default)]
    pub cell: Option<CellName>,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
}

/// What a finding means for the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The package cannot be submitted (红).
    Error,
    /// The package can be submitted once the finding is explained (橙).
    ToExplain,
    /// The finding may be explained (黄).
    Warning,
    /// Worth knowing (蓝).
    Note,
}
