//! All smallest sets of numbers whose change makes every identity hold.
//!
//! A set must have a number of every failing identity: so the search takes the failing
//! identity with the fewest candidates and tries each. What the chosen numbers have to be
//! then follows from the identities they are in ([`solve`]); where these contradict each
//! other, a further number of the contradicting ones must be wrong too. A candidate that
//! was tried is not tried again in a later branch, so each set is met once.

use super::Repair;
use super::budget::Budget;
use super::solve::{Solution, solve};
use super::system::{Strictness, System};
use crate::identities::{Cell, IdentityId};
use std::collections::BTreeSet;

/// The most numbers that are changed together; more wrong cells in one group are
/// reported identity by identity.
pub const MAX_CHANGES: usize = 5;

/// The most repairs of one group that are kept: more do not help anybody.
const MAX_FOUND: usize = 64;

/// One search: which identities are wrong, and how strictly sums must agree.
pub struct Search<'a> {
    system: &'a System<'a>,
    wrong: Vec<IdentityId>,
    strictness: Strictness,
}

struct State {
    chosen: Vec<Cell>,
    excluded: BTreeSet<Cell>,
    size: usize,
    found: Vec<Repair>,
}

impl State {
    fn may_choose(&self, cell: Cell) -> bool {
        !self.chosen.contains(&cell) && !self.excluded.contains(&cell)
    }
}

impl<'a> Search<'a> {
    /// A search for repairs of `wrong`.
    pub const fn new(
        system: &'a System<'a>,
        wrong: Vec<IdentityId>,
        strictness: Strictness,
    ) -> Self {
        Self { system, wrong, strictness }
    }

    /// Returns all repairs with this number of changes, if none has fewer.
    pub fn repairs(&self, size: usize, budget: &mut Budget) -> Vec<Repair> {
        let (chosen, excluded, found) = (Vec::new(), BTreeSet::new(), Vec::new());
        let mut state = State { chosen, excluded, size, found };
        self.extend(&mut state, budget);
        state.found
    }

    fn extend(&self, state: &mut State, budget: &mut Budget) {
        let untouched: Vec<IdentityId> = self.untouched(&state.chosen).collect();
        budget.spend(1 + untouched.iter().map(|id| self.system.size(*id)).sum::<usize>());
        if budget.is_spent() || state.found.len() >= MAX_FOUND {
            return;
        }
        let left = state.size - state.chosen.len();
        if !untouched.is_empty() {
            if self.needed(&untouched, left) > left {
                return;
            }
            let candidates = |id: &IdentityId| self.candidates(&[*id], state);
            let Some(fewest) = untouched.iter().map(candidates).min_by_key(Vec::len) else {
                return;
            };
            return self.branch(fewest, state, budget);
        }
        match solve(self.system, &state.chosen, &self.wrong, self.strictness, budget) {
            Solution::Repair(repair) if left == 0 => state.found.push(repair),
            Solution::Contradiction(equations) if left > 0 => {
                let candidates = self.candidates(&equations, state);
                self.branch(candidates, state, budget);
            }
            Solution::Repair(_) | Solution::Contradiction(_) | Solution::Unchecked => {}
        }
    }

    fn branch(&self, candidates: Vec<Cell>, state: &mut State, budget: &mut Budget) {
        for cell in &candidates {
            state.chosen.push(*cell);
            self.extend(state, budget);
            state.chosen.pop();
            state.excluded.insert(*cell);
        }
        for cell in &candidates {
            state.excluded.remove(cell);
        }
    }

    /// The wrong identities in which nothing is changed yet.
    fn untouched(&self, chosen: &[Cell]) -> impl Iterator<Item = IdentityId> {
        let is_untouched =
            |id: &&IdentityId| !self.system.cells(**id).any(|cell| chosen.contains(&cell));
        self.wrong.iter().filter(is_untouched).copied()
    }

    /// The cells of these identities that may still be chosen.
    fn candidates(&self, identities: &[IdentityId], state: &State) -> Vec<Cell> {
        let cells = identities.iter().flat_map(|id| self.system.cells(*id));
        let cells: BTreeSet<Cell> = cells.filter(|cell| state.may_choose(*cell)).collect();
        cells.into_iter().collect()
    }

    /// Returns a lower bound of the changes that these identities need: those that share no number
    /// need
    /// one each. Counting stops above `enough`.
    fn needed(&self, untouched: &[IdentityId], enough: usize) -> usize {
        let mut seen: BTreeSet<Cell> = BTreeSet::new();
        let mut needed = 0;
        for id in untouched {
            if needed > enough {
                break;
            }
            if self.system.cells(*id).all(|cell| !seen.contains(&cell)) {
                needed += 1;
                seen.extend(self.system.cells(*id));
            }
        }
        needed
    }
}
