#![doc = include_str!("../../pages/YS403.en.md")]

use super::path::{Part, own_names, said};
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, differ_by_one, plain};
use classification::{Classification, Kind};
use finding::Severity;
use message::Message;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Shorter names may correctly differ by one character.
const SHORTEST: usize = 5;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let said = said(context);
    if said.is_empty() {
        return;
    }
    let own = own_names(context);
    let list = Classification::get(Kind::Function);
    let is_known = |name: &str| own.contains(name) || list.called(name).next().is_some();
    for (line, parts) in said {
        for Part { name, .. } in parts {
            if name.chars().count() < SHORTEST || is_known(name) {
                continue;
            }
            let Some((right, severity)) = right(name, &own, list) else { continue };
            let message = Message::new(
                format!("科目“{name}”应为“{right}”。"),
                format!("The subject “{name}” should be “{right}”."),
            );
            found.push(
                Violation::on(line, message)
                    .severity(severity)
                    .printed(name)
                    .expected(&*right)
                    .advice("改为正式名称。", "Write the official name."),
            );
        }
    }
}

/// The name that `name` is a misspelling of: one of the document's own tables, or else the best
/// known one of the lists.
fn right<'a>(
    name: &str,
    own: &BTreeSet<&'a str>,
    list: &Classification,
) -> Option<(Cow<'a, str>, Severity)> {
    if let Some(right) = own.iter().find(|right| differ_by_one(name, right)) {
        return Some((Cow::Borrowed(*right), Severity::Warning));
    }
    let is_near =
        |listed: &str| listed.len().abs_diff(name.len()) < 5 && differ_by_one(name, &plain(listed));
    let named = list.rows().iter().filter(|named| named.evidence.names() && is_near(named.name));
    let best = named.min_by_key(|named| named.evidence)?;
    Some((Cow::Owned(plain(best.name).into_owned()), certainty(best.evidence)))
}
