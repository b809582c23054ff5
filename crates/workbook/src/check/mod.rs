//! What can only be seen once all sheets are read.

pub(crate) mod costs;
mod overruled;
mod sizes;
mod slips;

use crate::encode::unit_name;
use crate::{Cells, Kind, Part, Problem, Spot, money};
use ledger::{Amount, BudgetLine, Entity, Ledger, MoneyUnit, Node, Project, Stage, nodes};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

/// A ledger with where its rows stand.
#[derive(Debug)]
pub(crate) struct Draft {
    pub ledger: Ledger,
    /// What each unit gets, to check the lines against.
    pub controls: Vec<Control>,
    /// Where its parts stand.
    pub cells: Cells,
    /// How each line was filled in.
    pub entered: Vec<Entered>,
    /// Cost indicators without a target: the project, the number among its indicators, the row.
    pub blank_costs: Vec<(usize, usize, u64)>,
    /// Whether every row could be read; sums over rows that are missing say nothing.
    pub is_whole: bool,
}

/// What of a line was left blank and follows, and whether a reason is given for the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entered {
    pub is_purpose_derived: bool,
    pub is_memo_derived: bool,
    pub has_reason: bool,
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

    /// What is spent, in 分, by what the lines are of; lines of nothing are left out.
    fn spent<K: Eq + Hash>(&self, of: impl Fn(&BudgetLine) -> Option<K>) -> HashMap<K, i128> {
        let lines = self.ledger.lines.iter().filter(|line| line.used == nodes().spent);
        let mut sums = HashMap::new();
        for (key, line) in lines.filter_map(|line| Some((of(line)?, line))) {
            *sums.entry(key).or_default() += i128::from(line.amount.fen());
        }
        sums
    }
}

/// All that is wrong or odd.
pub(crate) fn problems(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let mut problems = Vec::new();
    let projects = ledger.projects.iter().enumerate();
    problems
        .extend(projects.filter_map(|(at, it)| no_cost(it, &draft.cells.spot(Part::Project(at)))));
    if !draft.is_whole {
        return problems;
    }
    problems.extend(lines(draft));
    problems.extend(against_controls(draft));
    let of_size = sizes::problems(draft);
    let is_of_size = of_size.is_empty();
    problems.extend(of_size);
    let further = [
        slips::too_coarse,
        overruled::problems,
        slips::twice,
        slips::without_lines,
        slips::staff,
        slips::assets,
    ];
    problems.extend(further.iter().flat_map(|check| check(draft)));
    // Where the unit of money is wrong, every comparison with other amounts is as well. What a
    // project was to cost is the budget's, and its accounts may come to less.
    if is_of_size && draft.ledger.stage != Stage::FinalAccounts {
        problems.extend(costs::problems(draft));
        problems.extend(sizes::procurement(draft));
    }
    problems
}

/// A project must say what it costs: 财预〔2015〕88号 asks for output indicators, cost among them.
fn no_cost(project: &Project, spot: &Spot) -> Option<Problem> {
    if project.indicators.iter().any(costs::is_cost) {
        return None;
    }
    let name = &project.name;
    Some(Problem::error(
        spot.clone(),
        format!("项目“{name}”没有成本指标。请在“绩效指标”表中补一行；指标值可以空着，由项目支出得出。"),
        format!("The project {name} has no cost indicator. Add a row to the sheet 绩效指标; its target may be left blank and then follows."),
    ).of(Kind::Cost))
}

