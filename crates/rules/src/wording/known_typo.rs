//! YS511 known-typo: A known misspelling.
//!
//! One of the field's known misspellings, such as 事物受理 for 事务受理.
//!
//! Why: It changes the meaning, and a public document should not have it.
//!
//! Basis: Law on the Standard Spoken and Written Chinese Language, art. 9.
//!
//! Example: “依法规范与情服务市场”.
//!
//! Cannot decide: Only words of the list are seen, and not where the words beside show another
//! meaning (于部 in 关于部分).

use crate::lint::{Context, Found, Hit, around};
use crate::phrases::List;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
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
            Hit::on(line, message)
                .printed(wrong)
                .expected(right)
                .advice("更正错别字。", "Correct the spelling."),
        );
    }
}
