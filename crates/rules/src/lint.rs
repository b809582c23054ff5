//! The definition of a lint and of its output.

pub(crate) use crate::context::Context;
pub(crate) use crate::excerpt::{around, short};

use crate::checks::Check;
use crate::index::Line;
use crate::views::codes::Row;
use document::Place;
use finding::{Evidence, Finding, Location, Severity};
use ledger::ScopeKey;
use message::Message;

/// The number of places that are listed for one repeated defect.
const PLACES: usize = 200;
/// Up to this number, places of one kind of defect are separate findings.
const FEW: usize = 5;

/// A check that is not arithmetic.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// The check; the lint's file has its name.
    pub check: &'static Check,
    /// Checks the whole document and adds violations.
    pub(crate) run: fn(&Context<'_>, &mut Sink),
}

/// The findings of one lint.
#[derive(Debug)]
pub(crate) struct Sink {
    check: &'static Check,
    /// The findings, in the order in which they were made.
    pub findings: Vec<Finding>,
}

/// One thing found, on the way to becoming a finding.
#[derive(Debug)]
pub(crate) struct Violation {
    place: Place,
    message: Message,
    advice: Message,
    printed: Option<String>,
    expected: Option<String>,
    table: Option<String>,
    severity: Option<Severity>,
    scope: Option<ScopeKey>,
    subjects: Vec<String>,
    because: Vec<Evidence>,
}

impl Sink {
    pub const fn new(check: &'static Check) -> Self {
        Self { check, findings: Vec::new() }
    }

    /// Adds one violation.
    pub fn push(&mut self, hit: Violation) {
        let finding = self.check.finding(hit.place, hit.message, hit.advice);
        self.findings.push(Finding {
            severity: hit.severity.unwrap_or(finding.severity),
            table: hit.table,
            printed: hit.printed,
            expected: hit.expected,
            scope: hit.scope,
            subjects: hit.subjects,
            because: hit.because,
            ..finding
        });
    }

    /// Adds one defect in several places as one finding at the first of them.
    pub fn push_all<'a>(
        &mut self,
        places: impl IntoIterator<Item = (&'a Place, &'a str)>,
        message: impl FnOnce(usize) -> Message,
        advice: Message,
    ) {
        if let Some(hit) = Violation::all(places, message, advice) {
            self.push(hit);
        }
    }
}

impl Violation {
    /// Returns one violation for all `places`, if there are any.
    pub fn all<'a>(
        places: impl IntoIterator<Item = (&'a Place, &'a str)>,
        message: impl FnOnce(usize) -> Message,
        advice: Message,
    ) -> Option<Self> {
        let mut places = places.into_iter();
        let (first, printed) = places.next()?;
        let mut hit = Self::new(first, Message::default()).printed(printed);
        let mut count = 1;
        for (place, printed) in places {
            count += 1;
            if hit.because.len() < PLACES {
                let what = Message::new("同样的问题", "the same again");
                let printed = printed.trim().to_owned();
                let location = Location::here(place.clone());
                hit.because.push(Evidence { location, what, printed });
            }
        }
        hit.message = message(count);
        hit.advice = advice;
        Some(hit)
    }
}

impl Sink {
    /// Adds a defect in several places: one finding each if there are few,
    /// one for all if there are many, as in a blank form.
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
            let hit = Violation::new(place, message(words)).printed(words.as_str());
            self.push(hit.advice(advice.zh.as_str(), advice.en.as_str()));
        }
    }
}

impl Violation {
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
            scope: None,
            subjects: Vec::new(),
            because: Vec::new(),
        }
    }

    /// Something found in a line.
    pub fn on(line: &Line<'_>, message: Message) -> Self {
        Self::new(line.place, message)
    }

    /// Something found on a row of a table.
    pub fn on_row(row: &Row<'_>, message: Message) -> Self {
        Self::new(row.place, message).table(row.title)
    }

    /// What to do about it.
    pub fn advice(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.advice = Message::new(zh, en);
        self
    }

    /// The printed words.
    pub fn printed(mut self, words: impl Into<String>) -> Self {
        self.printed = Some(words.into().trim().to_owned());
        self
    }

    /// What the wrong number counts.
    pub fn scope(mut self, scope: ScopeKey) -> Self {
        self.scope = Some(scope);
        self
    }

    /// The budget subject it is about.
    pub fn subject(mut self, name: impl Into<String>) -> Self {
        self.subjects.push(name.into());
        self
    }

    /// The expected words.
    pub fn expected(mut self, words: impl Into<String>) -> Self {
        self.expected = Some(words.into());
        self
    }

    /// Its table.
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
        let location = Location::here(place.clone());
        self.because.push(Evidence { location, what, printed });
        self
    }
}
