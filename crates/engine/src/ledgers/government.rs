//! What the departmental economic items come to in the government's classification.

use super::place;
use classification::{BodyKind, Classification, Kind, government_item};
use finding::{Finding, Severity};
use ledger::{Amount, BudgetLine, Code, Ledger, MoneyUnit, Printed, nodes};
use message::Message;
use rules::checks;
use std::collections::BTreeMap;
use workbook::{Filled, Part};

/// The decimals of amounts in 万元.
const DECIMALS: u8 = 2;

/// A note of the sums by the government's items, and of the rows whose item is not determined.
pub(super) fn note(filled: &Filled) -> Option<Finding> {
    let ledger = &filled.ledger;
    let mut sums: BTreeMap<Code, Amount> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (at, line) in ledger.lines.iter().enumerate().filter(|(_, line)| is_spent(line)) {
        match item(ledger, line) {
            Some(item) => {
                let sum = sums.entry(item).or_default();
                *sum = sum.checked_add(line.amount)?;
            }
            None => unknown.push(at),
        }
    }
    let first = ledger.lines.iter().position(is_spent).filter(|_| !sums.is_empty())?;
    let told: Vec<String> = sums.iter().map(|(item, sum)| words(*item, *sum)).collect();
    let told = told.join("、");
    let rest = match unknown.len() {
        0 => Message::default(),
        count => Message::new(
            format!("；另有 {count} 行对照表不能确定"),
            format!("; of {count} rows the crosswalk does not tell the item"),
        ),
    };
    let message = Message::new(
        format!("由部门预算经济科目得出政府预算经济科目（万元）：{told}{}。", rest.zh),
        format!(
            "The government's economic items follow from the department's (万元): {told}{}.",
            rest.en
        ),
    );
    let advice = Message::new(
        "不用填；政府预算经济分类表按此核对。",
        "Nothing to enter; compare a table by the government's items with this.",
    );
    let spot = place(&filled.cells.cell(Part::Line(first), "经济科目"));
    Some(Finding::new(checks::LEDGER_DERIVED.key(), Severity::Note, spot, message, advice))
}

fn is_spent(line: &BudgetLine) -> bool {
    line.used == nodes().spent && line.economic != Code::ALL
}

/// The government's item of a line, by the nature of the unit that spends it.
fn item(ledger: &Ledger, line: &BudgetLine) -> Option<Code> {
    let unit = line.unit.unit_index().and_then(|index| ledger.units.get(usize::from(index)));
    let body = unit.and_then(|unit| BodyKind::of_nature(&unit.nature));
    government_item(line.economic, body, ledger.year?)
}

fn words(item: Code, sum: Amount) -> String {
    let name = Classification::get(Kind::Government).name(item).unwrap_or_default();
    let sum = Printed::rounded(sum, MoneyUnit::TenThousandYuan, DECIMALS);
    format!("{item} {name} {sum}")
}
