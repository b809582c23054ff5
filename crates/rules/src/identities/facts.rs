//! What is printed, by scope; and what is nothing because something larger is nothing.
//!
//! Long: each conclusion that a scope is nothing asks all that is arranged here.

use super::closed::{ClosedList, ClosedLists, bodies};
use super::id::Cell;
use disclosure::{Disclosure, Observation, Value};
use ledger::{Amount, Code, Dimension, Entity, Item, Node, Printed, Scope, Split, nodes};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The largest number of steps from a printed zero to a conclusion.
const MAX_STEPS: u8 = 2;

/// The observations of a disclosure, arranged for checking.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Everything that was read.
    pub disclosure: &'a Disclosure,
    zeros: Vec<(Scope, Cell)>,
    /// The zeros of each body and subject, by their numbers: a scope need not look at those of
    /// others.
    zeros_of: FxHashMap<(Entity, Code, Code), Vec<usize>>,
    negatives: Vec<Scope>,
    headings: BTreeSet<Cell>,
    printed_nodes: FxHashSet<Node>,
    /// What tables print parts of, by the parent and the name of the split.
    divided: FxHashSet<(Node, &'static str)>,
    /// What kinds of numbers the tables print, whatever their body and their subject.
    kinds: FxHashSet<Kind>,
    /// The value of the last digit of the most exact number.
    finest: i64,
    lists: ClosedLists,
    scopes: FxHashMap<Scope, Vec<Cell>>,
    /// The first cell of each value, for the scopes that are printed several times.
    values: FxHashMap<Scope, Vec<Cell>>,
    speakers: FxHashMap<Scope, Cell>,
    order: Vec<Scope>,
    /// The first observation of its scope, for each observation.
    firsts: Vec<Cell>,
    known: RefCell<FxHashMap<(Scope, u8), Option<ZeroReason>>>,
    transfers: Vec<Scope>,
    /// The first printed scope of a named item, by the scope of all items.
    named: FxHashMap<Scope, Scope>,
}

/// Why a scope is known to be zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroReason {
    /// An observation prints nothing, or a zero, for all of it.
    Printed(Cell),
    /// A list that adds up leaves no room for it, or no document of this kind prints it.
    Elsewhere,
}

impl<'a> Facts<'a> {
    /// Arranges the observations of `disclosure`.
    ///
    /// `headings` are blank totals above numbers, which are unknown and not zero.
    pub fn new(disclosure: &'a Disclosure, headings: BTreeSet<Cell>) -> Self {
        let count = disclosure.observations.len();
        let mut facts = Self {
            disclosure,
            zeros: Vec::new(),
            zeros_of: FxHashMap::default(),
            negatives: Vec::new(),
            headings,
            printed_nodes: FxHashSet::default(),
            divided: FxHashSet::default(),
            kinds: FxHashSet::default(),
            finest: i64::MAX,
            lists: ClosedLists::default(),
            scopes: FxHashMap::with_capacity_and_hasher(count, FxBuildHasher),
            values: FxHashMap::default(),
            speakers: FxHashMap::default(),
            order: Vec::new(),
            firsts: Vec::with_capacity(count),
            known: RefCell::default(),
            transfers: Vec::new(),
            named: FxHashMap::default(),
        };
        for (cell, observation) in Cell::all(disclosure) {
            facts.take(cell, observation);
        }
        let speaker =
            |(scope, cells): (&Scope, &Vec<Cell>)| Some((*scope, facts.find_speaker(cells)?));
        facts.speakers = facts.scopes.iter().filter_map(speaker).collect();
        let is_repeated = |(_, cells): &(&Scope, &Vec<Cell>)| cells.len() > 1;
        let repeated = facts.scopes.iter().filter(is_repeated);
        facts.values = repeated.map(|(scope, cells)| (*scope, facts.distinct(cells))).collect();
        facts.transfers =
            facts.nonzero_scopes().filter(|scope| is_transfer(scope)).copied().collect();
        let mut named = FxHashMap::default();
        for scope in facts.nonzero_scopes().filter(|scope| scope.item != Item::ALL) {
            named.entry(Scope { item: Item::ALL, ..*scope }).or_insert(*scope);
        }
        facts.named = named;
        facts.find_zeros();
        facts
    }

