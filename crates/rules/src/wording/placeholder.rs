#![doc = include_str!("../../pages/YS501.en.md")]

use crate::lint::{Context, Sink};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = context.lines_with(List::Placeholder);
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”里还留有模板的占位符。"),
                format!("“{words}” still holds a blank of the form."),
            )
        },
        &Message::new("填上真正的名称或数字。", "Fill in the name or the number."),
    );
}
