//! YS520 mixed-list-marks: List numbers written in different ways.
//!
//! One list mixes 1. and 2． and 3、.
//!
//! Why: It looks untidy and hinders programs.
//!
//! Basis: GB/T 9704—2012, 7.3.3: levels are numbered 一、, （一）, 1., （1）.
//!
//! Example: Contents whose first three entries have “3.” and the fourth “4．”.
//!
//! Cannot decide: Different lists are not compared.

use crate::lint::{Context, Found, Hit};
use crate::number::Style;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
                Hit::on(line, message).printed(printed).advice("统一序号的写法。", "Use one mark."),
            );
        }
        before = Some((number.value, mark));
    }
}
