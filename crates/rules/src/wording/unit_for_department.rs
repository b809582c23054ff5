#![doc = include_str!("../../pages/YS525.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use document::Place;
use finding::Severity;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    department_for_unit(context, found);
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
    push(found, Violation::all(places, message, Message::new("改为“本部门”。", "Say 本部门.")));
}

/// Places where the document of a unit, which speaks of itself as one, is called that of a department.
fn department_for_unit(context: &Context<'_>, found: &mut Sink) {
    const TITLES: usize = 3;
    const LEAST: usize = 3;
    const MOST: usize = 2;
    let said = |words: &[&str]| -> Vec<(&Place, &str)> {
        let is_said = |line: &&Line<'_>| words.iter().any(|word| line.words.contains(word));
        context.index.prose().filter(is_said).map(|line| (line.place, line.text)).collect()
    };
    let own = said(&["本单位", "年单位预算", "级单位预算", "年度单位决算", "单位预算安排"]);
    let other = said(&["本部门", "年部门预算", "年度部门决算", "；部门预算安排"]);
    let mut titles = context.index.prose().take(TITLES).map(|line| &*line.words);
    let is_of_unit = titles.any(|title| {
        let names = |end: &str| title.contains(&format!("单位{end}"));
        (names("预算") || names("决算")) && !title.contains("部门")
    });
    if !is_of_unit || context.disclosure.units.len() > 1 || own.len() < LEAST || other.len() > MOST
    {
        return;
    }
    let message = |count| {
        Message::new(
            format!("单位的文件有 {count} 处写成“部门”。"),
            format!("The unit's document says 部门 of itself in {count} places."),
        )
    };
    let (place, text) = match other.as_slice() {
        // Among many that are right, what is wrong in one place is a slip.
        [only] if own.len() > LEAST && !only.1.contains('指') => *only,
        _ => {
            let advice = Message::new("改为“单位”。", "Say 单位.");
            return push(found, Violation::all(other, message, advice));
        }
    };
    let violation = Violation::new(place, message(1)).printed(short(text));
    found.push(violation.severity(Severity::Warning).advice("改为“单位”。", "Say 单位."));
}

fn push(found: &mut Sink, note: Option<Violation>) {
    note.into_iter().for_each(|note| found.push(note.severity(Severity::Note)));
}
