//! Control figures (一下): issued to departments, divided among units, kept in the second round.

use super::say::refuse;
use super::{Case, Decided};
use crate::{Fact, Figure, Figures, Level, Package, PackageId, Refusal, Round, Stage, Why};
use ledger::{Amount, MoneyUnit, Printed};
use message::Fixed;

const ISSUE: Fixed = Fixed { zh: "下达控制数", en: "issue control figures" };
const DIVIDE: Fixed = Fixed { zh: "分解控制数", en: "divide control figures" };

impl Case<'_> {
    pub(super) fn issue_controls(&self, id: &PackageId, figures: &Figures) -> Decided {
        if figures.is_empty() {
            return Err(refuse(Why::Invalid, "请填写控制数。", "Fill in the control figures."));
        }
        match self.office.level(&id.body) {
            Some(Level::Unit) => self.divide(id, figures),
            _ => self.issue(id, figures),
        }
    }

    /// Figures for a department that is agreed in the first round open its second one. Later they
    /// can be changed for as long as the department edits.
    fn issue(&self, id: &PackageId, figures: &Figures) -> Decided {
        let package = self.package(id)?;
        let is_first = package.round == Round::First;
        let stage = if is_first { Stage::Agreed } else { Stage::Editing };
        self.at_stage(id, &[stage], ISSUE)?;
        let units = || self.office.units(id);
        for Figure { fund, purpose, .. } in units().flat_map(|(_, unit)| unit.controls.iter()) {
            let divided = units().filter_map(|(_, unit)| unit.controls.get(fund, purpose));
            let most = figures.get(fund, purpose).unwrap_or_default();
            within(
                Figure { fund, purpose, most },
                sum(divided),
                "已分解到单位",
                "divided among units",
            )?;
        }
        let issued = Fact::ControlsIssued { package: id.clone(), figures: figures.clone() };
        let opened = [id.clone()].into_iter().chain(units().map(|(unit, _)| unit));
        let round = Round::Second;
        let opened =
            opened.filter(|_| is_first).map(|package| Fact::RoundOpened { package, round });
        Ok([issued].into_iter().chain(opened).collect())
    }

    fn divide(&self, id: &PackageId, figures: &Figures) -> Decided {
        let unit = self.at_stage(id, &[Stage::Editing], DIVIDE)?;
        self.department_is_editing(id, DIVIDE)?;
        let department = self.office.department_package(id);
        let Some((department_id, department)) = department.filter(|_| unit.round == Round::Second)
        else {
            return Err(refuse(
                Why::Stage,
                "财政下达控制数后才能分解到单位。",
                "Control figures can be divided once the bureau has issued them.",
            ));
        };
        for Figure { fund, purpose, most } in figures.iter() {
            let limit = department.controls.get(fund, purpose).unwrap_or_default();
            let others = self.office.units(&department_id).filter(|(other, _)| other != id);
            let others = others.filter_map(|(_, unit)| unit.controls.get(fund, purpose));
            let divided = sum(others.chain([most]));
            within(
                Figure { fund, purpose, most: limit },
                divided,
                "各单位合计",
                "all units together",
            )?;
        }
        Ok(vec![Fact::ControlsIssued { package: id.clone(), figures: figures.clone() }])
    }

    /// Fails where a package of the second round spends more than a control figure.
    pub(super) fn is_within_controls(
        &self,
        id: &PackageId,
        package: &Package,
    ) -> Result<(), Refusal> {
        if package.round == Round::First {
            return Ok(());
        }
        let is_department = self.office.level(&id.body) == Some(Level::Department);
        if is_department && package.controls.is_empty() {
            return Err(refuse(
                Why::Others,
                "财政还没有下达控制数，不能送审。",
                "The bureau has not issued control figures yet.",
            ));
        }
        package.controls.iter().try_for_each(|figure| {
            let spent = package.lines.spent_within(figure.fund, figure.purpose);
            within(figure, spent, "预算", "budgeted")
        })
    }
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    Amount::from_fen(amounts.fold(0, |sum, it| it.fen().saturating_add(sum)))
}

/// Fails where an amount exceeds a figure, and says by how much.
fn within(figure: Figure, amount: Amount, zh: &str, en: &str) -> Result<(), Refusal> {
    let Figure { fund, purpose, most } = figure;
    if amount <= most {
        return Ok(());
    }
    let over = amount.checked_sub(most).unwrap_or(amount);
    let yuan = |amount| Printed::rounded(amount, MoneyUnit::Yuan, 2).to_string();
    Err(refuse(
        Why::Controls,
        format!(
            "超过控制数：{}、{}，控制数{}元，{zh}{}元，超出{}元。",
            fund.name_zh(),
            purpose.name_zh(),
            yuan(most),
            yuan(amount),
            yuan(over)
        ),
        format!(
            "The control figure is exceeded: {}, {}: at most {} yuan, {en} {} yuan, {} yuan over.",
            fund.name_en(),
            purpose.name_en(),
            yuan(most),
            yuan(amount),
            yuan(over)
        ),
    ))
}
