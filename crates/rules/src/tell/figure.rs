//! The words with which a finding names a printed number.

use crate::identities::{Cell, Facts};
use disclosure::{Disclosure, Observation, Value};
use finding::{Amounts, Evidence, Location};
use ledger::Printed;
use message::Message;

/// Describes the position of a number: table, row and column, or the words of the sentence.
pub fn cell(facts: &Facts<'_>, cell: Cell) -> Message {
    cell_of(facts.disclosure, facts.observation(cell))
}

/// Describes the position of a number of a disclosure.
pub fn cell_of(disclosure: &Disclosure, seen: &Observation) -> Message {
    let source = &seen.source;
    let Some(title) = title(disclosure, seen) else {
        return Message::new(
            format!("正文“{}”之数", source.label),
            format!("the figure after “{}”", source.label),
        );
    };
    let label = format!("{}{}", source.code, source.label);
    let (mut zh, mut en) = (format!("《{title}》"), format!("in “{title}”"));
    if !label.is_empty() {
        zh.push_str(&format!("“{label}”行"));
        en.push_str(&format!(", row “{label}”"));
    }
    if !source.head.is_empty() {
        zh.push_str(&format!("“{}”列", source.head));
        en.push_str(&format!(", column “{}”", source.head));
    }
    Message::new(zh, en)
}

/// A number as evidence.
pub fn evidence(facts: &Facts<'_>, cell: Cell) -> Evidence {
    let seen = facts.observation(cell);
    Evidence {
        location: Location::here(seen.place.clone()),
        what: cell_of(facts.disclosure, seen),
        printed: show(seen.value),
    }
}

/// A number as the only figure of a finding.
pub fn amounts(seen: &Observation) -> Amounts {
    Amounts { printed: seen.value.printed().map(Printed::nominal), ..Amounts::default() }
}

/// Returns the title of a number's table.
pub fn title(disclosure: &Disclosure, seen: &Observation) -> Option<String> {
    disclosure.tables.get(seen.source.table?).map(|table| table.title.clone())
}

/// A number as printed; nothing for a blank.
pub fn show(value: Value) -> String {
    value.printed().map(|printed| printed.to_string()).unwrap_or_default()
}

/// The text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
