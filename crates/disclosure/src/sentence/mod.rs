//! Numbers in sentences: what the words before an amount say that it counts, and what a
//! sentence claims of it (more than last year, a share of something).
//!
//! A paragraph is read from left to right. What it has spoken of so far, the list that an
//! earlier paragraph announced and the heading above complete what its words leave open.

mod claims;
mod clauses;
mod compare;
mod marks;
mod quantities;
mod subjects;
#[cfg(test)]
mod tests;
mod topic;

pub use subjects::Subjects;

use crate::classification::{Classification, Kind};
use crate::lexicon::{Lexicon, Reading, Where};
use crate::model::{Assertion, Claim, Observation, Source, Unrecognised, Value, Why};
use crate::normal::{label, normal};
use crate::parts::{Context, Parts};
use crate::rows::code_parts;
use clauses::{explained, without_explanation, without_owners};
use compare::Compared;
use document::Paragraph;
use ledger::{Dimension, Node, Printed, Scope, Stage};
use marks::{Mark, Says, marks};
use topic::Topic;

/// What the sentences of one paragraph say.
#[derive(Debug, Default)]
pub struct Said {
    /// Amounts whose words say what they count.
    pub observations: Vec<Observation>,
    /// What is claimed of them.
    pub claims: Vec<Claim>,
    /// Amounts whose words do not.
    pub unrecognised: Vec<Unrecognised>,
}

/// Reads the paragraphs of a document, one after the other.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The names of the entities in normal form, which say nothing of the scope.
    names: &'a [String],
    subjects: &'a Subjects,
    topic: Topic,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a document.
    pub fn new(names: &'a [String], subjects: &'a Subjects) -> Self {
        Self { names, subjects, topic: Topic::default() }
    }

    /// Reads the next paragraph.
    pub fn read(&mut self, paragraph: &Paragraph, context: Context) -> Said {
        let mut text = normal(&paragraph.text);
        for name in self.names.iter().filter(|name| !name.is_empty()) {
            if !text.contains(name.as_str()) {
                continue;
            }
            text = text.replace(name.as_str(), "").into();
        }
        let label = label(&text);
        if self.topic.take_heading(&label) {
            return Said::default();
        }
        self.topic.begin(label.is_numbered);
        let mut statement = Statement {
            ahead: "",
            subjects: self.subjects,
            topic: &self.topic,
            paragraph,
            context,
            whole: self.topic.whole,
            last: None,
            item: None,
            claim: None,
            compared: None,
            divided: None,
            is_lost: false,
            is_within_lost: false,
            said: Said::default(),
        };
        for sentence in label.words.split('。') {
            statement.whole = statement.topic.whole;
            (statement.is_lost, statement.is_within_lost) = (false, false);
            (statement.compared, statement.divided) = (None, None);
            let mut from = 0;
            for clause in sentence.split([';', '!', '?']) {
                statement.read(clause, sentence.get(from..).unwrap_or_default());
                from += clause.len() + 1;
            }
            for division in quantities::divisions(sentence) {
                statement.claim_of(sentence, Assertion::Divides(division));
            }
        }
        let Statement { last, said, .. } = statement;
        self.topic.end(&text, label.is_numbered, last);
        said
    }

    /// Leaves the part of the document: a table or another part follows.
    pub fn leave(&mut self) {
        self.topic = Topic::default();
    }
}

/// A paragraph while it is read.
struct Statement<'a> {
    /// What follows the words just read in their sentence.
    ahead: &'a str,
    subjects: &'a Subjects,
    topic: &'a Topic,
    paragraph: &'a Paragraph,
    context: Context,
    /// What 其中 divides.
    whole: Option<Parts>,
    /// The last thing that an amount was said of.
    last: Option<Parts>,
    /// The budget subject that the paragraph is about.
    item: Option<Parts>,
    /// The comparison just begun, whose amount and percentage may follow.
    claim: Option<usize>,
    /// The last comparison of the sentence, and what was compared.
    compared: Option<(Compared, Parts)>,
    /// The comparison whose parts the sentence goes through after 其中.
    divided: Option<(Compared, Parts)>,
    /// Whether the last amount was not recognised.
    is_lost: bool,
    /// Whether such an amount is being divided.
    is_within_lost: bool,
    said: Said,
}

/// What an amount counts.
#[derive(Debug, Clone, Copy)]
struct Level {
    parts: Parts,
    /// Whether it may also be the total with what was carried over.
    may_be_total: bool,
}

