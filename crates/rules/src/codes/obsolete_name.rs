#![doc = include_str!("../../pages/YS408.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{official, plain};
use classification::Classification;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(year) = context.disclosure.year.map(|year| year.0) else { return };
    for row in context.rows() {
        let list = Classification::get(row.kind).rows().iter();
        let mut own = list.filter(|named| named.code == row.code && plain(named.name) == row.name);
        let Some(until) = own.find_map(|named| named.until).filter(|until| *until < year) else {
            continue;
        };
        let Some(right) = official(row.kind, row.code) else { continue };
        let message = Message::new(
            format!("{} 的名称“{}”只用到{until}年，现在是“{right}”。", row.code, row.printed),
            format!(
                "{} bore the name “{}” until {until}; it is “{right}” now.",
                row.code, row.printed
            ),
        );
        found.push(
            Violation::on_row(row, message)
                .printed(row.printed)
                .expected(right)
                .advice("改为现行名称。", "Print today's name."),
        );
    }
}
