//! Identities (勾稽关系): what must be equal, and how it comes out.

use super::facts::Facts;
use super::id::Cell;
use disclosure::Value;
use ledger::{Interval, Rounding, Scope, nodes};

/// One identity over printed numbers: `whole` equals, or is at least, the sum of `parts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its kind.
    pub kind: Kind,
    /// The observations on the one side, one as a rule.
    pub whole: Vec<Cell>,
    /// The observations on the other side.
    pub parts: Vec<Cell>,
    /// Equal, or at most.
    pub relation: Relation,
    /// Of which split of the flow the parts are, where the whole is a total of sources or of uses.
    pub split: Option<&'static str>,
    /// Parts that are neither printed nor known to be nothing.
    pub missing: Vec<Scope>,
    /// Whether a part has no recognised meaning.
    pub has_unknown: bool,
    /// The loosest way in which its numbers may have been shortened.
    pub loosest: Rounding,
}

/// From which of the few sources an identity comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One scope printed twice.
    Same,
    /// A list of a table and its total.
    List,
    /// Sources and uses of one scope.
    Balance,
    /// A scope and its tree children, wherever they are printed.
    Parts,
    /// The department and its units.
    Units,
    /// Project expenditure and the projects' costs.
    Projects,
    /// A part of something that is nothing.
    Nothing,
}

/// The relation of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The parts are the whole.
    Equal,
    /// The parts are some of the whole (其中).
    AtMost,
}

/// The outcome of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds and is more than 0 = 0.
    Holds,
    /// It is 0 = 0.
    Zero,
    /// It holds for some amounts that round to the printed numbers.
    Rounding,
    /// It holds only if further digits were truncated instead of rounded, in some or all numbers.
    Truncated,
    /// No amounts that print like this satisfy it.
    Fails,
    /// A part is not known.
    NotEvaluable,
}

impl Identity {
    /// An identity without unknown parts.
    pub fn new(kind: Kind, whole: Vec<Cell>, parts: Vec<Cell>) -> Self {
        Self {
            kind,
            whole,
            parts,
            relation: Relation::Equal,
            split: None,
            missing: Vec::new(),
            has_unknown: false,
            loosest: Rounding::Truncated,
        }
    }

    /// The observations of both sides.
    pub fn terms(&self) -> impl Iterator<Item = Cell> {
        self.whole.iter().chain(&self.parts).copied()
    }

    /// Returns whether its failure is certain: every part is known, and a project's target is not a
    /// bound.
    pub fn is_certain(&self) -> bool {
        !self.has_unknown && self.kind != Kind::Projects
    }

    /// Whether the known parts alone are more than the whole, in tables that print no
    /// negative amount, or of the three public expenses, which are none: then it fails whatever
    /// the missing ones are.
    pub fn is_overrun(&self, facts: &Facts<'_>) -> bool {
        let is_in_table = |cell| facts.observation(cell).source.table.is_some();
        let three = nodes().three_public;
        let is_public = |cell| three.contains(facts.observation(cell).scope.memo);
        let value = |cell| facts.value(cell);
        // In a balance what is missing may belong to either side.
        !self.missing.is_empty()
            && self.kind != Kind::Balance
            && !facts.has_negatives()
            && (self.terms().all(is_in_table) || self.terms().all(is_public))
            && interval(&self.parts, &value, Rounding::Either).low
                > interval(&self.whole, &value, Rounding::Either).high
    }

    /// Returns its outcome.
    pub fn outcome(&self, facts: &Facts<'_>) -> Outcome {
        self.outcome_with(&|cell| facts.value(cell))
    }

    /// Returns its outcome if the observations had the values given by `value`.
    pub fn outcome_with(&self, value: &dyn Fn(Cell) -> Value) -> Outcome {
        if !self.missing.is_empty() {
            return Outcome::NotEvaluable;
        }
        if self.terms().all(|cell| value(cell).is_zero()) {
            return Outcome::Zero;
        }
        let (whole, parts) = (nominal(&self.whole, value), nominal(&self.parts, value));
        let holds = match self.relation {
            Relation::Equal => whole == parts,
            Relation::AtMost => whole >= parts,
        };
        if holds {
            return Outcome::Holds;
        }
        let fits = |rounding| {
            let whole = interval(&self.whole, value, rounding);
            let parts = interval(&self.parts, value, rounding);
            match self.relation {
                Relation::Equal => whole.overlaps(parts),
                Relation::AtMost => whole.high >= parts.low,
            }
        };
        match () {
            () if fits(Rounding::Nearest) => Outcome::Rounding,
            () if fits(self.loosest) => Outcome::Truncated,
            () => Outcome::Fails,
        }
    }

    /// Returns the whole minus the parts as printed, in 分.
    pub fn difference(&self, facts: &Facts<'_>) -> i128 {
        let value = |cell| facts.value(cell);
        nominal(&self.whole, &value) - nominal(&self.parts, &value)
    }
}

/// The sum of the printed numbers at their nominal, in 分.
pub fn nominal(terms: &[Cell], value: &dyn Fn(Cell) -> Value) -> i128 {
    terms.iter().map(|cell| i128::from(value(*cell).nominal().fen())).sum()
}

/// Returns the interval of the sum of the printed numbers.
pub fn interval(terms: &[Cell], value: &dyn Fn(Cell) -> Value, rounding: Rounding) -> Interval {
    let intervals = terms.iter().filter_map(|cell| value(*cell).printed());
    intervals.fold(Interval::ZERO, |sum, printed| sum + printed.interval(rounding))
}
