//! What can only be seen once all sheets are read.

use crate::encode::unit_name;
use crate::{Cells, Part, Problem, Spot, money};
use ledger::{Amount, BudgetLine, Entity, Ledger, MoneyUnit, Node, Project, nodes};
use std::collections::BTreeSet;

/// A ledger with where its rows stand.
#[derive(Debug)]
pub(crate) struct Draft {
    pub ledger: Ledger,
    /// What each unit gets, to check the lines against.
    pub controls: Vec<Control>,
    /// Where its parts stand.
    pub cells: Cells,
    /// Whether every row could be read; sums over rows that are missing say nothing.
    pub is_whole: bool,
}

/// What one unit gets of one fund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Control {
    pub unit: Entity,
    pub fund: Node,
    pub source: Node,
    pub amount: Amount,
    pub spot: Spot,
}

impl Draft {
    /// The lines, each with the cell of its amount.
    fn lines(&self) -> impl Iterator<Item = (&BudgetLine, Spot)> {
        let lines = self.ledger.lines.iter().enumerate();
        lines.map(|(at, line)| (line, self.cells.spot(Part::Line(at))))
    }
}

/// All that is wrong or odd.
pub(crate) fn problems(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let mut problems = Vec::new();
    let projects = ledger.projects.iter().enumerate();
    problems.extend(projects.filter_map(|(at, it)| no_cost(it, &draft.cells.spot(Part::Project(at)))));
    if !draft.is_whole {
        return problems;
    }
    problems.extend(lines(draft));
    problems.extend(against_controls(draft));
    problems
}

/// A project must say what it costs: 财预〔2015〕88号 asks for output indicators, cost among them.
fn no_cost(project: &Project, spot: &Spot) -> Option<Problem> {
    let is_cost = |it: &ledger::Indicator| it.class.contains("成本") || it.kind.contains("成本");
    if project.indicators.iter().any(is_cost) {
        return None;
    }
    let name = &project.name;
    Some(Problem::error(
        spot.clone(),
        format!("项目“{name}”没有成本指标。请在“绩效指标”表中补上，如：≤5万元。"),
        format!("The project {name} has no cost indicator. Add one to the sheet 绩效指标."),
    ))
}

/// Lines that are nobody's, of no project, or more than can be added up.
fn lines(draft: &Draft) -> Vec<Problem> {
    let told = |(line, spot): (&BudgetLine, Spot)| {
        if line.purpose == nodes().project && line.item.index().is_none() {
            return Some(Problem::warning(
                spot.clone(),
                "项目支出没有写是哪个项目。请在“项目”列填项目名称。",
                "This project expenditure names no project; fill in the column 项目.",
            ));
        }
        let is_fiscal = nodes().fiscal.contains(line.fund);
        if line.paid_by.is_some() && is_fiscal {
            return Some(Problem::warning(
                spot.clone(),
                "单位之间转的钱一般不是财政拨款：用财政拨款的单位自己有这笔拨款。请核对资金和付款单位。",
                "What units pay each other is seldom fiscal: a unit gets its own appropriation. Check the fund and the payer.",
            ));
        }
        (line.unit == Entity::DEPARTMENT).then(|| {
            Problem::warning(
                spot.clone(),
                "这一行记在“本部门”名下，不会出现在任何一个单位的表中。请填具体单位。",
                "This line is the department's as a whole and appears in no unit's tables. Name the unit.",
            )
        })
    };
    let mut problems: Vec<Problem> = draft.lines().filter_map(told).collect();
    let total: i128 =
        draft.ledger.lines.iter().map(|line| i128::from(line.amount.fen()).abs()).sum();
    if i64::try_from(total).is_err() {
        problems.push(Problem::error(
            draft.cells.spot(Part::Line(0)),
            "全部金额加起来太大，不会是预算。请检查位数和金额单位。",
            "All amounts together are larger than any budget. Check their digits and the unit.",
        ));
    }
    problems
}

