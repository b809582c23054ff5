//! Events in the words of the office.

use crate::before::Before;
use crate::changed::saved;
use message::{Fixed, Lang, Message};
use workflow::{Fact, Mark};

/// What happened, in words.
pub(crate) struct Told {
    pub(crate) what: Fixed,
    pub(crate) about: String,
    /// The page on which what it is about stands.
    pub(crate) href: Option<String>,
    pub(crate) words: String,
}

/// What can happen, by the keys of facts, in the order of a year.
pub(crate) const DEEDS: [(&str, Fixed); 29] = [
    ("body_added", Fixed { zh: "增加单位", en: "body added" }),
    ("body_renamed", Fixed { zh: "单位改名", en: "body renamed" }),
    ("body_closed", Fixed { zh: "关闭单位", en: "body closed" }),
    ("body_reopened", Fixed { zh: "启用单位", en: "body opened again" }),
    ("granted", Fixed { zh: "授权", en: "role granted" }),
    ("revoked", Fixed { zh: "收回授权", en: "role revoked" }),
    ("calendar_set", Fixed { zh: "设定日程", en: "calendar set" }),
    ("package_opened", Fixed { zh: "开设预算", en: "package opened" }),
    ("saved", Fixed { zh: "保存", en: "version saved" }),
    ("explained", Fixed { zh: "说明问题", en: "finding explained" }),
    ("answered", Fixed { zh: "答复意见", en: "comment answered" }),
    ("submitted", Fixed { zh: "送审", en: "submitted" }),
    ("taken_back", Fixed { zh: "撤回", en: "taken back" }),
    ("accepted", Fixed { zh: "受理", en: "accepted" }),
    ("returned", Fixed { zh: "退回", en: "returned" }),
    ("agreed", Fixed { zh: "审核通过", en: "agreed" }),
    ("controls_issued", Fixed { zh: "下达控制数", en: "control figures issued" }),
    ("round_opened", Fixed { zh: "进入轮次", en: "round opened" }),
    ("approved", Fixed { zh: "批复", en: "approved" }),
    ("published", Fixed { zh: "公开", en: "published" }),
    ("withdrawn", Fixed { zh: "撤回公开", en: "withdrawn" }),
    ("adjusted", Fixed { zh: "调整", en: "adjusted" }),
    ("reallocated", Fixed { zh: "调剂", en: "reallocated" }),
    ("received", Fixed { zh: "接收文件", en: "document received" }),
    ("checked", Fixed { zh: "检查完毕（问题数）", en: "checked (findings)" }),
    ("marked", Fixed { zh: "认定问题", en: "finding marked" }),
    ("document_returned", Fixed { zh: "退回文件", en: "document returned" }),
    ("document_published", Fixed { zh: "公开文件", en: "document published" }),
    ("document_withdrawn", Fixed { zh: "撤回公开文件", en: "document withdrawn" }),
];

/// Returns what happened. Of a save, `before` has the version before it, and at most so many
/// of its changes are named.
pub(crate) fn told(fact: &Fact, before: Option<&Before>, most: usize, lang: Lang) -> Told {
    let name = DEEDS.iter().find(|(key, _)| *key == fact.key()).map(|(_, name)| *name);
    let name = name.unwrap_or(Fixed { zh: "其他", en: "other" });
    let what = match fact {
        Fact::Marked { mark, .. } => marked(mark),
        _ => name,
    };
    let (about, href) = about(fact);
    let words = match (fact, before) {
        (Fact::Saved { package, draft }, Some(before)) => saved(package, draft, before, most, lang),
        _ => words(fact),
    };
    Told { what, about, href, words }
}

/// Returns what it is about, and its page.
fn about(fact: &Fact) -> (String, Option<String>) {
    if let Some(package) = fact.package() {
        return (package.to_string(), Some(format!("/packages/{package}")));
    }
    if let Some(document) = fact.document() {
        return (document.to_string(), Some(format!("/documents/{document}")));
    }
    let (about, page) = match fact {
        Fact::BodyAdded { code, name, .. } | Fact::BodyRenamed { code, name } => {
            (format!("{code} {name}"), "/bodies")
        }
        Fact::BodyClosed { code } | Fact::BodyReopened { code } => (code.to_string(), "/bodies"),
        Fact::Granted { to: person, role, body } | Fact::Revoked { from: person, role, body } => {
            (format!("{person} · {} · {body}", role.name().zh), "/people")
        }
        Fact::CalendarSet { year, .. } => (year.to_string(), "/calendar"),
        _ => return (String::new(), None),
    };
    (about, Some(page.to_owned()))
}

/// Returns what was said or counted.
fn words(fact: &Fact) -> String {
    match fact {
        Fact::CalendarSet { calendar, .. } => {
            let days =
                [calendar.first_up, calendar.controls, calendar.second_up, calendar.approval];
            days.map(|day| day.to_string()).join(" · ")
        }
        Fact::Saved { draft, .. } => draft.based_on.saturating_add(1).to_string(),
        Fact::Explained { words, .. } | Fact::Answered { words, .. } => words.clone(),
        Fact::RoundOpened { round, .. } => round.name().zh.to_owned(),
        Fact::Returned { reason, .. }
        | Fact::Withdrawn { reason, .. }
        | Fact::Adjusted { reason, .. }
        | Fact::Reallocated { reason, .. }
        | Fact::DocumentWithdrawn { reason, .. } => reason.clone(),
        Fact::Received { name, .. } => name.clone(),
        Fact::Checked { findings, .. } => findings.len().to_string(),
        Fact::Marked { mark: Mark::Dismissed(words) | Mark::Explained(words), .. } => words.clone(),
        Fact::DocumentReturned { letter, .. } => letter.clone(),
        _ => String::new(),
    }
}

const fn marked(mark: &Mark) -> Fixed {
    match mark {
        Mark::Confirmed => Fixed { zh: "确认问题", en: "finding confirmed" },
        Mark::Dismissed(_) => Fixed { zh: "排除问题", en: "finding dismissed" },
        Mark::Explained(_) => Fixed { zh: "说明问题", en: "finding explained" },
    }
}

/// Returns the sentence on what a verification found.
pub(crate) fn verified(found: &Result<store::Verified, i64>) -> (bool, Message) {
    match found {
        Err(seq) => (
            false,
            Message::new(
                format!("第{seq}条留痕与前后不符：记录被改动过。"),
                format!("Event {seq} does not fit the others: the history was altered."),
            ),
        ),
        Ok(it) if it.has_anchor == Some(false) => (
            false,
            Message::new(
                "留痕前后相符，但没有您填写的校验码：末尾的记录被截去过，或填写有误。",
                "The chain is whole, but does not have the head you gave: its end was cut off, or \
                 the head is mistyped.",
            ),
        ),
        Ok(it) if !it.differing.is_empty() => (
            false,
            Message::new(
                format!(
                    "留痕完整，但有{}项当前数据与留痕不符，请管理员运行 rebuild。",
                    it.differing.len()
                ),
                format!(
                    "The history is whole, but {} entries differ from it; run rebuild.",
                    it.differing.len()
                ),
            ),
        ),
        Ok(it) => (
            true,
            Message::new(
                format!("{}条留痕逐条核对，没有改动。末条校验码：{}", it.head.seq, it.head),
                format!("All {} events fit; nothing was altered. Head: {}", it.head.seq, it.head),
            ),
        ),
    }
}
