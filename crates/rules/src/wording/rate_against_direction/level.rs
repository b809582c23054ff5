//! What is said to be as it was, and to have changed: `比上年增加3万元，与上年持平`.

use super::opposed::said;
use std::ops::Range;

/// How a comparison begins, and how it says that nothing changed.
const WITH: [char; 5] = ['与', '和', '同', '比', '较'];
const LEVEL: [&str; 7] = ["持平", "一致", "相同", "无变化", "没有变化", "无增减变化", "无增减"];
/// Words by which a little may have changed.
const ABOUT: [&str; 4] = ["基本", "大体", "大致", "总体"];
/// Words with which a sentence says that nothing grew.
const NOT_MORE: [&str; 4] = ["做到只减不增", "实现只减不增", "做到只降不增", "实现只降不增"];

/// The pairs of clauses of which one says that nothing changed and the other by how much, each against
/// the same; and growth of what is said never to grow.
pub(super) fn contradictions(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, sentence) in parts(words, &['。', '；']) {
        let clauses: Vec<(usize, &str)> = parts(sentence, &['，']).collect();
        let pairs = clauses.iter().zip(clauses.iter().skip(1));
        let opposed = pairs.filter(|((_, one), (_, other))| is_opposed(one, other));
        found.extend(opposed.map(|((from, _), (to, other))| at + from..at + to + other.len()));
        if !sentence.contains('只') {
            continue;
        }
        let plain = sentence.replace(['“', '”'], "");
        let changes = said(sentence);
        let is_more = changes.iter().all(|change| change.is_up)
            && NOT_MORE.iter().any(|it| plain.contains(it));
        let first = changes.first().filter(|_| is_more);
        found.extend(first.map(|change| at + change.range.start..at + sentence.len()));
    }
    found
}

/// What stands between the marks, each with its first byte.
fn parts<'w>(words: &'w str, marks: &[char]) -> impl Iterator<Item = (usize, &'w str)> {
    let mut at = 0;
    words.split(|c| marks.contains(&c)).map(move |part| {
        let begin = at;
        at += part.len() + '。'.len_utf8();
        (begin, part)
    })
}

fn is_opposed(one: &str, other: &str) -> bool {
    let is_same = |level: &str, change: &str| {
        !level.is_empty() && (level.starts_with(change) || change.starts_with(level))
    };
    match (level(one), change(other)) {
        (Some(level), Some(change)) => is_same(level, change),
        _ => level(other)
            .zip(change(one))
            .is_some_and(|(level, change)| !change.is_empty() && is_same(level, change)),
    }
}

/// With what a clause says that nothing changed.
fn level(clause: &str) -> Option<&str> {
    let rest = clause.strip_prefix(WITH)?;
    let base = LEVEL.iter().find_map(|level| rest.strip_suffix(level))?;
    let is_about = ABOUT.iter().any(|about| base.contains(about));
    (!is_about).then(|| base.trim_end_matches("相比").trim_end_matches('度'))
}

/// With what a clause compares the change that it gives; empty where it does not say.
fn change(clause: &str) -> Option<&str> {
    let changes = said(clause);
    let change = changes.first().filter(|it| it.range.end == clause.len())?;
    let before = clause.get(..change.range.start)?;
    let base = if before.is_empty() { before } else { before.strip_prefix(WITH)? };
    Some(base.trim_end_matches("相比").trim_end_matches('度'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<&str> {
        contradictions(words).into_iter().filter_map(|range| words.get(range)).collect()
    }

    #[test]
    fn what_changed_is_not_as_it_was() {
        assert_eq!(
            told("会议费2万元，比上年增加0.5万元，与上年持平。"),
            ["比上年增加0.5万元，与上年持平"]
        );
        assert_eq!(
            told("与上年预算持平，比上年减少3万元，主要是节约。"),
            ["与上年预算持平，比上年减少3万元"]
        );
        assert_eq!(
            told("费用0万元，与上年相比无变化，减少2万元。"),
            ["与上年相比无变化，减少2万元"]
        );
        assert_eq!(told("预算2万元，比上年增加1万元，做到只减不增。"), ["增加1万元，做到只减不增"]);
    }

    #[test]
    fn other_years_and_about_the_same_are_something_else() {
        assert!(told("与年初预算持平，比上年减少3万元。").is_empty());
        assert!(told("与上年基本持平，增长0.3%。").is_empty());
        assert!(told("与上年持平，减少0万元。").is_empty());
        assert!(told("比上年减少1万元，做到只减不增。").is_empty());
    }
}
