//! What a lint is, what it sees, and how it says what it found.

use crate::codes::rows::Row;
use crate::index::{Index, Line};
use crate::performance::target::Goals;
use crate::phrases::{self, List, Match};
use crate::settings::Government;
use disclosure::Disclosure;
use document::{Document, Place};
use finding::{Evidence, Finding, Severity};
use message::Message;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// How many places of one repeated defect are listed.
const PLACES: usize = 200;
/// Up to so many places of one kind of defect are findings of their own.
const FEW: usize = 5;

/// A check that is not arithmetic.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// The stable code, `YS201`; its meaning never changes.
    pub code: &'static str,
    /// The short name, and the name of the lint's file.
    pub name: &'static str,
    /// How sure it is unless the settings say otherwise.
    pub severity: Severity,
    /// Looks at the whole document and says what it found.
    pub(crate) check: fn(&Context<'_>, &mut Found),
}

/// What a lint sees.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The document as it stands.
    pub document: &'a Document,
    /// What it discloses.
    pub disclosure: &'a Disclosure,
    /// Its words, normalised once.
    pub index: Index<'a>,
    /// The level of government whose document it is, where known.
    pub government: Option<Government>,
    /// The tables of amounts, by their number, with the lines of their titles; filled on first use.
    pub placed: OnceCell<Vec<(usize, usize)>>,
    /// The rows that print a code; filled on first use.
    pub coded: OnceCell<Vec<Row<'a>>>,
    /// The projects with their indicators; filled on first use.
    pub goals: OnceCell<Vec<Goals<'a>>>,
    matches: Vec<Match>,
}

/// What one lint found.
#[derive(Debug)]
pub(crate) struct Found {
    lint: Lint,
    /// The findings, in the order in which they were made.
    pub findings: Vec<Finding>,
}

/// One thing found, on the way to becoming a finding.
#[derive(Debug)]
pub(crate) struct Hit {
    place: Place,
    message: Message,
    advice: Message,
    printed: Option<String>,
    expected: Option<String>,
    table: Option<String>,
    severity: Option<Severity>,
    because: Vec<Evidence>,
}

impl<'a> Context<'a> {
    pub fn new(
        document: &'a Document,
        disclosure: &'a Disclosure,
        government: Option<Government>,
    ) -> Self {
        let mut index = Index::new(document);
        let mut matches = Vec::new();
        for (at, line) in index.lines.iter().enumerate() {
            phrases::matches(&line.words, at, &mut matches);
        }
        let is_draft = |list| matches!(list, List::Placeholder | List::Instruction | List::Choice);
        for found in matches.iter().filter(|found| is_draft(found.entry.list)) {
            if let Some(line) = index.lines.get_mut(found.line) {
                line.is_draft = true;
            }
        }
        matches.sort_by_key(|found: &Match| (found.line, found.start, Reverse(found.end)));
        Self {
            document,
            disclosure,
            index,
            government,
            placed: OnceCell::new(),
            coded: OnceCell::new(),
            goals: OnceCell::new(),
            matches,
        }
    }

    /// Where phrases of `list` stand, in reading order; of two that overlap, the first and longest.
    pub fn matches(&self, list: List) -> impl Iterator<Item = (&Line<'a>, Match)> {
        let mut free = (0, 0);
        let found = self.matches.iter().filter(move |found| {
            let is_free = found.entry.list == list && (found.line, found.start) >= free;
            if is_free {
                free = (found.line, found.end);
            }
            is_free
        });
        found.filter_map(|found| Some((self.index.lines.get(found.line)?, *found)))
    }

    /// The lines in which phrases of `list` stand, each once, with the words there.
    pub fn lines_with(&self, list: List) -> Vec<(&Place, String)> {
        let mut lines: Vec<(&Place, String)> = Vec::new();
        for (line, found) in self.matches(list) {
            if lines.last().is_none_or(|(place, _)| *place != line.place) {
                lines.push((line.place, around(&line.words, found.start, found.end)));
            }
        }
        lines
    }
}

impl Found {
    pub fn new(lint: Lint) -> Self {
        Self { lint, findings: Vec::new() }
    }

