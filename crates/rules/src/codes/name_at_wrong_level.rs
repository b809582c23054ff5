#![doc = include_str!("../../pages/YS404.en.md")]

use super::path::{Part, said};
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::plain;
use classification::{Classification, Kind};
use message::Message;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let said = said(context);
    if said.is_empty() {
        return;
    }
    let mut levels: BTreeMap<_, BTreeSet<u8>> = BTreeMap::new();
    for named in Classification::get(Kind::Function).rows() {
        levels.entry(plain(named.name)).or_default().insert(named.code.level());
    }
    for row in context.rows().iter().filter(|row| row.kind == Kind::Function) {
        levels.entry(Cow::Borrowed(&*row.name)).or_default().insert(row.code.level());
    }
    for (line, parts) in said {
        let wrong = parts.into_iter().find(|Part { name, level }| {
            levels.get(*name).is_some_and(|known| !known.contains(level))
        });
        let Some(Part { name, level }) = wrong else { continue };
        let known = levels.get(name).and_then(|known| known.first().copied()).unwrap_or_default();
        let word =
            |level: u8| ["", "类", "款", "项"].get(usize::from(level)).copied().unwrap_or_default();
        let message = Message::new(
            format!("“{name}”是{}级科目，这里写作（{}）。", word(known), word(level)),
            format!("“{name}” is a {}; the text calls it （{}）.", word(known), word(level)),
        );
        found.push(
            Violation::on(line, message)
                .subject(name)
                .printed(format!("{name}（{}）", word(level)))
                .expected(format!("{name}（{}）", word(known)))
                .advice("按表中的类、款、项改写。", "Write 类, 款 and 项 as the table has them."),
        );
    }
}
