//! The coded rows of the tables, side by side: which table lists which codes.

use crate::identities::Cell;
use classification::{Classification, Kind};
use disclosure::{Disclosure, Observation, TableKind};
use ledger::{Code, Entity, Scope, nodes};
use std::collections::{BTreeMap, BTreeSet};

/// The subject of a row: its function and its economic item.
pub type Codes = (Code, Code);

/// The coded rows of all tables of the budget.
#[derive(Debug)]
pub struct Rows {
    tables: BTreeMap<usize, Table>,
    /// The entities that carry money over, so that what they receive and what they spend differ.
    carrying: BTreeSet<Entity>,
}

/// The coded rows of one table.
#[derive(Debug)]
pub struct Table {
    entity: Entity,
    rows: BTreeMap<Codes, Row>,
}

/// One coded row.
#[derive(Debug)]
pub struct Row {
    /// The first number of the row.
    pub first: Cell,
    /// The scope of that number.
    scope: Scope,
    /// One step of the last digit that it prints, in 分.
    step: i64,
    /// The amounts printed in it, in 分, zeros left out.
    pub amounts: Vec<i64>,
}

/// A row that a table lacks although what it lists adds up.
#[derive(Debug)]
pub struct Lacking {
    /// The row above it in the table that lacks it, by its first number.
    pub above: Cell,
    /// The row as another table prints it, by its first number.
    pub row: Cell,
}

/// The codes of a scope.
pub const fn codes(scope: &Scope) -> Codes {
    (scope.function, scope.economic)
}

impl Rows {
    /// The rows of the tables of the budget.
    pub fn new(disclosure: &Disclosure) -> Self {
        let mut rows = Self { tables: BTreeMap::new(), carrying: BTreeSet::new() };
        let of_the_year = [nodes().total, nodes().received, nodes().spent];
        for (cell, seen) in Cell::all(disclosure) {
            if !of_the_year.contains(&seen.scope.flow) && !seen.value.is_zero() {
                rows.carrying.insert(seen.scope.entity);
            }
            let Some(table) = seen.source.table.filter(|_| seen.source.row > 0) else { continue };
            let kind = disclosure.tables.get(table).map(|table| table.kind);
            if kind == Some(TableKind::Budget) {
                rows.take(table, cell, seen);
            }
        }
        rows
    }

    fn take(&mut self, table: usize, cell: Cell, seen: &Observation) {
        let entity = seen.scope.entity;
        let table =
            self.tables.entry(table).or_insert_with(|| Table { entity, rows: BTreeMap::new() });
        let is_row = seen.scope.item == ledger::Item::ALL && !is_by_column(seen);
        if is_row {
            let row = table.rows.entry(codes(&seen.scope)).or_insert_with(|| Row {
                first: cell,
                scope: seen.scope,
                step: 0,
                amounts: Vec::new(),
            });
            let printed = seen.value.printed();
            row.step = row.step.max(printed.map_or(0, |printed| printed.step()));
            let printed = printed.map(|printed| printed.nominal().fen());
            row.amounts.extend(printed.filter(|fen| *fen != 0));
        }
    }

    /// The rows of other tables below `whole` that print `fen`, give or take `slack`, and that
    /// `table` has not.
    pub fn with_amount(
        &self,
        table: usize,
        whole: Codes,
        (fen, slack): (i64, i64),
    ) -> Vec<(Codes, Cell)> {
        let fits = |amount: &i64| amount.abs_diff(fen) <= slack.unsigned_abs();
        let mut found: BTreeMap<Codes, Cell> = BTreeMap::new();
        let others = self.tables.iter().filter(|(other, _)| **other != table);
        for (codes, row) in others.flat_map(|(_, other)| &other.rows) {
            let may_list = self.tables.get(&table).is_none_or(|own| own.may_list(*codes));
            if is_below(whole, *codes) && may_list && row.amounts.iter().any(fits) {
                found.entry(*codes).or_insert(row.first);
            }
        }
        found.into_iter().collect()
    }

    /// The rows of a table that print what another table of the same entity prints for some
    /// other row, and not for that row: the first number of both, in the order of the table.
    pub fn slipped(&self, table: usize) -> Vec<(Cell, Cell)> {
        let Some(mine) = self.tables.get(&table) else { return Vec::new() };
        let others =
            self.tables.iter().filter(|(other, it)| **other != table && it.entity == mine.entity);
        let mut most: Vec<(Cell, Cell)> = Vec::new();
        for (_, other) in others {
            let slipped = mine.slipped_from(other);
            if slipped.len() > most.len() {
                most = slipped;
            }
        }
        most.sort_unstable();
        most
    }

