//! Transfers between units of one department: they are in the units' tables and not in the
//! department's.

use super::amounts::Amounts;
use crate::vocabulary::parts::Parts;
use ledger::{Amount, BudgetLine, Code, Entity, Ledger, nodes};
use std::collections::BTreeSet;

/// Joins what one unit gives and what another receives into one line.
///
/// The two belong together if all that units give for a function equals what other units receive
/// for it, and if the department, which lists the function, gives nothing.
pub(super) fn join(amounts: &Amounts, ledger: &mut Ledger) {
    let given = ledger.lines.iter().filter(|line| is_given(line)).map(|line| line.function);
    let functions: BTreeSet<Code> = given.filter(|code| *code != Code::ALL).collect();
    for function in functions {
        let of = |purpose| Parts {
            flow: Some(nodes().spent),
            purpose,
            function: Some(function),
            ..Parts::default()
        };
        let printed = |parts| amounts.get(Entity::DEPARTMENT, parts);
        let is_within =
            printed(of(None)).is_some() && printed(of(Some(nodes().subsidies))).unwrap_or(0) == 0;
        if is_within {
            join_for(function, &mut ledger.lines);
        }
    }
}

fn is_given(line: &BudgetLine) -> bool {
    line.purpose == nodes().subsidies
}

fn join_for(function: Code, lines: &mut Vec<BudgetLine>) {
    let of_function = |line: &&BudgetLine| line.function == function;
    let given: Vec<BudgetLine> =
        lines.iter().filter(of_function).filter(|line| is_given(line)).cloned().collect();
    let is_got = |line: &BudgetLine| {
        // Some tables of income know but one kind of a unit's own money.
        let funds = [nodes().superior, nodes().unit_funds];
        line.function == function
            && funds.contains(&line.fund)
            && given.iter().all(|other| other.unit != line.unit)
    };
    let sum = |fen: &mut dyn Iterator<Item = i64>| fen.fold(0, i64::saturating_add);
    let got = sum(&mut lines.iter().filter(|line| is_got(line)).map(|line| line.amount.fen()));
    if got != sum(&mut given.iter().map(|line| line.amount.fen())) {
        return;
    }
    let mut joined = Vec::new();
    let mut left = given.clone();
    for line in lines.drain(..) {
        if is_got(&line) {
            joined.extend(paid(&line, &mut left));
        } else if line.function != function || !is_given(&line) {
            joined.push(line);
        }
    }
    *lines = joined;
}

/// The amounts that a unit received, each with its payer and fund.
fn paid(got: &BudgetLine, given: &mut [BudgetLine]) -> Vec<BudgetLine> {
    let mut pieces = Vec::new();
    let mut left = got.amount.fen();
    for payer in given {
        let share = left.min(payer.amount.fen());
        if share > 0 {
            left -= share;
            payer.amount = Amount::from_fen(payer.amount.fen() - share);
            pieces.push(BudgetLine {
                paid_by: Some(payer.unit),
                source: payer.source,
                fund: payer.fund,
                amount: Amount::from_fen(share),
                ..got.clone()
            });
        }
    }
    pieces
}
