//! A package: one body's budget of one year.

use crate::rights::named;
use crate::{
    Actor, Amounts, BodyCode, CellName, Day, Figures, Finding, FindingKey, FindingLevel, Hash,
    Lines, Moment, NotAnId,
};
use ledger::Year;
use message::Fixed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The year and the body of a package, printed and parsed as `2031/101001`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PackageId {
    /// The budget year.
    pub year: Year,
    /// The department or unit.
    pub body: BodyCode,
}

named! {
    /// The round of a budget's preparation.
    Round {
        /// 一上: what is proposed.
        First "first" "一上" "first round";
        /// 二上: within the control figures.
        Second "second" "二上" "second round";
    }
}

named! {
    /// Where a package is.
    Stage {
        /// Its body edits it.
        Editing "editing" "编报中" "in preparation";
        /// It waits for the body above, and can be taken back.
        Submitted "submitted" "已送审" "submitted";
        /// The body above reviews it, and it cannot be changed.
        Accepted "accepted" "审核中" "under review";
        /// The body above agreed it in this round.
        Agreed "agreed" "审核通过" "agreed";
        /// The bureau approved it.
        Approved "approved" "已批复" "approved";
        /// It is published.
        Published "published" "已公开" "published";
    }
}

/// One body's budget of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// The round.
    pub round: Round,
    /// Where it is.
    pub stage: Stage,
    /// What was saved last.
    pub version: Option<Version>,
    /// A unit's own lines; for a department, the sum of its units that are accepted.
    pub lines: Lines,
    /// The version that was last submitted, and its lines: what a reviewer saw before.
    pub submitted: Option<(u32, Lines)>,
    /// What was submitted before that.
    pub submitted_before: Option<(u32, Lines)>,
    /// Its amounts by stage.
    pub amounts: Amounts,
    /// Its control figures.
    pub controls: Figures,
    /// Explanations by finding. They stand beside the finding at every later level.
    pub explanations: BTreeMap<FindingKey, Explanation>,
    /// Comments at cells, oldest first.
    pub comments: Vec<Comment>,
    /// Why it was last returned, until it is submitted again.
    pub returned: Option<Return>,
    /// The day of its approval.
    pub approved: Option<Day>,
    /// Its publication.
    pub published: Option<Publication>,
    /// Why its publication was last withdrawn, until it is published again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Return>,
    /// The stages through which it went, the current one last.
    pub history: Vec<Stay>,
}

/// A saved version of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// The stored file with ledger and texts.
    pub content: Hash,
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// Whether the body says that what is empty is meant to be empty.
    pub is_complete: bool,
}

/// Why a warning is right as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Who explained it.
    pub by: Actor,
    /// When.
    pub at: Moment,
    /// The explanation.
    pub words: String,
}

/// A reviewer's comment at a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Who wrote it.
    pub by: Actor,
    /// When.
    pub at: Moment,
    /// The cell; `None` for the package as a whole.
    pub cell: Option<CellName>,
    /// The comment.
    pub words: String,
    /// The answer of the package's body.
    pub answer: Option<String>,
}

/// The return of a package, or the withdrawal of its publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: String,
}

/// The publication of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// When.
    pub at: Moment,
    /// What was published.
    pub files: Vec<Hash>,
    /// The names of the files, one for each; none where they were not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The days beyond the twenty after approval (预算法 §14).
    pub late: u32,
}

/// A stay of a package at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The round.
    pub round: Round,
    /// The stage.
    pub stage: Stage,
    /// Since when.
    pub since: Moment,
}

impl Package {
    /// Returns an empty package in the first round.
    pub fn opened(at: Moment) -> Self {
        let (round, stage) = (Round::First, Stage::Editing);
        Self {
            round,
            stage,
            version: None,
            lines: Lines::default(),
            submitted: None,
            submitted_before: None,
            amounts: Amounts::default(),
            controls: Figures::default(),
            explanations: BTreeMap::new(),
            comments: Vec::new(),
            returned: None,
            approved: None,
            published: None,
            withdrawn: None,
            history: vec![Stay { round, stage, since: at }],
        }
    }

    /// Returns the number of the last version; 0 where nothing was saved.
    pub fn version_number(&self) -> u32 {
        self.version.as_ref().map_or(0, |version| version.number)
    }

    /// Returns whether the body above counts it among its own.
    pub const fn is_counted(&self) -> bool {
        !matches!(self.stage, Stage::Editing | Stage::Submitted)
    }

