//! Documents that departments made elsewhere.

use crate::rights::named;
use crate::{Actor, BodyCode, DocumentId, Finding, FindingKey, FindingLevel, Hash, Moment, Return};
use message::Fixed;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

named! {
    /// Where a document is.
    DocumentStage {
        /// It waits to be checked.
        Received "received" "已接收" "received";
        /// Its findings are being reviewed.
        Checked "checked" "已检查" "checked";
        /// It was returned and is to be received again.
        Returned "returned" "已退回" "returned";
        /// It is published.
        Published "published" "已公开" "published";
    }
}

named! {
    /// How a finding compares with the version before.
    Progress {
        /// It was not there before.
        New "new" "新增" "new";
        /// It was there before.
        StillThere "still_there" "未改" "still there";
        /// It was there before and is gone.
        Fixed "fixed" "已改" "fixed";
    }
}

/// A document made elsewhere, with all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Whose it is.
    pub body: BodyCode,
    /// Where it is.
    pub stage: DocumentStage,
    /// What was received, oldest first; never empty.
    pub versions: Vec<Receipt>,
    /// Marks by finding. They are remembered over versions.
    pub marks: BTreeMap<FindingKey, Mark>,
    /// Why it was last returned, until it is received again.
    pub returned: Option<Return>,
    /// When it was published.
    pub published: Option<Moment>,
}

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When it was received.
    pub at: Moment,
    /// From whom.
    pub by: Actor,
    /// The name of the file.
    pub name: String,
    /// Its content.
    pub content: Hash,
    /// Other documents with the same content.
    pub twins: BTreeSet<DocumentId>,
    /// What the checks found; `None` until it was checked.
    pub findings: Option<Vec<Finding>>,
}

/// What a person says of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The bureau says that it is a mistake to be corrected.
    Confirmed,
    /// The bureau says that it is none, and why.
    Dismissed(String),
    /// The department explains it.
    Explained(String),
}

impl Document {
    /// Returns the findings of the last version; nothing where it was not checked.
    pub fn findings(&self) -> &[Finding] {
        let last = self.versions.last().and_then(|version| version.findings.as_deref());
        last.unwrap_or_default()
    }

    /// Returns the findings of the last version that must be corrected before it is published: what
    /// the bureau confirmed, and errors that it did not dismiss.
    pub fn to_correct(&self) -> impl Iterator<Item = &Finding> {
        self.findings().iter().filter(|it| match self.marks.get(&it.key) {
            Some(Mark::Confirmed) => true,
            Some(Mark::Dismissed(_)) => false,
            Some(Mark::Explained(_)) | None => it.level == FindingLevel::Error,
        })
    }

    /// Returns the findings of the last two checked versions, and how each compares. Those of
    /// the last version come first, as they stand there.
    pub fn progress(&self) -> Vec<(&Finding, Progress)> {
        let mut checked = self.versions.iter().rev().filter_map(|it| it.findings.as_deref());
        let (now, before) = (checked.next().unwrap_or_default(), checked.next());
        let had = before.unwrap_or_default();
        let is_in = |all: &[Finding], it: &Finding| all.iter().any(|other| other.key == it.key);
        let present = now
            .iter()
            .map(|it| (it, if is_in(had, it) { Progress::StillThere } else { Progress::New }));
        let gone = had.iter().filter(|it| !is_in(now, it)).map(|it| (it, Progress::Fixed));
        present.chain(gone).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(keys: &[&str]) -> Receipt {
        let finding = |key: &&str| Finding {
            key: key.parse().unwrap(),
            level: FindingLevel::Error,
            check: "YS101".into(),
            cell: None,
            zh: "不等".into(),
            en: "differs".into(),
        };
        Receipt {
            at: Moment(0),
            by: Actor::Console,
            name: "预算.docx".into(),
            content: "0".repeat(64).parse().unwrap(),
            twins: BTreeSet::new(),
            findings: Some(keys.iter().map(finding).collect()),
        }
    }

    #[test]
    fn findings_are_compared_with_the_version_before() {
        let document = Document {
            body: "101".parse().unwrap(),
            stage: DocumentStage::Checked,
            versions: vec![version(&["x"]), version(&["a", "b"]), version(&["b", "c"])],
            marks: BTreeMap::new(),
            returned: None,
            published: None,
        };
        let seen: Vec<(&str, &str)> =
            document.progress().iter().map(|(it, how)| (it.key.as_str(), how.key())).collect();
        assert_eq!(seen, [("b", "still_there"), ("c", "new"), ("a", "fixed")]);
    }
}
