#![doc = include_str!("../../pages/YS403.en.md")]

use super::path::{Part, own_names, said};
use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::search::parted;
use crate::views::codes::{certainty, differ_by_one, plain};
use classification::{Classification, Kind, Named};
use finding::Severity;
use message::Message;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Shorter names may correctly differ by one character.
const SHORTEST: usize = 5;

/// Words that join the parts of a name, and are written for each other.
const JOINED: [&str; 3] = ["和", "与", "及"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    joined(context, found);
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
            found.push(misspelt(line, name, &right).severity(severity));
        }
    }
}

/// Names of 类 that a sentence prints with another word between their parts: `社会保障与就业支出`.
fn joined(context: &Context<'_>, found: &mut Sink) {
    let lists = [Kind::Function, Kind::Economic, Kind::Government];
    let rows = lists.into_iter().flat_map(|kind| Classification::get(kind).rows());
    let today = rows.filter(|row| row.code.level() == 1 && row.until.is_none());
    let mut names: Vec<(String, &'static Named)> = Vec::new();
    for row in today.filter(|row| row.evidence.names()) {
        let Some(word) = JOINED.iter().find(|word| row.name.contains(**word)) else { continue };
        let others = JOINED.iter().filter(|other| *other != word);
        for wrong in others.map(|other| row.name.replace(word, other)) {
            if !names.iter().any(|(known, _)| wrong.contains(known)) {
                names.push((wrong, row));
            }
        }
    }
    for line in context.index.prose().filter(|line| !line.is_draft) {
        for (wrong, right) in &names {
            let behind = parted(&line.words, wrong).map(|(_, behind)| behind);
            // Names with （类） are read with their paths.
            if behind.is_none_or(|behind| behind.starts_with('（')) {
                continue;
            }
            found.push(misspelt(line, wrong, right.name).severity(certainty(right.evidence)));
        }
    }
}

fn misspelt(line: &Line<'_>, name: &str, right: &str) -> Violation {
    let message = Message::new(
        format!("科目“{name}”应为“{right}”。"),
        format!("The subject “{name}” should be “{right}”."),
    );
    Violation::on(line, message)
        .printed(name)
        .expected(right)
        .advice("改为正式名称。", "Write the official name.")
}

/// The name that `name` is a misspelling of: one of the document's own tables, or else the best
/// known one of the lists.
fn right<'a>(
    name: &str,
    own: &BTreeSet<&'a str>,
    list: &Classification,
) -> Option<(Cow<'a, str>, Severity)> {
    // 在教育支出（类）, 和教育支出（类）: the word before a name is no part of it.
    let is_behind =
        |right: &str| name.ends_with(right) && !name.starts_with(|c| right.starts_with(c));
    let is_slip = |right: &str| differ_by_one(name, right) && !is_behind(right);
    if let Some(right) = own.iter().find(|right| is_slip(right)) {
        return Some((Cow::Borrowed(*right), Severity::Warning));
    }
    let is_near = |listed: &str| listed.len().abs_diff(name.len()) < 5 && is_slip(&plain(listed));
    let named = list.rows().iter().filter(|named| named.evidence.names() && is_near(named.name));
    let best = named.min_by_key(|named| named.evidence)?;
    Some((Cow::Owned(plain(best.name).into_owned()), certainty(best.evidence)))
}