    fn take(&mut self, cell: Cell, observation: &Observation) {
        let scope = observation.scope;
        self.printed_nodes.extend([scope.flow, scope.fund, scope.purpose, scope.memo]);
        if observation.source.table.is_some() {
            self.kinds.insert(kind(&scope));
            let nodes = [scope.flow, scope.fund, scope.purpose, scope.memo];
            self.divided.extend(nodes.into_iter().filter_map(division));
        }
        if self.headings.contains(&cell) {
            self.firsts.push(cell);
            return;
        }
        let seen = self.scopes.entry(scope).or_default();
        if seen.is_empty() {
            self.order.push(scope);
        }
        self.firsts.push(seen.first().copied().unwrap_or(cell));
        seen.push(cell);
        let step = observation.value.printed().map_or(i64::MAX, Printed::step);
        self.finest = self.finest.min(step);
        if observation.value.printed().is_some_and(ledger::Printed::is_negative) {
            self.negatives.push(scope);
        }
    }

    /// Learns from lists that add up: what is within the whole and in none of its parts is nothing.
    pub fn learn(&mut self, lists: Vec<ClosedList>) {
        lists.into_iter().for_each(|list| self.lists.learn(list));
    }

    /// The scopes that are observed, with the cells that print them, in order.
    pub fn scopes(&self) -> impl Iterator<Item = (&Scope, &[Cell])> {
        self.order.iter().filter_map(|scope| Some((scope, self.scopes.get(scope)?.as_slice())))
    }

    /// Returns the scopes with a nonzero printed part, in order.
    pub fn nonzero_scopes(&self) -> impl Iterator<Item = &Scope> {
        let is_something = |cells: &[Cell]| cells.iter().any(|cell| !self.value(*cell).is_zero());
        self.scopes().filter(move |(_, cells)| is_something(cells)).map(|(scope, _)| scope)
    }

    /// Returns a printed part of `scope` of which only the name is known.
    pub fn unknown_within(&self, scope: &Scope) -> Option<Scope> {
        self.named.get(scope).copied()
    }

