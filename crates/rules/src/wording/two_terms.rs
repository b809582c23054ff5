#![doc = include_str!("../../pages/YS523.en.md")]

use crate::index::{Kind, Line};
use crate::lint::{Context, Sink, Violation};
use crate::phrases::List;
use message::Message;
use std::collections::BTreeMap;

/// The positions of a word.
struct Use<'a> {
    count: usize,
    first: &'a Line<'a>,
    in_text: Option<&'a Line<'a>>,
    is_in_table: bool,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut uses: BTreeMap<&str, BTreeMap<&str, Use<'_>>> = BTreeMap::new();
    for (line, hit) in context.matches(List::Term) {
        if is_subject(context, line) {
            continue;
        }
        let of = uses.entry(hit.entry.right).or_default();
        let new = Use { count: 0, first: line, in_text: None, is_in_table: false };
        let this = of.entry(hit.entry.phrase).or_insert(new);
        this.count += 1;
        match line.is_prose() {
            true => this.in_text = this.in_text.or(Some(line)),
            false => this.is_in_table = true,
        }
    }
    for terms in uses.values() {
        // The word of the tables counts, else the more frequent one.
        let Some((usual, other)) =
            terms.iter().max_by_key(|(term, it)| (it.is_in_table, it.count, **term))
        else {
            continue;
        };
        for (term, line) in terms.iter().filter_map(|(term, it)| Some((term, it.in_text?))) {
            if term == usual {
                continue;
            }
            let message = Message::new(
                format!("这里称“{term}”，别处称“{usual}”。"),
                format!("This says “{term}” where other places say “{usual}”."),
            );
            let what = Message::new("另一个名称", "the other word");
            found.push(
                Violation::on(line, message)
                    .printed(*term)
                    .because(other.first.place, what, usual)
                    .advice(
                        "统一为报表所用的名称。",
                        "Use the word of the official tables throughout.",
                    ),
            );
        }
    }
}

/// Returns whether it names the budget subject whose code precedes it.
fn is_subject(context: &Context<'_>, line: &Line<'_>) -> bool {
    let Kind::Cell { row, column } = line.kind else { return false };
    let is_code = |other: &Line<'_>| {
        matches!(other.kind, Kind::Cell { row: r, column: c } if r == row && c < column)
            && matches!(other.words.len(), 3 | 5 | 7)
            && other.words.bytes().all(|byte| byte.is_ascii_digit())
    };
    context.index.block(line.block).iter().any(is_code)
}
