#![doc = include_str!("../../pages/YS529.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use message::Message;

const BEGIN: [&str; 8] = ["拟从", "拟于", "计划从", "计划于", "将从", "将于", "预计从", "预计于"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.disclosure.year.map(|year| year.0) else { return };
    for line in context.index.prose() {
        let hit = BEGIN.iter().filter(|begin| line.words.contains(**begin)).find_map(|begin| {
            let at = line.words.find(begin)?;
            let rest = line.words.get(at + begin.len()..)?;
            let year: u16 = rest.get(..4)?.parse().ok()?;
            let is_past = rest.get(4..)?.starts_with('年') && year < own && year > 1990;
            is_past.then_some((at, at + begin.len() + 4))
        });
        let Some((start, end)) = hit else { continue };
        let words = around(&line.words, start, end);
        let message = Message::new(
            format!("“{words}”的年份早于{own}年。"),
            format!("The year in “{words}” lies before {own}."),
        );
        found.push(
            Violation::on(line, message)
                .printed(words)
                .advice("更新这段文字。", "Bring the text up to date."),
        );
    }
}