impl<'a> Statement<'a> {
    /// Reads one clause; `rest` is its sentence from there on.
    fn read(&mut self, clause: &str, rest: &'a str) {
        let mut from = 0;
        let mut before: Option<Mark> = None;
        self.claim = None;
        for mark in marks(clause) {
            self.ahead = rest.get(mark.range.end..).unwrap_or_default();
            let words = clause.get(from..mark.range.start).unwrap_or_default();
            let gap = before.as_ref().map(|before| before.range.end..mark.range.start);
            let follows = before.as_ref().is_some_and(|b| matches!(b.says, Says::Direction(_)))
                && gap.and_then(|gap| clause.get(gap)).is_some_and(is_glue);
            let is_used = match mark.says {
                Says::Amount(printed) if follows => self.change(words, printed, clause, &mark),
                Says::Amount(printed) => self.amount(words, printed, clause, &mark),
                Says::Percent(percent) if follows => self.percent_of_change(percent),
                Says::Percent(percent) => self.share(words, percent, clause),
                Says::Direction(direction) => {
                    let after = clause.get(mark.range.end..).unwrap_or_default();
                    self.compare(words, direction, after, clause)
                }
            };
            if is_used {
                from = mark.range.end;
            }
            before = Some(mark);
        }
        if before.is_none() {
            self.subject_only(clause);
        }
        let rest = clause.get(from..).unwrap_or_default();
        self.includes(rest);
        self.serves(rest);
    }

    /// A clause without figures may still name the subject of those that follow.
    fn subject_only(&mut self, clause: &str) {
        if let Some(named) = self.subjects.named(clause)
            && let [code] = named.codes.as_slice()
        {
            self.item =
                self.outer().narrow(Parts { function: Some(*code), ..Parts::default() }).ok();
            self.last = self.item;
        }
    }

    /// An amount that is a level: it is observed, or not recognised.
    fn amount(&mut self, words: &str, printed: Printed, clause: &str, mark: &Mark) -> bool {
        self.claim = None;
        match self.level(words).map(|level| self.settle(level, printed)) {
            Ok(parts) => {
                self.last = Some(parts);
                self.is_lost = false;
                self.said.observations.push(Observation {
                    scope: self.scope(parts),
                    value: Value::Printed(printed),
                    place: self.paragraph.place.clone(),
                    source: Source {
                        label: words.trim_matches([',', ':', '、']).to_owned(),
                        ..Source::default()
                    },
                });
            }
            Err(why) => {
                // What follows is said of this amount, which nobody knows.
                self.last = None;
                self.is_lost = true;
                self.unrecognised(words, clause, mark, why);
            }
        }
        true
    }

    fn unrecognised(&mut self, words: &str, clause: &str, mark: &Mark, why: Why) {
        self.said.unrecognised.push(Unrecognised {
            text: format!("{words}{}", clause.get(mark.range.clone()).unwrap_or_default()),
            place: self.paragraph.place.clone(),
            why,
            table: None,
        });
    }

    /// 收入预算 is called what the year receives and also what it has with all that is carried
    /// in: it means what the tables print this amount for, and else what the sentence divides.
    fn settle(&self, level: Level, printed: Printed) -> Parts {
        let total = Parts { flow: Some(Node::whole(Dimension::Flow)), ..level.parts };
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let is_total = level.may_be_total
            && match (prints(level.parts), prints(total)) {
                (true, false) => false,
                (false, true) => true,
                _ => self.divided_by_carried_money(),
            };
        if is_total { total } else { level.parts }
    }

    /// Whether the sentence divides what it speaks of into money of the year and carried money.
    fn divided_by_carried_money(&self) -> bool {
        let divider = DIVIDERS.iter().find_map(|divider| self.ahead.split_once(divider));
        divider.is_some_and(|(_, parts)| CARRIED.iter().any(|words| parts.contains(words)))
    }

