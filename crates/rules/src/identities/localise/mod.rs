//! Which printed number is wrong: the smallest change that lets a ledger exist.
//!
//! Failing identities that share a number belong together. For each such group all
//! smallest sets of numbers are found whose change makes every identity hold, also those
//! that hold now: a number that others confirm cannot be the wrong one. A group may also
//! come down to rows that a table leaves out.

mod left_out;
mod rank;
mod rows;
mod search;
mod solve;
mod system;

pub use left_out::LeftOut;
pub use rows::{Lacking, Rows};

use super::evaluate::Evaluated;
use ledger::Printed;
use search::{Budget, MAX_CHANGES, Search};
use std::collections::{BTreeMap, BTreeSet};
use system::{Strictness, System};

/// A group of failing identities and the smallest changes that make it hold.
#[derive(Debug)]
pub struct Group {
    /// The failing identities, by their index.
    pub failing: Vec<usize>,
    /// Identities that hold only by rounding because of what is wrong in this group.
    pub rounding: Vec<usize>,
    /// All smallest repairs, the likeliest first; empty where none was found.
    pub repairs: Vec<Repair>,
    /// How many other printed figures agree with each number of the first repair.
    pub agreeing: BTreeMap<usize, usize>,
    /// The rows that tables leave out, where these explain the whole group.
    pub left_out: Vec<LeftOut>,
    /// Whether the search was given up because it took too many steps.
    pub is_given_up: bool,
}

/// Numbers to change, by observation, and what each should print.
pub type Repair = BTreeMap<usize, Printed>;

/// The groups of failing identities, each with its repairs.
pub fn localise(evaluated: &Evaluated<'_>, rows: &Rows) -> Vec<Group> {
    let failing: Vec<usize> = evaluated.failing().collect();
    if failing.is_empty() {
        return Vec::new();
    }
    let system = System::new(evaluated);
    let mut budget = Budget::new();
    let groups = groups(&system, &failing);
    groups.into_iter().map(|failing| explain(&system, rows, failing, &mut budget)).collect()
}

/// Failing identities that share a number, however indirectly.
fn groups(system: &System<'_>, failing: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<usize>, Vec<usize>)> = Vec::new();
    for index in failing {
        let mut cells: BTreeSet<usize> = system.cells(*index).collect();
        let mut members = vec![*index];
        groups.retain_mut(|(other_cells, others)| {
            let is_apart = cells.is_disjoint(other_cells);
            if !is_apart {
                cells.append(other_cells);
                members.append(others);
            }
            is_apart
        });
        members.sort_unstable();
        groups.push((cells, members));
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|(_, members)| members).collect();
    groups.sort();
    groups
}

/// What is wrong in one group: rows left out, or numbers to change.
fn explain(system: &System<'_>, rows: &Rows, failing: Vec<usize>, budget: &mut Budget) -> Group {
    let left_out = left_out::left_out(system, rows, &failing);
    let repairs = match left_out.is_empty() {
        true => repairs(system, &failing, budget),
        false => Vec::new(),
    };
    let is_given_up = left_out.is_empty() && repairs.is_empty() && budget.is_spent();
    let repairs = rank::rank(system, repairs);
    let first = repairs.first();
    let agreeing = first
        .into_iter()
        .flat_map(|first| first.keys().map(|cell| (*cell, agreeing(system, first, *cell))));
    let agreeing = agreeing.collect();
    let rounding = rounding(system, &failing, first);
    Group { failing, rounding, repairs, agreeing, left_out, is_given_up }
}

/// The identities that hold only by rounding now and have a number of the repair: where
/// sums are exact as a rule these are what is wrong with that number, and no remark.
fn rounding(system: &System<'_>, failing: &[usize], repair: Option<&Repair>) -> Vec<usize> {
    let Some(repair) = repair.filter(|_| system.is_exact()) else { return Vec::new() };
    let mut rounding = system.rounding_beside(failing);
    rounding.retain(|index| system.cells(*index).any(|cell| repair.contains_key(&cell)));
    rounding
}

/// How many printed figures stand in one identity with a cell and are not changed.
fn agreeing(system: &System<'_>, repair: &Repair, cell: usize) -> usize {
    let others = system.of(cell).iter().flat_map(|index| system.cells(*index));
    let others: BTreeSet<usize> = others.filter(|other| !repair.contains_key(other)).collect();
    others.into_iter().filter(|other| !system.evaluated.facts.value(*other).is_zero()).count()
}

/// The smallest repairs. Of one size those come first under which every sum is exact, if
/// the document's sums are as a rule; else those that rounding allows.
fn repairs(system: &System<'_>, failing: &[usize], budget: &mut Budget) -> Vec<Repair> {
    let mut wrong = failing.to_vec();
    wrong.extend(system.rounding_beside(failing));
    let exact = Search::new(system, wrong, Strictness::Exact);
    let rounding = Search::new(system, failing.to_vec(), Strictness::Rounding);
    for size in 1..=MAX_CHANGES {
        let searches = [system.is_exact().then_some(&exact), Some(&rounding)];
        for search in searches.into_iter().flatten() {
            let repairs = search.repairs(size, budget);
            if budget.is_spent() {
                return Vec::new();
            }
            if !repairs.is_empty() {
                return repairs;
            }
        }
    }
    Vec::new()
}
