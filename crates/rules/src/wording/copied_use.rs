#![doc = include_str!("../../pages/YS517.en.md")]

use crate::lint::{Context, Sink, Violation};
use finding::Severity;
use message::Message;

/// Shorter descriptions may be alike by chance.
const SHORTEST: usize = 8;

/// Items that pay for one thing, and how that is called.
const ITEMS: [(&str, &[&str]); 6] = [
    ("住房公积金", &["公积金"]),
    ("购房补贴", &["购房补贴", "住房补贴"]),
    ("基本养老保险缴费", &["养老"]),
    ("职业年金缴费", &["年金"]),
    ("单位医疗", &["医疗", "医保"]),
    ("公务员医疗补助", &["医疗", "医保"]),
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut before: Option<(&str, &str, &crate::index::Line<'_>)> = None;
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let another = of_another(line.body());
        if let Some((item, purpose)) = another {
            let message = Message::new(
                format!("“{item}”的用途写的是另一项的：“{purpose}”。"),
                format!("“{item}” states the use of another item: “{purpose}”."),
            );
            found.push(
                Violation::on(line, message)
                    .severity(Severity::Warning)
                    .printed(purpose)
                    .advice("写明这一项真正的用途。", "Say what this item is for."),
            );
        }
        let Some((item, rest)) = line.body().split_once("（项）").filter(|_| !line.is_draft)
        else {
            continue;
        };
        let Some((_, purpose)) = rest.split_once("主要用于") else { continue };
        let purpose = purpose.trim_start_matches('：');
        let purpose = purpose.split(['。', '，', '；']).next().unwrap_or_default();
        let item = item.rsplit("（款）").next().unwrap_or_default();
        let copied = before.filter(|(other, use_, _)| *other != item && *use_ == purpose);
        if let Some((other, _, first)) =
            copied.filter(|_| another.is_none() && purpose.chars().count() >= SHORTEST)
        {
            let message = Message::new(
                format!("“{item}”的用途与“{other}”完全相同：“{purpose}”。"),
                format!("“{item}” states the same use as “{other}”: “{purpose}”."),
            );
            found.push(
                Violation::on(line, message)
                    .severity(Severity::Note)
                    .printed(purpose)
                    .because(first.place, Message::new("相同的用途", "the same use"), first.text)
                    .advice("写明这一项真正的用途。", "Say what this item is for."),
            );
        }
        before = Some((item, purpose, line));
    }
}

/// An item that pays for one thing, and its use where that names only what another pays for:
/// `住房公积金（项）3万元，主要用于缴纳基本养老保险`.
fn of_another(words: &str) -> Option<(&'static str, &str)> {
    let (head, rest) = words.split_once("用于")?;
    let purpose = rest.trim_start_matches('：').split(['。', '；']).next()?;
    let mut named = ITEMS.iter().filter(|(item, _)| head.contains(item));
    let (item, own) = named.next().filter(|_| named.next().is_none())?;
    let names = |words: &[&str]| words.iter().any(|word| purpose.contains(word));
    // 社会保险 may be any of them.
    let is_any = names(&["社保", "社会保险", "社会保障", "五险"]);
    let is_other = ITEMS.iter().any(|(_, words)| words != own && names(words));
    let is_one = !head.contains(['。', '；', '、']) && head.matches("万元").count() < 2;
    (is_other && is_one && !is_any && !names(own)).then_some((item, purpose))
}
