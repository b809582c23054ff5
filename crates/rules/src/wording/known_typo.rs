#![doc = include_str!("../../pages/YS511.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for (line, hit) in context.matches(List::Typo) {
        let (wrong, right) = (hit.entry.phrase, hit.entry.right);
        // Units in cells and names of subjects have checks of their own (unknown-unit,
        // name-in-text).
        let after = line.words.get(hit.end..).unwrap_or_default();
        let marks = ["（项）", "（款）"];
        let is_subject = wrong.starts_with("其它") && marks.iter().any(|mark| after.contains(mark));
        if is_subject || (wrong.starts_with('万') && !line.is_prose()) {
            continue;
        }
        let words = around(&line.words, hit.start, hit.end);
        let message = Message::new(
            format!("“{words}”里的“{wrong}”应为“{right}”。"),
            format!("“{wrong}” in “{words}” should be “{right}”."),
        );
        found.push(
            Violation::on(line, message)
                .printed(wrong)
                .expected(right)
                .advice("更正错别字。", "Correct the spelling."),
        );
    }
}
