#![doc = include_str!("../../pages/YS506.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use finding::Severity;
use message::Message;

/// Words that are never correctly repeated.
const WORDS: [&str; 41] = [
    "原因",
    "增加",
    "减少",
    "下降",
    "增长",
    "上年",
    "比上年",
    "较上年",
    "决算数",
    "主要是",
    "厉行节约",
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

/// The length of the longest of the words, in characters.
const LONGEST: usize = 4;

/// Nouns at which two names may meet.
const NOUNS: [&str; 8] = ["项目", "支出", "预算", "收入", "经费", "财政", "单位", "部门"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        let mut repeated = repeated(&line.words);
        let is_noun = |(_, word): &(usize, &str)| NOUNS.contains(word);
        let hit = match repeated.clone().find(|hit| !is_noun(hit)) {
            Some(hit) => Some((hit, Severity::Warning)),
            None => repeated.next().map(|hit| (hit, Severity::Note)),
        };
        let Some(((at, word), severity)) = hit else { continue };
        let words = around(&line.words, at, at + 2 * word.len());
        let message = Message::new(
            format!("“{words}”里的“{word}”重复。"),
            format!("“{word}” is repeated in “{words}”."),
        );
        found.push(
            Violation::on(line, message)
                .severity(severity)
                .printed(words)
                .advice("删去一个。", "Delete one of them."),
        );
    }
}

/// The listed words that occur exactly twice in a row, with their positions.
fn repeated(words: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut before = [(0, ' '); LONGEST];
    let same = words.char_indices().flat_map(move |(again, c)| {
        let earlier = before;
        before.rotate_right(1);
        before[0] = (again, c);
        // The same character again is rare, the same word rarer, and a listed word rarest.
        earlier.into_iter().filter(move |(_, other)| *other == c).map(move |(at, _)| (at, again))
    });
    same.filter_map(move |(at, again)| {
        let word = words.get(at..again)?;
        let is_listed = || WORDS.contains(&word) || NOUNS.contains(&word);
        let rest = words.get(again..)?.strip_prefix(word)?;
        (is_listed() && !rest.starts_with('确')).then_some((at, word))
    })
}
