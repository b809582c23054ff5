#![doc = include_str!("../../pages/YS403.en.md")]

use super::path::{Part, said};
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{differ_by_one, plain};
use classification::{Classification, Kind};
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
    let list = Classification::get(Kind::Function).rows();
    let mut names: BTreeSet<_> = list.iter().map(|named| plain(named.name)).collect();
    let own = context.rows().iter().filter(|row| row.kind == Kind::Function);
    names.extend(own.map(|row| Cow::Borrowed(&*row.name)));
    for (line, parts) in said {
        for Part { name, .. } in parts {
            if name.chars().count() < SHORTEST || names.contains(name) {
                continue;
            }
            let Some(right) = names.iter().find(|right| differ_by_one(name, right)) else {
                continue;
            };
            let message = Message::new(
                format!("科目“{name}”应为“{right}”。"),
                format!("The subject “{name}” should be “{right}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(name)
                    .expected(&**right)
                    .advice("改为正式名称。", "Write the official name."),
            );
        }
    }
}
