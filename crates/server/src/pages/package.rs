//! A package: its way so far, its amounts, what was found, what was said, and what can be done.

use super::Frame;
use crate::matrix::Matrix;
use crate::standing::Standing;
use askama::Template;
use charts::Chart;
use message::{Fixed, Lang};
use workflow::{Refusal, Stage, Why};

/// A package of a body.
#[derive(Template)]
#[template(path = "package.html")]
pub(crate) struct PackagePage {
    pub(crate) frame: Frame,
    pub(crate) standing: Standing,
    /// The department of a unit: its page and its name.
    pub(crate) above: Option<(String, String)>,
    /// The units of a department.
    pub(crate) units: Vec<Standing>,
    /// Why it was returned: who, when, the reason.
    pub(crate) returned: Option<Said>,
    /// The steps that are the person's, and then those of others and of other stages.
    pub(crate) steps: Vec<Step>,
    pub(crate) others: Vec<Step>,
    pub(crate) stays: Vec<Stay>,
    pub(crate) matrix: Matrix,
    pub(crate) charts: Vec<Chart>,
    pub(crate) findings: Vec<FindingLine>,
    /// How many findings are not shown.
    pub(crate) more_findings: usize,
    pub(crate) comments: Vec<CommentLine>,
    /// Whether the person can explain and answer now.
    pub(crate) is_editable: bool,
    pub(crate) version: Option<VersionLine>,
    /// What was typed of a return and not accepted, or the cell at which a comment is to be made.
    pub(crate) typed: TypedReturn,
    pub(crate) publication: Option<Published>,
    /// Why its publication was withdrawn.
    pub(crate) withdrawn: Option<Said>,
}

/// What was published: when, in a sentence, and the names of the files.
pub(crate) struct Published {
    pub(crate) words: String,
    pub(crate) files: Vec<String>,
}

impl PackagePage {
    /// Returns the address of a cell.
    fn of_cell(&self, cell: &str) -> String {
        crate::address::of_cell(&self.frame.path, cell)
    }

    /// Returns the names of the units for which the department has to wait.
    fn not_agreed(&self) -> String {
        let is_before = |it: &&Standing| {
            matches!(it.stage, Stage::Editing | Stage::Submitted | Stage::Accepted)
        };
        let names: Vec<&str> =
            self.units.iter().filter(is_before).map(|it| it.name.as_str()).collect();
        names.join(self.frame.t("、", ", "))
    }
}

/// What stands in the form of a return.
#[derive(Default)]
pub(crate) struct TypedReturn {
    pub(crate) reason: String,
    /// Cells and comments, as many as the form has rows.
    pub(crate) comments: Vec<(String, String)>,
}

impl TypedReturn {
    /// The most comments of the form.
    pub(crate) const ROWS: usize = 5;

    /// Returns a form for a comment at a cell.
    pub(crate) fn at(cell: String) -> Self {
        let none = || (String::new(), String::new());
        let comments = [(cell, String::new())].into_iter().chain(std::iter::repeat_with(none));
        Self { reason: String::new(), comments: comments.take(Self::ROWS).collect() }
    }

    /// Returns whether the form is to be open.
    fn is_begun(&self) -> bool {
        !self.reason.is_empty() || self.has_comments(0)
    }

    /// Returns whether there are comments from this row on.
    fn has_comments(&self, from: usize) -> bool {
        let is_typed = |it: &(String, String)| !it.0.is_empty() || !it.1.is_empty();
        self.comments.iter().skip(from).any(is_typed)
    }
}

/// Something that a person said.
pub(crate) struct Said {
    pub(crate) by: String,
    pub(crate) day: String,
    pub(crate) words: String,
}

/// A step that can be taken, or the sentence that says why not.
pub(crate) struct Step {
    pub(crate) key: &'static str,
    pub(crate) name: Fixed,
    pub(crate) refusal: Option<String>,
    /// Whether it is refused because the step belongs to others, or to another stage.
    pub(crate) is_others: bool,
}

impl Step {
    /// Returns a step, and why it cannot be taken where that is so.
    pub(crate) fn new(
        key: &'static str,
        name: Fixed,
        refusal: Option<&Refusal>,
        lang: Lang,
    ) -> Self {
        let is_others = |it: &Refusal| matches!(it.why, Why::NotGranted | Why::Stage);
        Self {
            key,
            name,
            is_others: refusal.is_some_and(is_others),
            refusal: refusal.map(|it| it.message.get(lang).to_owned()),
        }
    }

    /// Returns whether a reason has to be written.
    pub(crate) fn needs_reason(&self) -> bool {
        matches!(self.key, "return" | "withdraw")
    }

    /// Returns whether comments at cells can be written.
    pub(crate) fn has_comments(&self) -> bool {
        self.key == "return"
    }
}

/// A stay at a stage.
pub(crate) struct Stay {
    pub(crate) round: Fixed,
    pub(crate) stage: Fixed,
    pub(crate) since: String,
    pub(crate) days: u64,
    pub(crate) is_now: bool,
}

/// A finding, with its explanation.
pub(crate) struct FindingLine {
    pub(crate) key: String,
    /// The end of its address on the page.
    pub(crate) anchor: String,
    pub(crate) level: &'static str,
    pub(crate) level_name: Fixed,
    pub(crate) check: String,
    pub(crate) cell: Option<String>,
    pub(crate) words: String,
    pub(crate) explanation: Option<Said>,
    /// Whether the person can explain it now.
    pub(crate) can_explain: bool,
}

/// A comment, with its answer.
pub(crate) struct CommentLine {
    pub(crate) number: usize,
    pub(crate) cell: Option<String>,
    pub(crate) said: Said,
    pub(crate) answer: Option<String>,
}

/// The version that was saved last.
pub(crate) struct VersionLine {
    pub(crate) number: u32,
    pub(crate) is_complete: bool,
}
