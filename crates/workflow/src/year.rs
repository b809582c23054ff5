//! Budget years: how they are stored, and their calendar.

use crate::{Day, Round};
use ledger::Year;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Until when each step of a year is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// 一上: proposals are with the bureau.
    pub first_up: Day,
    /// 一下: control figures are issued.
    pub controls: Day,
    /// 二上: budgets within the control figures are with the bureau.
    pub second_up: Day,
    /// 二下: the budgets are approved.
    pub approval: Day,
}

impl Calendar {
    /// Returns whether each step is due after the one before.
    pub fn is_in_order(&self) -> bool {
        self.first_up < self.controls
            && self.controls < self.second_up
            && self.second_up < self.approval
    }

    /// Returns until when packages of a round are due at the bureau.
    pub const fn submission(&self, round: Round) -> Day {
        match round {
            Round::First => self.first_up,
            Round::Second => self.second_up,
        }
    }
}

/// Stores a year as a number.
pub(crate) fn serialize<S: Serializer>(year: &Year, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_u16(year.0)
}

/// Reads what [`serialize`] stores.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Year, D::Error> {
    u16::deserialize(input).map(Year)
}
