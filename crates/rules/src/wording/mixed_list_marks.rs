#![doc = include_str!("../../pages/YS520.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::number::Style;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut before: Option<(u32, char)> = None;
    for line in context.index.lines.iter().filter(|line| line.is_prose()) {
        let Some(number) = line.number.filter(|number| number.style == Style::Arabic) else {
            continue;
        };
        let mark = line.text.trim_start().chars().find(|c| matches!(c, '.' | '．' | '、'));
        let Some(mark) = mark else { continue };
        let other = before.filter(|(value, other)| number.value == value + 1 && *other != mark);
        if let Some((_, other)) = other {
            let message = Message::new(
                format!("同一列表的序号先用“{other}”，这里改用“{mark}”。"),
                format!("The list numbers its items with “{other}” and here with “{mark}”."),
            );
            let printed: String = line.text.trim().chars().take(12).collect();
            found.push(
                Violation::on(line, message)
                    .printed(printed)
                    .advice("统一序号的写法。", "Use one mark."),
            );
        }
        before = Some((number.value, mark));
    }
}