    /// Returns the package as lists show it: the lines are added up by fund and purpose, there are
    /// no amounts by stage, and only findings that stop the next step have their words; notes are
    /// left out.
    #[must_use]
    pub fn brief(&self) -> Self {
        let without_lines =
            |of: &Option<(u32, Lines)>| of.as_ref().map(|it| (it.0, Lines::default()));
        let version = self.version.as_ref().map(|version| Version {
            findings: version.findings.iter().filter_map(|it| self.in_brief(it)).collect(),
            ..version.clone()
        });
        Self {
            version,
            lines: self.lines.abridged(),
            submitted: without_lines(&self.submitted),
            submitted_before: without_lines(&self.submitted_before),
            amounts: Amounts::default(),
            ..self.clone()
        }
    }

    fn in_brief(&self, finding: &Finding) -> Option<Finding> {
        let stops = match finding.level {
            FindingLevel::Error => true,
            FindingLevel::ToExplain => !self.explanations.contains_key(&finding.key),
            FindingLevel::Warning => false,
            FindingLevel::Note => return None,
        };
        if stops {
            return Some(finding.clone());
        }
        let (cell, zh, en) = (None, String::new(), String::new());
        Some(Finding { cell, zh, en, ..finding.clone() })
    }

    /// Returns the comments without an answer, with their numbers.
    pub fn open_comments(&self) -> impl Iterator<Item = (usize, &Comment)> {
        self.comments.iter().enumerate().filter(|(_, comment)| comment.answer.is_none())
    }
}

impl PackageId {
    /// Returns the package of the same body in the year before.
    pub fn year_before(&self) -> Option<Self> {
        let year = self.year.0.checked_sub(1).map(Year)?;
        Some(Self { year, body: self.body.clone() })
    }
}

impl fmt::Display for PackageId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.year, self.body)
    }
}

impl FromStr for PackageId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let id = || {
            let (year, body) = text.split_once('/')?;
            Some(Self { year: parse_year(year)?, body: body.parse().ok()? })
        };
        id().ok_or_else(|| NotAnId(text.to_owned()))
    }
}

/// Returns the year of four digits.
fn parse_year(text: &str) -> Option<Year> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && *year >= 1000).map(Year)
}

impl TryFrom<String> for PackageId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<PackageId> for String {
    fn from(id: PackageId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_has_the_sum_and_what_stops_the_next_step() {
        use crate::testing::{finding, hash, id, lines};
        let levels = [
            FindingLevel::Error,
            FindingLevel::ToExplain,
            FindingLevel::Warning,
            FindingLevel::Note,
        ];
        let findings = ["a", "b", "c", "d"].into_iter().zip(levels);
        let findings = findings.map(|(key, level)| finding(key, level)).collect();
        let version = Version { number: 1, content: hash(1), findings, is_complete: true };
        let explanation =
            Explanation { by: Actor::Console, at: Moment(0), words: "已核对".into() };
        let more = lines("2050203", "basic", 1);
        let own = [lines("2050201", "project", 5), lines("2050202", "basic", 7), more];
        let own = Lines::sum(&own);
        let package = Package {
            version: Some(version),
            lines: own.clone(),
            submitted: Some((1, own)),
            explanations: BTreeMap::from([(id("b"), explanation)]),
            ..Package::opened(Moment(0))
        };
        let brief = package.brief();
        assert_eq!(brief.lines.iter().count(), 2);
        assert_eq!(brief.lines.total(|_| true).fen(), 13);
        let (fund, purpose) = (ledger::nodes().fiscal, ledger::nodes().basic);
        assert_eq!(brief.lines.spent_within(fund, purpose).fen(), 8);
        assert_eq!(brief.submitted, Some((1, Lines::default())));
        let kept = brief.version.iter().flat_map(|it| &it.findings);
        let kept: Vec<(&str, bool)> = kept.map(|it| (it.key.as_str(), !it.zh.is_empty())).collect();
        assert_eq!(kept, [("a", true), ("b", false), ("c", false)]);
        // It is stored, so it must be read again.
        let text = serde_json::to_string(&brief).unwrap();
        assert_eq!(serde_json::from_str::<Package>(&text).unwrap(), brief);
    }

    #[test]
    fn an_id_prints_as_it_was_parsed() {
        let id: PackageId = "2031/101-001".parse().unwrap();
        assert_eq!((id.year, id.to_string()), (Year(2031), "2031/101-001".to_owned()));
        for bad in ["2031", "31/101", "+031/101", "2031/", "0031/101"] {
            assert_eq!(bad.parse::<PackageId>(), Err(NotAnId(bad.to_owned())));
        }
    }
}
