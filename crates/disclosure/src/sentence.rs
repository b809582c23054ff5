//! Numbers in sentences: what the words before an amount say that it counts.

use crate::lexicon::{Lexicon, Reading, Where};
use crate::model::{Observation, Source, Unrecognised, Value, Why};
use crate::money::{self, Mention};
use crate::normal::normal;
use crate::parts::{Context, Parts};
use document::Paragraph;

/// What the sentences of one paragraph say.
#[derive(Debug, Default)]
pub struct Sentences {
    /// Amounts whose words say what they count.
    pub observations: Vec<Observation>,
    /// Amounts whose words do not.
    pub unrecognised: Vec<Unrecognised>,
}

/// Reads the amounts of a paragraph. `names` are the entities' names, which say nothing of the scope.
pub fn read(paragraph: &Paragraph, context: Context, names: &[String]) -> Sentences {
    let mut found = Sentences::default();
    let mut text = normal(&paragraph.text);
    for name in names.iter().filter(|name| !name.is_empty()) {
        text = text.replace(name.as_str(), "");
    }
    for sentence in text.split(['。', ';', '!', '?']) {
        read_sentence(sentence, paragraph, context, &mut found);
    }
    found
}

fn read_sentence(sentence: &str, paragraph: &Paragraph, context: Context, found: &mut Sentences) {
    let mut subject = Subject::default();
    let mut from = 0;
    for Mention { range, printed } in money::mentions(sentence) {
        let words = sentence.get(from..range.start).unwrap_or_default();
        from = range.end;
        match subject.next(words) {
            Some(parts) => found.observations.push(Observation {
                scope: parts.scope(context),
                value: Value::Printed(printed),
                place: paragraph.place.clone(),
                source: Source {
                    label: words.trim_matches([',', ':', '、']).to_owned(),
                    ..Source::default()
                },
            }),
            None => found.unrecognised.push(Unrecognised {
                text: format!("{words}{}", sentence.get(range).unwrap_or_default()),
                place: paragraph.place.clone(),
                why: Why::Sentence,
                table: None,
            }),
        }
    }
}

/// Of what the sentence speaks: what 其中 divides, and the last thing named.
#[derive(Debug, Default)]
struct Subject {
    whole: Option<Parts>,
    last: Option<Parts>,
}

impl Subject {
    /// What the amount after `words` counts; `None` where not every word is known, or
    /// where it is no level but a change.
    fn next(&mut self, words: &str) -> Option<Parts> {
        let (before, inside) = match words.rsplit_once("其中") {
            Some((before, inside)) => (before, inside),
            None => ("", words),
        };
        if inside.len() < words.len() {
            self.whole = self.last;
        }
        let reading = Lexicon::get().read(inside, Where::Sentence);
        let parts = spoken(&reading).filter(|_| before.trim_matches([',', '(', ':']).is_empty())?;
        let parts = match self.whole {
            Some(whole) => whole.narrow(parts).ok()?,
            None => parts,
        };
        self.last = Some(parts);
        Some(parts)
    }
}

fn spoken(reading: &Reading) -> Option<Parts> {
    let says = reading.is_whole() && !reading.is_change && reading.known > 0;
    says.then_some(reading.parts)
}
