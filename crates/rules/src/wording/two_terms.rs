//! YS523 two-terms: Two words for one thing.
//!
//! The document uses two words for one thing, such as 上解上级支出 and 上缴上级支出.
//!
//! Why: The reader cannot know whether they differ, and a search finds only half.
//!
//! Basis: The names in the Ministry of Finance's own tables.
//!
//! Example: The table lists 上解上级支出, the glossary explains 上缴上级支出.
//!
//! Cannot decide: Only the words of a list are compared.

use crate::lint::{Context, Found, Hit};
use crate::phrases::List;
use finding::Text;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    let mut uses: BTreeMap<&str, BTreeMap<&str, (usize, &crate::index::Line<'_>)>> =
        BTreeMap::new();
    for (line, hit) in context.matches(List::Term) {
        let of = uses.entry(hit.entry.right).or_default();
        of.entry(hit.entry.phrase).or_insert((0, line)).0 += 1;
    }
    for terms in uses.values().filter(|terms| terms.len() > 1) {
        // The rarer word is the one to change.
        let mut terms: Vec<_> = terms.iter().collect();
        terms.sort_by_key(|(term, (count, _))| (*count, **term));
        let Some((usual, (_, other))) = terms.last() else { continue };
        for (term, (_, line)) in terms.iter().take(terms.len() - 1) {
            let message = Text::new(
                format!("这里称“{term}”，别处称“{usual}”。"),
                format!("This says “{term}” where other places say “{usual}”."),
            );
            let what = Text::new("另一个名称", "the other word");
            found.push(
                Hit::on(line, message).printed(**term).because(other.place, what, usual).advice(
                    "统一为报表所用的名称。",
                    "Use the word of the official tables throughout.",
                ),
            );
        }
    }
}
