//! Numbers in sentences: what the words before an amount say that it counts, and what a
//! sentence claims of it (more than last year, a share of something).
//!
//! A paragraph is read from left to right. What it has spoken of so far, the list that an
//! earlier paragraph announced and the heading above complete what its words leave open.

mod claims;
mod clauses;
mod compare;
mod level;
mod marks;
mod quantities;
mod subjects;
#[cfg(test)]
mod tests;
mod topic;

pub use subjects::Subjects;

use crate::model::{Assertion, Claim, Observation, Source, Unrecognised, Value, Why};
use crate::vocabulary::lexicon::{Lexicon, Reading, Where};
use crate::vocabulary::normal::{label, normal};
use crate::vocabulary::parts::{Context, Parts};
use compare::Compared;
use document::Paragraph;
use ledger::{Printed, Scope, Stage};
use level::{completed, spent_of};
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
        self.topic.begin(&label);
        if let Some(name) = label.words.strip_suffix("(类)") {
            self.topic.class = self.subjects.class(name);
        }
        let words = self.topic.after_heading(&label);
        let item = self.topic.item.take().filter(|_| !label.is_numbered);
        let mut statement = Statement {
            ahead: "",
            subjects: self.subjects,
            topic: &self.topic,
            paragraph,
            context,
            whole: self.topic.whole,
            outer: Vec::new(),
            divides: None,
            divides_carried: true,
            account: None,
            last: item,
            item,
            claim: None,
            compared: None,
            divided: None,
            explained: None,
            against: None,
            is_lost: false,
            is_within_lost: false,
            stage: None,
            begun: 0,
            said: Said::default(),
        };
        for sentence in words.split('。') {
            statement.whole = statement.topic.whole;
            statement.outer.clear();
            // What divided something goes on with the whole of it.
            statement.last = statement.divides.take().or(statement.last);
            statement.divides_carried = statement.whole.is_some();
            (statement.is_lost, statement.is_within_lost) = (false, false);
            (statement.begun, statement.stage) = (statement.said.observations.len(), None);
            // A sentence that begins with 其中 goes through the parts of the last comparison.
            if !sentence.starts_with("其中") {
                (statement.compared, statement.divided) = (None, None);
            }
            let mut from = 0;
            for clause in sentence.split([';', '!', '?']) {
                statement.read(clause, sentence.get(from..).unwrap_or_default());
                from += clause.len() + 1;
            }
            for division in quantities::divisions(sentence) {
                statement.claim_of(sentence, Assertion::Divides(division));
            }
        }
        let Statement { last, item, mut said, .. } = statement;
        let is_alone = said.observations.is_empty() && said.unrecognised.is_empty();
        self.topic.item = item.filter(|_| is_alone && label.is_numbered);
        refine_zeros(&mut said.observations);
        self.topic.end(&text, &label, last);
        said
    }

    /// Leaves the part of the document: a table or another part follows.
    pub fn leave(&mut self) {
        self.topic = Topic::default();
    }
}

/// How far behind an amount its parts are looked for, in bytes.
const AHEAD: usize = 4_000;

/// A paragraph while it is read.
struct Statement<'a> {
    /// What follows the words just read in their sentence, as far as [`AHEAD`].
    ahead: &'a str,
    subjects: &'a Subjects,
    topic: &'a Topic,
    paragraph: &'a Paragraph,
    context: Context,
    /// What 其中 divides.
    whole: Option<Parts>,
    /// What was being divided when that began, the outermost first.
    outer: Vec<Parts>,
    /// What the sentence began to divide first.
    divides: Option<Parts>,
    /// Whether carried money is, or may be, one of the parts.
    divides_carried: bool,
    /// The account whose two sides `收入包括…;支出包括…` go through.
    account: Option<Parts>,
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
    /// The comparison whose other side was just named by its amount.
    against: Option<Compared>,
    /// The comparison that the clause explains.
    explained: Option<(Compared, Parts)>,
    /// Whether the last amount was not recognised.
    is_lost: bool,
    /// Whether such an amount is being divided.
    is_within_lost: bool,
    /// The stage of what is being divided, where the sentence named it in one stage only.
    stage: Option<Stage>,
    /// How many amounts had been said when the sentence began.
    begun: usize,
    said: Said,
}

