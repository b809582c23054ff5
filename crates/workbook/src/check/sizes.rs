//! Amounts of an implausible size: mostly 元 and 万元 were confused.

use super::Draft;
use super::slips::STAFF;
use crate::encode::unit_name;
use crate::follows::is_in;
use crate::tables::MONEY_UNIT;
use crate::{Kind, Part, Problem, Spot, money};
use ledger::{Amount, Entity, Item, MoneyUnit};
use std::collections::HashMap;

/// What one person is paid a year, in 元. The slip is of ten thousand times, so that the range may
/// be wide.
const PAY: std::ops::RangeInclusive<i128> = 1_000..=2_000_000;

/// What a department spends a year, in 元.
const WHOLE: std::ops::RangeInclusive<i128> = 10_000..=1_000_000_000_000;

const FEN: i128 = 100;

/// Pay per head, else the whole.
pub(super) fn problems(draft: &Draft) -> Vec<Problem> {
    let per_head = per_head(draft);
    if !per_head.is_empty() {
        return per_head;
    }
    whole(draft).into_iter().collect()
}

fn per_head(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let counts = ledger.counts.iter().enumerate();
    let staff = counts.filter(|(_, it)| it.what == STAFF && it.number > 0);
    let pay_of = draft.spent(|line| is_in(line.economic, "301").then_some(line.unit));
    let odd = staff.filter_map(|(at, it)| {
        let pay = pay_of.get(&it.unit).copied().unwrap_or_default();
        let each = pay / FEN / i128::from(it.number);
        (pay > 0 && !PAY.contains(&each)).then_some((at, it.unit, it.number, each))
    });
    let odd: Vec<(usize, Entity, u32, i128)> = odd.collect();
    let all = ledger.counts.iter().filter(|it| it.what == STAFF && it.number > 0).count();
    // Where every unit is out of range, the unit of money is wrong: one finding is enough.
    let is_everywhere = odd.len() == all;
    let shown = if is_everywhere { 1 } else { odd.len() };
    odd.into_iter()
        .take(shown)
        .map(|(at, unit, number, each)| {
            let spot = match is_everywhere {
                true => draft.cells.spot(Part::Basics(MONEY_UNIT)),
                false => draft.cells.spot(Part::Count(at)),
            };
            let unit = unit_name(ledger, unit);
            Problem::warning(
                spot,
                format!("按在职 {number} 人算，{unit}人均工资福利 {each} 元，不合常理。请核对“金额单位”（元、万元）、金额和人数。"),
                format!("{unit} has {number} staff and pays {each} 元 to each. Check the unit of money (元, 万元), the amounts and the staff."),
            )
            .of(Kind::Scale)
        })
        .collect()
}

fn whole(draft: &Draft) -> Option<Problem> {
    let spent = draft.spent(|_| Some(())).into_values().sum::<i128>() / FEN;
    if spent <= 0 || WHOLE.contains(&spent) {
        return None;
    }
    let spot: Spot = draft.cells.spot(Part::Basics(MONEY_UNIT));
    Some(
        Problem::warning(
            spot,
            format!("全部支出 {spent} 元，不像一个部门一年的预算。请核对“金额单位”（元、万元）。"),
            format!("All spending is {spent} 元, which is no department's. Check the unit of money (元, 万元)."),
        )
        .of(Kind::Scale),
    )
}

/// What is bought for a project beyond its money.
pub(super) fn procurement(draft: &Draft) -> Vec<Problem> {
    let ledger = &draft.ledger;
    let mut problems = Vec::new();
    let mut bought_for: HashMap<Item, Vec<(usize, Amount)>> = HashMap::new();
    for (at, it) in ledger.purchases.iter().enumerate() {
        bought_for.entry(it.item).or_default().push((at, it.amount));
    }
    for ((project, own), at) in ledger.projects.iter().zip(super::costs::spent(draft)).zip(0_u32..)
    {
        let Some(bought) = bought_for.get(&Item::named(at)) else { continue };
        let sum: i128 = bought.iter().map(|(_, amount)| i128::from(amount.fen())).sum();
        let own = i128::from(own.fen());
        let Some((largest, _)) = bought.iter().max_by_key(|(_, amount)| *amount) else { continue };
        if own == 0 || sum <= own {
            continue;
        }
        let yuan = |fen: i128| {
            let fen = i64::try_from(fen).unwrap_or(i64::MAX);
            money::decimal(Amount::from_fen(fen), MoneyUnit::Yuan)
        };
        let (name, sum, own) = (&project.name, yuan(sum), yuan(own));
        problems.push(
            Problem::warning(
                draft.cells.spot(Part::Purchase(*largest)),
                format!("项目“{name}”采购 {sum} 元，超过项目支出 {own} 元。请核对采购金额（位数、单位）和收支明细。"),
                format!("The project {name} buys for {sum} 元 and spends {own} 元. Check the purchase (digits, unit) and the lines."),
            )
            .of(Kind::Procurement),
        );
    }
    problems
}
