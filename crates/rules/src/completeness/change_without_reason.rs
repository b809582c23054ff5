#![doc = include_str!("../../pages/YS312.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink};
use document::Place;
use message::Message;

/// The number of following paragraphs in which the reason may appear.
const NEAR: usize = 4;
const REASONS: [&str; 9] =
    ["原因", "由于", "因为", "主要是", "系", "变动情况", "所致", "因", "导致"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let mut without: Vec<(&Place, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| states_change(&line.words)) {
        let near = lines.iter().skip(at).take(NEAR);
        let is_explained =
            near.into_iter().any(|line| REASONS.iter().any(|word| line.words.contains(word)));
        if !is_explained {
            without.push((line.place, line.text));
        }
    }
    let message = |count| {
        Message::new(
            format!("{count} 处写了增减多少，没有说明原因。"),
            format!("{count} changes are stated without a reason."),
        )
    };
    found.push_all(without, message, Message::new("写明增减的主要原因。", "Give the main reason."));
}

/// Returns whether an amount follows 增加, 减少 or a similar word, compared with another year.
fn states_change(words: &str) -> bool {
    let compares = words.contains("比20") || words.contains("相比") || words.contains("上年");
    compares
        && ["增加", "减少", "增长", "下降"].iter().any(|verb| {
            words.match_indices(verb).any(|(at, verb)| {
                let after = words.get(at + verb.len()..).unwrap_or_default();
                let number = after
                    .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                number.len() < after.len()
                    && number.starts_with("万元")
                    && !after.starts_with("0万")
                    && !after.starts_with("0.00")
            })
        })
}