    /// Takes up one thing found.
    pub fn push(&mut self, hit: Hit) {
        let code = (self.lint.code, self.lint.name);
        let severity = hit.severity.unwrap_or(self.lint.severity);
        self.findings.push(Finding {
            table: hit.table,
            printed: hit.printed,
            expected: hit.expected,
            because: hit.because,
            ..Finding::new(code, severity, hit.place, hit.message, hit.advice)
        });
    }

    /// Takes up one defect that stands in many places as one finding, at the first of them.
    pub fn push_all<'a>(
        &mut self,
        places: impl IntoIterator<Item = (&'a Place, &'a str)>,
        message: impl FnOnce(usize) -> Message,
        advice: Message,
    ) {
        let mut places = places.into_iter();
        let Some((first, printed)) = places.next() else { return };
        let mut hit = Hit::new(first, Message::default()).printed(printed);
        let mut count = 1;
        for (place, printed) in places {
            count += 1;
            if hit.because.len() < PLACES {
                let what = Message::new("同样的问题", "the same again");
                let printed = printed.trim().to_owned();
                hit.because.push(Evidence { place: place.clone(), what, printed });
            }
        }
        hit.message = message(count);
        hit.advice = advice;
        self.push(hit);
    }
}

impl Found {
    /// Takes up a defect that stands in some places: each by itself where there are few,
    /// all as one where there are many, as in a form that nobody filled in.
    pub fn push_few_or_all(
        &mut self,
        places: &[(&Place, String)],
        message: impl Fn(&str) -> Message,
        advice: &Message,
    ) {
        if places.len() > FEW {
            let places = places.iter().map(|(place, words)| (*place, words.as_str()));
            let with_count = |count: usize| {
                let Message { zh, en } = message("…");
                Message::new(format!("{zh}（共 {count} 处）"), format!("{en} ({count} places)"))
            };
            return self.push_all(places, with_count, advice.clone());
        }
        for (place, words) in places {
            let hit = Hit::new(place, message(words)).printed(words.as_str());
            self.push(hit.advice(advice.zh.as_str(), advice.en.as_str()));
        }
    }
}

impl Hit {
    /// Something found at a place.
    pub fn new(place: &Place, message: Message) -> Self {
        Self {
            place: place.clone(),
            message,
            advice: Message::default(),
            printed: None,
            expected: None,
            table: None,
            severity: None,
            because: Vec::new(),
        }
    }

    /// Something found in a line.
    pub fn on(line: &Line<'_>, message: Message) -> Self {
        Self::new(line.place, message)
    }

    /// What to do about it.
    pub fn advice(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.advice = Message::new(zh, en);
        self
    }

    /// The words that stand there.
    pub fn printed(mut self, words: impl Into<String>) -> Self {
        self.printed = Some(words.into().trim().to_owned());
        self
    }

    /// The words that should stand there.
    pub fn expected(mut self, words: impl Into<String>) -> Self {
        self.expected = Some(words.into());
        self
    }

    /// The table it stands in.
    pub fn table(mut self, title: impl Into<String>) -> Self {
        self.table = Some(title.into());
        self
    }

    /// Less or more sure than the lint usually is.
    pub const fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Another place on which it rests.
    pub fn because(mut self, place: &Place, what: Message, printed: &str) -> Self {
        let printed = printed.trim().to_owned();
        self.because.push(Evidence { place: place.clone(), what, printed });
        self
    }
}

/// The words around a position in a line, short enough for a report.
pub(crate) fn around(words: &str, start: usize, end: usize) -> String {
    const SIDE: usize = 8;
    let before: Vec<char> =
        words.get(..start).unwrap_or_default().chars().rev().take(SIDE).collect();
    let within = words.get(start..end).unwrap_or_default();
    let after: String = words.get(end..).unwrap_or_default().chars().take(SIDE).collect();
    format!("{}{within}{after}", before.iter().rev().collect::<String>())
}

/// The first words of a text, cut where a report would break.
pub(crate) fn short(words: &str) -> String {
    const LONGEST: usize = 36;
    let words = words.trim();
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words.to_owned(),
    }
}
