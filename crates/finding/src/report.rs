use crate::{Finding, Open, Severity};
use message::Message;

/// What came of all checks on one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name as the user gave it.
    pub file: String,
    /// Whether it is of no file, but of what several files owe each other.
    pub is_between: bool,
    /// How the identities came out.
    pub outcomes: Outcomes,
    /// What was found: by severity, then in reading order.
    pub findings: Vec<Finding>,
    /// What was found and somebody answers for.
    pub waived: Vec<Waived>,
    /// The checks that could not be made.
    pub open: Vec<Open>,
    /// What of the file's figures has no recognised meaning.
    pub unrecognised: Vec<Open>,
    /// Why the file could not be read; then all else is empty.
    pub unreadable: Option<Unreadable>,
}

/// A finding that somebody answers for: it is told, and counts no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// What was found.
    pub finding: Finding,
    /// Why it is in order.
    pub reason: String,
    /// The last day on which it is, `2026-12-31`.
    pub until: String,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong with the file, where, and what to do.
    pub message: Message,
}

/// How many identities came out which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Identities that hold exactly and say more than 0 = 0.
    pub holds: usize,
    /// Identities that only say 0 = 0.
    pub zeros: usize,
    /// Identities that hold because the printed numbers are rounded.
    pub rounding: usize,
    /// Identities that cannot hold.
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
    /// Every check that could be made passed.
    Clean,
    /// No identity could be checked: the file discloses no budget that is recognised.
    NothingChecked,
    /// The file could not be read.
    Unreadable,
}

impl Waived {
    /// The finding as one line of a list: what was found, and who answers for it why and how long.
    pub fn told(&self) -> Open {
        let Finding { check, name, message, place, table, .. } = &self.finding;
        let Self { reason, until, .. } = self;
        Open {
            check: *check,
            name: name.clone(),
            message: Message::new(
                format!("{}（豁免至{until}：{reason}）", message.zh),
                format!("{} (waived until {until}: {reason})", message.en),
            ),
            place: place.clone(),
            table: table.clone(),
            because: Vec::new(),
        }
    }
}

impl FileReport {
    /// The waived findings as lines of a list.
    pub fn waived_told(&self) -> Vec<Open> {
        self.waived.iter().map(Waived::told).collect()
    }

    /// The file in one word.
    pub fn verdict(&self) -> Verdict {
        let worst = self.findings.iter().map(|finding| finding.severity).min();
        match worst {
            _ if self.unreadable.is_some() => Verdict::Unreadable,
            Some(Severity::Error) => Verdict::Errors,
            Some(Severity::Warning) => Verdict::Warnings,
            _ if self.outcomes.evaluated() == 0 => Verdict::NothingChecked,
            _ => Verdict::Clean,
        }
    }
}

impl Outcomes {
    /// How many identities could be evaluated and say more than 0 = 0.
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
            Self::NothingChecked => "nothing_checked",
            Self::Unreadable => "unreadable",
        }
    }
}
