//! The identities as equations over the printed numbers, ready for searching.

use crate::identities::evaluate::Evaluated;
use crate::identities::identity::{Identity, Outcome, Relation};
use crate::identities::{Cell, IdentityId};
use disclosure::Value;
use ledger::{Amount, MoneyUnit, Printed};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The required precision of sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// To the last digit, where all numbers are printed to the same digit.
    Exact,
    /// As far as rounding allows.
    Rounding,
}

/// The identities of the printed numbers.
pub struct System<'a> {
    /// The derived identities and their outcomes.
    pub evaluated: &'a Evaluated<'a>,
    equations: Vec<Option<Equation>>,
    of: FxHashMap<Cell, Vec<IdentityId>>,
    is_exact: bool,
}

/// One identity: the sum of its terms is zero, or at least zero.
#[derive(Debug)]
pub struct Equation {
    /// The cells with the signs under which they are added.
    pub terms: Vec<(Cell, i128)>,
    /// The sum of the terms as printed.
    pub sum: i128,
    /// By how much rounding may move the sum at most.
    pub slack: i128,
    /// Whether the sum may also be above zero.
    pub is_bound: bool,
    /// Whether all numbers are printed to the same digit.
    pub is_even: bool,
}

impl<'a> System<'a> {
    /// The equations of all identities that can be evaluated.
    pub fn new(evaluated: &'a Evaluated<'a>) -> Self {
        let mut system =
            Self { evaluated, equations: Vec::new(), of: FxHashMap::default(), is_exact: false };
        for (id, identity, outcome) in evaluated.identities() {
            let is_known = outcome != Outcome::NotEvaluable;
            let equation = is_known.then(|| Equation::new(identity, evaluated));
            for (cell, _) in equation.iter().flat_map(|equation| &equation.terms) {
                system.of.entry(*cell).or_default().push(id);
            }
            system.equations.push(equation);
        }
        system.is_exact = system.are_sums_exact();
        system
    }

    /// The equation of an identity, unless it cannot be evaluated.
    pub fn equation(&self, id: IdentityId) -> Option<&Equation> {
        self.equations.get(id.index())?.as_ref()
    }

    /// An identity.
    pub fn identity(&self, id: IdentityId) -> &'a Identity {
        self.evaluated.identity(id)
    }

    /// How an identity comes out as it is printed.
    pub fn outcome(&self, id: IdentityId) -> Outcome {
        self.evaluated.outcome(id)
    }

    /// The cells of an identity.
    pub fn cells(&self, id: IdentityId) -> impl Iterator<Item = Cell> {
        self.equation(id).into_iter().flat_map(|equation| &equation.terms).map(|(cell, _)| *cell)
    }

    /// Returns the number of cells of an identity.
    pub fn size(&self, id: IdentityId) -> usize {
        self.equation(id).map_or(0, |equation| equation.terms.len())
    }

    /// Returns the identities of a cell.
    pub fn of(&self, cell: Cell) -> &[IdentityId] {
        self.of.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// Returns the printed amount of a cell, in 分.
    pub fn nominal(&self, cell: Cell) -> i128 {
        nominal(self.evaluated.facts.value(cell))
    }

    /// The unit and decimals in which a cell prints, or would print if it were not blank.
    pub fn in_format_of(&self, cell: Cell) -> Printed {
        let printed = |cell: Cell| self.evaluated.facts.value(cell).printed();
        let beside = || self.of(cell).iter().flat_map(|id| self.cells(*id)).find_map(printed);
        let own = printed(cell).map(|own| own.widened(self.decimals_beside(cell, own)));
        own.or_else(beside).unwrap_or_else(|| Printed::rounded(Amount::ZERO, MoneyUnit::Yuan, 2))
    }

    /// The most decimals of the numbers in the same unit with which it has to agree.
    fn decimals_beside(&self, cell: Cell, own: Printed) -> u8 {
        let cells = self.of(cell).iter().flat_map(|id| self.cells(*id));
        let printed = cells.filter_map(|cell| self.evaluated.facts.value(cell).printed());
        let same_unit = printed.filter(|other| other.unit() == own.unit());
        same_unit.map(Printed::decimals).max().unwrap_or_default()
    }

    /// Returns whether the document's sums are usually exact, so that one that holds only by
    /// rounding is suspect if something connected is wrong.
    pub const fn is_exact(&self) -> bool {
        self.is_exact
    }

    fn are_sums_exact(&self) -> bool {
        let count = |wanted: Outcome| {
            let is_sum = |equation: &&Equation| equation.is_even && equation.terms.len() > 2;
            let identities = self.evaluated.identities();
            identities
                .filter(|(_, _, outcome)| *outcome == wanted)
                .filter_map(|(id, _, _)| self.equation(id))
                .filter(is_sum)
                .count()
        };
        (count(Outcome::Rounding) + count(Outcome::Truncated)) * 10 <= count(Outcome::Holds)
    }

    /// Returns the identities that hold only by rounding and share a number with one of `failing`.
    pub fn rounding_beside(&self, failing: &[IdentityId]) -> Vec<IdentityId> {
        let cells = failing.iter().flat_map(|id| self.cells(*id));
        let beside: BTreeSet<IdentityId> = cells.flat_map(|cell| self.of(cell)).copied().collect();
        let is_rounding = |id: &IdentityId| {
            matches!(self.outcome(*id), Outcome::Rounding | Outcome::Truncated)
                && self.equation(*id).is_some_and(|equation| equation.is_even)
        };
        beside.into_iter().filter(is_rounding).collect()
    }
}

impl Equation {
    fn new(identity: &Identity, evaluated: &Evaluated<'_>) -> Self {
        let mut terms: Vec<(Cell, i128)> = Vec::new();
        let whole = identity.whole.iter().map(|cell| (*cell, 1));
        for (cell, sign) in whole.chain(identity.parts.iter().map(|cell| (*cell, -1))) {
            match terms.iter_mut().find(|(other, _)| *other == cell) {
                Some((_, known)) => *known += sign,
                None => terms.push((cell, sign)),
            }
        }
        terms.retain(|(_, sign)| *sign != 0);
        let value = |cell: Cell| evaluated.facts.value(cell);
        let steps = || terms.iter().filter_map(|(cell, _)| value(*cell).printed());
        let first = steps().next().map(Printed::step);
        Self {
            sum: terms.iter().map(|(cell, sign)| sign * nominal(value(*cell))).sum(),
            slack: steps().map(|printed| i128::from(printed.step() - 1)).sum(),
            is_bound: identity.relation == Relation::AtMost,
            is_even: steps().all(|printed| Some(printed.step()) == first),
            terms,
        }
    }

    /// Returns the sign of a cell; zero if it is not part of the identity.
    pub fn sign(&self, cell: Cell) -> i128 {
        self.terms.iter().find(|(term, _)| *term == cell).map_or(0, |(_, sign)| *sign)
    }
}

/// The amount at its nominal, in 分; nothing is zero.
pub fn nominal(value: Value) -> i128 {
    i128::from(value.nominal().fen())
}
