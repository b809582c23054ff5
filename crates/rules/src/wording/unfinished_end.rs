#![doc = include_str!("../../pages/YS509.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use finding::Severity;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(mark) = line.words.chars().last().filter(|c| "；，、".contains(*c)) else {
            continue;
        };
        if !ends_here(line, lines.get(at + 1).copied()) {
            continue;
        }
        // What ends a text may have been cut off there.
        let is_last = at + 1 == lines.len();
        let words: Vec<char> = line.words.chars().rev().take(16).collect();
        let words: String = words.iter().rev().collect();
        let message = Message::new(
            format!("这一段以“{mark}”结尾，后面却没有下文：“{words}”。"),
            format!("The paragraph ends in {mark}, yet nothing follows: “{words}”."),
        );
        let violation = Violation::on(line, message).printed(words).advice(
            "改为句号；如果后面少了内容，请补上。",
            "Make it a full stop, or add what is missing after it.",
        );
        found.push(if is_last { violation.severity(Severity::Note) } else { violation });
    }
}

/// Returns whether the following line does not continue this one.
fn ends_here(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let Some(next) = next else { return true };
    let style = |line: &Line<'_>| line.number.map(|number| number.style);
    let is_same_list = style(line).is_some() && style(line) == style(next);
    (next.is_heading() || next.level.is_some()) && !is_same_list
}
