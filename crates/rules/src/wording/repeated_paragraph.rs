#![doc = include_str!("../../pages/YS516.en.md")]

use crate::lint::{Context, Sink, Violation, short};
use message::Message;
use std::collections::VecDeque;

/// Shorter paragraphs may be alike by chance.
const SHORTEST: usize = 24;
/// The largest distance, in paragraphs, at which a copy is reported.
const NEAR: usize = 8;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut recent: VecDeque<_> = VecDeque::new();
    for line in context.index.prose() {
        let is_long = line.words.chars().count() >= SHORTEST;
        let is_note = line.words.starts_with('注')
            || line.words.contains("单位：")
            || !line.words.contains(['，', '。', '；']);
        if !is_long || is_note || line.is_draft {
            continue;
        }
        let same = recent.iter().find(|other: &&&crate::index::Line<'_>| other.words == line.words);
        if let Some(other) = same {
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
        recent.push_back(line);
        if recent.len() > NEAR {
            recent.pop_front();
        }
    }
}
