//! YS404 name-at-wrong-level: A subject name at the wrong level.
//!
//! The text names a 类 as （款） or a 款 as （项）, such as 卫生健康支出（款）.
//!
//! Why: One level was slipped, and the right 款 or 项 is missing.
//!
//! Basis: The classification of revenue and spending.
//!
//! Example: “卫生健康支出（类）卫生健康支出（款）计划生育事务（项）”, where 计划生育事务 is a 款.
//!
//! Cannot decide: Where 款 and 项 share the name, or the list lacks it.

use super::path::{Part, said};
use crate::lint::{Context, Found, Hit};
use crate::views::codes::plain;
use classification::{Classification, Kind};
use message::Message;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
            Hit::on(line, message)
                .subject(name)
                .printed(format!("{name}（{}）", word(level)))
                .expected(format!("{name}（{}）", word(known)))
                .advice("按表中的类、款、项改写。", "Write 类, 款 and 项 as the table has them."),
        );
    }
}
