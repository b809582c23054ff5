#![doc = include_str!("../../pages/YS402.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{differ_by_one, official, plain};
use classification::Classification;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for row in context.rows() {
        let right = official(row.kind, row.code);
        let Some(right) = right.filter(|right| differ_by_one(&row.name, right)) else { continue };
        let list = Classification::get(row.kind).rows();
        let is_name = list.iter().any(|named| plain(named.name) == row.name);
        // Tables of different years use 费 and 费用.
        let is_variant = format!("{right}用") == row.name || right == format!("{}用", row.name);
        if is_name || is_variant {
            continue;
        }
        let message = Message::new(
            format!("{} 的正式名称是“{right}”，这里印作“{}”。", row.code, row.printed),
            format!(
                "The official name of {} is “{right}”; the row prints “{}”.",
                row.code, row.printed
            ),
        );
        found.push(
            Violation::on_row(row, message)
                .printed(row.printed)
                .expected(right)
                .advice("改为正式名称。", "Print the official name."),
        );
    }
}
