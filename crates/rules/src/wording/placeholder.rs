//! YS501 placeholder: A blank of the form was not filled in.
//!
//! A placeholder of the form such as XX, ×× or （单位名称） is still there.
//!
//! Why: The form was not filled in to the end, and the reader does not learn the name or the
//! number.
//!
//! Basis: Budget Law art. 14; 财预〔2016〕143号: what is disclosed must be true and complete.
//!
//! Example: “上海市XX局2031年度部门决算”.
//!
//! Cannot decide: A single X or * may be a model's name or words left out for secrecy.

use crate::lint::{Context, Found};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
