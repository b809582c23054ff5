#![doc = include_str!("../../pages/YS308.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::Style;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let is_part = |line: &&Line<'_>| {
        line.number.is_some_and(|number| number.style == Style::Part)
            && line.words.chars().count() < 60
    };
    let parts: Vec<&Line<'_>> = context.index.prose().filter(is_part).collect();
    for pair in parts.windows(2) {
        let [first, second] = pair else { continue };
        let value = |line: &Line<'_>| line.number.map(|number| number.value);
        let is_same =
            first.body().ends_with(second.body()) || second.body().ends_with(first.body());
        if value(first) != value(second) || is_same {
            continue;
        }
        let message = Message::new(
            format!("“{}”与前面的“{}”序号相同。", short(&second.words), short(&first.words)),
            format!(
                "“{}” has the number of “{}” before it.",
                short(&second.words),
                short(&first.words)
            ),
        );
        found.push(
            Violation::on(second, message)
                .printed(short(second.text))
                .because(first.place, Message::new("前一个", "the one before"), &short(first.text))
                .advice("更正各部分的序号。", "Number the parts anew."),
        );
    }
}