    /// What is known of a cell.
    #[expect(clippy::expect_used, reason = "cells are made from the observations")]
    pub fn observation(&self, cell: Cell) -> &'a Observation {
        self.disclosure.observations.get(cell.index()).expect("a cell of this disclosure")
    }

    /// What is printed in a cell.
    pub fn value(&self, cell: Cell) -> Value {
        self.observation(cell).value
    }

    /// Returns whether the tables print numbers of this kind at all, for some body and some
    /// subject. What the forms have no place for, nobody who reads the document can fill in.
    pub fn prints_kind_of(&self, scope: &Scope) -> bool {
        scope.item != Item::ALL || self.kinds.contains(&kind(scope))
    }

    /// Returns whether any negative amount is printed.
    pub fn has_negatives(&self) -> bool {
        !self.negatives.is_empty()
    }

    /// The first cell of the same scope.
    #[expect(clippy::expect_used, reason = "each cell has its first")]
    pub fn first_of_same(&self, cell: Cell) -> Cell {
        *self.firsts.get(cell.index()).expect("a cell of this disclosure")
    }

    /// The observations of a scope.
    pub fn seen(&self, scope: &Scope) -> &[Cell] {
        self.scopes.get(scope).map_or(&[], Vec::as_slice)
    }

    /// The first observation of each value that is printed for a scope, in order.
    pub fn values(&self, scope: &Scope) -> &[Cell] {
        self.values.get(scope).map_or_else(|| self.seen(scope), Vec::as_slice)
    }

    fn distinct(&self, cells: &[Cell]) -> Vec<Cell> {
        let mut known = FxHashSet::default();
        cells.iter().copied().filter(|cell| known.insert(self.value(*cell).printed())).collect()
    }

    /// Returns the observations of an economic item of one entity and stage, whatever their other
    /// dimensions.
    pub fn of_economic(&self, item: &Scope) -> impl Iterator<Item = Cell> {
        self.scopes()
            .filter(|(scope, _)| {
                scope.economic == item.economic
                    && scope.entity == item.entity
                    && scope.year == item.year
                    && scope.stage == item.stage
            })
            .flat_map(|(_, cells)| cells.iter().copied())
    }

    /// Returns the representative observation of a scope: of the most frequent value the most
    /// exact,
    /// and of these the first. A sentence in 万元 is less exact than a table in 元.
    pub fn representative(&self, scope: &Scope) -> Option<Cell> {
        self.speakers.get(scope).copied()
    }

    fn find_speaker(&self, cells: &[Cell]) -> Option<Cell> {
        if let [only] = cells {
            return Some(*only);
        }
        let mut counts: FxHashMap<Amount, usize> = FxHashMap::default();
        for cell in cells {
            *counts.entry(self.value(*cell).nominal()).or_default() += 1;
        }
        let most = counts.values().max().filter(|_| cells.len() > 2);
        let step = |cell: &Cell| self.value(*cell).printed().map_or(i64::MAX, Printed::step);
        let usual = cells
            .iter()
            .copied()
            .filter(|cell| most.is_none() || counts.get(&self.value(*cell).nominal()) == most);
        usual.min_by_key(step)
    }

    /// Returns why `scope` is zero, if it is known to be.
    ///
    /// Conclusions for all functions and purposes of a fund are tried first: they settle
    /// most questions at once.
    pub fn nothing(&self, scope: &Scope) -> Option<ZeroReason> {
        let account =
            Scope::whole(scope.entity, scope.year, scope.stage).with(scope.flow).with(scope.fund);
        let account =
            account.with(if account.memo.contains(scope.memo) { account.memo } else { scope.memo });
        self.nothing_within(&account, MAX_STEPS).or_else(|| self.nothing_within(scope, MAX_STEPS))
    }

    fn nothing_within(&self, scope: &Scope, steps: u8) -> Option<ZeroReason> {
        if let Some(known) = self.known.borrow().get(&(*scope, steps)) {
            return *known;
        }
        let nothing = match steps.checked_sub(1) {
            None => self.nothing_at_once(scope),
            Some(fewer) => self
                .nothing_within(scope, 0)
                .or_else(|| self.follows(scope, fewer).then_some(ZeroReason::Elsewhere)),
        };
        self.known.borrow_mut().insert((*scope, steps), nothing);
        nothing
    }

    /// Returns why `scope` is zero without a further step.
    fn nothing_at_once(&self, scope: &Scope) -> Option<ZeroReason> {
        let printed = self.zero(scope, |_| true);
        let is_nothing = || self.is_absent(scope) || self.is_left_out(scope);
        match printed {
            Some(cell) => Some(ZeroReason::Printed(cell)),
            None => is_nothing().then_some(ZeroReason::Elsewhere),
        }
    }

    /// Returns whether a closed list leaves no room for the scope.
    fn is_left_out(&self, scope: &Scope) -> bool {
        let mut lists = self.lists.leaving_out(scope);
        lists.any(|list| list.whole().entity == scope.entity || !self.is_paid_between(scope))
    }

    /// Returns whether all parts of the scope are zero, or all of the other side of its account:
    /// where nothing comes in, nothing can go out.
    fn follows(&self, scope: &Scope, steps: u8) -> bool {
        let all_nothing = |scope: &Scope, split: &Split| {
            scope.split(split).iter().all(|part| self.nothing_within(part, steps).is_some())
        };
        let total = nodes().total;
        let mut other_sides =
            total.splits().iter().filter(|split| Some(split.name) != scope.flow.split());
        other_sides.any(|split| all_nothing(&scope.with(total), split))
            || scope.fund.splits().iter().any(|split| all_nothing(scope, split))
    }

    /// A zero of something larger than `scope`, which `scope` would have to obey.
    pub fn larger_zero(&self, scope: &Scope) -> Option<Cell> {
        self.zero(scope, |zero| zero != scope)
    }

    /// The first zero from which follows that `scope` is zero, of those that may be taken.
    fn zero(&self, scope: &Scope, may_be: impl Fn(&Scope) -> bool) -> Option<Cell> {
        let first = |whose| {
            let mut zeros = self.zeros_of.get(&whose)?.iter();
            zeros.find_map(|number| {
                let (zero, cell) = self.zeros.get(*number)?;
                (may_be(zero) && self.reaches(zero, scope)).then_some((*number, *cell))
            })
        };
        let subjects = || {
            let functions = scope.function.widened();
            functions.flat_map(|function| scope.economic.widened().map(move |it| (function, it)))
        };
        let all = bodies(scope).flat_map(|body| {
            subjects().map(move |(function, economic)| (body, function, economic))
        });
        all.filter_map(first).min().map(|(_, cell)| cell)
    }

    /// Returns whether `scope` is zero because `zero` is. A department leaves out what its
    /// units pay each other: its zero does not apply to such money in a unit.
    fn reaches(&self, zero: &Scope, scope: &Scope) -> bool {
        zero.contains(scope) && (zero.entity == scope.entity || !self.is_paid_between(scope))
    }

    fn is_paid_between(&self, scope: &Scope) -> bool {
        let meets = |transfer: &Scope| scope.contains(transfer) || transfer.contains(scope);
        self.transfers.iter().any(meets) || self.may_be_paid_by_units(scope)
    }

    /// Returns whether some received money may come from a unit that prints its payments, where
    /// the one that gets it prints it among other money.
    pub fn may_be_paid_by_units(&self, scope: &Scope) -> bool {
        let is_received = scope.flow.contains(nodes().received);
        let has = |fund| scope.fund.contains(fund);
        let pays = |transfer: &Scope| {
            transfer.entity != Entity::DEPARTMENT && is_payment(transfer.purpose)
        };
        is_received
            && (has(nodes().superior) || has(nodes().affiliates))
            && self.transfers.iter().any(pays)
    }

    /// The payments between units and those above or below them, as far as they are something.
    pub fn transfers(&self) -> &[Scope] {
        &self.transfers
    }

    /// Returns whether the scope narrows to something that this document does not print and that
    /// is nothing unless it is printed. A table names all that there is; a sentence need not.
    fn is_absent(&self, scope: &Scope) -> bool {
        [scope.flow, scope.fund, scope.purpose, scope.memo].into_iter().any(|node| {
            node.is_zero_when_absent()
                && !self.printed_nodes.contains(&node)
                && division(node).is_some_and(|division| self.divided.contains(&division))
        })
    }

    /// Returns whether a part of a printed zero is among the `small` numbers, with decimals that
    /// these zeros do not have.
    fn is_rounded(&self, scope: &Scope, zeros: &[Cell], small: &[(&Scope, i64)]) -> bool {
        let step = |cell: &Cell| self.value(*cell).printed().map_or(1, Printed::step);
        let Some(finest) = zeros.iter().map(step).min() else { return false };
        finest > self.finest
            && small.iter().any(|(part, fen)| *fen < finest && scope.contains(part))
    }

    /// What is printed less than the last digit of some zero, in 分.
    fn small(&self) -> Vec<(&Scope, i64)> {
        let is_zero = |cell: &&Cell| self.value(**cell).is_zero();
        let zeros = self.scopes.values().flatten().filter(is_zero);
        let coarsest =
            zeros.filter_map(|cell| self.value(*cell).printed()).map(Printed::step).max();
        let coarsest = coarsest.unwrap_or_default();
        let cells = self
            .nonzero_scopes()
            .flat_map(|part| self.seen(part).iter().map(move |cell| (part, cell)));
        let small = cells.map(|(part, cell)| (part, self.value(*cell).nominal().fen()));
        small.filter(|(_, fen)| (1..coarsest).contains(fen)).collect()
    }

    /// The largest scopes that are printed as nothing, negative amounts and zeros that only
    /// rounding made of something apart.
    fn find_zeros(&mut self) {
        let small = self.small();
        let mut zeros: Vec<(Scope, Cell)> = Vec::new();
        for (scope, cells) in self.scopes() {
            let is_zero = cells.iter().all(|cell| self.value(*cell).is_zero());
            let is_mixed = self.negatives.iter().any(|negative| scope.contains(negative));
            let is_mixed = is_mixed || is_zero && self.is_rounded(scope, cells, &small);
            if let (true, false, Some(first)) = (is_zero, is_mixed, cells.first()) {
                zeros.push((*scope, *first));
            }
        }
        zeros.sort_by_cached_key(|(scope, cell)| (narrowness(scope), *cell));
        for zero in zeros {
            if self.zero(&zero.0, |_| true).is_none() {
                let Scope { entity, function, economic, .. } = zero.0;
                let whose = (entity, function, economic);
                self.zeros_of.entry(whose).or_default().push(self.zeros.len());
                self.zeros.push(zero);
            }
        }
    }
}

