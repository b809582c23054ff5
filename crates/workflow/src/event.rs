//! What happened.

use crate::{
    Actor, BodyCode, Calendar, DocumentId, Draft, Figures, Finding, FindingKey, Hash, Lines, Mark,
    Moment, Office, PackageId, Person, Remark, Role, Round, year,
};
use ledger::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that happened, by whom and when. What was once stored must be read for ever, so
/// facts and their fields are added, never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: Actor,
    /// In which role.
    pub role: Role,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence names")]
pub enum Fact {
    /// A body was added.
    BodyAdded { code: BodyCode, name: String, parent: Option<BodyCode> },
    /// The name of a body was changed.
    BodyRenamed { code: BodyCode, name: String },
    /// A body was closed.
    BodyClosed { code: BodyCode },
    /// A closed body was opened again.
    BodyReopened { code: BodyCode },
    /// A role was granted.
    Granted { to: Person, role: Role, body: BodyCode },
    /// A grant was revoked.
    Revoked { from: Person, role: Role, body: BodyCode },
    /// A year was opened, or its calendar changed.
    CalendarSet {
        #[serde(with = "year")]
        year: Year,
        calendar: Calendar,
    },
    /// A package was opened.
    PackageOpened { package: PackageId },
    /// A version was saved.
    Saved { package: PackageId, draft: Draft },
    /// A finding was explained.
    Explained { package: PackageId, finding: FindingKey, words: String },
    /// A comment was answered.
    Answered { package: PackageId, comment: usize, words: String },
    /// A package was submitted.
    Submitted { package: PackageId },
    /// It was taken back.
    TakenBack { package: PackageId },
    /// It was accepted for review.
    Accepted { package: PackageId },
    /// It was returned.
    Returned { package: PackageId, reason: String, comments: Vec<Remark> },
    /// It was agreed. The amounts of a department and its units become the reviewed ones.
    Agreed { package: PackageId },
    /// Control figures were issued.
    ControlsIssued { package: PackageId, figures: Figures },
    /// A package entered a round.
    RoundOpened { package: PackageId, round: Round },
    /// It was approved.
    Approved { package: PackageId },
    /// It was published, so many days late; the files have names where some were given.
    Published {
        package: PackageId,
        files: Vec<Hash>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
        late: u32,
    },
    /// It was withdrawn.
    Withdrawn { package: PackageId, reason: String },
    /// An approved budget was adjusted.
    Adjusted { package: PackageId, changes: Lines, reason: String },
    /// Money was moved into or out of an approved budget.
    Reallocated { package: PackageId, changes: Lines, reason: String },
    /// A document was received.
    Received {
        document: DocumentId,
        body: BodyCode,
        name: String,
        content: Hash,
        twins: BTreeSet<DocumentId>,
    },
    /// A document was checked.
    Checked { document: DocumentId, findings: Vec<Finding> },
    /// A finding was marked.
    Marked { document: DocumentId, finding: FindingKey, mark: Mark },
    /// A document was returned.
    DocumentReturned { document: DocumentId, letter: String },
    /// A document was published.
    DocumentPublished { document: DocumentId },
    /// A document was withdrawn.
    DocumentWithdrawn { document: DocumentId, reason: String },
}

impl Fact {
    /// Returns the key by which programs know what happened; it is the name under which it is
    /// stored.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::BodyAdded { .. } => "body_added",
            Self::BodyRenamed { .. } => "body_renamed",
            Self::BodyClosed { .. } => "body_closed",
            Self::BodyReopened { .. } => "body_reopened",
            Self::Granted { .. } => "granted",
            Self::Revoked { .. } => "revoked",
            Self::CalendarSet { .. } => "calendar_set",
            Self::PackageOpened { .. } => "package_opened",
            Self::Saved { .. } => "saved",
            Self::Explained { .. } => "explained",
            Self::Answered { .. } => "answered",
            Self::Submitted { .. } => "submitted",
            Self::TakenBack { .. } => "taken_back",
            Self::Accepted { .. } => "accepted",
            Self::Returned { .. } => "returned",
            Self::Agreed { .. } => "agreed",
            Self::ControlsIssued { .. } => "controls_issued",
            Self::RoundOpened { .. } => "round_opened",
            Self::Approved { .. } => "approved",
            Self::Published { .. } => "published",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Adjusted { .. } => "adjusted",
            Self::Reallocated { .. } => "reallocated",
            Self::Received { .. } => "received",
            Self::Checked { .. } => "checked",
            Self::Marked { .. } => "marked",
            Self::DocumentReturned { .. } => "document_returned",
            Self::DocumentPublished { .. } => "document_published",
            Self::DocumentWithdrawn { .. } => "document_withdrawn",
        }
    }

    /// Returns the body that it is about.
    pub fn body<'a>(&'a self, office: &'a Office) -> Option<&'a BodyCode> {
        match self {
            Self::BodyAdded { code: body, .. }
            | Self::BodyRenamed { code: body, .. }
            | Self::BodyClosed { code: body }
            | Self::BodyReopened { code: body }
            | Self::Granted { body, .. }
            | Self::Revoked { body, .. }
            | Self::Received { body, .. } => Some(body),
            _ => {
                let of_document = || Some(&office.document(self.document()?)?.body);
                self.package().map(|package| &package.body).or_else(of_document)
            }
        }
    }
}
