//! Values that were filled in and are other than what follows, and those that were derived.

use super::Draft;
use crate::encode::unit_name;
use crate::follows::{Follows, is_pay};
use crate::tables::{MEMO, PURPOSE};
use crate::{Kind, Part, Problem, Spot, money};
use ledger::{Amount, BudgetLine, Ledger, MoneyUnit, Node, nodes};
use std::collections::BTreeMap;

/// How many rows are named one by one.
const NAMED: usize = 8;

/// What a preparer typed against what follows.
pub(super) fn problems(draft: &Draft) -> Vec<Problem> {
    let lines = draft.ledger.lines.iter().zip(&draft.entered).enumerate();
    let told = lines.filter_map(|(at, (line, entered))| {
        pay_as_three_public(draft, at, line).or_else(|| {
            let is_told = !entered.has_reason;
            is_told.then(|| overruled(draft, at, line)).flatten()
        })
    });
    told.chain(derived(draft)).collect()
}

/// Nobody's pay is a three-public expense.
fn pay_as_three_public(draft: &Draft, at: usize, line: &BudgetLine) -> Option<Problem> {
    let is_wrong = is_pay(line.economic) && nodes().three_public.contains(line.memo);
    is_wrong.then(|| {
        let (code, memo) = (line.economic, line.memo);
        Problem::error(
            draft.cells.cell(Part::Line(at), MEMO),
            format!(
                "{code} 是发给个人的支出，不是“{}”。请清空“三公经费”一格，或改正经济科目。",
                memo.name_zh()
            ),
            format!(
                "{code} is paid to persons and no {}. Clear this cell, or mend the economic item.",
                memo.name_en()
            ),
        )
        .of(Kind::Overruled)
    })
}

fn overruled(draft: &Draft, at: usize, line: &BudgetLine) -> Option<Problem> {
    let follows = Follows::of(line);
    let spot = |heading| draft.cells.cell(Part::Line(at), heading);
    let code = line.economic;
    if let Some(purpose) = follows.purpose.filter(|_| follows.contradicts_purpose(line)) {
        return Some(told(spot(PURPOSE), &code.to_string(), purpose, Some(line.purpose)));
    }
    if !follows.contradicts_memo(line) {
        return None;
    }
    let filled = (line.memo != nodes().everything).then_some(line.memo);
    Some(match follows.memo {
        Some(memo) => told(spot(MEMO), &code.to_string(), memo, filled),
        None => Problem::warning(
            spot(MEMO),
            format!(
                "经济科目 {code} 一般不是“{}”。请核对；确实是的，在“改填理由”写明。",
                line.memo.name_zh()
            ),
            format!(
                "The economic item {code} is seldom {}. Check it, or give a reason in 改填理由.",
                line.memo.name_en()
            ),
        )
        .of(Kind::Overruled),
    })
}

fn told(spot: Spot, code: &str, follows: Node, filled: Option<Node>) -> Problem {
    let (zh, en) = match filled {
        Some(node) => (format!("填的是“{}”", node.name_zh()), format!("says {}", node.name_en())),
        None => {
            ("填的是不属于“三公”经费".to_owned(), "says that it is no three-public item".to_owned())
        }
    };
    Problem::warning(
        spot,
        format!(
            "经济科目 {code} 应计入“{}”，{zh}。请改正或清空；确实如此的，在“改填理由”写明。",
            follows.name_zh()
        ),
        format!(
            "The economic item {code} is {}, and the cell {en}. Mend or clear it, or give a reason in 改填理由.",
            follows.name_en()
        ),
    )
    .of(Kind::Overruled)
}

/// What was derived, one note for each node: the amounts and the rows.
fn derived(draft: &Draft) -> Vec<Problem> {
    let mut found: BTreeMap<(&'static str, Node), Vec<usize>> = BTreeMap::new();
    for (at, (line, entered)) in draft.ledger.lines.iter().zip(&draft.entered).enumerate() {
        if entered.is_purpose_derived {
            found.entry((PURPOSE, line.purpose)).or_default().push(at);
        }
        if entered.is_memo_derived && line.memo != nodes().everything {
            found.entry((MEMO, line.memo)).or_default().push(at);
        }
    }
    found.iter().map(|((heading, node), lines)| note(draft, heading, *node, lines)).collect()
}

fn note(draft: &Draft, heading: &str, node: Node, lines: &[usize]) -> Problem {
    let first = lines.first().map(|at| draft.cells.cell(Part::Line(*at), heading));
    let spot = first.unwrap_or(Spot::Whole);
    // Where the column is missing, the line still has its row.
    let row = |at: &usize| draft.cells.spot(Part::Line(*at)).position().1.to_string();
    let rows: Vec<String> = lines.iter().take(NAMED).map(row).collect();
    let more = if lines.len() > NAMED { ("等", ", …") } else { ("", "") };
    let amounts = lines.iter().filter_map(|at| draft.ledger.lines.get(*at)).map(|line| line.amount);
    let sum = amounts.fold(Amount::ZERO, |sum, next| sum.checked_add(next).unwrap_or(sum));
    let (sum, rows, count) = (money::decimal(sum, MoneyUnit::Yuan), rows.join("、"), lines.len());
    Problem::note(
        spot,
        format!("“{heading}”空着，按其他栏计入“{}”：第 {rows} 行{}，共 {count} 行 {sum} 元。", node.name_zh(), more.0),
        format!("The column {heading} is blank and was taken as {}: rows {rows}{}, {count} in all, {sum} 元.", node.name_en(), more.1),
    )
    .of(Kind::Derived)
}

/// The note of a cost that was derived.
pub(super) fn cost_note(ledger: &Ledger, project: usize, target: &str, spot: Spot) -> Problem {
    let project = ledger.projects.get(project);
    let name = project.map(|it| it.name.clone()).unwrap_or_default();
    let unit = project.map(|it| unit_name(ledger, it.unit)).unwrap_or_default();
    Problem::note(
        spot,
        format!("成本指标的指标值空着，按{unit}项目“{name}”的支出填为“{target}”。"),
        format!("The cost of the project {name} is blank and was taken from its lines: {target}."),
    )
    .of(Kind::Derived)
}