/// What a node is a part of, and in which split.
fn division(node: Node) -> Option<(Node, &'static str)> {
    Some((node.parent()?, node.split()?))
}

/// A scope without its body and its subjects: whether it has a function and an economic item.
type Kind = (Scope, bool, bool);

fn kind(scope: &Scope) -> Kind {
    let (function, economic) = (scope.function != Code::ALL, scope.economic != Code::ALL);
    let bare = Scope {
        entity: Entity::DEPARTMENT,
        function: Code::ALL,
        economic: Code::ALL,
        item: Item::ALL,
        ..*scope
    };
    (bare, function, economic)
}

/// Returns whether only bodies of one line make such payments.
pub fn is_transfer(scope: &Scope) -> bool {
    is_payment(scope.fund) || is_payment(scope.purpose)
}

/// Returns whether units of one department pay each other under this fund or purpose; in the
/// department's own figures such payments are left out.
fn is_payment(node: Node) -> bool {
    let nodes = nodes();
    [nodes.superior, nodes.affiliates, nodes.remitted_up, nodes.subsidies].contains(&node)
}

/// In how many dimensions a scope is narrowed, and how far; the whole comes first.
fn narrowness(scope: &Scope) -> usize {
    let depth = |node: Node| std::iter::successors(Some(node), |node| node.parent()).count() - 1;
    Dimension::ALL.map(|dimension| depth(scope.node(dimension))).into_iter().sum::<usize>()
        + usize::from(scope.function.level())
        + usize::from(scope.economic.level())
        + usize::from(scope.item.index().is_some())
        + usize::from(scope.entity.unit_index().is_some())
}
