//! How ledgers and documents are read and checked, which is for the program to say.

use message::{Fixed, Message};
use serde::{Deserialize, Serialize};
use sheets::Book;
use store::Reading;
use workflow::{Finding, FindingLevel, Lines, Others, PackageId};

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

    /// Returns the sheets of any table, a workbook or a file of CSV, by the name of the file. Columns
    /// are called by their letters.
    ///
    /// # Errors
    /// Returns why it cannot be read.
    fn table(&self, name: &str, content: &[u8]) -> Result<Book, Message>;

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

    /// Returns what is found in a document; that it cannot be read is a finding. Calls `enter` at
    /// the beginning of each phase.
    fn document(&self, content: &[u8], enter: &mut dyn FnMut(Phase)) -> Vec<Finding>;

    /// Returns the numbers that a document prints. One that cannot be read has none.
    ///
    /// # Errors
    /// Returns why it cannot be read now.
    fn records(&self, content: &[u8]) -> Result<Reading, Message>;

    /// Returns a document as it looks, with the places of its findings marked.
    ///
    /// # Errors
    /// Returns why it cannot be shown.
    fn look(&self, content: &[u8], asked: &Look) -> Result<Looked, Message>;

    /// Returns the picture of a page of a document as PNG.
    ///
    /// # Errors
    /// Returns why there is none.
    fn draw(&self, content: &[u8], page: u32) -> Result<Vec<u8>, Message>;

    /// Returns the checks that exist, in the order of their codes.
    fn checks(&self) -> Vec<Known>;

    /// Returns the version of what reads documents; another one may read other numbers in them.
    fn reader(&self) -> &str;
}

/// What is in a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Its lines.
    pub lines: Lines,
    /// What stands in its other sheets.
    pub others: Others,
    /// How many of its cells cannot be read, so that their rows do not count.
    pub unread: usize,
    /// What the checks found.
    pub findings: Vec<Finding>,
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its code, `YS102`.
    pub code: &'static str,
    /// The usual level of its findings.
    pub level: FindingLevel,
    /// What it finds.
    pub title: Fixed,
    /// What it finds, why that matters, and when it cannot decide, as Markdown.
    pub page: Fixed,
}

/// How a document is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Look {
    /// The number of its version, which is part of all anchors.
    pub version: usize,
    /// The folder of its pictures; the picture of page 3 of version 2 is `2-3.png`.
    pub folder: String,
    /// Whether the words are Chinese.
    pub is_chinese: bool,
}

/// A document as it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Its pages and tables with marks, as HTML in which all texts of the document are escaped.
    /// The mark of finding 3 in version 2 links to `#f2-3`.
    pub html: String,
    /// The key of each finding, in order, and the anchor of its place where that is shown.
    pub places: Vec<(String, Option<String>)>,
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
