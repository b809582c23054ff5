//! Events in the words of the office.

use message::{Fixed, Message};
use workflow::{Fact, Mark, PackageId};

/// What happened, in words, and the page about it.
pub(crate) struct Told {
    pub(crate) what: Fixed,
    pub(crate) about: String,
    /// The page of the package or the document.
    pub(crate) href: Option<String>,
    pub(crate) words: String,
}

/// Returns what happened.
pub(crate) fn told(fact: &Fact) -> Told {
    match fact {
        Fact::BodyAdded { code, name, .. } => {
            other(Fixed { zh: "增加单位", en: "body added" }, format!("{code} {name}"))
        }
        Fact::Granted { to, role, body } => {
            let about = format!("{to} · {} · {body}", role.name().zh);
            other(Fixed { zh: "授权", en: "role granted" }, about)
        }
        Fact::Revoked { from, role, body } => {
            let about = format!("{from} · {} · {body}", role.name().zh);
            other(Fixed { zh: "收回授权", en: "role revoked" }, about)
        }
        Fact::CalendarSet { year, calendar } => {
            let days =
                [calendar.first_up, calendar.controls, calendar.second_up, calendar.approval];
            let days = days.map(|day| day.to_string()).join(" · ");
            let told = other(Fixed { zh: "设定日程", en: "calendar set" }, year.to_string());
            Told { words: days, ..told }
        }
        _ => of_package(fact)
            .or_else(|| of_document(fact))
            .unwrap_or_else(|| other(Fixed { zh: "其他", en: "other" }, String::new())),
    }
}

fn of_package(fact: &Fact) -> Option<Told> {
    let (package, what, words) = match fact {
        Fact::PackageOpened { package } => {
            (package, Fixed { zh: "开设预算", en: "package opened" }, String::new())
        }
        Fact::Saved { package, draft } => {
            let number = draft.based_on.saturating_add(1).to_string();
            (package, Fixed { zh: "保存（版次）", en: "version saved" }, number)
        }
        Fact::Explained { package, words, .. } => {
            (package, Fixed { zh: "说明问题", en: "finding explained" }, words.clone())
        }
        Fact::Answered { package, words, .. } => {
            (package, Fixed { zh: "答复意见", en: "comment answered" }, words.clone())
        }
        Fact::Submitted { package } => {
            (package, Fixed { zh: "送审", en: "submitted" }, String::new())
        }
        Fact::TakenBack { package } => {
            (package, Fixed { zh: "撤回", en: "taken back" }, String::new())
        }
        Fact::Accepted { package } => {
            (package, Fixed { zh: "受理", en: "accepted" }, String::new())
        }
        Fact::Returned { package, reason, .. } => {
            (package, Fixed { zh: "退回", en: "returned" }, reason.clone())
        }
        Fact::Agreed { package } => {
            (package, Fixed { zh: "审核通过", en: "agreed" }, String::new())
        }
        Fact::ControlsIssued { package, .. } => {
            (package, Fixed { zh: "下达控制数", en: "control figures issued" }, String::new())
        }
        Fact::RoundOpened { package, round } => {
            (package, Fixed { zh: "进入轮次", en: "round opened" }, round.name().zh.to_owned())
        }
        Fact::Approved { package } => {
            (package, Fixed { zh: "批复", en: "approved" }, String::new())
        }
        Fact::Published { package, .. } => {
            (package, Fixed { zh: "公开", en: "published" }, String::new())
        }
        Fact::Withdrawn { package, reason } => {
            (package, Fixed { zh: "撤回公开", en: "withdrawn" }, reason.clone())
        }
        Fact::Adjusted { package, reason, .. } => {
            (package, Fixed { zh: "调整", en: "adjusted" }, reason.clone())
        }
        Fact::Reallocated { package, reason, .. } => {
            (package, Fixed { zh: "调剂", en: "reallocated" }, reason.clone())
        }
        _ => return None,
    };
    Some(Told { what, about: package.to_string(), href: Some(href(package)), words })
}

fn of_document(fact: &Fact) -> Option<Told> {
    let (document, what, words) = match fact {
        Fact::Received { document, name, .. } => {
            (document, Fixed { zh: "接收文件", en: "document received" }, name.clone())
        }
        Fact::Checked { document, findings } => {
            let count = findings.len().to_string();
            (document, Fixed { zh: "检查完毕（问题数）", en: "checked (findings)" }, count)
        }
        Fact::Marked { document, mark, .. } => {
            let (what, words) = match mark {
                Mark::Confirmed => (Fixed { zh: "确认问题", en: "finding confirmed" }, ""),
                Mark::Dismissed(words) => {
                    (Fixed { zh: "排除问题", en: "finding dismissed" }, words.as_str())
                }
                Mark::Explained(words) => {
                    (Fixed { zh: "说明问题", en: "finding explained" }, words.as_str())
                }
            };
            (document, what, words.to_owned())
        }
        Fact::DocumentReturned { document, letter } => {
            (document, Fixed { zh: "退回文件", en: "document returned" }, letter.clone())
        }
        Fact::DocumentPublished { document } => {
            (document, Fixed { zh: "公开文件", en: "document published" }, String::new())
        }
        Fact::DocumentWithdrawn { document, reason } => {
            (document, Fixed { zh: "撤回公开文件", en: "document withdrawn" }, reason.clone())
        }
        _ => return None,
    };
    let href = Some(format!("/documents/{document}"));
    Some(Told { what, about: document.to_string(), href, words })
}

fn href(package: &PackageId) -> String {
    format!("/packages/{package}")
}

fn other(what: Fixed, about: String) -> Told {
    Told { what, about, href: None, words: String::new() }
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
                "链本身完整，但没有您填写的链头：末尾的记录被截去过，或填写有误。",
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
                format!("{}条留痕逐条核对，没有改动。链头：{}", it.head.seq, it.head),
                format!("All {} events fit; nothing was altered. Head: {}", it.head.seq, it.head),
            ),
        ),
    }
}
