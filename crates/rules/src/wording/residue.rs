#![doc = include_str!("../../pages/YS504.en.md")]

use crate::lint::{Context, Sink};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = context.lines_with(List::Residue);
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”是软件留下的残余。"),
                format!("“{words}” is left over from the software."),
            )
        },
        &Message::new(
            "在原文件中更新域或公式，或直接删去。",
            "Update the field or formula in the source file, or delete it.",
        ),
    );
}
