use crate::{Coverage, NamedReport, Outcomes, Severity, Subject, Verdict};

/// The totals of all files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of files.
    pub files: usize,
    /// The number of files that could not be read.
    pub unreadable: usize,
    /// The number of files without an error or a warning of which little was checked.
    pub little_checked: usize,
    /// The number of files without an error or a warning of which nothing was checked.
    pub nothing_checked: usize,
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
    /// The outcomes of the identities.
    pub outcomes: Outcomes,
    /// How much of the documents was checked.
    pub coverage: Coverage,
}

impl Summary {
    /// The result for one file.
    pub fn of(named: &NamedReport) -> Self {
        let (report, verdict) = (named.report(), named.verdict());
        let is_file = named.subject != Subject::Between;
        let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
        Self {
            files: usize::from(is_file),
            unreadable: usize::from(named.result.is_err()),
            little_checked: usize::from(is_file && verdict == Verdict::LittleChecked),
            nothing_checked: usize::from(is_file && verdict == Verdict::NothingChecked),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            open: report.open.len(),
            unrecognised: report.unrecognised.len(),
            outcomes: report.outcomes,
            coverage: report.coverage.unwrap_or_default(),
        }
    }

    /// Counts one more file.
    pub fn add(&mut self, report: &NamedReport) {
        self.join(&Self::of(report));
    }

    /// Counts more files.
    pub fn join(&mut self, other: &Self) {
        self.files += other.files;
        self.unreadable += other.unreadable;
        self.little_checked += other.little_checked;
        self.nothing_checked += other.nothing_checked;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.open += other.open;
        self.unrecognised += other.unrecognised;
        self.coverage.add(&other.coverage);
        let Outcomes { holds, zeros, rounding, fails, not_evaluable } = other.outcomes;
        self.outcomes.holds += holds;
        self.outcomes.zeros += zeros;
        self.outcomes.rounding += rounding;
        self.outcomes.fails += fails;
        self.outcomes.not_evaluable += not_evaluable;
    }
}
