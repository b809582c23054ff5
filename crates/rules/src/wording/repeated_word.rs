//! YS506 repeated-word: A word is repeated.
//!
//! The same word stands twice in a row.
//!
//! Why: Usually left by an edit.
//!
//! Example: “主要用于主要用于人员经费支出”.
//!
//! Cannot decide: Only words of a list; nouns that may meet at the seam of two names (项目项目支出)
//! are notes.

use crate::lint::{Context, Found, Hit, around};
use finding::{Severity, Text};

/// Words that nobody writes twice in a row.
const WORDS: [&str; 30] = [
    "的",
    "和",
    "与",
    "及",
    "进行",
    "以及",
    "主要",
    "用于",
    "根据",
    "按照",
    "其中",
    "开展",
    "通过",
    "负责",
    "组织",
    "完成",
    "实施",
    "加强",
    "推进",
    "包括",
    "万元",
    "安排",
    "情况",
    "我局",
    "主要用于",
    "主要原因",
    "其中：",
    "本部门",
    "本单位",
    "预算数",
];

/// Nouns at which two names may meet.
const NOUNS: [&str; 8] = ["项目", "支出", "预算", "收入", "经费", "财政", "单位", "部门"];

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    for line in context.index.prose() {
        let repeated = |words: &[&'static str]| {
            words.iter().find_map(|word| twice(&line.words, word).map(|at| (at, *word)))
        };
        let (hit, severity) = match repeated(&WORDS) {
            Some(hit) => (Some(hit), Severity::Warning),
            None => (repeated(&NOUNS), Severity::Note),
        };
        let Some((at, word)) = hit else { continue };
        let words = around(&line.words, at, at + 2 * word.len());
        let message = Text::new(
            format!("“{words}”里的“{word}”重复。"),
            format!("“{word}” is repeated in “{words}”."),
        );
        found.push(
            Hit::on(line, message)
                .severity(severity)
                .printed(words)
                .advice("删去一个。", "Delete one of them."),
        );
    }
}

/// Where `word` stands exactly twice in a row.
fn twice(words: &str, word: &str) -> Option<usize> {
    let (mut from, both) = (0, word.len() * 2);
    while let Some(at) = words.get(from..)?.find(word).map(|at| at + from) {
        let after = words.get(at + word.len()..)?;
        let is_part_of_more = words.get(at + both..).is_some_and(|rest| rest.starts_with('确'));
        if after.starts_with(word) && !is_part_of_more {
            return Some(at);
        }
        from = at + word.len();
    }
    None
}
