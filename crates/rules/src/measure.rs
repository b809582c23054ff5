//! What is localised, laid open: for measuring the search against other solvers on the
//! very same equations. Nothing else needs this.

use crate::identities::localise::system::System;
use crate::identities::localise::{Repair, Rows, localise};
use crate::identities::{Evaluated, evaluate};
use disclosure::Disclosure;
use std::collections::BTreeMap;

/// The identities of a disclosure, derived and evaluated, for measurements.
#[derive(Debug)]
pub struct Prepared<'a> {
    evaluated: Evaluated<'a>,
}

/// One identity: its terms add up to zero, or to zero at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// Cells, by observation, and the factors under which they are added.
    pub terms: Vec<(usize, i128)>,
    /// The largest deviation of the sum by rounding, in 分; 0 if it has to be exact.
    pub slack: i128,
    /// Whether the sum may also be above zero.
    pub is_bound: bool,
}

/// Cells to change and what each should print, in 分.
pub type Change = BTreeMap<usize, i64>;

impl<'a> Prepared<'a> {
    /// Derives and evaluates all identities of `disclosure`.
    pub fn new(disclosure: &'a Disclosure) -> Self {
        Self { evaluated: evaluate(disclosure) }
    }

    /// Returns the printed amounts of the cells of the equations, in 分.
    pub fn cells(&self) -> BTreeMap<usize, i128> {
        let system = System::new(&self.evaluated);
        let ids = self.evaluated.identities().map(|(id, _, _)| id);
        let cells = ids.flat_map(|id| system.cells(id));
        cells.map(|cell| (cell.index(), system.nominal(cell))).collect()
    }

    /// The equations that are searched: only exact ones if sums are usually exact.
    pub fn equations(&self) -> Vec<Equation> {
        let system = System::new(&self.evaluated);
        let ids = self.evaluated.identities().map(|(id, _, _)| id);
        ids.filter_map(|id| system.equation(id))
            .map(|equation| Equation {
                terms: equation.terms.iter().map(|(cell, by)| (cell.index(), *by)).collect(),
                slack: if system.is_exact() && equation.is_even { 0 } else { equation.slack },
                is_bound: equation.is_bound,
            })
            .collect()
    }

    /// All smallest changes, for each group of failing identities: the step to be measured.
    pub fn localise(&self) -> Vec<Vec<Change>> {
        let groups = localise(&self.evaluated, &Rows::new(self.evaluated.facts.disclosure));
        let change = |repair: &Repair| {
            repair.iter().map(|(cell, printed)| (cell.index(), printed.nominal().fen())).collect()
        };
        groups.iter().map(|group| group.repairs.iter().map(change).collect()).collect()
    }
}
