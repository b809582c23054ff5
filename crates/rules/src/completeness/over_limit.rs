#![doc = include_str!("../../pages/YS337.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// Words of a clause between an amount and the limit that it is said to keep.
const KEEPS: [&str; 8] =
    ["控制在", "未超过", "没有超过", "未超出", "不超过", "未突破", "未超限", "未超"];
/// Words of a limit for each of several.
const EACH: [&str; 6] = ["单", "每", "个人", "人均", "户均", "各"];
/// Words of a clause with a part of a whole, and those of the whole.
const PART: &str = "中小企业合同金额";
const WHOLE: &str = "政府采购支出总额";

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.says_yuan) {
        let said = quantities(&line.words);
        let debts = debts(&line.words, &said);
        let debts = debts.filter(|(one, other)| !is_over(&line.words, one, other));
        let pairs = said.iter().zip(said.iter().skip(1));
        let wrong = pairs.filter(|(one, other)| {
            is_over(&line.words, one, other) || is_over_before(&line.words, one, other)
        });
        let budgets = budgets(&line.words, &said);
        for (one, other) in wrong.chain(debts).chain(contracts(&said)).chain(budgets) {
            let Some(words) = line.words.get(one.at - one.name.len()..other.end) else {
                continue;
            };
            let message = Message::new(
                format!("“{words}”：前后两个金额与所说的不符。"),
                format!("“{words}”: the two amounts are not as it says."),
            );
            found.push(Violation::on(line, message).printed(words).advice(
                "核对两个金额和单位，或者改写这句话。",
                "Compare both amounts and their units, or write the sentence anew.",
            ));
        }
    }
}

/// Whether an amount is above the limit within which the next clause says it is.
fn is_over(words: &str, one: &Quantity<'_>, limit: &Quantity<'_>) -> bool {
    let between = words.get(one.end..limit.at).unwrap_or_default();
    let is_next = between.starts_with('，')
        && between.matches('，').count() == 1
        && !between.contains(['。', '；']);
    let keeps = KEEPS.iter().any(|word| between.contains(word));
    // An amount that rises, and one that was left over, keep other limits.
    let is_other = ["增", "减", "结余", "节约"].iter().any(|word| one.name.contains(word));
    // 单次会议不超过5万元, 个人贷款额度不超过20万元: of one of several.
    let is_of_each = EACH.iter().any(|word| between.contains(word));
    is_next && keeps && !is_other && !is_of_each && is_above(one, limit)
}

/// Whether an amount is above the limit before it, where a paragraph says that limits are kept: `一般债务限额9亿元，余额8亿元`.
fn is_over_before(words: &str, limit: &Quantity<'_>, debt: &Quantity<'_>) -> bool {
    let between = words.get(limit.end..debt.at).unwrap_or_default();
    let is_next = between.starts_with('，') && !between.contains(['；', '。']);
    let is_pair = limit.name.trim_end_matches('为').ends_with("债务限额")
        && debt.name.trim_end_matches('为') == "余额";
    let keeps = KEEPS.iter().any(|word| words.contains(word));
    is_next && is_pair && keeps && is_above(debt, limit)
}

/// The debt and its limit, in the order in which they stand, where a paragraph says that the limit is kept, and it
/// is not.
fn debts<'q, 'w>(
    words: &str,
    said: &'q [Quantity<'w>],
) -> Option<(&'q Quantity<'w>, &'q Quantity<'w>)> {
    if !words.contains("债务") || !KEEPS.iter().any(|word| words.contains(word)) {
        return None;
    }
    let only = |end: &str| {
        let is_it = |it: &&Quantity<'_>| {
            let is_kind =
                ["一般", "专项", "新增", "其中"].iter().any(|kind| it.name.contains(kind));
            it.yuan().is_some() && it.name.trim_end_matches('为').ends_with(end) && !is_kind
        };
        let mut all = said.iter().filter(is_it);
        all.next().filter(|_| all.next().is_none())
    };
    let (debt, limit) = (only("余额")?, only("限额")?);
    let pair = if debt.at < limit.at { (debt, limit) } else { (limit, debt) };
    is_above(debt, limit).then_some(pair)
}

/// What was bought in all and the contracts with small businesses, where these are more.
fn contracts<'q, 'w>(said: &'q [Quantity<'w>]) -> Option<(&'q Quantity<'w>, &'q Quantity<'w>)> {
    let whole = said.iter().position(|it| it.name.ends_with(WHOLE))?;
    let (whole, behind) = said.get(whole..)?.split_first()?;
    let part = behind.iter().find(|it| it.name.ends_with(PART))?;
    is_above(part, whole).then_some((whole, part))
}

/// What was planned and what was spent, where the next sentence says that this kept the budget, and it
/// did not: `支出预算为2万元，支出决算为4万元。决算数未超过预算数`.
fn budgets<'q, 'w>(
    words: &str,
    said: &'q [Quantity<'w>],
) -> Option<(&'q Quantity<'w>, &'q Quantity<'w>)> {
    let is_year = |c: char| c.is_ascii_digit() || "年度初".contains(c);
    let end = KEEPS.iter().find_map(|keeps| {
        let (before, behind) = words.split_once(keeps)?;
        let limit = behind.trim_start_matches(is_year);
        let is_budget = ["预算。", "预算，", "预算数。", "预算数，"];
        let clause = before.rsplit(['。', '，']).next()?;
        let is_of_all = is_budget.iter().any(|budget| limit.starts_with(budget));
        (is_of_all && clause.contains("决算")).then_some(before.len())
    })?;
    let mut before = said.iter().rev().skip_while(|it| it.at > end);
    let (spent, planned) = (before.next()?, before.next()?);
    let is_pair = planned.name.contains("预算")
        && (spent.name.contains("决算") || spent.name.contains("实际支出"))
        && !words.get(planned.end..spent.at)?.contains('。');
    (is_pair && is_above(spent, planned)).then_some((planned, spent))
}

/// Whether one amount is more than another, however both were rounded.
fn is_above(one: &Quantity<'_>, other: &Quantity<'_>) -> bool {
    match (one.yuan(), other.yuan()) {
        (Some((one, loose)), Some((other, more))) => one - loose > other + more,
        _ => false,
    }
}
