//! What the body of a package does: save, explain, answer, submit, take back.

use super::say::{refuse, words};
use super::{Case, Decided};
use crate::{
    CellName, Draft, Fact, Finding, FindingKey, FindingLevel, Level, Lines, Package, PackageId,
    Refusal, Stage, Why,
};
use message::Fixed;

const SAVE: Fixed = Fixed { zh: "保存", en: "save" };
const EXPLAIN: Fixed = Fixed { zh: "填写说明", en: "explain findings" };
const ANSWER: Fixed = Fixed { zh: "回复意见", en: "answer comments" };
const SUBMIT: Fixed = Fixed { zh: "送审", en: "submit" };
const TAKE_BACK: Fixed = Fixed { zh: "撤回", en: "take back" };

impl Case<'_> {
    pub(super) fn save(&self, id: &PackageId, draft: &Draft) -> Decided {
        let package = self.at_stage(id, &[Stage::Editing], SAVE)?;
        let last = package.version_number();
        if draft.based_on != last {
            return Err(refuse(
                Why::Stale,
                format!(
                    "已有人保存了第{last}版，您改的是第{}版；请先打开最新版，再合并您的改动。",
                    draft.based_on
                ),
                format!(
                    "Somebody saved version {last}, and yours is based on version {}; open the \
                     latest and enter your changes there.",
                    draft.based_on
                ),
            ));
        }
        let is_department = self.office.level(&id.body) == Some(Level::Department);
        if is_department && !draft.lines.is_empty() {
            return Err(refuse(
                Why::Invalid,
                "部门的金额由所属单位汇总得出，不能直接填写；本级的金额填在部门本级单位。",
                "A department's amounts are the sum of its units and cannot be entered; those of \
                 the department itself belong to its own unit.",
            ));
        }
        if let Some(key) = draft.lines.negative() {
            return Err(refuse(
                Why::Invalid,
                format!("金额不能为负：{}。", key.called().zh),
                format!("An amount cannot be negative: {}.", key.called().en),
            ));
        }
        if Lines::new(draft.lines.iter().map(|(key, amount)| (key.clone(), amount))).is_err() {
            return Err(too_much());
        }
        Ok(vec![Fact::Saved { package: id.clone(), draft: draft.clone() }])
    }

    pub(super) fn explain(&self, id: &PackageId, finding: &FindingKey, text: &str) -> Decided {
        let package = self.at_stage(id, &[Stage::Editing], EXPLAIN)?;
        let text = words(text, Fixed { zh: "说明", en: "the explanation" })?;
        let level = findings(package).iter().find(|it| it.key == *finding).map(|it| it.level);
        match level {
            None => Err(refuse(
                Why::Unknown,
                "最新一版没有这个问题，不用说明。",
                "The last version does not have this finding, so there is nothing to explain.",
            )),
            Some(FindingLevel::Error) => Err(refuse(
                Why::Findings,
                "错误不能用说明代替，须改正后再送审。",
                "An error cannot be explained; correct it before you submit.",
            )),
            Some(_) => {
                let finding = finding.clone();
                Ok(vec![Fact::Explained { package: id.clone(), finding, words: text }])
            }
        }
    }

    pub(super) fn answer(&self, id: &PackageId, comment: usize, text: &str) -> Decided {
        let package = self.at_stage(id, &[Stage::Editing], ANSWER)?;
        let text = words(text, Fixed { zh: "回复", en: "the answer" })?;
        if package.comments.get(comment).is_none() {
            return Err(refuse(Why::Unknown, "没有这条意见。", "There is no such comment."));
        }
        Ok(vec![Fact::Answered { package: id.clone(), comment, words: text }])
    }

    pub(super) fn submit(&self, id: &PackageId) -> Decided {
        let package = self.at_stage(id, &[Stage::Editing], SUBMIT)?;
        self.department_is_editing(id, SUBMIT)?;
        let is_department = self.office.level(&id.body) == Some(Level::Department);
        if is_department {
            // Before what the department has to do itself: most of its budget comes from them.
            self.units_are_agreed(id)?;
        }
        is_complete(package)?;
        has_no_obstacles(package)?;
        self.is_within_controls(id, package)?;
        if !is_department {
            // A department passes comments on, and its units answer them.
            is_answered(package)?;
        }
        Ok(vec![Fact::Submitted { package: id.clone() }])
    }

    pub(super) fn take_back(&self, id: &PackageId) -> Decided {
        self.at_stage(id, &[Stage::Submitted], TAKE_BACK)?;
        Ok(vec![Fact::TakenBack { package: id.clone() }])
    }

    /// Fails with the units that the department waits for.
    fn units_are_agreed(&self, id: &PackageId) -> Result<(), Refusal> {
        let open = self.office.units(id).filter(|(_, unit)| unit.stage != Stage::Agreed);
        let open: Vec<_> = open
            .map(|(unit, package)| (self.office.called(&unit.body), package.stage.name()))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let zh: Vec<String> = open.iter().map(|(it, now)| format!("{}{}", it.zh, now.zh)).collect();
        let en: Vec<String> =
            open.iter().map(|(it, now)| format!("{} is {}", it.en, now.en)).collect();
        Err(refuse(
            Why::Others,
            format!("不能送审：还有{}个单位没有审核通过：{}。", open.len(), zh.join("；")),
            format!("You cannot submit: units not yet agreed: {}. {}.", open.len(), en.join("; ")),
        ))
    }
}

