use crate::{About, Coverage, Finding, Gap, Landmarks, Severity, Unchecked};
use message::{Lang, Message};
use serde::{Deserialize, Serialize};

/// The result of all checks on one file, or on several files together.
///
/// It does not know what it is about: see [`NamedReport`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The outcomes of the identities.
    pub outcomes: Outcomes,
    /// The findings: by severity, then in reading order.
    pub findings: Vec<Finding>,
    /// The waived findings.
    pub waived: Vec<Waived>,
    /// The checks that could not be made.
    pub open: Vec<Unchecked>,
    /// The figures without a recognised meaning.
    pub unrecognised: Vec<Unchecked>,
    /// How much of the document was checked; `None` where no one document was: between several
    /// files, and for ledgers.
    #[serde(default)]
    pub coverage: Option<Coverage>,
    /// The words by which the places of all these are found.
    #[serde(default)]
    pub landmarks: Landmarks,
}

/// A report and what it is about, as it is rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedReport {
    /// What was checked.
    pub subject: Subject,
    /// What the file is.
    pub about: About,
    /// The result, or why the file could not be read and what to do.
    pub result: Result<Report, Message>,
}

/// The subject of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One file, by its name as the user gave it.
    File(String),
    /// Several files compared with each other.
    Between,
}

/// A waived finding: it is reported but not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// What was found.
    pub finding: Finding,
    /// Why it is in order.
    pub reason: String,
    /// The last day on which it is, `2026-12-31`.
    pub until: String,
}

/// The number of identities by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Identities that hold exactly and are more than 0 = 0.
    pub holds: usize,
    /// Identities that are 0 = 0.
    pub zeros: usize,
    /// Identities that hold because the printed numbers are rounded.
    pub rounding: usize,
    /// Identities that fail.
    pub fails: usize,
    /// Identities with a part that is not known.
    pub not_evaluable: usize,
}

/// A file in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Something cannot be right.
    Errors,
    /// Something is very likely wrong.
    Warnings,
    /// Enough was checked, and nothing was found.
    Clean,
    /// Nothing was found, but too little was checked to call the file clean.
    LittleChecked,
    /// No amount could be checked.
    NothingChecked,
    /// The file could not be read.
    Unreadable,
}

impl Waived {
    /// The finding as one line of a list: what was found, and who answers for it why and how long.
    pub fn told(&self) -> Unchecked {
        let Finding { check, name, message, location, table, .. } = &self.finding;
        let Self { reason, until, .. } = self;
        Unchecked {
            check: *check,
            name: name.clone(),
            message: Message::new(
                format!("{}（豁免至{until}：{reason}）", message.zh),
                format!("{} (waived until {until}: {reason})", message.en),
            ),
            place: location.place.clone(),
            table: table.clone(),
            because: Vec::new(),
        }
    }
}

impl Report {
    /// The waived findings as lines of a list.
    pub fn waived_told(&self) -> Vec<Unchecked> {
        self.waived.iter().map(Waived::told).collect()
    }

    /// The report in one word.
    pub fn verdict(&self) -> Verdict {
        let worst = self.findings.iter().map(|finding| finding.severity).min();
        match worst {
            Some(Severity::Error) => Verdict::Errors,
            Some(Severity::Warning) => Verdict::Warnings,
            _ => self.calm(),
        }
    }

    /// Adds the report on another document of the same file, without findings that are equal. The
    /// landmarks stay as they are, since they are those of the whole file.
    pub fn extend(&mut self, other: Self) {
        let Self { outcomes, findings, waived, open, unrecognised, coverage, .. } = other;
        self.outcomes.add(&outcomes);
        let new = findings.into_iter().filter(|it| !self.findings.contains(it));
        let new: Vec<Finding> = new.collect();
        self.findings.extend(new);
        self.findings.sort_by(|one, other| {
            (one.severity, &one.location).cmp(&(other.severity, &other.location))
        });
        self.waived.extend(waived);
        self.open.extend(open);
        self.unrecognised.extend(unrecognised);
        match (&mut self.coverage, coverage) {
            (Some(own), Some(other)) => own.add(&other),
            (own, other) => *own = own.or(other),
        }
    }

    /// The verdict where nothing was found.
    const fn calm(&self) -> Verdict {
        match self.coverage {
            None if self.outcomes.evaluated() == 0 => Verdict::NothingChecked,
            None => Verdict::Clean,
            Some(coverage) if coverage.gap().is_some() => Verdict::NothingChecked,
            Some(coverage) if coverage.is_enough() => Verdict::Clean,
            Some(_) => Verdict::LittleChecked,
        }
    }
}

impl NamedReport {
    /// The report of one file.
    pub fn of_file(name: impl Into<String>, result: Result<Report, Message>) -> Self {
        Self { subject: Subject::File(name.into()), about: About::default(), result }
    }

    /// The report on several files compared with each other.
    pub fn between(result: Result<Report, Message>) -> Self {
        Self { subject: Subject::Between, about: About::default(), result }
    }

    /// The name under which it is shown.
    pub fn name(&self, lang: Lang) -> &str {
        match &self.subject {
            Subject::File(name) => name,
            Subject::Between => lang.pick("各文件之间", "Between the files"),
        }
    }

    /// The report; empty if the file could not be read.
    pub fn report(&self) -> &Report {
        static UNREAD: Report = Report {
            outcomes: Outcomes { holds: 0, zeros: 0, rounding: 0, fails: 0, not_evaluable: 0 },
            findings: Vec::new(),
            waived: Vec::new(),
            open: Vec::new(),
            unrecognised: Vec::new(),
            coverage: None,
            landmarks: Landmarks::NONE,
        };
        self.result.as_ref().unwrap_or(&UNREAD)
    }

    /// Why the file could not be read.
    pub fn unreadable(&self) -> Option<&Message> {
        self.result.as_ref().err()
    }

    /// Returns why nothing was checked, if nothing was.
    pub fn gap(&self) -> Option<Gap> {
        self.report().coverage?.gap()
    }

    /// The file in one word.
    pub fn verdict(&self) -> Verdict {
        self.result.as_ref().map_or(Verdict::Unreadable, Report::verdict)
    }
}

impl Outcomes {
    /// Adds the identities of another part of the same document.
    pub const fn add(&mut self, other: &Self) {
        self.holds += other.holds;
        self.zeros += other.zeros;
        self.rounding += other.rounding;
        self.fails += other.fails;
        self.not_evaluable += other.not_evaluable;
    }

    /// Returns the number of identities that could be evaluated and are more than 0 = 0.
    pub const fn evaluated(&self) -> usize {
        self.holds + self.rounding + self.fails
    }
}

impl Verdict {
    /// The word by which programs know it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Errors => "errors",
            Self::Warnings => "warnings",
            Self::Clean => "clean",
            Self::LittleChecked => "little_checked",
            Self::NothingChecked => "nothing_checked",
            Self::Unreadable => "unreadable",
        }
    }
}
