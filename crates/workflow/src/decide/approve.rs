//! Approval, publication and what changes an approved budget.

use super::edit::too_much;
use super::say::{REASON, refuse, words};
use super::{Case, Decided};
use crate::{BodyCode, Fact, Hash, Level, Lines, Package, PackageId, Refusal, Round, Stage, Why};
use ledger::{Amount, Node};
use message::{Fixed, Message};
use std::collections::{BTreeMap, BTreeSet};

/// The days within which an approved budget is published (预算法 §14).
pub(crate) const DAYS_TO_PUBLISH: u16 = 20;

const APPROVE: Fixed = Fixed { zh: "批复", en: "approve" };
const PUBLISH: Fixed = Fixed { zh: "公开", en: "publish" };
const WITHDRAW: Fixed = Fixed { zh: "撤回公开", en: "withdraw" };
const ADJUST: Fixed = Fixed { zh: "调整预算", en: "adjust" };
const REALLOCATE: Fixed = Fixed { zh: "调剂", en: "reallocate" };
const APPROVED: [Stage; 2] = [Stage::Approved, Stage::Published];

impl Case<'_> {
    pub(super) fn approve(&self, id: &PackageId) -> Decided {
        let package = self.at_stage(id, &[Stage::Agreed], APPROVE)?;
        if self.office.level(&id.body) != Some(Level::Department) {
            return Err(refuse(
                Why::Invalid,
                "请批复主管部门的预算，所属单位随之批复。",
                "Approve the budget of the department; those of its units are approved with it.",
            ));
        }
        if package.round == Round::First {
            return Err(refuse(
                Why::Stage,
                "一上不能批复：请先下达控制数，待二上审核通过后批复。",
                "The first round cannot be approved: issue control figures, and approve the second.",
            ));
        }
        let units = self.office.units(id).map(|(unit, _)| unit);
        let all = [id.clone()].into_iter().chain(units);
        Ok(all.map(|package| Fact::Approved { package }).collect())
    }

    pub(super) fn publish(&self, id: &PackageId, files: &[Hash], names: &[String]) -> Decided {
        let package = self.at_stage(id, &[Stage::Approved], PUBLISH)?;
        if files.is_empty() {
            return Err(refuse(
                Why::Invalid,
                "请选择要公开的文件。",
                "Choose the files to publish.",
            ));
        }
        if !names.is_empty() && names.len() != files.len() {
            return Err(refuse(
                Why::Invalid,
                "文件名的个数与文件的个数不同。",
                "There are not as many names as files.",
            ));
        }
        let named = |name: &String| words(name, Fixed { zh: "文件名", en: "the name of the file" });
        let names = names.iter().map(named).collect::<Result<_, Refusal>>()?;
        let due = package.approved.map(|day| day.plus(DAYS_TO_PUBLISH));
        let late = due.map_or(0, |due| self.at.day().since(due));
        Ok(vec![Fact::Published { package: id.clone(), files: files.to_vec(), names, late }])
    }

    pub(super) fn withdraw(&self, id: &PackageId, reason: &str) -> Decided {
        self.at_stage(id, &[Stage::Published], WITHDRAW)?;
        let reason = words(reason, REASON)?;
        Ok(vec![Fact::Withdrawn { package: id.clone(), reason }])
    }

    pub(super) fn adjust(&self, id: &PackageId, changes: &Lines, reason: &str) -> Decided {
        if self.office.level(&id.body) == Some(Level::Department) {
            return Err(refuse(
                Why::Invalid,
                "请调整具体单位的预算，部门数随之变动。",
                "Adjust the budget of a unit; the department's changes with it.",
            ));
        }
        let package = self.at_stage(id, &APPROVED, ADJUST)?;
        let reason = words(reason, REASON)?;
        self.can_change(id, package, changes)?;
        Ok(vec![Fact::Adjusted { package: id.clone(), changes: changes.clone(), reason }])
    }

    pub(super) fn reallocate(
        &self,
        id: &PackageId,
        changes: &BTreeMap<BodyCode, Lines>,
        reason: &str,
    ) -> Decided {
        self.at_stage(id, &APPROVED, REALLOCATE)?;
        let reason = words(reason, REASON)?;
        balances(changes)?;
        let moved = changes.iter().map(|(body, changes)| {
            let unit = PackageId { year: id.year, body: body.clone() };
            let is_unit = self.office.department(body) == Some(&id.body) && *body != id.body;
            if !is_unit {
                let (body, of) = (self.office.called(body), self.office.called(&id.body));
                return Err(refuse(
                    Why::Invalid,
                    format!("{}不是{}的所属单位。", body.zh, of.zh),
                    format!("{} is not a unit of {}.", body.en, of.en),
                ));
            }
            let package = self.at_stage(&unit, &APPROVED, REALLOCATE).map_err(|refusal| {
                let named = [self.office.called(body), refusal.message];
                let message = Message::join(named, Fixed { zh: "：", en: ": " });
                Refusal { message, ..refusal }
            })?;
            self.can_change(&unit, package, changes)?;
            let (changes, reason) = (changes.clone(), reason.clone());
            Ok(Fact::Reallocated { package: unit, changes, reason })
        });
        moved.collect()
    }

    /// Fails where nothing would change, or less than nothing or absurdly much would be left.
    fn can_change(
        &self,
        id: &PackageId,
        package: &Package,
        changes: &Lines,
    ) -> Result<(), Refusal> {
        if changes.is_empty() {
            return Err(refuse(Why::Invalid, "没有任何变动。", "Nothing would change."));
        }
        let bounded = |lines: &Lines| Lines::new(lines.iter().map(|(key, it)| (key.clone(), it)));
        bounded(changes).map_err(|_| too_much())?;
        let current = package.amounts.current();
        let left = bounded(&Lines::sum([&current, changes])).map_err(|_| too_much())?;
        match left.negative() {
            None => Ok(()),
            Some(key) => {
                let (body, line) = (self.office.called(&id.body), key.called());
                Err(refuse(
                    Why::Invalid,
                    format!("{}的预算不够减：{}。", body.zh, line.zh),
                    format!("More is taken than {} has: {}.", body.en, line.en),
                ))
            }
        }
    }
}

/// Fails where what is moved does not add up to nothing within each fund.
fn balances(changes: &BTreeMap<BodyCode, Lines>) -> Result<(), Refusal> {
    let bounded = |lines: &Lines| Lines::new(lines.iter().map(|(key, it)| (key.clone(), it)));
    if changes.values().any(|lines| bounded(lines).is_err()) {
        return Err(too_much());
    }
    let all = Lines::sum(changes.values());
    let funds: BTreeSet<Node> = all.iter().map(|(key, _)| key.what().fund).collect();
    let open =
        funds.into_iter().find(|fund| all.total(|key| key.what().fund == *fund) != Amount::ZERO);
    match open {
        None if changes.is_empty() => {
            Err(refuse(Why::Invalid, "没有任何变动。", "Nothing would change."))
        }
        None => Ok(()),
        Some(fund) => Err(refuse(
            Why::Invalid,
            format!("调剂须有增有减、合计为零：{}不平。追加或追减请办理预算调整。", fund.name_zh()),
            format!(
                "What is moved must add up to nothing: {} does not. More or less money is an \
                 adjustment.",
                fund.name_en()
            ),
        )),
    }
}
