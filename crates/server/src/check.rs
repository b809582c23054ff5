//! How ledgers and documents are read and checked, which is for the program to say.

use message::Message;
use serde::{Deserialize, Serialize};
use store::Reading;
use workflow::{Finding, Lines, PackageId};

/// Reads and checks ledgers and documents. Clients never say themselves what is in a file or
/// what was found in it.
///
/// Both functions are called on threads that may wait. They return within a time of their own,
/// whatever is in a file.
pub trait Check: Send + Sync {
    /// Returns what is in the ledger of a package.
    ///
    /// # Errors
    /// Returns why it is not a ledger, or cannot be checked.
    fn ledger(&self, content: &[u8], package: &PackageId) -> Result<Checked, Message>;

    /// Returns what is in a document and what is found in it; that it cannot be read is a
    /// finding. Calls `enter` at the beginning of each phase.
    fn document(&self, content: &[u8], enter: &mut dyn FnMut(Phase)) -> CheckedDocument;

    /// Returns the version of what reads documents; another one may read other numbers in them.
    fn reader(&self) -> &str;
}

/// What is in a ledger.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its lines.
    pub lines: Lines,
    /// What the checks found.
    pub findings: Vec<Finding>,
}

/// What is in a document.
#[derive(Debug, Clone, Default)]
pub struct CheckedDocument {
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// The numbers that it prints.
    pub reading: Reading,
}

/// A part of the check of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The file is read.
    Reading,
    /// What was read is checked.
    Checking,
}
