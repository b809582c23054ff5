#![doc = include_str!("../../pages/YS402.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, differ_by_one, official, plain};
use classification::Classification;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for row in context.rows() {
        let Some(named) = official(row.code, context.disclosure.year) else { continue };
        let right = plain(named.name);
        if !differ_by_one(&row.name, &right) {
            continue;
        }
        let list = Classification::of(row.code);
        let is_name = list.is_some_and(|list| list.called(&row.name).next().is_some());
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
                .severity(certainty(named.evidence))
                .printed(row.printed)
                .expected(right)
                .advice("改为正式名称。", "Print the official name."),
        );
    }
}
