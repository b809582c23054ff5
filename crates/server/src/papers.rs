//! The papers that the office makes: published files, letters, copies with comments. How they are
//! written is for the program to say.

use message::{Lang, Message};
use std::collections::BTreeSet;
use workflow::{Finding, FindingKey};

/// A file: its name and its content.
pub type Paper = (String, Vec<u8>);

/// Writes papers. The functions are called on threads that may wait.
pub trait Papers: Send + Sync {
    /// Returns the layouts in which a budget can be published; the first is the usual one.
    fn layouts(&self) -> Vec<Style>;

    /// Returns the files that publishing a ledger comes to, with the head of the chain of events
    /// on the front page.
    ///
    /// # Errors
    /// Returns why the ledger cannot be published in this layout.
    fn published(&self, ledger: &[u8], layout: &str, head: &str) -> Result<Vec<Paper>, Message>;

    /// Returns a letter with a list of findings.
    ///
    /// # Errors
    /// Returns why it cannot be written.
    fn letter(&self, letter: &Letter, form: LetterForm) -> Result<Vec<u8>, Message>;

    /// Returns a table as a workbook.
    ///
    /// # Errors
    /// Returns why it cannot be written.
    fn table(&self, table: &Table) -> Result<Vec<u8>, Message>;

    /// Returns a copy of a document with its findings as comments, and the extension of its name.
    ///
    /// # Errors
    /// Returns why there is none.
    fn commented(&self, asked: &Commented<'_>) -> Result<(Vec<u8>, &'static str), Message>;
}

/// A layout, as it is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Its name: `hebei-2025`.
    pub name: String,
    /// What it is for.
    pub title: Message,
    /// Whether it makes a budget of each unit by itself; others put all that there is under the
    /// name of the department.
    pub is_of_unit: bool,
}

/// A letter to a body.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The language.
    pub lang: Lang,
    /// To whom.
    pub body: String,
    /// The name of the document's file.
    pub document: String,
    /// The letter itself.
    pub words: String,
    /// From whom.
    pub from: String,
    /// The day.
    pub day: String,
    /// The findings, each with what was said of it.
    pub findings: Vec<(Finding, String)>,
}

/// The form of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterForm {
    /// For Word and WPS.
    Docx,
    /// For Excel and WPS.
    Xlsx,
}

/// A table that people fill in and send back.
#[derive(Debug, Clone)]
pub struct Table {
    /// The name of its sheet.
    pub name: String,
    /// The heading above it.
    pub title: String,
    /// The lines between heading and table.
    pub above: Vec<String>,
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Its head.
    pub head: String,
    /// Its width in Latin characters.
    pub width: u16,
    /// Whether it holds amounts, as numbers.
    pub is_amount: bool,
}

/// The copy that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Commented<'a> {
    /// The document.
    pub content: &'a [u8],
    /// The language of the comments.
    pub lang: Lang,
    /// The day of the comments.
    pub day: &'a str,
    /// The findings that are not mistakes.
    pub dismissed: &'a BTreeSet<FindingKey>,
}