/// Lines that are nobody's, of no project, or more than can be added up.
fn lines(draft: &Draft) -> Vec<Problem> {
    let told = |(line, spot): (&BudgetLine, Spot)| {
        if line.purpose == nodes().project && line.item.index().is_none() {
            return Some(
                Problem::warning(
                    spot.clone(),
                    "项目支出没有写是哪个项目。请在“项目”列填项目名称。",
                    "This project expenditure names no project; fill in the column 项目.",
                )
                .of(Kind::Line),
            );
        }
        let is_fiscal = nodes().fiscal.contains(line.fund);
        if line.paid_by.is_some() && is_fiscal {
            return Some(Problem::warning(
                spot.clone(),
                "单位之间转的钱一般不是财政拨款：用财政拨款的单位自己有这笔拨款。请核对资金和付款单位。",
                "What units pay each other is seldom fiscal: a unit gets its own appropriation. Check the fund and the payer.",
            ).of(Kind::Line));
        }
        (line.unit == Entity::DEPARTMENT).then(|| {
            Problem::warning(
                spot.clone(),
                "这一行记在“本部门”名下，不会出现在任何一个单位的表中。请填具体单位。",
                "This line is the department's as a whole and appears in no unit's tables. Name the unit.",
            )
            .of(Kind::Line)
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
    let mut lines: HashMap<Entity, Vec<&BudgetLine>> = HashMap::new();
    for line in &draft.ledger.lines {
        lines.entry(owner(line)).or_default().push(line);
    }
    let mut controls: HashMap<Entity, Vec<&Control>> = HashMap::new();
    for control in &draft.controls {
        controls.entry(control.unit).or_default().push(control);
    }
    let of_unit = |control: &&Control| {
        let lines = lines.get(&control.unit).map_or(&[][..], Vec::as_slice);
        let controls = controls.get(&control.unit).map_or(&[][..], Vec::as_slice);
        against(&draft.ledger, control, controls, lines)
    };
    let mut problems: Vec<Problem> =
        draft.controls.iter().filter_map(|control| of_unit(&control)).collect();
    problems.extend(uncontrolled(draft, &controls));
    problems
}

/// One control beside those and the lines of its unit: more than it is wrong, less is not yet
/// allotted.
fn against(
    ledger: &Ledger,
    control: &Control,
    controls: &[&Control],
    lines: &[&BudgetLine],
) -> Option<Problem> {
    let fen = |amount: Amount| i128::from(amount.fen());
    let may = controls.iter().filter(|other| control.covers(other.fund, other.source));
    let may: i128 = may.map(|other| fen(other.amount)).sum();
    let does = lines.iter().filter(|line| control.covers(line.fund, line.source));
    let does: i128 = does.map(|line| fen(line.amount)).sum();
    let whose = control.words(ledger);
    let yuan = |fen: i128| {
        let fen = i64::try_from(fen).unwrap_or(i64::MAX);
        format!("{} 元", money::decimal(Amount::from_fen(fen), MoneyUnit::Yuan))
    };
    let spot = control.spot.clone();
    let told = match does - may {
        0 => None,
        over @ 1.. => Some(Problem::error(
            spot,
            format!(
                "{whose}只有 {}，收支明细用了 {}，超出 {}。",
                yuan(may),
                yuan(does),
                yuan(over)
            ),
            format!(
                "{whose}: there is {}, the lines use {}: {} too much.",
                yuan(may),
                yuan(does),
                yuan(over)
            ),
        )),
        left => Some(Problem::warning(
            spot,
            format!(
                "{whose}有 {}，收支明细只安排了 {}，还有 {}没有安排。",
                yuan(may),
                yuan(does),
                yuan(-left)
            ),
            format!(
                "{whose}: there is {}, the lines allot {}: {} is left.",
                yuan(may),
                yuan(does),
                yuan(-left)
            ),
        )),
    };
    told.map(|problem: Problem| problem.of(Kind::Revenue))
}

/// Lines of money that their unit does not get; each kind of money is told once.
fn uncontrolled(draft: &Draft, controls: &HashMap<Entity, Vec<&Control>>) -> Vec<Problem> {
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for (line, spot) in draft.lines() {
        let owner = owner(line);
        let of_unit = controls.get(&owner);
        let is_covered = of_unit.into_iter().flatten().any(|it| it.covers(line.fund, line.source));
        let has_controls = of_unit.is_some();
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
        }.of(Kind::Revenue));
    }
    problems
}

/// Whose money a line is: the unit's that pays.
fn owner(line: &BudgetLine) -> Entity {
    line.paid_by.unwrap_or(line.unit)
}

impl Control {
    /// Whether it is about such money, of its own unit.
    fn covers(&self, fund: Node, source: Node) -> bool {
        self.fund.contains(fund) && self.source.contains(source)
    }

    fn words(&self, ledger: &Ledger) -> String {
        let unit = unit_name(ledger, self.unit);
        format!("{unit}的{}（{}）", self.fund.name_zh(), self.source.name_zh())
    }
}
