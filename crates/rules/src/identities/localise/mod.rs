//! Which printed number is wrong: the smallest change that lets a ledger exist.
//!
//! Failing identities that share a number belong together. For each such group all
//! smallest sets of numbers are found whose change makes every identity hold, also those
//! that hold now: a number that others confirm cannot be the wrong one. A group may also
//! be explained by rows that a table leaves out.

mod budget;
mod copies;
mod left_out;
mod partial;
mod rank;
mod rows;
mod search;
mod shifted;
mod solve;
pub mod system;

pub use left_out::LeftOut;
pub use rows::{Lacking, Rows};
pub use shifted::{Shifted, shifted};

use super::evaluate::Evaluated;
use super::{Cell, IdentityId};
use budget::Budget;
use ledger::Printed;
use rustc_hash::FxHashMap;
use search::{MAX_CHANGES, Search};
use std::collections::{BTreeMap, BTreeSet};
use system::{Strictness, System};

/// A larger group of failing identities does not allow to say which number is wrong.
const MAX_FAILING: usize = 1_000;

/// A group of failing identities and its smallest repairs.
#[derive(Debug)]
pub struct Group {
    /// The failing identities.
    pub failing: Vec<IdentityId>,
    /// Identities that hold only by rounding because of what is wrong in this group.
    pub rounding: Vec<IdentityId>,
    /// All smallest repairs, the likeliest first; empty where none was found.
    pub repairs: Vec<Repair>,
    /// The number of other printed figures that agree with each number of the first repair.
    pub agreeing: BTreeMap<Cell, usize>,
    /// The rows that tables leave out, where these explain the whole group.
    pub left_out: Vec<LeftOut>,
    /// Whether the search was given up because it took too many steps.
    pub is_given_up: bool,
}

/// Cells to change, and what each should print.
pub type Repair = BTreeMap<Cell, Printed>;

/// The groups of failing identities, each with its repairs.
pub fn localise(evaluated: &Evaluated<'_>, rows: &Rows) -> Vec<Group> {
    let failing: Vec<IdentityId> = evaluated.failing().collect();
    if failing.is_empty() {
        return Vec::new();
    }
    let system = System::new(evaluated);
    let mut budget = Budget::new();
    let groups = groups(&system, &failing).into_iter();
    let mut parts: Vec<Part> = groups.map(|failing| Part { failing, explained: None }).collect();
    loop {
        // Small groups first: one that takes too much work would leave them none.
        let mut open: Vec<&mut Part> =
            parts.iter_mut().filter(|part| part.explained.is_none()).collect();
        open.sort_by_key(|part| part.failing.len());
        for part in open {
            let mut told = Vec::new();
            explain_all(&system, rows, part.failing.clone(), &mut budget, &mut told);
            part.explained = Some(told);
        }
        let Some((one, other)) = meeting(&parts) else {
            return parts.into_iter().filter_map(|part| part.explained).flatten().collect();
        };
        // Errors that cancel each other out in one sum have no failing identity in common.
        let mut joined = parts.remove(other);
        if let Some(part) = parts.get_mut(one) {
            part.failing.append(&mut joined.failing);
            part.failing.sort_unstable();
            part.explained = None;
        }
    }
}

/// Failing identities that share a number, and what explains them once that is known.
#[derive(Debug)]
struct Part {
    failing: Vec<IdentityId>,
    explained: Option<Vec<Group>>,
}

/// Returns the first two parts whose likeliest repairs change the same number.
fn meeting(parts: &[Part]) -> Option<(usize, usize)> {
    let mut first_with: FxHashMap<Cell, usize> = FxHashMap::default();
    let mut meeting: Option<(usize, usize)> = None;
    for (at, part) in parts.iter().enumerate() {
        let best = part.explained.iter().flatten().filter_map(|group| group.repairs.first());
        for cell in best.flat_map(BTreeMap::keys) {
            let other = *first_with.entry(*cell).or_insert(at);
            if other < at {
                meeting = Some(meeting.map_or((other, at), |known| known.min((other, at))));
            }
        }
    }
    meeting
}