    /// What the amount after `words` counts; an error where not every word is known.
    fn level(&mut self, words: &str) -> Result<Level, Why> {
        let words = without_owners(without_explanation(words));
        let divides = DIVIDERS.iter().find_map(|divider| words.rsplit_once(divider));
        let (before, inside) = divides.unwrap_or(("", words));
        if inside.len() < words.len() {
            self.is_within_lost = self.is_lost;
            self.divided = self.compared.or(self.divided);
            self.whole = self.last.map(|last| Parts { stage: None, ..last });
        }
        if self.is_within_lost || !says_nothing(before) {
            return Err(Why::Sentence);
        }
        // 某科目,主要用于某事,年初预算为: the subject is named before its use.
        let inside = match explained(inside) {
            Some((subject, rest)) if self.take_subject(subject).is_ok_and(str::is_empty) => rest,
            _ => inside,
        };
        let named = self.take_subject(inside)?;
        let names_subject = named.len() < inside.len();
        let inside = named;
        let reading = read(inside).filter(|reading| !reading.is_change).ok_or(Why::Sentence)?;
        // In a budget 支出预算 names all spending; in final accounts it goes on with a subject.
        let is_own = self.context.stage == Stage::Budget && self.item.is_none();
        let says_stage = reading.parts.stage.is_some() && !is_own && is_only_stage(&reading.parts);
        let base = match (self.item, names_subject || says_stage || reading.known == 0) {
            (Some(item), true) => Some(item),
            (None, true) if says_stage && self.last.is_some() => self.last,
            (_, true) => return Err(Why::Sentence),
            (_, false) => self.whole,
        };
        let parts = match base {
            Some(base) => {
                spent_of(base, &reading.parts).narrow(reading.parts).map_err(|_| Why::Sentence)?
            }
            // A fund alone does not say whether it is received or spent.
            None if reading.parts.flow().is_none() && reading.parts.memo.is_none() => {
                return Err(Why::Sentence);
            }
            None => reading.parts,
        };
        Ok(Level { parts: self.topic.within(parts), may_be_total: reading.may_be_total })
    }

    /// Takes note of a budget subject named in `words`; what is left of the words.
    fn take_subject<'w>(&mut self, words: &'w str) -> Result<&'w str, Why> {
        let (code, rest) = match self.subjects.named(words) {
            Some(named) => match named.codes.as_slice() {
                [code] if read(named.before).is_some() => (*code, named.after),
                [] => {
                    self.item = None;
                    return Err(Why::Subject(
                        named.names.iter().map(|n| (*n).to_owned()).collect(),
                    ));
                }
                _ => return Err(Why::Sentence),
            },
            None => {
                let name = words.trim_start_matches([',', ':', '、']).trim_end_matches("科目");
                let name = match name.rsplit_once([',', ':']) {
                    Some((before, name)) if says_nothing(before) => name,
                    _ => name,
                };
                let name = label(name).words;
                let economic = Classification::get(Kind::Economic).class(name);
                match self.subjects.class(name).or(economic) {
                    Some(code) => (code, ""),
                    None => return Ok(words),
                }
            }
        };
        let item = self.outer().narrow(code_parts(code));
        self.item = Some(item.map_err(|_| Why::Sentence)?);
        Ok(rest)
    }

    /// What a subject is named within: the list that was announced or the whole spoken of.
    fn outer(&self) -> Parts {
        self.whole.unwrap_or_default()
    }

    fn scope(&self, parts: Parts) -> Scope {
        parts.scope(self.context)
    }
}

/// Words after which a sentence divides what it has just named.
const DIVIDERS: [&str; 5] = ["其中", "主要用于以下方面", "用于以下方面", "具体如下", "包括"];

/// Words of money that was not received, or not spent, in the year, or of what was.
const CARRIED: [&str; 9] = [
    "上年结转",
    "上年结余",
    "年初结转",
    "使用非财政",
    "本年收入",
    "本年支出",
    "结转下年",
    "年末结转",
    "年终结转",
];

/// Words between a direction and its figure that add nothing.
fn is_glue(words: &str) -> bool {
    matches!(words, "" | "了" | "额" | "额为" | "为" | "约" | "数为" | ":" | "约为")
}

/// What `words` say, where every word of them is known, remarks in brackets apart.
fn read(words: &str) -> Option<Reading> {
    let lexicon = Lexicon::get();
    let reading = lexicon.read(words, Where::Sentence);
    if reading.is_whole() {
        return Some(reading);
    }
    let (before, rest) = words.split_once('(')?;
    let (_, after) = rest.split_once(')')?;
    let reading = lexicon.read(&format!("{before}{after}"), Where::Sentence);
    reading.is_whole().then_some(reading)
}

/// Whether words are known and yet say nothing of what an amount counts.
fn says_nothing(words: &str) -> bool {
    read(words).is_some_and(|reading| reading.known == 0 && !reading.is_change)
}

/// The whole of which a part is said: 支出总计, 其中：基本支出 is of what is spent.
fn spent_of(whole: Parts, part: &Parts) -> Parts {
    let is_total = whole.flow == Some(Node::whole(Dimension::Flow));
    let is_spending = part.purpose.is_some() || part.memo.is_some();
    Parts { flow: whole.flow.filter(|_| !(is_total && is_spending)), ..whole }
}

/// Whether nothing but the stage is said, and perhaps that it is spending.
fn is_only_stage(parts: &Parts) -> bool {
    let is_spending = parts.flow.is_none() || parts.flow == ledger::Node::spent();
    is_spending
        && Parts { stage: None, flow: None, side: None, year: None, ..*parts } == Parts::default()
}