/// The lines against what each unit gets; only where that is filled in.
fn against_controls(draft: &Draft) -> Vec<Problem> {
    if draft.controls.is_empty() {
        return Vec::new();
    }
    let mut problems: Vec<Problem> =
        draft.controls.iter().filter_map(|control| against(draft, control)).collect();
    problems.extend(uncontrolled(draft));
    problems
}

/// One control: more than it is wrong, less is not yet allotted.
fn against(draft: &Draft, control: &Control) -> Option<Problem> {
    let fen = |amount: Amount| i128::from(amount.fen());
    let may =
        draft.controls.iter().filter(|other| control.covers(other.unit, other.fund, other.source));
    let may: i128 = may.map(|other| fen(other.amount)).sum();
    let lines = draft.ledger.lines.iter();
    let does = lines.filter(|line| control.covers(owner(line), line.fund, line.source));
    let does: i128 = does.map(|line| fen(line.amount)).sum();
    let told = control.words(&draft.ledger);
    let yuan = |fen: i128| {
        let fen = i64::try_from(fen).unwrap_or(i64::MAX);
        format!("{} 元", money::decimal(Amount::from_fen(fen), MoneyUnit::Yuan))
    };
    let spot = control.spot.clone();
    match does - may {
        0 => None,
        over @ 1.. => Some(Problem::error(
            spot,
            format!("{told}只有 {}，收支明细用了 {}，超出 {}。", yuan(may), yuan(does), yuan(over)),
            format!(
                "{told}: there is {}, the lines use {}: {} too much.",
                yuan(may),
                yuan(does),
                yuan(over)
            ),
        )),
        left => Some(Problem::warning(
            spot,
            format!(
                "{told}有 {}，收支明细只安排了 {}，还有 {}没有安排。",
                yuan(may),
                yuan(does),
                yuan(-left)
            ),
            format!(
                "{told}: there is {}, the lines allot {}: {} is left.",
                yuan(may),
                yuan(does),
                yuan(-left)
            ),
        )),
    }
}

/// Lines of money that their unit does not get; each kind of money is told once.
fn uncontrolled(draft: &Draft) -> Vec<Problem> {
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for (line, spot) in draft.lines() {
        let owner = owner(line);
        let of_unit = || draft.controls.iter().filter(|control| control.unit == owner);
        let is_covered = of_unit().any(|control| control.covers(owner, line.fund, line.source));
        let has_controls = of_unit().next().is_some();
        let kind = (owner, has_controls.then_some((line.fund, line.source)));
        if is_covered || line.amount == Amount::ZERO || !told.insert(kind) {
            continue;
        }
        let unit = unit_name(&draft.ledger, owner);
        let (fund, source) = (line.fund.name_zh(), line.source.name_zh());
        problems.push(match has_controls {
            true => Problem::error(
                spot.clone(),
                format!("“收入”表里{unit}没有{fund}的{source}，这里却用了。请改正其中一处。"),
                format!("The sheet 收入 gives {unit} no {fund} {source}, but this line uses it. Mend one."),
            ),
            false => Problem::warning(
                spot.clone(),
                format!("“收入”表里没有{unit}，它的收支没有核对。"),
                format!("The sheet 收入 lacks {unit}, so its lines were not checked."),
            ),
        });
    }
    problems
}

/// Whose money a line is: the unit's that pays.
fn owner(line: &BudgetLine) -> Entity {
    line.paid_by.unwrap_or(line.unit)
}

impl Control {
    fn covers(&self, unit: Entity, fund: Node, source: Node) -> bool {
        self.unit == unit && self.fund.contains(fund) && self.source.contains(source)
    }

    fn words(&self, ledger: &Ledger) -> String {
        let unit = unit_name(ledger, self.unit);
        format!("{unit}的{}（{}）", self.fund.name_zh(), self.source.name_zh())
    }
}
