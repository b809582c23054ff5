#![doc = include_str!("../../pages/YS522.en.md")]

use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let (mut with, mut without): (usize, Vec<(&Place, &str)>) = (0, Vec::new());
    for line in context.index.prose() {
        for (at, _) in line.words.match_indices("万元") {
            let before = line.words.get(..at).unwrap_or_default();
            let head =
                before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
            let number = before.get(head.len()..).unwrap_or_default();
            let whole = number.split('.').next().unwrap_or_default();
            match whole.contains(',') {
                true => with += 1,
                false if whole.len() > 3 => without.push((line.place, number)),
                false => {}
            }
        }
    }
    if with > 0 {
        let message = |count| {
            Message::new(
                format!("{with} 个金额有千分位，{count} 个没有。"),
                format!("{with} amounts have thousands separators, {count} have none."),
            )
        };
        found.push_all(without, message, Message::new("统一写法。", "Write all in one way."));
    }
}
