//! The words by which events are found.
//!
//! Letters and digits are words as they stand. Those with digits are found by their beginnings too,
//! for the code of a unit begins with that of its department. Characters of other scripts, which have no spaces between
//! words, are found by pairs of neighbours. What is in ledgers and findings is left out: they are
//! searched where they are shown.

use crate::Error;
use crate::database::Tx;
use crate::rows::{self, Cell};
use serde_json::Value;
use std::collections::BTreeSet;
use workflow::{Actor, Event, Fact, Office};

/// The shortest beginning of a word that is found.
const SHORTEST: usize = 3;
/// The longest word; a longer one is found by its beginning.
const LONGEST: usize = 16;
/// The most words of one event.
const MOST: usize = 400;

/// What a text falls into.
enum Part {
    /// Letters and digits of ASCII, in lower case.
    Word(String),
    /// Neighbours of another script; one alone is alone.
    Pair(String),
}

/// Returns the word that stands for all that a person did.
pub(crate) fn of_person(login: &str) -> String {
    format!("@{login}")
}

/// Returns the word that stands for all events of one kind, by the key of the fact.
pub(crate) fn of_deed(key: &str) -> String {
    format!("#{key}")
}

/// Returns the word that stands for all that is about a body, and for a department about its
/// units.
pub(crate) fn of_body(code: &str) -> String {
    format!("^{code}")
}

/// Returns the words that an event must have where a text is searched.
pub(crate) fn asked(text: &str) -> Vec<String> {
    let word = |part| match part {
        Part::Word(word) => word.chars().take(LONGEST).collect(),
        Part::Pair(pair) => pair,
    };
    // A number such as 2031/101 is a word as a whole.
    let whole = (text.contains('/') && text.is_ascii()).then(|| text.to_lowercase());
    whole.map_or_else(|| parts(text).into_iter().map(word).collect(), |whole| vec![whole])
}

/// Returns the words of an event. The state has the bodies and what the event is about.
pub(crate) fn of(event: &Event, office: &Office) -> BTreeSet<String> {
    let body = event.fact.body(office);
    let bodies = body.into_iter().chain(body.and_then(|body| office.department(body)));
    let mut words: BTreeSet<String> = bodies.map(|body| of_body(body.as_str())).collect();
    words.insert(of_deed(event.fact.key()));
    if let Actor::Person(person) = &event.by {
        words.insert(of_person(person.as_str()));
        add(&mut words, person.as_str());
    }
    add(&mut words, event.role.key());
    match &event.fact {
        Fact::Saved { package, draft } => {
            add(&mut words, "saved");
            add(&mut words, &package.to_string());
            add(&mut words, draft.content.as_str());
        }
        Fact::Checked { document, .. } => {
            add(&mut words, "checked");
            add(&mut words, document.as_str());
        }
        fact => serde_json::to_value(fact).iter().for_each(|fact| walk(&mut words, fact)),
    }
    words.into_iter().take(MOST).collect()
}

/// Adds the texts of a fact, and its name.
fn walk(words: &mut BTreeSet<String>, value: &Value) {
    match value {
        Value::String(text) => add(words, text),
        Value::Array(all) => all.iter().for_each(|value| walk(words, value)),
        Value::Object(all) => {
            for (name, value) in all {
                if !["changes", "figures"].contains(&name.as_str()) {
                    add(words, name);
                    walk(words, value);
                }
            }
        }
        Value::Number(number) => add(words, &number.to_string()),
        Value::Null | Value::Bool(_) => {}
    }
}

fn add(words: &mut BTreeSet<String>, text: &str) {
    if text.contains('/') && text.is_ascii() {
        words.insert(text.to_lowercase());
    }
    for part in parts(text) {
        match part {
            Part::Pair(pair) => drop(words.insert(pair)),
            Part::Word(word) => {
                let word: String = word.chars().take(LONGEST).collect();
                let has_digit = word.contains(|c: char| c.is_ascii_digit());
                for end in (SHORTEST..word.len()).filter(|_| has_digit) {
                    words.extend(word.get(..end).map(str::to_owned));
                }
                words.insert(word);
            }
        }
    }
}

fn parts(text: &str) -> Vec<Part> {
    let (mut parts, mut word, mut before) = (Vec::new(), String::new(), None);
    let mut is_paired = false;
    // The end is a mark that ends whatever is before it.
    for c in text.chars().chain([' ']) {
        let is_ascii = c.is_ascii_alphanumeric();
        let is_other = !c.is_ascii() && c.is_alphanumeric();
        if is_ascii {
            word.push(c.to_ascii_lowercase());
        } else if !word.is_empty() {
            parts.push(Part::Word(std::mem::take(&mut word)));
        }
        match before {
            Some(before) if is_other => {
                parts.push(Part::Pair([before, c].into_iter().collect()));
                is_paired = true;
            }
            Some(before) if !is_paired => parts.push(Part::Pair(before.to_string())),
            _ => {}
        }
        if !is_other {
            is_paired = false;
        }
        before = is_other.then_some(c);
    }
    parts
}

/// Stores words with the numbers of their events.
pub(crate) async fn insert(tx: &mut Tx, words: Vec<[Cell; 2]>) -> Result<(), Error> {
    rows::insert(tx, "INSERT INTO event_words (word, seq)", words, "").await
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::testing::{draft, id, package};
    use workflow::{Moment, Role};

    fn event(fact: Fact) -> Event {
        let by = Actor::Person(id("preparer-101"));
        Event { at: Moment(0), by, role: Role::Preparer, fact }
    }

    fn is_found(event: &Event, text: &str) -> bool {
        let (words, asked) = (of(event, &Office::default()), asked(text));
        !asked.is_empty() && asked.iter().all(|word| words.contains(word))
    }

    #[test]
    fn events_are_found_by_what_a_person_remembers() {
        let reason = "附件2031年A表有误，请改正。".to_owned();
        let returned =
            event(Fact::Returned { package: package("101001"), reason, comments: Vec::new() });
        for text in [
            "2031/101001",
            "101001",
            "101",
            "2031",
            "returned",
            "RETURNED",
            "附件",
            "附件2031年",
            "有误",
            "改正",
            "preparer",
            "preparer-101",
            "A表有误",
        ] {
            assert!(is_found(&returned, text), "{text}");
        }
        for text in ["2031/101", "001", "102", "prep", "saved", "附表", "%", "", "\"", "，"] {
            assert!(!is_found(&returned, text), "{text}");
        }
    }

    #[test]
    fn what_is_in_a_ledger_is_left_out() {
        let lines = workflow::testing::lines("2050201", "project", 1);
        let draft = draft(0, lines, Vec::new());
        let content = draft.content.clone();
        let saved = event(Fact::Saved { package: package("101001"), draft });
        assert!(is_found(&saved, "saved") && is_found(&saved, content.as_str()));
        assert!(!is_found(&saved, "2050201"));
        let words = of(&saved, &Office::default());
        for word in [of_person("preparer-101"), of_deed("saved"), of_body("101001")] {
            assert!(words.contains(&word), "{word}");
        }
        assert!(words.len() < 60, "{words:?}");
    }
}
