#![doc = include_str!("../../pages/YS318.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use disclosure::{Caption, caption};
use document::Place;
use message::Message;
use std::collections::BTreeMap;

const KEYS: [&str; 11] = [
    "部门：",
    "编制部门：",
    "编制单位：",
    "填报部门：",
    "填报单位：",
    "公开部门：",
    "公开单位：",
    "部门名称：",
    "单位名称：",
    "预算部门：",
    "预算单位：",
];
/// The number of captions with one name from which that name is considered the usual one.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    keyed(context, found);
    coded(context, found);
}

/// Names after a code, `415某局`: one code has one name.
fn coded(context: &Context<'_>, found: &mut Sink) {
    let mut codes: BTreeMap<String, BTreeMap<String, (usize, &Place)>> = BTreeMap::new();
    // Most cells that begin with a digit are numbers.
    let is_of_number = |c: char| is_digit(c) || matches!(c, ',' | '.' | '-' | '%');
    let is_coded = |line: &&Line<'_>| {
        line.words.starts_with(is_digit) && !line.words.chars().all(is_of_number)
    };
    for line in context.index.lines.iter().filter(is_coded) {
        let Some(Caption { code: Some(code), name: Some(name), .. }) = caption([line.text]) else {
            continue;
        };
        codes.entry(code).or_default().entry(name).or_insert((0, line.place)).0 += 1;
    }
    for (code, names) in &codes {
        let usual = names.iter().max_by_key(|(_, (count, _))| *count);
        let Some((usual, (count, _))) = usual.filter(|(_, (count, _))| *count >= FEWEST) else {
            continue;
        };
        for (name, (_, place)) in names.iter().filter(|(_, (count, _))| *count == 1) {
            let message = Message::new(
                format!("这里编码{code}的名称是“{name}”，其他 {count} 处是“{usual}”。"),
                format!(
                    "Code {code} is named “{name}” here and “{usual}” in {count} other places."
                ),
            );
            found.push(
                Violation::new(place, message)
                    .printed(name.as_str())
                    .expected(usual.as_str())
                    .advice("更正单位名称。", "Correct the name."),
            );
        }
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Names after a key, `编制部门：某局`.
fn keyed(context: &Context<'_>, found: &mut Sink) {
    let mut names: BTreeMap<String, (usize, &Place)> = BTreeMap::new();
    for line in context.index.lines.iter().filter(|line| !line.is_plain()) {
        if let Some(name) = named(line.text) {
            names.entry(name).or_insert((0, line.place)).0 += 1;
        }
    }
    let Some((usual, count)) =
        names.iter().map(|(name, (count, _))| (name, *count)).max_by_key(|(_, count)| *count)
    else {
        return;
    };
    let institutions: Vec<_> =
        context.disclosure.institutions.iter().map(|name| fold(name)).collect();
    for (name, (times, place)) in &names {
        let is_own = name.contains(usual.as_str())
            || usual.contains(name.as_str())
            || institutions.iter().any(|known| known == name);
        let says = |line: &Line<'_>| line.words.contains(name.as_str());
        let elsewhere = context.index.lines.iter().filter(|line| says(line)).count();
        if count < FEWEST || *times > 1 || is_own || elsewhere > 1 {
            continue;
        }
        let message = Message::new(
            format!("这张表写的是“{name}”，其他 {count} 张表写的是“{usual}”。"),
            format!("This caption names “{name}” where {count} others name “{usual}”."),
        );
        found.push(
            Violation::new(place, message).printed(name.as_str()).expected(usual.as_str()).advice(
                "更正单位名称，并核对表中的数字。",
                "Correct the name, and check the table's figures.",
            ),
        );
    }
}

/// The name after 编制部门：, up to the next key or a wide gap.
fn named(text: &str) -> Option<String> {
    if !text.contains([':', '：']) {
        return None;
    }
    let words = text.replace(':', "：");
    let rest = KEYS.iter().find_map(|key| words.trim_start().strip_prefix(key))?;
    let rest = rest.trim_start();
    let end = [" ", "\t", "\u{3000}", "单位：", "金额单位", "预算年度"]
        .iter()
        .filter_map(|end| rest.find(end))
        .min();
    let name = fold(rest.get(..end.unwrap_or(rest.len()))?);
    (name.chars().count() > 3).then(|| name.into_owned())
}
