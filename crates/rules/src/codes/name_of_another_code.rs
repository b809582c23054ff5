#![doc = include_str!("../../pages/YS401.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{official, plain};
use classification::Classification;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for row in context.rows() {
        let Some(right) = official(row.kind, row.code).filter(|right| *right != row.name) else {
            continue;
        };
        let list = Classification::get(row.kind).rows();
        // Former names of a code are accepted, and codes of many 款 share a name.
        let is_own =
            list.iter().any(|named| named.code == row.code && plain(named.name) == row.name);
        let mut others = list.iter().filter(|named| plain(named.name) == row.name);
        let Some(other) = others.next().filter(|_| !is_own) else { continue };
        let (code, name) = (row.code, row.printed);
        let message = Message::new(
            format!("{code} 是“{right}”，这里印作“{name}”，那是 {} 的名称。", other.code),
            format!("{code} is “{right}”; the row prints “{name}”, which is {}.", other.code),
        );
        found.push(
            Violation::on_row(row, message)
                .printed(name)
                .expected(right)
                .advice("核对编码、名称和金额。", "Check code, name and amount."),
        );
    }
}
