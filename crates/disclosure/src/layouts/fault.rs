//! Values that are read in several places of a layout, or what is wrong with them.

use crate::vocabulary::parts::Parts;
use ledger::MoneyUnit;
use message::Message;

/// Returns the unit of money with that name.
pub(super) fn money_unit(name: &str) -> Result<MoneyUnit, Message> {
    MoneyUnit::ALL.into_iter().find(|unit| unit.name() == name).ok_or_else(|| {
        Message::new(
            format!("不认识的金额单位“{name}”"),
            format!("unknown unit of money \"{name}\""),
        )
    })
}

/// Parses scope parts, or returns what is wrong with them.
pub(super) fn parts(text: &str) -> Result<Parts, Message> {
    Parts::parse(text).map_err(|piece| {
        let zh = format!("不认识的口径“{piece}”");
        Message::new(zh, format!("unknown part of a scope \"{piece}\""))
    })
}
