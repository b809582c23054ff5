//! What a person, or the program, asks for.

use crate::{
    BodyCode, Calendar, CellName, DocumentId, Figures, Finding, FindingKey, Hash, Lines, Mark,
    Others, PackageId, Person, Role, year,
};
use ledger::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked for. Whether it is done is for [`decide`](crate::decide) to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence names")]
pub enum Command {
    /// Adds a body below another, or the bureau.
    AddBody { code: BodyCode, name: String, parent: Option<BodyCode> },
    /// Changes the name of a body.
    RenameBody { code: BodyCode, name: String },
    /// Closes a body: it prepares no budget of the years that are opened later.
    CloseBody { code: BodyCode },
    /// Opens a closed body again.
    ReopenBody { code: BodyCode },
    /// Grants a role on a body and all below it.
    Grant { to: Person, role: Role, body: BodyCode },
    /// Revokes a grant.
    Revoke { from: Person, role: Role, body: BodyCode },
    /// Opens a year with its calendar, and the packages of all departments and units.
    OpenYear {
        #[serde(with = "year")]
        year: Year,
        calendar: Calendar,
    },
    /// Changes the calendar of an open year.
    ChangeCalendar {
        #[serde(with = "year")]
        year: Year,
        calendar: Calendar,
    },
    /// Opens the package of a body that was added after the year was opened.
    OpenPackage { package: PackageId },
    /// Saves a version of a package.
    Save { package: PackageId, draft: Draft },
    /// Explains a finding on the last version.
    Explain { package: PackageId, finding: FindingKey, words: String },
    /// Answers a comment.
    Answer { package: PackageId, comment: usize, words: String },
    /// Submits a package to the body above.
    Submit { package: PackageId },
    /// Takes a submitted package back.
    TakeBack { package: PackageId },
    /// Accepts a submitted package for review.
    Accept { package: PackageId },
    /// Returns a package to its body.
    Return { package: PackageId, reason: String, comments: Vec<Remark> },
    /// Agrees a package.
    Agree { package: PackageId },
    /// Issues control figures to a department, or divides them among its units.
    IssueControls { package: PackageId, figures: Figures },
    /// Approves a department's budget and those of its units.
    Approve { package: PackageId },
    /// Publishes a package: its files, each with its name where names are given.
    Publish {
        package: PackageId,
        files: Vec<Hash>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
    },
    /// Withdraws what was published.
    Withdraw { package: PackageId, reason: String },
    /// Changes the approved budget of a unit by an adjustment (调整).
    Adjust { package: PackageId, changes: Lines, reason: String },
    /// Moves money within the approved budget of a department (调剂).
    Reallocate { package: PackageId, changes: BTreeMap<BodyCode, Lines>, reason: String },
    /// Receives a document made elsewhere, for the first time or again.
    Receive { document: DocumentId, body: BodyCode, name: String, content: Hash },
    /// Records what the checks found in the last version of a document.
    RecordCheck { document: DocumentId, content: Hash, findings: Vec<Finding> },
    /// Marks a finding of a document.
    Mark { document: DocumentId, finding: FindingKey, mark: Mark },
    /// Returns a document with a letter.
    ReturnDocument { document: DocumentId, letter: String },
    /// Publishes a document.
    PublishDocument { document: DocumentId },
    /// Withdraws a published document.
    WithdrawDocument { document: DocumentId, reason: String },
}

/// What is to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The number of the version on which it is based; 0 for the first.
    pub based_on: u32,
    /// The stored file with ledger and texts.
    pub content: Hash,
    /// The lines of a unit's ledger; none for a department, whose lines are those of its units.
    pub lines: Lines,
    /// What stands in the other sheets; `None` where it was saved before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Others>,
    /// How many cells cannot be read, so that their rows do not count.
    #[serde(default, skip_serializing_if = "is_none")]
    pub unread: usize,
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// Whether what is empty is meant to be empty.
    pub is_complete: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// A comment to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The cell; `None` for the package as a whole.
    pub cell: Option<CellName>,
    /// The comment.
    pub words: String,
}
