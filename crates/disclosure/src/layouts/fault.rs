//! What is wrong with a value of a layout, and the values that are read in several places.

use crate::vocabulary::parts::Parts;
use ledger::MoneyUnit;

/// What is wrong with one value, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub zh: String,
    pub en: String,
}

impl Wrong {
    /// Both languages.
    pub fn new(zh: String, en: String) -> Self {
        Self { zh, en }
    }
}

/// The unit of money of that name.
pub(super) fn money_unit(name: &str) -> Result<MoneyUnit, Wrong> {
    MoneyUnit::ALL.into_iter().find(|unit| unit.name() == name).ok_or_else(|| {
        Wrong::new(format!("不认识的金额单位“{name}”"), format!("unknown unit of money \"{name}\""))
    })
}

/// Scope parts, or what is wrong with them.
pub(super) fn parts(text: &str) -> Result<Parts, Wrong> {
    Parts::parse(text).map_err(|piece| {
        let zh = format!("不认识的口径“{piece}”");
        Wrong::new(zh, format!("unknown part of a scope \"{piece}\""))
    })
}
