//! Rows that a table leaves out: its list falls short by just what other tables print for
//! a row that it does not have.

use super::rows::{Codes, Rows, codes};
use super::system::{System, nominal};
use crate::identities::identity::{Kind, Relation};
use crate::identities::{Cell, IdentityId};
use disclosure::Observation;
use ledger::{Amount, Scope};
use std::collections::BTreeMap;

/// A row that one table leaves out and others have.
#[derive(Debug)]
pub struct LeftOut {
    /// The table that leaves it out, and the cell beside which it is missing.
    pub beside: (usize, Cell),
    /// The lists that fall short: one for each column that does.
    pub lists: Vec<IdentityId>,
    /// By how much each of them falls short.
    pub amounts: Vec<Amount>,
    /// Where the row is printed elsewhere: a cell for each row that it could be.
    pub rows: Vec<Cell>,
}

/// The rows that explain all of `failing`; none if anything else must be wrong.
pub fn left_out(system: &System<'_>, rows: &Rows, failing: &[IdentityId]) -> Vec<LeftOut> {
    let lists: Option<Vec<List<'_>>> = failing.iter().map(|id| List::new(system, *id)).collect();
    let mut places: BTreeMap<(usize, u32), Vec<List<'_>>> = BTreeMap::new();
    let Some(lists) = lists else { return Vec::new() };
    for list in lists {
        places.entry(list.place()).or_default().push(list);
    }
    let explained = places.values().map(|lists| one_row(system, rows, lists));
    explained.collect::<Option<Vec<LeftOut>>>().unwrap_or_default()
}

/// The row that is missing where all these lists have their whole. Where nothing else
/// prints such a row, several columns that fall short at once still say that one is missing.
fn one_row(system: &System<'_>, rows: &Rows, lists: &[List<'_>]) -> Option<LeftOut> {
    let first = lists.first()?;
    let mut named: Vec<(Option<Codes>, Cell)> = first.rows(system, rows);
    for list in lists.iter().skip(1) {
        let fitting = list.rows(system, rows);
        named.retain(|(codes, _)| fitting.iter().any(|(other, _)| other == codes));
    }
    (!named.is_empty() || lists.len() > 1).then(|| LeftOut {
        beside: (first.table, first.cell),
        lists: lists.iter().map(|list| list.id).collect(),
        amounts: lists.iter().map(|list| list.short).collect(),
        rows: named.into_iter().map(|(_, row)| row).collect(),
    })
}

/// A list in a column whose sum differs from its total.
struct List<'a> {
    id: IdentityId,
    whole: &'a Observation,
    parts: Vec<&'a Observation>,
    short: Amount,
    /// By how much rounding may make it miss.
    slack: i64,
    table: usize,
    cell: Cell,
}

impl<'a> List<'a> {
    fn new(system: &System<'a>, id: IdentityId) -> Option<Self> {
        let identity = system.identity(id);
        let facts = &system.evaluated.facts;
        let [cell] = identity.whole.as_slice() else { return None };
        let whole = facts.observation(*cell);
        let parts: Vec<&Observation> =
            identity.parts.iter().map(|part| facts.observation(*part)).collect();
        let is_column = parts.iter().all(|part| {
            part.source.column == whole.source.column && part.source.row != whole.source.row
        });
        let is_list =
            identity.kind == Kind::List && identity.relation == Relation::Equal && is_column;
        let equation = system.equation(id)?;
        let short = i64::try_from(equation.sum).ok()?;
        let slack = i64::try_from(equation.slack).ok()?;
        let table = whole.source.table?;
        (is_list && short > 0).then(|| Self {
            id,
            whole,
            parts,
            short: Amount::from_fen(short),
            slack,
            table,
            cell: *cell,
        })
    }

    /// The row in whose cells the lists of one missing row fall short.
    const fn place(&self) -> (usize, u32) {
        (self.table, self.whole.source.row)
    }

    /// The rows elsewhere that print what this list is short of: the very scope, or a row
    /// of the same classification; at the level of the rows that it does list, if there are
    /// such, else the widest.
    fn rows(&self, system: &System<'_>, rows: &Rows) -> Vec<(Option<Codes>, Cell)> {
        let with = |slack| {
            rows.with_amount(self.table, codes(&self.whole.scope), (self.short.fen(), slack))
        };
        let exact = with(0);
        // Nothing else may fit by rounding alone.
        let coded = match with(self.slack) {
            near if exact.is_empty() && near.len() == 1 => near,
            _ => exact,
        };
        let level = |codes: &Codes| (codes.0.level(), codes.1.level());
        let mine = self.parts.first().map(|part| level(&codes(&part.scope)));
        let (beside, others): (Vec<_>, Vec<_>) =
            coded.into_iter().partition(|(codes, _)| Some(level(codes)) == mine);
        let coded = if beside.is_empty() { others } else { beside };
        let widest = coded.iter().map(|(codes, _)| level(codes)).min();
        let mut found: Vec<(Option<Codes>, Cell)> = coded
            .into_iter()
            .filter(|(codes, _)| Some(level(codes)) == widest)
            .map(|(codes, row)| (Some(codes), row))
            .collect();
        if found.is_empty() {
            found.extend(self.same_scope(system).into_iter().map(|row| (None, row)));
        }
        found
    }

    /// The observations elsewhere of a scope without a code that this list could have.
    fn same_scope(&self, system: &System<'_>) -> Option<Cell> {
        let facts = &system.evaluated.facts;
        let mut printed = facts.nonzero_scopes().filter(|scope| self.could_list(scope));
        printed.find_map(|scope| {
            let row = facts.representative(scope)?;
            (nominal(facts.value(row)) == i128::from(self.short.fen())).then_some(row)
        })
    }

    /// Returns whether such a scope could be a row of this list and is not one yet.
    fn could_list(&self, scope: &Scope) -> bool {
        let whole = &self.whole.scope;
        let differs = [
            whole.function != scope.function,
            whole.economic != scope.economic,
            whole.flow != scope.flow,
            whole.fund != scope.fund,
            whole.purpose != scope.purpose,
            whole.memo != scope.memo,
            whole.item != scope.item,
        ];
        whole.entity == scope.entity
            && whole.contains(scope)
            && differs.into_iter().filter(|differs| *differs).count() == 1
            && !self.parts.is_empty()
            && self.parts.iter().all(|part| part.scope.is_disjoint(scope))
    }
}
