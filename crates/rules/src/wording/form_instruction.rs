#![doc = include_str!("../../pages/YS503.en.md")]

use crate::lint::{Context, Sink};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = context.lines_with(List::Instruction);
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”是写给填表人的话。"),
                format!("“{words}” is the form speaking to whoever fills it in."),
            )
        },
        &Message::new("删去，并按它的要求改写正文。", "Delete it and do what it asks."),
    );
}
