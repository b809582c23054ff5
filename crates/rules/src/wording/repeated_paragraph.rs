#![doc = include_str!("../../pages/YS516.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use message::Message;
use std::collections::VecDeque;

/// Shorter paragraphs may be alike by chance.
const SHORTEST: usize = 24;
/// Shorter sentences may be said of one thing and then of another.
const SENTENCE: usize = 16;
/// The largest distance, in paragraphs, at which a copy is reported.
const NEAR: usize = 8;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut recent: VecDeque<_> = VecDeque::new();
    let mut heading: Option<&Line<'_>> = None;
    for line in context.index.prose() {
        heading = Some(line).filter(|line| line.is_heading()).or(heading);
        if let Some(sentence) = twice(&line.words).filter(|_| !line.is_draft) {
            let sentence = short(sentence);
            let message = Message::new(
                format!("这一段里有一句写了两遍：“{sentence}”。"),
                format!("One sentence stands twice in this paragraph: “{sentence}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(sentence)
                    .advice("删去一句。", "Delete one of them."),
            );
        }
        let is_long = line.words.chars().count() >= SHORTEST;
        let is_note = line.words.starts_with('注')
            || line.words.contains("单位：")
            || !line.words.contains(['，', '。', '；']);
        if !is_long || is_note || line.is_draft {
            continue;
        }
        // 本年未安排此项支出 may be said below each heading.
        let is_told = |above: Option<&Line<'_>>| {
            let is_same = above.map(|it| it.place) == heading.map(|it| it.place);
            is_same || line.says_yuan
        };
        let same = recent
            .iter()
            .find(|(other, above): &&(&Line<'_>, _)| other.words == line.words && is_told(*above));
        let same =
            same.or_else(|| recent.iter().rev().find(|(other, _)| is_item_again(other, line)));
        if let Some((other, _)) = same {
            let message = Message::new(
                format!("这一段与前面的一段完全相同：“{}”。", short(&line.words)),
                format!("This paragraph repeats one just before it: “{}”.", short(&line.words)),
            );
            found.push(
                Violation::on(line, message)
                    .printed(short(line.text))
                    .because(
                        other.place,
                        Message::new("同样的段落", "the same paragraph"),
                        &short(other.text),
                    )
                    .advice(
                        "删去一段，或换上原应写的内容。",
                        "Delete one, or write what belonged here.",
                    ),
            );
        }
        recent.push_back((line, heading));
        if recent.len() > NEAR {
            recent.pop_front();
        }
    }
}

/// The first sentence of a paragraph that the next one repeats, or a clause of words that does.
fn twice(words: &str) -> Option<&str> {
    let long = |sentence: &str, least: usize| sentence.chars().count() >= least;
    let sentences = words.split('。').zip(words.split('。').skip(1));
    let mut sentences = sentences.filter(|(one, other)| one == other && long(one, SENTENCE));
    let clauses = || {
        let ends = ['，', '。', '；'];
        let mut clauses = words.split(ends).zip(words.split(ends).skip(1));
        let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        clauses.find(|(one, other)| one == other && long(one, 6) && one.chars().all(is_word))
    };
    sentences.next().or_else(clauses).map(|(sentence, _)| sentence)
}

/// Whether two items of one list say the same, in words alone or of one item.
fn is_item_again(one: &Line<'_>, other: &Line<'_>) -> bool {
    let style = |line: &Line<'_>| line.number.map(|number| number.style);
    let is_words =
        !other.body().contains(|c: char| c.is_ascii_digit()) || other.body().contains("（项）");
    style(one).is_some() && style(one) == style(other) && is_words && one.body() == other.body()
}
