#![doc = include_str!("../../pages/YS527.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use message::Message;

/// Words that may introduce a reason.
const BEGIN: [&str; 4] = ["主要原因：", "主要原因是", "原因是", "主要原因为"];
/// Words with which a reason explains why nothing changed.
const LEVEL: [&str; 12] =
    ["未", "不", "无", "没有", "控制", "持平", "一致", "相同", "相互", "抵", "严格", "压减一般"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map_or("", |next| &*next.words);
        for (level_at, level) in line.words.match_indices("持平") {
            let end = level_at + level.len();
            let rest = line.words.get(end..).unwrap_or_default();
            let rest = rest.trim_start_matches(['。', '，', '；']);
            let Some(reason) = BEGIN.iter().find_map(|begin| rest.strip_prefix(begin)) else {
                continue;
            };
            // A reason that the end of its paragraph cuts off continues in the next one.
            let reason = if reason.is_empty() { next } else { reason };
            let reason = reason.split('。').next().unwrap_or_default();
            let Some(direction) = direction(reason) else { continue };
            let words = around(&line.words, level_at, end);
            let message = Message::new(
                format!("“{words}”说持平，原因却说{direction}。"),
                format!("“{words}” says that nothing changed, and its reason says {direction}."),
            );
            found.push(Violation::on(line, message).printed(words).advice(
                "核对两年的数字，更正方向或原因。",
                "Check both years' figures, and correct the direction or the reason.",
            ));
        }
    }
}

/// The direction that the reason names, or `None` if it names both or neither.
fn direction(reason: &str) -> Option<&'static str> {
    if LEVEL.iter().any(|word| reason.contains(word)) {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    let up = has(&["增加", "增长", "上升", "提高"]);
    let down = has(&["减少", "下降", "压减", "降低", "调减"]);
    match (up, down) {
        (true, false) => Some("增加"),
        (false, true) => Some("减少"),
        _ => None,
    }
}
