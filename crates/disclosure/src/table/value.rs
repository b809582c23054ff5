//! What a cell of amounts holds.

use crate::model::{Value, Why};
use crate::table::unread;
use ledger::{MoneyUnit, NotAnAmount, Printed};

/// Returns whether a label names a count and not an amount: `公务用车保有量(辆)`.
pub fn is_count(label: &str) -> bool {
    let counted = ["个", "人", "辆", "批", "次", "批次", "人次", "台", "套", "台、套"];
    unread::in_brackets(label).is_some_and(|unit| counted.contains(&unit))
}

pub fn is_dash(words: &str) -> bool {
    matches!(words, "—" | "——")
}

/// Returns the value of a cell: a number, or nothing in one of the usual forms.
pub fn value(words: &str, unit: Option<MoneyUnit>) -> Result<Value, Why> {
    match (words, unit) {
        ("" | "-" | "—" | "——" | "--" | "/" | "无", _) => Ok(Value::Nothing),
        (_, None) => Err(Why::NoAmount(NotAnAmount::Words)),
        (_, Some(unit)) => Printed::parse(words, unit).map(Value::Printed).map_err(Why::NoAmount),
    }
}
