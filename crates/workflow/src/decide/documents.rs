//! Documents made elsewhere.

use super::say::{REASON, refuse, words};
use super::{Case, Decided};
use crate::{
    BodyCode, Document, DocumentId, DocumentStage, Fact, Finding, FindingKey, Hash, Key, Level,
    Mark, Office, Refusal, Why, office::Entry,
};
use message::Fixed;
use std::collections::BTreeSet;

impl Case<'_> {
    pub(super) fn receive(
        &self,
        id: &DocumentId,
        body: &BodyCode,
        name: &str,
        content: &Hash,
    ) -> Decided {
        let name = words(name, Fixed { zh: "文件名", en: "the name of the file" })?;
        if self.office.level(body).is_none_or(|level| level == Level::Bureau) {
            let body = self.office.called(body);
            return Err(refuse(
                Why::Invalid,
                format!("{}不是编报预算的单位。", body.zh),
                format!("{} is not a body with a budget.", body.en),
            ));
        }
        if let Some(known) = self.office.document(id) {
            self.can_follow(known, body, content)?;
        }
        let mut twins = of_content(self.office, content);
        twins.remove(id);
        let (document, body, content) = (id.clone(), body.clone(), content.clone());
        Ok(vec![Fact::Received { document, body, name, content, twins }])
    }

    /// Fails where a content cannot be the next version of a document.
    fn can_follow(&self, known: &Document, body: &BodyCode, content: &Hash) -> Result<(), Refusal> {
        if known.body != *body {
            let body = self.office.called(&known.body);
            return Err(refuse(
                Why::Exists,
                format!("此文件编号属于{}。", body.zh),
                format!("The document belongs to {}.", body.en),
            ));
        }
        if known.stage == DocumentStage::Published {
            return Err(refuse(
                Why::Stage,
                "文件已公开；要更换须先撤回公开。",
                "The document is published; withdraw it before you replace it.",
            ));
        }
        if let Some(at) = known.versions.iter().position(|version| version.content == *content) {
            let number = at.saturating_add(1);
            return Err(refuse(
                Why::Exists,
                format!("内容与第{number}版完全相同，未重复接收。"),
                format!("The content is that of version {number}, so it was not received again."),
            ));
        }
        Ok(())
    }

    pub(super) fn record_check(
        &self,
        id: &DocumentId,
        content: &Hash,
        findings: &[Finding],
    ) -> Decided {
        let document = self.document(id)?;
        let last = document.versions.last().map(|version| &version.content);
        if last != Some(content) || document.stage != DocumentStage::Received {
            return Err(refuse(
                Why::Stale,
                "检查的不是待检查的最新一版。",
                "What was checked is not the last version waiting for a check.",
            ));
        }
        Ok(vec![Fact::Checked { document: id.clone(), findings: findings.to_vec() }])
    }

    pub(super) fn mark(&self, id: &DocumentId, finding: &FindingKey, mark: &Mark) -> Decided {
        let document = self.document(id)?;
        self.is_published(document, false)?;
        let found = document.findings().iter().find(|it| it.key == *finding);
        let Some(found) = found else {
            return Err(refuse(
                Why::Unknown,
                "最新一版没有这个问题。",
                "The last version does not have this finding.",
            ));
        };
        let decided = document.marks.get(finding);
        let mark = match mark {
            Mark::Confirmed => Mark::Confirmed,
            Mark::Dismissed(reason) => Mark::Dismissed(words(reason, REASON)?),
            Mark::Explained(text) => {
                if matches!(decided, Some(Mark::Confirmed | Mark::Dismissed(_))) {
                    return Err(refuse(
                        Why::Exists,
                        format!("财政已对“{}”作出认定，不能再填写说明。", found.zh),
                        format!("The bureau has decided on “{}” already.", found.en),
                    ));
                }
                Mark::Explained(words(text, Fixed { zh: "说明", en: "the explanation" })?)
            }
        };
        Ok(vec![Fact::Marked { document: id.clone(), finding: finding.clone(), mark }])
    }

    pub(super) fn return_document(&self, id: &DocumentId, letter: &str) -> Decided {
        let document = self.document(id)?;
        self.is_checked(document, Fixed { zh: "退回", en: "return" })?;
        let letter = words(letter, Fixed { zh: "退回函", en: "the letter" })?;
        Ok(vec![Fact::DocumentReturned { document: id.clone(), letter }])
    }

    pub(super) fn publish_document(&self, id: &DocumentId) -> Decided {
        let document = self.document(id)?;
        self.is_checked(document, Fixed { zh: "公开", en: "publish" })?;
        let standing: Vec<&Finding> = document.to_correct().collect();
        match standing.first() {
            None => Ok(vec![Fact::DocumentPublished { document: id.clone() }]),
            Some(first) => Err(refuse(
                Why::Findings,
                format!(
                    "不能公开：有{}处问题须改正，或由财政注明理由排除。第一处：{}",
                    standing.len(),
                    first.zh
                ),
                format!(
                    "You cannot publish before all findings are corrected, or dismissed by the \
                     bureau with a reason. There are {}; the first: {}",
                    standing.len(),
                    first.en
                ),
            )),
        }
    }

    pub(super) fn withdraw_document(&self, id: &DocumentId, reason: &str) -> Decided {
        self.is_published(self.document(id)?, true)?;
        let reason = words(reason, REASON)?;
        Ok(vec![Fact::DocumentWithdrawn { document: id.clone(), reason }])
    }

    fn document(&self, id: &DocumentId) -> Result<&Document, Refusal> {
        self.office.document(id).ok_or_else(|| {
            refuse(Why::Unknown, format!("没有文件{id}。"), format!("There is no document {id}."))
        })
    }

    fn is_checked(&self, document: &Document, step: Fixed) -> Result<(), Refusal> {
        if document.stage == DocumentStage::Checked {
            return Ok(());
        }
        let now = document.stage.name();
        Err(refuse(
            Why::Stage,
            format!("不能{}：文件现为“{}”，须为“已检查”。", step.zh, now.zh),
            format!("You cannot {}: the document is {}, and must be checked.", step.en, now.en),
        ))
    }

    fn is_published(&self, document: &Document, wanted: bool) -> Result<(), Refusal> {
        match (document.stage == DocumentStage::Published, wanted) {
            (true, false) => Err(refuse(
                Why::Stage,
                "文件已公开，不能改动；须先撤回公开。",
                "The document is published and cannot change; withdraw it first.",
            )),
            (false, true) => {
                Err(refuse(Why::Stage, "文件没有公开。", "The document is not published."))
            }
            _ => Ok(()),
        }
    }
}

/// Returns the documents that have this content.
fn of_content(office: &Office, content: &Hash) -> BTreeSet<DocumentId> {
    match office.get(&Key::Content(content.clone())) {
        Some(Entry::Content(of)) => of,
        _ => BTreeSet::new(),
    }
}
