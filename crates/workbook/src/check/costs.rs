//! What a project costs, against the money that it has.

use super::Draft;
use crate::{Kind, Part, Problem, money};
use ledger::{Amount, Indicator, Item, MoneyUnit, Printed, Project};

/// Signs and words before an amount.
const OPERATORS: [char; 12] = ['≤', '≥', '＝', '=', '<', '>', '＜', '＞', '≦', '≧', '≯', ' '];

/// Words of what one thing costs, which is not the project's money.
const OF_ONE: [&str; 9] = ["单位", "人均", "均", "每", "单价", "标准", "单次", "单项", "单个"];

/// Derives the targets of cost indicators that were left blank, and tells them.
pub(crate) fn derive(draft: &mut Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let spent = spent(draft);
    for (project, own, row) in std::mem::take(&mut draft.blank_costs) {
        let amount = spent.get(project).copied().unwrap_or_default();
        let costs = draft
            .ledger
            .projects
            .get(project)
            .map_or(0, |it| it.indicators.iter().filter(|it| is_cost(it)).count());
        let spot = draft.cells.in_sheet(&crate::tables::INDICATORS, row, crate::tables::TARGET);
        if amount == Amount::ZERO || costs != 1 {
            problems.push(Problem::error(
                spot,
                "指标值：没有填。只有一个成本指标、项目又有支出的，才可以空着由支出得出。",
                "指标值 is blank. Only a project's one cost follows from what it spends.",
            ));
            continue;
        }
        let target = format!("≤{}万元", wan(amount));
        let indicators = draft.ledger.projects.get_mut(project).map(|it| &mut it.indicators);
        if let Some(indicator) = indicators.and_then(|all| all.get_mut(own)) {
            indicator.target = target.as_str().into();
        }
        problems.push(super::overruled::cost_note(&draft.ledger, project, &target, spot));
    }
    problems
}

/// Costs above the project's money, and the one total that is below it.
pub(super) fn problems(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first = 0;
    for (project, money) in draft.ledger.projects.iter().zip(spent(draft)) {
        let costs: Vec<(usize, &Indicator)> = (first..)
            .zip(&project.indicators)
            .filter(|(_, indicator)| is_cost(indicator))
            .collect();
        first += project.indicators.len();
        if money == Amount::ZERO {
            continue;
        }
        let is_only = costs.len() == 1;
        for (indicator_at, indicator) in costs {
            let Some(cost) = total(indicator) else { continue };
            let is_least = indicator.target.starts_with(['≥', '>', '＞', '≧']);
            if cost > money || is_only && cost < money && !is_least {
                problems.push(differs(draft, project, indicator_at, cost, money));
            }
        }
    }
    problems
}

fn differs(draft: &Draft, project: &Project, at: usize, cost: Amount, money: Amount) -> Problem {
    let (name, is_above) = (&project.name, cost > money);
    let (cost, money) = (wan(cost), wan(money));
    let (zh, en) = if is_above { ("高于", "above") } else { ("低于", "below") };
    Problem::warning(
        draft.cells.spot(Part::Indicator(at)),
        format!("项目“{name}”的成本是 {cost} 万元，{zh}项目支出 {money} 万元。请核对指标值和收支明细；指标值也可以空着，由支出得出。"),
        format!("The cost of the project {name}, {cost} 万元, is {en} the {money} 万元 that it spends. Check both; the target may be left blank and then follows."),
    )
    .of(Kind::Cost)
}

/// What each project spends.
pub(super) fn spent(draft: &Draft) -> Vec<Amount> {
    let sums = draft.spent(|line| Some(line.item));
    let projects = (0_u32..).zip(&draft.ledger.projects);
    let fen = |at| sums.get(&Item::named(at)).copied().unwrap_or_default();
    let amount = |fen| Amount::from_fen(i64::try_from(fen).unwrap_or(i64::MAX));
    projects.map(|(at, _)| amount(fen(at))).collect()
}

pub(crate) fn is_cost(indicator: &Indicator) -> bool {
    indicator.class.contains("成本") || indicator.kind.contains("成本")
}

/// The total cost that an indicator states; `None` where it is one thing's, or no amount.
fn total(indicator: &Indicator) -> Option<Amount> {
    let says = |text: &str| OF_ONE.iter().any(|word| text.contains(word));
    if says(&indicator.name) || says(&indicator.description) {
        return None;
    }
    let words = indicator.target.trim().trim_start_matches("不超过").trim_start_matches(OPERATORS);
    let end = words.find(|letter: char| !(letter.is_ascii_digit() || ".,，".contains(letter)))?;
    let (number, unit) = words.split_at(end);
    let unit = crate::lists::MONEY.into_iter().find(|known| known.name() == unit.trim())?;
    Some(Printed::parse(number, unit).ok()?.nominal())
}

/// The amount in 万元, with as many decimals as it has.
pub(super) fn wan(amount: Amount) -> String {
    let decimal = money::decimal(amount, MoneyUnit::TenThousandYuan);
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}