pub(super) fn too_much() -> Refusal {
    refuse(
        Why::Invalid,
        "金额合计超过10万亿元，请检查单位（元、万元）。",
        "The amounts come to more than ten trillion yuan; check the unit of money.",
    )
}

fn findings(package: &Package) -> &[Finding] {
    package.version.as_ref().map_or(&[], |version| &version.findings)
}

fn is_complete(package: &Package) -> Result<(), Refusal> {
    match &package.version {
        None => Err(refuse(
            Why::Invalid,
            "还没有保存任何内容，不能送审。",
            "Nothing was saved, so there is nothing to submit.",
        )),
        Some(version) if !version.is_complete => Err(refuse(
            Why::Invalid,
            "请先确认“填报完整”：空着的格子确实没有数。",
            "Confirm first that it is complete: that what is empty is meant to be empty.",
        )),
        Some(_) => Ok(()),
    }
}

/// Fails with the errors, or with what has to be explained.
fn has_no_obstacles(package: &Package) -> Result<(), Refusal> {
    let of = |level| findings(package).iter().filter(move |it| it.level == level);
    let errors: Vec<&Finding> = of(FindingLevel::Error).collect();
    if let Some(first) = errors.first() {
        let (zh, en) = at_cell(first);
        return Err(refuse(
            Why::Findings,
            format!("不能送审：有{}处错误，须先改正。第一处{zh}", errors.len()),
            format!(
                "You cannot submit before all errors are corrected. There are {}; the first: {en}",
                errors.len()
            ),
        ));
    }
    let is_open = |it: &&Finding| !package.explanations.contains_key(&it.key);
    let open: Vec<&Finding> = of(FindingLevel::ToExplain).filter(is_open).collect();
    if let Some(first) = open.first() {
        let (zh, en) = at_cell(first);
        return Err(refuse(
            Why::Findings,
            format!("不能送审：有{}处须填写说明或改正。第一处{zh}", open.len()),
            format!(
                "You cannot submit before these warnings are explained or corrected: {}; the first: \
                 {en}",
                open.len()
            ),
        ));
    }
    Ok(())
}

/// Fails with the first comment that has no answer.
fn is_answered(package: &Package) -> Result<(), Refusal> {
    let Some((_, first)) = package.open_comments().next() else { return Ok(()) };
    let (count, words) = (package.open_comments().count(), &first.words);
    let cell = first.cell.as_ref().map(CellName::as_str);
    let (zh, en) = (cell.unwrap_or_default(), cell.unwrap_or("the whole"));
    Err(refuse(
        Why::Findings,
        format!("不能送审：有{count}条意见没有答复。第一条{zh}：{words}"),
        format!(
            "You cannot submit before all comments are answered. There are {count}; the first: \
             {en}: {words}"
        ),
    ))
}

fn at_cell(finding: &Finding) -> (String, String) {
    let cell = finding.cell.as_ref().map(CellName::as_str).unwrap_or_default();
    (format!("{cell}：{}", finding.zh), format!("{cell}: {}", finding.en))
}
