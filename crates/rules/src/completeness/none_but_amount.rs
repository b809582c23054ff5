#![doc = include_str!("../../pages/YS338.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use message::Message;

/// Words that say that there is none of what they precede.
const NONE: [&str; 5] = ["没有", "未发生", "未安排", "未产生", "本单位无"];
/// What may follow a name before its amount.
const NEAR: usize = 6;
/// Words of a clause whose amount is another year's or another stage's.
const OTHER: [&str; 12] =
    ["上年", "去年", "年初", "安排", "预算数", "预算为", "增加", "减少", "比", "较", "原", "其他"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.says_yuan) {
        let Some((none, amount)) = contradiction(&line.words) else { continue };
        let message = Message::new(
            format!("“{amount}”与“{none}”矛盾。"),
            format!("“{amount}” and “{none}” contradict each other."),
        );
        found.push(Violation::on(line, message).printed(none).advice(
            "核对有无这项收支，改正其中一处。",
            "Check whether there was any, and correct one of them.",
        ));
    }
}

/// Words that say that there is none of a thing, and the amount of it in the same paragraph.
fn contradiction(words: &str) -> Option<(&str, &str)> {
    if !is_of_one_year(words) {
        return None;
    }
    let said = quantities(words);
    NONE.iter().find_map(|none| {
        let at = words.find(none)?;
        let rest = words.get(at + none.len()..)?;
        let name = rest.get(..rest.find(['，', '。', '；', '、'])?)?;
        let name = name.strip_prefix("使用").unwrap_or(name);
        let thing = ["收入", "支出"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let is_known = (4..=16).contains(&thing.chars().count());
        let amount = said.iter().find(|it| {
            let behind = it.name.rsplit_once(thing).map(|(_, behind)| behind);
            let is_near = behind.is_some_and(|it| it.chars().count() <= NEAR);
            let is_own = !OTHER.iter().any(|word| it.name.contains(word));
            is_near && is_own && it.value > 0 && it.yuan().is_some()
        })?;
        let none = words.get(at..at + none.len() + (rest.len() - rest.get(name.len()..)?.len()))?;
        is_known.then(|| (none, amount.words(words)))
    })
}

/// Whether a paragraph names one year at most.
fn is_of_one_year(words: &str) -> bool {
    let mut years = words.match_indices('年').filter_map(|(at, _)| {
        let year = words.get(at.checked_sub(4)?..at)?;
        year.parse::<u16>().ok()
    });
    let first = years.next();
    years.all(|year| Some(year) == first)
}
