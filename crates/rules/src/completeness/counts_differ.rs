#![doc = include_str!("../../pages/YS349.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use message::Message;
use std::collections::BTreeMap;

/// What is counted once a year, as the words before the count end, and its units.
const COUNTED: [(&str, &[&str]); 6] = [
    ("公务用车保有量", &["辆"]),
    ("公务用车年末保有量", &["辆"]),
    ("共有车辆", &["辆"]),
    ("公务接待", &["批次", "人次"]),
    ("出国（境）团组", &["个"]),
    ("出国团组", &["个"]),
];

/// Words of paragraphs that count for another year, or a part of what is counted.
const OTHER: [&str; 12] =
    ["上年", "去年", "比", "较", "增", "减", "计划", "预计", "外事", "外宾", "其中", "平均"];

/// A count of the text.
struct Count<'a> {
    line: &'a Line<'a>,
    value: i128,
    words: String,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // The counts of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let mut first: BTreeMap<(String, &str), Count<'_>> = BTreeMap::new();
    for line in context.index.prose().filter(|line| !line.is_draft) {
        for sentence in line.words.split('。') {
            if let Some(words) = changed(sentence) {
                found.push(not_changed(line, words));
            }
            if OTHER.iter().any(|word| sentence.contains(word))
                || names_other_year(context, sentence)
            {
                continue;
            }
            for (name, unit, it) in counts(sentence) {
                let words = around(sentence, it.at, it.end);
                let count = Count { line, value: it.value, words };
                match first.get(&(name.clone(), unit)) {
                    Some(before) if before.value != count.value => found.push(told(before, &count)),
                    Some(_) => {}
                    None => {
                        first.insert((name, unit), count);
                    }
                }
            }
        }
    }
}

fn told(before: &Count<'_>, count: &Count<'_>) -> Violation {
    let (one, other) = (&before.words, &count.words);
    let message = Message::new(
        format!("“{other}”与前文“{one}”不一致。"),
        format!("“{other}” does not agree with “{one}” before it."),
    );
    let what = Message::new("前文的数量", "the count before");
    let violation = Violation::on(count.line, message).because(before.line.place, what, one);
    violation.printed(other.as_str()).advice(
        "核对两处的数量，改正其中一处；口径或时点不同的，加以说明。",
        "Compare both counts and correct one; say so where they are of other dates or bodies.",
    )
}

/// A count, its change, and last year's, which do not go together: `3辆，比上年增加1辆，上年为3辆`.
fn changed(sentence: &str) -> Option<&str> {
    let said = quantities(sentence);
    said.windows(3).find_map(|three| {
        let [now, change, before] = three else { return None };
        let is_one = now.unit == change.unit && change.unit == before.unit && !now.unit.is_empty();
        let way =
            change.name.strip_prefix("比上年").or_else(|| change.name.strip_prefix("较上年"))?;
        let by = match way {
            "增加" => change.value,
            "减少" => -change.value,
            _ => return None,
        };
        let is_last = ["上年为", "上年", "上年是"].contains(&before.name);
        let is_count = now.yuan().is_none() && now.unit != "%";
        let from = now.at - now.name.len();
        (is_one && is_last && is_count && now.value - by != before.value)
            .then(|| sentence.get(from..before.end))?
    })
}

fn not_changed(line: &Line<'_>, words: &str) -> Violation {
    let message = Message::new(
        format!("“{words}”：本年、上年和增减的数量对不上。"),
        format!("“{words}”: this year’s count, last year’s and the change do not go together."),
    );
    Violation::on(line, message)
        .printed(words)
        .advice("核对三个数量，改正其中一处。", "Compare the three counts and correct one.")
}

/// The counts of a sentence, each with the name of what is counted and whose it is, and its unit.
fn counts(sentence: &str) -> Vec<(String, &'static str, Quantity<'_>)> {
    let said = quantities(sentence);
    let mut last = String::new();
    let named = said.iter().filter_map(|it| {
        let plain = it.name.trim_end_matches(['为', '共', '是', '数', '了']);
        // 国内公务接待9批次、80人次: the second count is of the same.
        let is_people = it.unit == "人次" && ["", "来宾"].contains(&plain);
        if is_people && !last.is_empty() {
            return Some((last.clone(), it.unit, *it));
        }
        last.clear();
        if let Some(name) = received(plain, it.unit, sentence) {
            name.clone_into(&mut last);
            return Some((last.clone(), "批次", *it));
        }
        let is_it =
            |(end, units): &&(&str, &[&str])| plain.ends_with(end) && units.contains(&it.unit);
        COUNTED.iter().find(is_it)?;
        let name = plain.trim_start_matches(|c: char| c.is_ascii_digit() || WHEN.contains(c));
        last = name.to_owned();
        Some((name.to_owned(), it.unit, *it))
    });
    named.collect()
}

/// Receptions by another name: `接待国内来访团组9个`, `公务接待费3万元，接待9批次`.
fn received(name: &str, unit: &str, sentence: &str) -> Option<&'static str> {
    let is_group = name.contains("接待") && name.ends_with("来访团组") && unit == "个";
    let before = name.strip_suffix("接待").filter(|_| unit == "批次");
    let is_short = before.is_some_and(|it| it.chars().all(|c| WHEN.contains(c)));
    match (is_group, is_short && sentence.contains("公务接待费")) {
        (true, _) if name.contains("国内") => Some("国内公务接待"),
        (true, _) | (_, true) => Some("公务接待"),
        _ => None,
    }
}

/// The characters of words that only say when, and that all of it is meant: 截至2031年末, 全年, 本部门.
const WHEN: &str = "年月日末底止截至全度本部门单位，累计共";

/// Whether a sentence names a year that is not the document's.
fn names_other_year(context: &Context<'_>, sentence: &str) -> bool {
    let own = context.disclosure.year.map(|year| year.0);
    let years = sentence
        .match_indices('年')
        .filter_map(|(at, _)| sentence.get(at.checked_sub(4)?..at)?.parse::<u16>().ok());
    years.into_iter().any(|year| Some(year) != own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_known_by_what_they_count() {
        let names = |sentence: &str| -> Vec<String> {
            counts(sentence)
                .iter()
                .map(|(name, _, it)| format!("{name} {}{}", it.printed, it.unit))
                .collect()
        };
        assert_eq!(
            names("全年国内公务接待32批次，178人次"),
            ["国内公务接待 32批次", "国内公务接待 178人次"]
        );
        assert_eq!(names("2031年末公务用车保有量为3辆"), ["公务用车保有量 3辆"]);
        assert_eq!(names("财政拨款开支的公务用车保有量3辆"), ["财政拨款开支的公务用车保有量 3辆"]);
        assert_eq!(
            names("2031年共接待国内来访团组9个、来宾80人次"),
            ["国内公务接待 9个", "国内公务接待 80人次"]
        );
        assert_eq!(
            names("公务接待费1.50万元，全年接待9批次，80人次"),
            ["公务接待 9批次", "公务接待 80人次"]
        );
        assert_eq!(names("接待9批次"), [""; 0]);
        assert_eq!(names("购置公务用车3辆"), [""; 0]);
    }
}
