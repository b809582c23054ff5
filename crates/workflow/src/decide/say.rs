//! Sentences and conditions that several decisions share.

use super::Case;
use crate::{Package, PackageId, Refusal, Stage, Why};
use message::{Fixed, Message};

/// The most characters of a reason, a comment or a letter.
const LONGEST: usize = 4000;

pub(super) fn refuse(why: Why, zh: impl Into<String>, en: impl Into<String>) -> Refusal {
    Refusal::new(why, zh, en)
}

/// Words for a target that is not there.
pub(super) fn nothing() -> Message {
    Message::new("没有此项", "there is no such thing")
}

/// Returns the words without blanks around them.
///
/// # Errors
/// Fails where there are none, or too many; `what` names them.
pub(super) fn words(text: &str, what: Fixed) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(refuse(
            Why::Invalid,
            format!("请填写{}。", what.zh),
            format!("Fill in {}.", what.en),
        ));
    }
    if text.chars().count() > LONGEST {
        return Err(refuse(
            Why::Invalid,
            format!("{}太长：最多{LONGEST}字。", what.zh),
            format!("Shorten {}: at most {LONGEST} characters.", what.en),
        ));
    }
    Ok(text.to_owned())
}

pub(super) const REASON: Fixed = Fixed { zh: "理由", en: "the reason" };

impl<'a> Case<'a> {
    /// Returns a package.
    pub(super) fn package(&self, id: &PackageId) -> Result<&'a Package, Refusal> {
        self.office.package(id).ok_or_else(|| {
            let body = self.office.called(&id.body);
            refuse(
                Why::Unknown,
                format!("{}没有{}年的预算；请预算股先开设年度或补建。", body.zh, id.year),
                format!(
                    "{} has no budget of {}; the budget office opens the year, or the package.",
                    body.en, id.year
                ),
            )
        })
    }

    /// Returns a package that is at one of some stages.
    pub(super) fn at_stage(
        &self,
        id: &PackageId,
        stages: &[Stage],
        step: Fixed,
    ) -> Result<&'a Package, Refusal> {
        let package = self.package(id)?;
        if stages.contains(&package.stage) {
            return Ok(package);
        }
        let list = |pick: fn(Fixed) -> &'static str, separator: &str| {
            let names: Vec<&str> = stages.iter().map(|stage| pick(stage.name())).collect();
            names.join(separator)
        };
        let now = package.stage.name();
        // Whoever asks knows of which package, and pages and lists say it beside.
        Err(refuse(
            Why::Stage,
            format!(
                "不能{}：预算现为“{}”，须为“{}”。",
                step.zh,
                now.zh,
                list(|name| name.zh, "”或“")
            ),
            format!(
                "You cannot {}: the budget is {}, and must be {}.",
                step.en,
                now.en,
                list(|name| name.en, " or ")
            ),
        ))
    }

    /// Fails where the department of a unit is not editing its own package: its sum stands still
    /// while others look at it.
    pub(super) fn department_is_editing(
        &self,
        unit: &PackageId,
        step: Fixed,
    ) -> Result<(), Refusal> {
        match self.office.department_package(unit) {
            Some((id, package)) if package.stage != Stage::Editing => {
                let (body, now) = (self.office.called(&id.body), package.stage.name());
                Err(refuse(
                    Why::Others,
                    format!(
                        "不能{}：主管部门{}的预算现为“{}”，汇总数不能变动。",
                        step.zh, body.zh, now.zh
                    ),
                    format!(
                        "You cannot {}: the budget of the department {} is {}, so its sum must not \
                         change.",
                        step.en, body.en, now.en
                    ),
                ))
            }
            _ => Ok(()),
        }
    }
}