impl<'a> Statement<'a> {
    /// Reads one clause; `rest` is its sentence from there on.
    fn read(&mut self, clause: &str, rest: &'a str) {
        let mut from = 0;
        let mut before: Option<Mark> = None;
        (self.claim, self.explained) = (None, None);
        for mark in marks(clause) {
            let ahead = rest.get(mark.range.end..).unwrap_or_default();
            self.ahead = ahead.get(..ahead.floor_char_boundary(AHEAD)).unwrap_or_default();
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
        if let Some(named) = self.subjects.named(clause, None)
            && let [code] = named.codes.as_slice()
        {
            let named = Parts { function: Some(*code), ..Parts::default() };
            self.item = spent_of(self.outer(), &named).narrow(named).ok();
            self.last = self.item;
        }
    }

    /// An amount that is a level: it is observed, or not recognised.
    fn amount(&mut self, words: &str, printed: Printed, clause: &str, mark: &Mark) -> bool {
        self.claim = None;
        if let (Some(last), Some(stage)) = (self.last, completed(words)) {
            self.observe(Parts { stage: Some(stage), ..last }, printed, words);
            return true;
        }
        // 比2030年预算数3万元增加: what is compared with is printed too.
        if let Some((compared, base)) = self.compared_with(words) {
            self.observe(base, printed, words);
            self.against = Some(compared);
            return true;
        }
        match self.level(words).map(|level| self.settle(level, printed)) {
            Ok(parts) => {
                let parts = self.appropriated(words, parts, printed);
                self.last = Some(parts);
                self.is_lost = false;
                self.observe(parts, printed, words);
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

    /// The comparison that `words` make, and what it is made with.
    fn compared_with(&mut self, words: &str) -> Option<(Compared, Parts)> {
        let goes_on = ["增", "减", "下降", "上升", "持平", "相同", "一致"];
        let compared = compare::with_amount(words)
            .filter(|_| goes_on.iter().any(|direction| self.ahead.starts_with(direction)))?;
        let now = compared.subject.map(|parts| self.topic.within(parts)).or(self.last)?;
        let base = compared.base(now).filter(|base| *base != now)?;
        self.last = Some(now);
        Some((compared, base))
    }

    fn observe(&mut self, parts: Parts, printed: Printed, words: &str) {
        self.said.observations.push(Observation {
            scope: self.scope(parts),
            value: Value::Printed(printed),
            place: self.paragraph.place.clone(),
            source: Source {
                label: words.trim_matches([',', ':', '、']).into(),
                ..Source::default()
            },
        });
    }

    fn unrecognised(&mut self, words: &str, clause: &str, mark: &Mark, why: Why) {
        self.said.unrecognised.push(Unrecognised {
            text: format!("{words}{}", clause.get(mark.range.clone()).unwrap_or_default()),
            place: self.paragraph.place.clone(),
            why,
            table: None,
        });
    }

    fn scope(&self, parts: Parts) -> Scope {
        parts.scope(self.context)
    }
}

/// Beside amounts with decimals a plain 0 is nothing to the last of them: 0万元 among 4.00万元
/// and 1.15万元 is no 0.30万元. It is as fine as the coarsest of them.
fn refine_zeros(observations: &mut [Observation]) {
    let amounts = || observations.iter().filter_map(|seen| seen.value.printed());
    let finer = amounts().filter(|it| !it.is_zero()).map(Printed::decimals).min().unwrap_or(0);
    for seen in observations {
        if let Value::Printed(printed) = &mut seen.value
            && printed.is_zero()
        {
            *printed = printed.widened(finer);
        }
    }
}

/// Words between a direction and its figure that add nothing.
fn is_glue(words: &str) -> bool {
    let said = ["年初预算数", "预算数"].iter().find_map(|budget| words.strip_prefix(budget));
    matches!(said.unwrap_or(words), "" | "了" | "额" | "额为" | "为" | "约" | "数为" | ":" | "约为")
}

/// What `words` say, where every word of them is known, remarks in brackets apart.
fn read(words: &str) -> Option<Reading> {
    let lexicon = Lexicon::get();
    let mut reading = lexicon.read(words, Where::Sentence);
    // 政府采购支出预算总额 is no total of an account.
    if reading.parts.memo.is_some() && level::is_total(reading.parts) {
        reading.parts.flow = None;
    }
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
