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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::paragraph;
    use ledger::{Entity, Node, Stage, Year};

    fn context() -> Context {
        Context { entity: Entity::DEPARTMENT, year: Year(2031), stage: Stage::Budget }
    }

    fn scopes(text: &str) -> (Vec<(i64, Option<&'static str>)>, usize) {
        let found = read(&paragraph(text), context(), &["某县水务局".to_owned()]);
        let line = |seen: &Observation| {
            let fen = seen.value.printed().map(|printed| printed.face().fen())?;
            let node =
                [seen.scope.memo, seen.scope.purpose, seen.scope.flow].into_iter().find(|node| {
                    node.dimension().is_some_and(|dimension| Node::whole(dimension) != *node)
                });
            Some((fen, node.map(Node::key)))
        };
        (found.observations.iter().filter_map(line).collect(), found.unrecognised.len())
    }

    #[test]
    fn an_amount_counts_what_the_words_before_it_say() {
        let (found, unknown) =
            scopes("2031年基本支出共安排79.63万元，其中人员经费71.2万元，日常公用经费8.43万元。");
        assert_eq!(
            found,
            [
                (79_630_000, Some("basic")),
                (71_200_000, Some("personnel")),
                (8_430_000, Some("public"))
            ]
        );
        assert_eq!(unknown, 0);
        assert_eq!(
            scopes("2031年共安排资金242.31万元，全部是一般公共预算拨款。").0,
            [(242_310_000, None)]
        );
        assert_eq!(
            scopes("2031年，某县水务局安排政府采购预算0.00万元。").0,
            [(0, Some("procurement"))]
        );
    }

    #[test]
    fn differences_and_unknown_words_are_not_taken_for_levels() {
        assert_eq!(scopes("基本支出比上年增加3.00万元。"), (vec![], 1));
        assert_eq!(scopes("修建某水库一座，投入50万元。"), (vec![], 1));
        assert_eq!(scopes("单价100万元以上设备0台。"), (vec![], 1));
    }

    #[test]
    fn last_year_s_assets_are_of_last_year() {
        let found = read(&paragraph("上年末固定资产金额为3.00万元。"), context(), &[]);
        assert_eq!(found.observations[0].scope.year, Year(2030));
    }
}
