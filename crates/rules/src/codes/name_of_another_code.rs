#![doc = include_str!("../../pages/YS401.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty_beside, official, plain};
use classification::{Classification, Named};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for row in context.rows() {
        let right = official(row.code, context.disclosure.year);
        let Some(right) = right.filter(|right| plain(right.name) != row.name) else { continue };
        let called: Vec<&Named> = Classification::of(row.code)
            .map(|list| list.called(&row.name).collect())
            .unwrap_or_default();
        // Former names of a code are another matter, and codes of many 款 share a name.
        let is_own = called.iter().any(|named| named.code == row.code);
        let mut known = called.iter().filter(|named| named.evidence.names());
        // Of the codes with such a name the one beside this code is the likeliest.
        let beside = known.clone().find(|named| named.code.parent() == row.code.parent());
        let other = beside.or(known.next());
        let Some(other) = other.filter(|_| !is_own) else { continue };
        let (code, name) = (row.code, row.printed);
        let message = Message::new(
            format!("{code} 是“{}”，这里印作“{name}”，那是 {} 的名称。", right.name, other.code),
            format!(
                "{code} is “{}”; the row prints “{name}”, which is {}.",
                right.name, other.code
            ),
        );
        found.push(
            Violation::on_row(row, message)
                .severity(certainty_beside(right, other))
                .printed(name)
                .expected(right.name)
                .advice("核对编码、名称和金额。", "Check code, name and amount."),
        );
    }
}
