//! The lexicon: the phrases of the field and their meanings, read from `data/lexicon.tsv`.

use crate::vocabulary::parts::{Parts, When};
use ledger::Year;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The position of a phrase; the same words may mean different things in different positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// The title of a table.
    Title,
    /// The head of a column.
    Head,
    /// The label of a row.
    Row,
    /// A sentence.
    Sentence,
}

/// The contents of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Line numbers.
    Ordinal,
    /// Codes, or one level of them.
    Code,
    /// The labels of the rows.
    Label,
    /// The names of the units whose rows they are.
    Unit,
    /// The codes of the units whose rows they are.
    UnitCode,
    /// Words, or numbers that are not amounts of money.
    Text,
}

/// The meaning of some words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// The coordinates of the scope that they determine.
    pub parts: Parts,
    /// The contents of a column with this head, if the words give it.
    pub role: Option<Role>,
    /// Whether they name the total of a list.
    pub is_total: bool,
    /// Whether they name a difference and not a level.
    pub is_change: bool,
    /// Whether the flow of the year may also mean the total including carry-over.
    pub may_be_total: bool,
    /// Whether two of the phrases contradict each other.
    pub is_contradictory: bool,
    /// The number of characters that no phrase covers.
    pub unknown: usize,
    /// The number of characters covered by phrases with a meaning.
    pub known: usize,
}

/// All phrases, by their first character, the longest first.
#[derive(Debug)]
pub struct Lexicon {
    phrases: FxHashMap<char, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    words: &'static str,
    places: &'static str,
    says: Says,
}

#[derive(Debug, Clone, Copy)]
enum Says {
    Parts(Parts),
    /// A flow of the year, or the total including carry-over.
    FlowOrTotal(Parts),
    Role(Role),
    Total,
    Change,
    Noise,
}

/// How much a hidden name outweighs the words beside it, in characters.
const HIDDEN: usize = 100;

const DATA: &str = include_str!("../../data/lexicon.tsv");

