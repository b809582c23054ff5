#![doc = include_str!("../../pages/YS220.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use message::Message;

const ROUTINE: [&str; 16] = [
    "办公费",
    "办公费用",
    "办公经费",
    "差旅费",
    "差旅费用",
    "水电费",
    "水费",
    "电费",
    "邮电费",
    "印刷费",
    "会议费",
    "培训费",
    "公务接待费",
    "公用经费",
    "日常公用经费",
    "公务用车运行维护费",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for project in &context.disclosure.projects {
        let name = fold(&project.name);
        if !ROUTINE.contains(&&*name) {
            continue;
        }
        let message = Message::new(
            format!("项目“{name}”是日常公用经费。"),
            format!("The project “{name}” is an everyday cost."),
        );
        found.push(Violation::new(&project.place, message).printed(name).advice(
            "列入基本支出，或在名称中写明专门用途。",
            "Put it into basic spending, or name its special purpose.",
        ));
    }
}
