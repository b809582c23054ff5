//! Units that bear the name of their department: its own office among the units of a table.

use crate::model::EntityName;
use crate::table::column::Column;
use crate::table::grid::Grid;
use crate::table::list::List;
use crate::table::row::{Meaning, Row};
use crate::table::shape::Shape;
use ledger::{Amount, MoneyUnit, Printed};

/// Returns the names of rows that `is_owner` takes for the table's entity, and that are only one of its
/// units: beside other units, they print neither the total nor what the others come to.
pub fn own_units(
    grid: &Grid<'_>,
    shape: &Shape,
    columns: &[Column],
    lists: &[List],
    is_owner: impl Fn(&EntityName) -> bool,
) -> Vec<EntityName> {
    let of_list = |list: &List| {
        let own = columns.iter().position(|column| column.holds_money() && list.is_of(column));
        own.map_or_else(Vec::new, |at| own_units_of(grid, shape, at, list, &is_owner))
    };
    lists.iter().flat_map(of_list).collect()
}

fn own_units_of(
    grid: &Grid<'_>,
    shape: &Shape,
    column: usize,
    list: &List,
    is_owner: impl Fn(&EntityName) -> bool,
) -> Vec<EntityName> {
    let amount = |row: usize| {
        let printed = Printed::parse(grid.words(row, column), MoneyUnit::Yuan);
        printed.map_or(Amount::ZERO, Printed::nominal)
    };
    let rows: Vec<(&Row, Amount)> =
        list.rows.iter().zip(&shape.data).map(|(row, at)| (row, amount(*at))).collect();
    // Rows of subjects below a unit are its parts; where each row names its unit, all of them are it.
    let is_whole = |(row, _): &&(&Row, Amount)| row.code.is_empty() && row.unit.is_some();
    let has_wholes = rows.iter().any(|it| is_whole(&it));
    let is_leaf = |row: &Row| {
        let is_below = |other: &Row| other.code.len() > row.code.len() && other.unit == row.unit;
        !rows.iter().any(|(other, _)| is_below(other) && other.code.starts_with(&*row.code))
    };
    let mut wholes: Vec<(&EntityName, Amount)> = Vec::new();
    for (row, amount) in &rows {
        let Some(name) = row.unit.as_ref() else { continue };
        if has_wholes && !row.code.is_empty() || !has_wholes && !is_leaf(row) {
            continue;
        }
        match wholes.iter_mut().find(|(known, _)| !has_wholes && *known == name) {
            Some((_, sum)) => *sum = sum.checked_add(*amount).unwrap_or(*sum),
            None => wholes.push((name, *amount)),
        }
    }
    let units = || wholes.iter().map(|(name, amount)| (*name, *amount));
    let total = rows.iter().find(|(row, _)| row.unit.is_none() && row.meaning == Meaning::Total);
    let own = units().filter(|(name, _)| is_owner(name));
    let of_others = |own: &EntityName| -> Option<Amount> {
        let mut others = units().filter(|(name, _)| *name != own);
        let first = others.next()?.1;
        others.try_fold(first, |sum, (_, amount)| sum.checked_add(amount))
    };
    let apart = own.filter(|(name, amount)| {
        let others = of_others(name);
        let is_all = match total {
            Some((_, total)) => total == amount,
            None => others == Some(*amount),
        };
        others.is_some() && !is_all
    });
    apart.map(|(name, _)| name.clone()).collect()
}