impl Lexicon {
    /// The lexicon, parsed on first use.
    #[expect(clippy::expect_used, reason = "the data is part of the program, and a test parses it")]
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(DATA).expect("the data is sound"))
    }

    /// Returns the meaning of `words` (in normal form) in a position.
    pub fn read(&self, words: &str, place: Where) -> Reading {
        let mut reading = Reading::default();
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            if let Some(after) = hidden(rest, place) {
                reading.unknown += HIDDEN;
                rest = after;
            } else if let Some((year, after)) = year(rest) {
                reading.parts.year = Some(When::Year(year));
                rest = after;
            } else if let Some(phrase) = self.longest(first, rest, place) {
                reading.take(phrase);
                rest = rest.get(phrase.words.len()..).unwrap_or_default();
            } else {
                reading.unknown += usize::from(!is_punctuation(first));
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        reading
    }

    fn longest(&self, first: char, text: &str, place: Where) -> Option<&Phrase> {
        let phrases = self.phrases.get(&first)?;
        phrases
            .iter()
            .find(|phrase| text.starts_with(phrase.words) && phrase.places.contains(place.letter()))
    }

    /// Fails with the file, the line and what is wrong there.
    fn parse(data: &'static str) -> Result<Self, String> {
        let rows = (1..).zip(data.lines()).filter(|(_, line)| !line.starts_with('#')).skip(1);
        let mut phrases: FxHashMap<char, Vec<Phrase>> = FxHashMap::default();
        for (number, row) in rows {
            let phrase = Phrase::parse(row);
            let (first, phrase) =
                phrase.map_err(|wrong| format!("data/lexicon.tsv:{number}: {wrong}"))?;
            phrases.entry(first).or_default().push(phrase);
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Ok(Self { phrases })
    }
}

impl Phrase {
    /// The phrase of a line of the data, with its first character.
    fn parse(row: &'static str) -> Result<(char, Self), String> {
        let fields: Vec<&str> = row.split('\t').collect();
        let &[words, places, says] = fields.as_slice() else {
            return Err(format!("{} fields instead of 3", fields.len()));
        };
        let first = words.chars().next().ok_or("a phrase without words")?;
        Ok((first, Self { words, places, says: Says::parse(says)? }))
    }
}

/// Returns a memo item that `words` name in addition to that of the table's title, although they
/// are not known in
/// tables: elsewhere 会议费 is an economic item.
pub fn beside(words: &str, base: &Parts) -> Option<Parts> {
    let reading = Lexicon::get().read(words, Where::Sentence);
    let memo = Parts { memo: reading.parts.memo, ..Parts::default() };
    (reading.is_whole() && memo.stands_beside(base)).then_some(memo)
}

impl Reading {
    /// Returns whether phrases cover every character and none contradicts another.
    pub fn is_whole(&self) -> bool {
        self.unknown == 0 && !self.is_contradictory
    }

    /// Returns whether the words determine a coordinate and unknown words do not outweigh known
    /// ones.
    pub fn is_meaningful(&self) -> bool {
        !self.is_contradictory && self.known > 0 && self.unknown <= self.known
    }

    /// Returns whether the words name a year and nothing else of the scope: `2031年预算`.
    pub fn is_year(&self) -> bool {
        self.parts.year.is_some() && self.known == 0 && self.is_whole()
    }

    fn take(&mut self, phrase: &Phrase) {
        match phrase.says {
            // 收入 in 上年结转收入 only says that the money comes in.
            Says::FlowOrTotal(_) if self.parts.flow.is_some() => {
                self.known += phrase.words.chars().count();
            }
            Says::Parts(parts) | Says::FlowOrTotal(parts) => {
                self.may_be_total = matches!(phrase.says, Says::FlowOrTotal(_));
                self.known += phrase.words.chars().count();
                match self.parts.narrow(parts) {
                    Ok(both) => self.parts = both,
                    Err(_) => self.is_contradictory = true,
                }
            }
            Says::Role(role) => self.role = Some(role),
            Says::Total => self.is_total = true,
            Says::Change => self.is_change = true,
            Says::Noise => {}
        }
    }
}

impl Where {
    const fn letter(self) -> char {
        match self {
            Self::Title => 't',
            Self::Head => 'h',
            Self::Row => 'r',
            Self::Sentence => 's',
        }
    }
}

impl Says {
    /// Parses a meaning of the data: `fund=general flow=received`, `role=code`, `total`, `noise`.
    /// Fails where a piece of it is not understood.
    fn parse(meaning: &str) -> Result<Self, String> {
        match meaning {
            "total" => return Ok(Self::Total),
            "change" => return Ok(Self::Change),
            "noise" => return Ok(Self::Noise),
            _ => {}
        }
        if let Some(name) = meaning.strip_prefix("role=") {
            let role = Role::named(name).ok_or_else(|| format!("unknown `{meaning}`"))?;
            return Ok(Self::Role(role));
        }
        let may_be_total = meaning.contains("or=total");
        let parts = meaning.replace("or=total", "");
        let parts = Parts::parse(&parts).map_err(|piece| format!("unknown `{piece}`"))?;
        Ok(if may_be_total { Self::FlowOrTotal(parts) } else { Self::Parts(parts) })
    }
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ordinal" => Self::Ordinal,
            "code" => Self::Code,
            "label" => Self::Label,
            "unit" => Self::Unit,
            "unit_code" => Self::UnitCode,
            "text" => Self::Text,
            _ => return None,
        })
    }
}

/// Returns the year at the start of `text` and the text after it: `2023年…`.
pub fn year(text: &str) -> Option<(Year, &str)> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = text.get(4..)?;
    let year: u16 = digits.parse().ok()?;
    // 2031年初预算数 is the budget at the beginning of 2031.
    let is_beginning = rest.starts_with("年初");
    let after = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))?;
    let after = if is_beginning { rest } else { after };
    (1949..=2100).contains(&year).then_some((Year(year), after))
}

