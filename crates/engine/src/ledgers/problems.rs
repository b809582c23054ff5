//! Problems of a ledger as findings of their checks.

use super::place;
use finding::Finding;
use message::Message;
use rules::{Check, checks};
use workbook::{Kind, Problem};

/// Whether a finding is of a check of ledgers.
pub(super) fn is_of_ledger(finding: &Finding) -> bool {
    finding.check >= checks::LEDGER_FORM.id
}

/// A problem of a workbook as a finding.
pub(super) fn finding(problem: &Problem) -> Finding {
    let Problem { severity, spot, message, kind } = problem;
    let check = check(*kind);
    // What to do is said with the problem itself.
    Finding::new(check.key(), *severity, place(spot), message.clone(), Message::default())
}

pub(super) const fn check(kind: Kind) -> Check {
    match kind {
        Kind::Form => checks::LEDGER_FORM,
        Kind::Entry => checks::LEDGER_ENTRY,
        Kind::Hidden => checks::LEDGER_HIDDEN,
        Kind::Code => checks::LEDGER_CODE,
        Kind::Revenue => checks::LEDGER_REVENUE,
        Kind::Line => checks::LEDGER_LINE,
        Kind::Derived => checks::LEDGER_DERIVED,
        Kind::Overruled => checks::LEDGER_OVERRULED,
        Kind::Cost => checks::LEDGER_COST,
        Kind::Procurement => checks::LEDGER_PROCUREMENT,
        Kind::Assets => checks::LEDGER_ASSETS,
        Kind::Scale => checks::LEDGER_SCALE,
        Kind::Twice => checks::LEDGER_TWICE,
        Kind::NoLines => checks::LEDGER_UNIT_EMPTY,
        Kind::Staff => checks::LEDGER_STAFF,
        Kind::Text => checks::LEDGER_TEXT,
    }
}
