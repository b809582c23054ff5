//! YS320 named-but-blank: An item named in the text is blank in the table.
//!
//! The text lists an economic item (人员经费…主要包括：…) that the table leaves blank.
//!
//! Why: Text and table differ; most likely a row was misread.
//!
//! Basis: Budget Law art. 14.
//!
//! Example: 个人农业生产补贴 is named, 30310 is blank and 30309 奖励金 is not.
//!
//! Cannot decide: Where the table does not list the item at all.

use crate::index::{Line, fold};
use crate::lint::{Context, Found, Hit};
use finding::Text;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    // Of each economic 款 by name: whether any cell prints an amount, and the places.
    let mut items: BTreeMap<String, (bool, &document::Place)> = BTreeMap::new();
    for seen in &context.disclosure.observations {
        if seen.source.table.is_none() || seen.scope.economic.level() != 2 {
            continue;
        }
        let item = items.entry(fold(&seen.source.label)).or_insert((false, &seen.place));
        item.0 |= !seen.value.is_zero();
    }
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let listing = lines.iter().enumerate().filter(|(_, line)| line.words.contains("主要包括："));
    for (at, line) in listing {
        // A paragraph cut in two goes on in the next line.
        let is_cut = line.words.ends_with(|c: char| c.is_alphanumeric() || c == '、');
        let rest = lines.get(at + 1).filter(|_| is_cut).map_or("", |next| next.words.as_str());
        for list in lists_in(&format!("{}{rest}", line.words)) {
            for name in list.split('、').map(|name| name.trim_end_matches('等')) {
                let Some((false, place)) = items.get(name) else { continue };
                let message = Text::new(
                    format!("这里列举了“{name}”，表中该科目没有数。"),
                    format!("“{name}” is listed here, and the table prints nothing for it."),
                );
                found.push(
                    Hit::on(line, message)
                        .printed(name)
                        .because(
                            place,
                            Text::new(format!("表中的“{name}”"), format!("“{name}” in the table")),
                            "",
                        )
                        .advice(
                            "核对列举的科目，删去没有数的，补上遗漏的。",
                            "Check the list: drop what is blank, add what is left out.",
                        ),
                );
            }
        }
    }
}

/// The lists after 主要包括： in a paragraph about personnel or everyday costs.
fn lists_in(words: &str) -> Vec<&str> {
    let parts = words.split("主要包括：").skip(1);
    parts
        .filter(|_| words.contains("人员经费"))
        .filter_map(|part| part.split(['；', '。']).next())
        .collect()
}
