#![doc = include_str!("../../pages/YS525.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let says =
        |words: &str| context.index.prose().filter(|line| line.words.contains(words)).count();
    let has_unit_part = !context.disclosure.units.is_empty() || says("单位预算表") > 0;
    if has_unit_part || says("本部门") == 0 || says("部门预算") + says("部门决算") == 0 {
        return;
    }
    let is_one = |line: &&Line<'_>| line.words.contains("本单位");
    let places: Vec<(&Place, &str)> =
        context.index.prose().filter(is_one).map(|line| (line.place, line.text)).collect();
    let message = |count| {
        Message::new(
            format!("部门的文件有 {count} 处自称“本单位”。"),
            format!("The department's document says 本单位 of itself in {count} places."),
        )
    };
    found.push_all(places, message, Message::new("改为“本部门”。", "Say 本部门."));
}
