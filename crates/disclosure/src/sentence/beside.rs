//! What the words behind an amount still say of what it counts.

use super::statement::Statement;
use crate::vocabulary::parts::Parts;
use ledger::{Stage, nodes};

/// How a clause begins that sets what was spent against its budget.
const AGAINST: [&str; 16] = [
    "完成预算",
    "完成年初预算",
    "完成全年预算",
    "完成年度预算",
    "完成调整预算",
    "为预算的",
    "为年初预算的",
    "占预算的",
    "占年初预算的",
    "比预算",
    "较预算",
    "比年初预算",
    "较年初预算",
    "与年初预算",
    "比调整预算",
    "较调整预算",
];

impl Statement<'_> {
    /// `parts` of an amount, with what follows it.
    ///
    /// `支出2万元,完成预算3万元的67%`: in a budget, too, this is no amount of the budget.
    /// `商品和服务支出2万元,占基本支出预算的67%`: this is a part of basic spending.
    pub(super) fn told_by_what_follows(&self, mut parts: Parts) -> Parts {
        let ahead = self.ahead.trim_start_matches(',');
        let is_against = AGAINST.iter().any(|against| ahead.starts_with(against));
        if is_against && parts.stage.is_none() && self.context.stage == Stage::Budget {
            parts.stage = Some(Stage::Execution);
        }
        let whole = match () {
            () if ahead.starts_with("占基本支出") => Some(nodes().basic),
            () if ahead.starts_with("占项目支出") => Some(nodes().project),
            () => None,
        };
        if parts.economic.is_some() {
            parts.purpose = parts.purpose.or(whole);
        }
        parts
    }
}
