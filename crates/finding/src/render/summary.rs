use crate::{FileReport, Outcomes, Severity};

/// What came of all files together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many files.
    pub files: usize,
    /// How many of them could not be read.
    pub unreadable: usize,
    /// Findings that cannot be right.
    pub errors: usize,
    /// Findings that are very likely wrong.
    pub warnings: usize,
    /// Findings worth knowing.
    pub notes: usize,
    /// Checks that could not be made.
    pub open: usize,
    /// Figures without a recognised meaning.
    pub unrecognised: usize,
    /// How the identities came out.
    pub outcomes: Outcomes,
}

impl Summary {
    /// What came of one file.
    pub fn of(report: &FileReport) -> Self {
        let mut summary = Self::default();
        summary.add(report);
        summary
    }

    /// Counts one more file.
    pub fn add(&mut self, report: &FileReport) {
        let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
        self.files += usize::from(!report.is_between);
        self.unreadable += usize::from(report.unreadable.is_some());
        self.errors += count(Severity::Error);
        self.warnings += count(Severity::Warning);
        self.notes += count(Severity::Note);
        self.open += report.open.len();
        self.unrecognised += report.unrecognised.len();
        let Outcomes { holds, zeros, rounding, fails, not_evaluable } = report.outcomes;
        self.outcomes.holds += holds;
        self.outcomes.zeros += zeros;
        self.outcomes.rounding += rounding;
        self.outcomes.fails += fails;
        self.outcomes.not_evaluable += not_evaluable;
    }
}