/// Failing identities that share a number, however indirectly.
fn groups(system: &System<'_>, failing: &[IdentityId]) -> Vec<Vec<IdentityId>> {
    // Each identity points at an earlier one of its group; the first points at itself.
    let mut earlier: Vec<usize> = Vec::with_capacity(failing.len());
    let mut first_with: FxHashMap<Cell, usize> = FxHashMap::default();
    for (at, id) in failing.iter().enumerate() {
        earlier.push(at);
        for cell in system.cells(*id) {
            let other = *first_with.entry(cell).or_insert(at);
            let (one, other) = (first(&mut earlier, at), first(&mut earlier, other));
            if let Some(later) = earlier.get_mut(one.max(other)) {
                *later = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<IdentityId>> = BTreeMap::new();
    for (at, id) in failing.iter().enumerate() {
        groups.entry(first(&mut earlier, at)).or_default().push(*id);
    }
    groups.into_values().collect()
}

/// The first identity of the group of the one at `at`; the way there is made shorter.
fn first(earlier: &mut [usize], mut at: usize) -> usize {
    while let Some(&next) = earlier.get(at).filter(|next| **next != at) {
        let after = earlier.get(next).copied().unwrap_or(next);
        if let Some(own) = earlier.get_mut(at) {
            *own = after;
        }
        at = next;
    }
    at
}

/// Returns the explanation of one group. If nothing explains all of it, what one change settles is
/// reported, and the rest is searched again.
fn explain_all(
    system: &System<'_>,
    rows: &Rows,
    failing: Vec<IdentityId>,
    budget: &mut Budget,
    explained: &mut Vec<Group>,
) {
    if failing.len() > MAX_FAILING {
        let given_up = Group::new(system, failing, Vec::new());
        return explained.push(Group { is_given_up: true, ..given_up });
    }
    let whole = explain(system, rows, failing, budget);
    if !whole.repairs.is_empty() || !whole.left_out.is_empty() {
        return explained.push(whole);
    }
    let Some(partial) = partial::partial(system, &whole.failing, budget) else {
        return explained.push(whole);
    };
    let (settled, rest): (Vec<IdentityId>, Vec<IdentityId>) =
        whole.failing.iter().partition(|id| partial.settled.contains(id));
    explained.push(Group::new(system, settled, rank::rank(system, partial.repairs)));
    for failing in groups(system, &rest) {
        explain_all(system, rows, failing, budget, explained);
    }
}

/// Returns the explanation of one group: rows left out, or numbers to change.
fn explain(
    system: &System<'_>,
    rows: &Rows,
    failing: Vec<IdentityId>,
    budget: &mut Budget,
) -> Group {
    let left_out = left_out::left_out(system, rows, &failing);
    let mut repairs = match left_out.is_empty() {
        true => repairs(system, &failing, budget),
        false => Vec::new(),
    };
    if left_out.is_empty() && repairs.is_empty() {
        repairs = copies::copies(system, &failing, budget);
    }
    let is_given_up = left_out.is_empty() && repairs.is_empty() && budget.is_spent();
    let repairs = rank::rank(system, repairs);
    Group { left_out, is_given_up, ..Group::new(system, failing, repairs) }
}

impl Group {
    fn new(system: &System<'_>, failing: Vec<IdentityId>, repairs: Vec<Repair>) -> Self {
        let first = repairs.first();
        let rounding = rounding(system, &failing, first);
        let agreeing = first
            .into_iter()
            .flat_map(|first| first.keys().map(|cell| (*cell, agreeing(system, first, *cell))));
        let agreeing = agreeing.collect();
        Self { failing, rounding, repairs, agreeing, left_out: Vec::new(), is_given_up: false }
    }
}

/// The identities that hold only by rounding now and have a number of the repair: where
/// sums are exact as a rule these are what is wrong with that number, and no remark.
fn rounding(
    system: &System<'_>,
    failing: &[IdentityId],
    repair: Option<&Repair>,
) -> Vec<IdentityId> {
    let Some(repair) = repair.filter(|_| system.is_exact()) else { return Vec::new() };
    let mut rounding = system.rounding_beside(failing);
    rounding.retain(|id| system.cells(*id).any(|cell| repair.contains_key(&cell)));
    rounding
}

/// Returns the number of unchanged printed figures that share an identity with a cell.
fn agreeing(system: &System<'_>, repair: &Repair, cell: Cell) -> usize {
    let others = system.of(cell).iter().flat_map(|id| system.cells(*id));
    let others: BTreeSet<Cell> = others.filter(|other| !repair.contains_key(other)).collect();
    others.into_iter().filter(|other| !system.evaluated.facts.value(*other).is_zero()).count()
}

/// Returns the smallest repairs. Among those of one size, repairs under which every sum is exact
/// come first, if
/// the document's sums are as a rule; else those that rounding allows.
fn repairs(system: &System<'_>, failing: &[IdentityId], budget: &mut Budget) -> Vec<Repair> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities::facts::Facts;
    use crate::identities::identity::{Identity, Kind};
    use crate::identities::testing;
    use disclosure::{Disclosure, Value};
    use ledger::MoneyUnit;

    /// A disclosure whose cells print these numbers, in 元.
    fn printing(numbers: &[&str]) -> Disclosure {
        let value = |number: &&str| {
            Printed::parse(number, MoneyUnit::Yuan).map_or(Value::Nothing, Value::Printed)
        };
        testing::printing(numbers.iter().map(value).collect())
    }

    /// The groups and repairs, each cell with what it should print.
    fn repairs(numbers: &[&str], sums: &[(u32, &[u32])]) -> Vec<Vec<Vec<(usize, String)>>> {
        let disclosure = printing(numbers);
        let evaluated = evaluated(&disclosure, sums);
        let system = System::new(&evaluated);
        let failing: Vec<IdentityId> = evaluated.failing().collect();
        let told = |repair: Repair| {
            repair.iter().map(|(cell, printed)| (cell.index(), printed.to_string())).collect()
        };
        let groups = groups(&system, &failing).into_iter();
        groups
            .map(|failing| {
                super::repairs(&system, &failing, &mut Budget::new())
                    .into_iter()
                    .map(told)
                    .collect()
            })
            .collect()
    }

    fn evaluated<'a>(disclosure: &'a Disclosure, sums: &[(u32, &[u32])]) -> Evaluated<'a> {
        let facts = Facts::new(disclosure, BTreeSet::new());
        let identity = |(whole, parts): &(u32, &[u32])| {
            let identity = Identity::new(Kind::List, Cell::of(&[*whole]), Cell::of(parts));
            let outcome = identity.outcome(&facts);
            (identity, outcome)
        };
        let identities = sums.iter().map(identity).collect();
        Evaluated { facts, identities, blank_totals: BTreeMap::new() }
    }

    fn cells(cells: &[(usize, &str)]) -> Vec<(usize, String)> {
        cells.iter().map(|(cell, printed)| (*cell, (*printed).to_owned())).collect()
    }

    /// Rows 3 = 1 + 2 and columns 7 = 1 + 4 of a table with totals on both sides.
    const SQUARE: [(u32, &[u32]); 6] =
        [(2, &[0, 1]), (5, &[3, 4]), (8, &[6, 7]), (6, &[0, 3]), (7, &[1, 4]), (8, &[2, 5])];

    #[test]
    fn the_cell_in_both_failing_sums_is_wrong() {
        let numbers = ["1.00", "2.00", "3.00", "4.00", "55.00", "9.00", "5.00", "7.00", "12.00"];
        assert_eq!(repairs(&numbers, &SQUARE), [vec![cells(&[(4, "5.00")])]]);
    }

    #[test]
    fn two_cells_of_one_connected_part_are_one_repair() {
        // Both cells of the first row are wrong, and the row's total is right.
        let numbers = ["1.30", "2.50", "3.00", "4.00", "5.00", "9.00", "5.00", "7.00", "12.00"];
        assert_eq!(repairs(&numbers, &SQUARE), [vec![cells(&[(0, "1.00"), (1, "2.00")])]]);
    }

    #[test]
    fn cells_that_share_no_sum_are_two_groups() {
        let numbers = ["3.00", "1.00", "2.10", "3.00", "1.00", "2.20", "3.00", "3.00"];
        let sums: [(u32, &[u32]); 4] = [(0, &[1, 2]), (3, &[4, 5]), (6, &[0]), (7, &[3])];
        assert_eq!(repairs(&numbers, &sums).len(), 2);
    }

    #[test]
    fn errors_that_cancel_out_in_one_sum_are_told_once() {
        // 6 = 4 + 2 holds although 6 and 4 should be 5 and 3 according to the other sums.
        let numbers = ["6.00", "4.00", "2.00", "5.00", "5.00", "5.00", "3.00", "3.00", "3.00"];
        let copies = [(3, [0]), (4, [0]), (5, [0]), (6, [1]), (7, [1]), (8, [1])];
        let mut sums: Vec<(u32, &[u32])> = vec![(0, &[1, 2])];
        sums.extend(copies.iter().map(|(copy, of)| (*copy, of.as_slice())));
        let disclosure = printing(&numbers);
        let evaluated = evaluated(&disclosure, &sums);
        let groups = localise(&evaluated, &Rows::new(&disclosure));
        let told: Vec<Vec<usize>> = groups
            .iter()
            .filter_map(|group| {
                Some(group.repairs.first()?.keys().map(|cell| cell.index()).collect())
            })
            .collect();
        assert_eq!(told, [vec![0, 1]]);
    }

    #[test]
    fn a_number_that_was_copied_wrongly_is_changed_in_every_place() {
        // Two tables of 9 = 2 + 7 with 27 for 7, which is 3 + 4 in both.
        let half = ["9.00", "2.00", "27.00", "3.00", "4.00"];
        let numbers: Vec<&str> = half.iter().chain(&half).copied().collect();
        let sums: [(u32, &[u32]); 9] = [
            (0, &[1, 2]),
            (2, &[3, 4]),
            (5, &[6, 7]),
            (7, &[8, 9]),
            (0, &[5]),
            (1, &[6]),
            (2, &[7]),
            (3, &[8]),
            (4, &[9]),
        ];
        let disclosure = printing(&numbers);
        let evaluated = evaluated(&disclosure, &sums);
        let system = System::new(&evaluated);
        let found = copies::copies(&system, &IdentityId::of(&[0, 1]), &mut Budget::new());
        let told: Vec<Vec<usize>> =
            found.iter().map(|it| it.keys().map(|cell| cell.index()).collect()).collect();
        assert_eq!(told, [vec![2, 7]]);
    }

    #[test]
    fn numbers_that_only_occur_together_are_a_tie() {
        let found = repairs(&["3.00", "1.00", "2.10"], &[(0, &[1, 2])]);
        let tie = [cells(&[(0, "3.10")]), cells(&[(1, "0.90")]), cells(&[(2, "2.00")])];
        assert_eq!(found, [tie.to_vec()]);
    }

    #[test]
    fn a_group_of_too_many_identities_is_not_searched() {
        let numbers: Vec<String> = (0..=MAX_FAILING + 1).map(|cell| format!("{cell}.00")).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let cells = u32::try_from(numbers.len()).unwrap();
        let sums: Vec<(u32, &[u32])> = (1..cells).map(|it| (it, &[0_u32][..])).collect();
        let disclosure = printing(&numbers);
        let evaluated = evaluated(&disclosure, &sums);
        let groups = localise(&evaluated, &Rows::new(&disclosure));
        let told: Vec<_> = groups.iter().map(|it| (it.failing.len(), it.is_given_up)).collect();
        assert_eq!(told, [(MAX_FAILING + 1, true)]);
    }

    #[test]
    fn the_search_gives_up_after_so_much_work_and_says_so() {
        // Some hundred sums over the same cells that contradict each other in many ways.
        let numbers: Vec<String> =
            (0..200).map(|cell| format!("{}.00", 100 + cell * cell)).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let parts: Vec<Vec<u32>> =
            (0..190).map(|sum| (0..40).map(|part| (sum * 7 + part * 11) % 190).collect()).collect();
        let sums: Vec<(u32, &[u32])> =
            (0..).zip(&parts).map(|(sum, parts)| (190 + sum % 10, parts.as_slice())).collect();
        let disclosure = printing(&numbers);
        let evaluated = evaluated(&disclosure, &sums);
        let rows = Rows::new(&disclosure);
        let groups = localise(&evaluated, &rows);
        assert!(groups.iter().any(|group| group.is_given_up && group.repairs.is_empty()));
    }
}
