//! How ledgers and documents are read and checked, which is for the program to say.

use message::Message;
use serde::{Deserialize, Serialize};
use sheets::Book;
use store::Reading;
use workflow::{Finding, Lines, PackageId};

/// Reads and checks ledgers and documents. Clients never say themselves what is in a file or
/// what was found in it.
///
/// All functions are called on threads that may wait. They return within a time of their own,
/// whatever is in a file.
pub trait Check: Send + Sync {
    /// Returns what is in the ledger of a package.
    ///
    /// # Errors
    /// Returns why it is not a ledger, or cannot be checked.
    fn ledger(&self, content: &[u8], package: &PackageId) -> Result<Checked, Message>;

    /// Returns the sheets of a ledger, with or without mistakes.
    ///
    /// # Errors
    /// Returns why it is not a workbook.
    fn open(&self, content: &[u8]) -> Result<Opened, Message>;

    /// Returns the sheets of a ledger that is begun.
    ///
    /// # Errors
    /// Returns why that is not possible now.
    fn begin(&self, begun: &Begun) -> Result<Opened, Message>;

    /// Writes the sheets of a ledger of a package as a workbook, and checks it.
    ///
    /// # Errors
    /// Returns why they cannot be written or checked.
    fn write(&self, book: &Book, package: &PackageId) -> Result<Written, Message>;

    /// Returns what is in a document and what is found in it; that it cannot be read is a
    /// finding. Calls `enter` at the beginning of each phase.
    fn document(&self, content: &[u8], enter: &mut dyn FnMut(Phase)) -> CheckedDocument;

    /// Returns the version of what reads documents; another one may read other numbers in them.
    fn reader(&self) -> &str;
}

/// What is in a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

/// The sheets of a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The sheets.
    pub book: Book,
    /// What each row of the sheet `lines` counts; `None` for a row with mistakes.
    pub keys: Vec<Option<String>>,
}

/// Whose ledger is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The year of the budget.
    pub year: u16,
    /// The code and the name of the department.
    pub department: (String, String),
    /// The codes and the names of its units.
    pub units: Vec<(String, String)>,
}

/// Sheets that were written and checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The workbook.
    pub content: Vec<u8>,
    /// What is in it.
    pub checked: Checked,
    /// Its sheets as they are opened again.
    pub opened: Opened,
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