    /// The rows that a table lacks: it lists the row above with the same total as another
    /// table of the same entity, goes down to that level elsewhere, and has not the row.
    pub fn lacking(&self) -> Vec<(usize, Lacking)> {
        let mut lacking: BTreeMap<(usize, Codes), Lacking> = BTreeMap::new();
        for (index, table) in &self.tables {
            for other in self.tables.values().filter(|other| other.entity == table.entity) {
                for (codes, row) in &other.rows {
                    let is_same_flow =
                        !self.carrying.contains(&table.entity) || table.has_flow(*codes, row.scope);
                    if let Some(above) = table.lacks(*codes, other).filter(|_| is_same_flow) {
                        let row = row.first;
                        lacking.entry((*index, *codes)).or_insert(Lacking { above, row });
                    }
                }
            }
        }
        lacking.into_iter().map(|((table, _), lacking)| (table, lacking)).collect()
    }
}

impl Table {
    /// The rows that print what `other` prints for another row, with the first number of both.
    fn slipped_from(&self, other: &Self) -> Vec<(Cell, Cell)> {
        let slipped = |(codes, row): (&Codes, &Row)| {
            let right = other.rows.get(codes).filter(|right| right.amounts != row.amounts)?;
            let is_another = |it: &&Row| it.first != right.first && it.amounts == row.amounts;
            let another =
                other.rows.values().filter(|_| !row.amounts.is_empty()).find(is_another)?;
            Some((row.first, another.first))
        };
        self.rows.iter().filter_map(slipped).collect()
    }

    /// The first number of the row above `codes`, if this table should list them and does not.
    fn lacks(&self, codes: Codes, other: &Self) -> Option<Cell> {
        let is_listed = self.rows.contains_key(&codes);
        // A rounding difference may be in one total and not in the other.
        let counts = |row: &Row| row.amounts.iter().any(|fen| fen.saturating_abs() > row.step);
        let is_nothing = !other.rows.get(&codes).is_some_and(counts);
        if is_listed || is_nothing || !self.goes_down_to(codes) {
            return None;
        }
        let above = std::iter::successors(parent(codes), |codes| parent(*codes))
            .find(|codes| self.rows.contains_key(codes))?;
        let (mine, theirs) = (self.rows.get(&above)?, other.rows.get(&above)?);
        let largest = mine.amounts.iter().max()?;
        // Amounts of two funds may be equal by chance.
        let is_same_money = !mine.scope.is_disjoint(&theirs.scope);
        (is_same_money && Some(largest) == theirs.amounts.iter().max()).then_some(mine.first)
    }

    /// Returns whether a row of the same level counts the same flow.
    fn has_flow(&self, codes: Codes, scope: Scope) -> bool {
        let level = |codes: &Codes| (codes.0.level(), codes.1.level());
        let mut mine = self.rows.iter().filter(|(mine, _)| level(mine) == level(&codes));
        mine.any(|(_, row)| row.scope.flow == scope.flow)
    }

    /// Returns whether a row is none of the table's, and of no other classification than its rows.
    fn may_list(&self, codes: Codes) -> bool {
        let mut own = self.rows.keys().filter(|mine| mine.1 != Code::ALL).peekable();
        let is_of_kind = codes.1 == Code::ALL
            || own.peek().is_none()
            || own.any(|mine| classification(mine) == classification(&codes));
        is_of_kind && !self.rows.contains_key(&codes)
    }

    /// Returns whether a row of the same classification and level is listed.
    fn goes_down_to(&self, codes: Codes) -> bool {
        let level = |codes: &Codes| (codes.0.level(), codes.1.level(), classification(codes));
        self.rows.iter().any(|(mine, row)| level(mine) == level(&codes) && !row.amounts.is_empty())
    }
}

/// The digit that tells economic items of departments from those of governments.
const fn classification(codes: &Codes) -> u32 {
    codes.1.first_digit()
}

/// Returns whether an observation gets its economic class from the head of its column.
fn is_by_column(seen: &Observation) -> bool {
    let head = seen.source.head.rsplit('/').next().unwrap_or_default();
    let economic = seen.scope.economic;
    economic != Code::ALL && Classification::get(Kind::Economic).class(head) == Some(economic)
}

/// The next wider codes, in the one classification that is narrowed.
fn parent(codes: Codes) -> Option<Codes> {
    match codes {
        (function, Code::ALL) => Some((function.parent()?, Code::ALL)),
        (Code::ALL, economic) => Some((Code::ALL, economic.parent()?)),
        _ => None,
    }
}

fn is_below(whole: Codes, codes: Codes) -> bool {
    whole != codes && whole.0.contains(codes.0) && whole.1.contains(codes.1)
}