/// The years that words name.
pub fn years(words: &str) -> impl Iterator<Item = Year> {
    let starts = words.match_indices('年').filter_map(|(at, _)| words.get(at.checked_sub(4)?..));
    starts.filter_map(|words| Some(year(words)?.0))
}

/// What follows a name that is hidden by asterisks, `****支出`: whatever stands beside them, nobody
/// knows what is counted.
fn hidden(text: &str, place: Where) -> Option<&str> {
    let is_name = text.starts_with("**") && matches!(place, Where::Row | Where::Sentence);
    is_name.then(|| text.trim_start_matches('*'))
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '(' | ')' | '、' | ',' | ':' | '/' | '-' | '—' | '.' | '*' | '。' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::parts::Side;
    use ledger::Node;

    fn read(words: &str, place: Where) -> Reading {
        Lexicon::get().read(words, place)
    }

    fn node(key: &str) -> Option<Node> {
        Node::named(key)
    }

    #[test]
    fn every_line_of_the_data_is_a_phrase() {
        let rows: Vec<_> = DATA.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        for row in &rows {
            let fields: Vec<_> = row.split('\t').collect();
            assert!(fields[1].chars().all(|place| "thrs".contains(place)), "{row}");
            assert_eq!(
                crate::vocabulary::normal::normal(fields[0]),
                fields[0],
                "phrases are in normal form"
            );
        }
        let parsed: usize = Lexicon::get().phrases.values().map(Vec::len).sum();
        assert_eq!(parsed, rows.len());
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let wrong = |row: &str| {
            let data = format!("# a comment\nphrase\twhere\tsays\n支出\tr\tflow=spent\n{row}\n");
            Lexicon::parse(data.leak()).unwrap_err()
        };
        let at = "data/lexicon.tsv:4:";
        assert_eq!(wrong("收入\tr\tflow=recieved"), format!("{at} unknown `flow=recieved`"));
        assert_eq!(wrong("收入\tr\tfund=received"), format!("{at} unknown `fund=received`"));
        assert_eq!(wrong("收入\tr\trole=lable"), format!("{at} unknown `role=lable`"));
        assert_eq!(wrong("收入\tr"), format!("{at} 2 fields instead of 3"));
    }

    #[test]
    fn the_longer_phrase_wins() {
        let reading = read("一般公共预算拨款收入", Where::Row);
        assert_eq!(reading.parts.fund, node("general"));
        assert_eq!(reading.parts.side, Some(Side::Sources));
        assert!(reading.is_whole());
        assert_eq!(read("附属单位上缴收入", Where::Head).parts.fund, node("affiliates"));
        assert_eq!(read("年初财政拨款结转和结余", Where::Row).parts.flow, node("carried_in"));
    }

    #[test]
    fn the_same_words_say_other_things_elsewhere() {
        assert_eq!(read("项目", Where::Head).role, Some(Role::Label));
        assert!(read("合计", Where::Row).is_total);
        assert_eq!(read("项目支出", Where::Head).parts.purpose, node("project"));
    }

    #[test]
    fn a_new_wording_around_a_known_stem_is_understood() {
        let reading = read("一般公共预算统筹财力", Where::Head);
        assert_eq!(reading.parts.fund, node("general"));
        assert!(reading.is_meaningful() && !reading.is_whole());
        assert!(!read("某种新东西", Where::Head).is_meaningful());
    }

    #[test]
    fn a_name_hidden_by_asterisks_is_unknown() {
        for place in [Where::Row, Where::Sentence] {
            assert!(!read("****支出", place).is_meaningful());
        }
        assert!(read("***局一般公共预算支出表", Where::Title).is_meaningful());
        assert!(read("*公务接待费", Where::Row).is_whole());
    }

    #[test]
    fn contradictions_are_seen() {
        assert!(read("基本支出项目支出", Where::Head).is_contradictory);
        assert!(read("一般公共预算政府性基金", Where::Head).is_contradictory);
        assert_eq!(read("2022年执行数", Where::Head).parts.year, Some(When::Year(Year(2022))));
    }
}
