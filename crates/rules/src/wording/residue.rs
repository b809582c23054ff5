//! YS504 residue: Left-overs of a word processor or workbook.
//!
//! Field codes, dead bookmarks, formula errors or prompts: PAGEREF, 错误！未定义书签, #REF!, page
//! number.
//!
//! Why: Nobody wrote them; the reader sees a broken file.
//!
//! Example: “一、部门职责 错误！未定义书签。”
//!
//! Cannot decide: Left-overs that are not in the list are not seen.

use crate::lint::{Context, Found};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
