//! Conditions under which something is printed: `some fund=government_fund and not last`.

use super::fault::parts;
use crate::vocabulary::parts::Parts;
use message::Message;

/// A conjunction of questions; true if empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Condition(pub Vec<(bool, Question)>);

/// One question about the ledger.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Question {
    /// Whether anything is counted.
    Some(Parts),
    /// Whether the first scope counts everything that the second counts.
    Only(Parts, Parts),
    /// Whether both print the same amount in a sentence.
    Same(Parts, Parts),
    /// Whether the amount can be known from the ledgers at hand.
    Known(Parts),
    /// Whether the preparer entered text under that key.
    Words(String),
    /// Whether a count of one of these was entered.
    Counted(Vec<String>),
    /// Whether tables print some amount without its last digits, so that sums may miss by one.
    Rounded,
    /// Whether the department has units.
    Units,
    /// Whether there are projects.
    Projects,
}

impl Condition {
    /// Parses `[not] QUESTION and …`; empty text is always true.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let questions = text.split(" and ").map(str::trim).filter(|text| !text.is_empty());
        questions.map(one).collect::<Result<_, _>>().map(Self)
    }
}

fn one(text: &str) -> Result<(bool, Question), Message> {
    let (is_yes, text) = match text.strip_prefix("not ") {
        Some(rest) => (false, rest.trim()),
        None => (true, text),
    };
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let question = match word {
        "some" => Question::Some(parts(rest)?),
        "known" => Question::Known(parts(rest)?),
        "only" => {
            let (part, whole) = rest.split_once(" of ").unwrap_or((rest, ""));
            Question::Only(parts(part)?, parts(whole)?)
        }
        "same" => {
            let (one, other) = rest.split_once(" as ").unwrap_or((rest, ""));
            Question::Same(parts(one)?, parts(other)?)
        }
        "words" if !rest.is_empty() => Question::Words(rest.to_owned()),
        "counted" if !rest.is_empty() => {
            Question::Counted(rest.split_whitespace().map(str::to_owned).collect())
        }
        "rounded" => Question::Rounded,
        "units" => Question::Units,
        "projects" => Question::Projects,
        _ => {
            let zh = format!("不认识的条件“{text}”");
            return Err(Message::new(zh, format!("unknown condition \"{text}\"")));
        }
    };
    Ok((is_yes, question))
}
