//! A ledger arranged by whose its entries are.
//!
//! Each table of a unit asks for hundreds of sums. Were each of them to look at every line of the
//! department, the time to publish would grow with the square of its units.

use crate::traits::Traits;
use crate::{
    Amount, Asset, BudgetLine, Code, Count, Entity, Item, Ledger, Project, Purchase, Scope,
};
use std::collections::{BTreeMap, BTreeSet};

/// Texts with their numbers in the ledger.
type Texts<'a> = Vec<(usize, &'a str)>;

/// A ledger whose sums are found without looking at the lines of other entities.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    ledger: &'a Ledger,
    /// What each entity sees of all lines, those of the same traits together.
    lines: BTreeMap<Entity, BTreeMap<Traits, Counted>>,
    /// The lines of items by their numbers in the ledger, in the order of the items.
    of_items: Vec<(Item, usize)>,
    projects: Entries<(usize, &'a Project)>,
    purchases: Entries<&'a Purchase>,
    assets: Entries<&'a Asset>,
    counts: Entries<&'a Count>,
    texts: BTreeMap<Entity, BTreeMap<&'a str, Texts<'a>>>,
}

/// Lines that a scope counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many lines.
    pub count: usize,
    /// The first of them, by their numbers in the ledger, at most [`Counted::NAMED`].
    pub first: Vec<usize>,
    /// The sum in hundredths of a yuan, of any size.
    fen: i128,
}

impl Counted {
    /// How many lines are known by their numbers.
    pub const NAMED: usize = 6;

    /// The sum; `None` if it is larger than an amount can be.
    pub fn amount(&self) -> Option<Amount> {
        i64::try_from(self.fen).ok().map(Amount::from_fen)
    }

    fn of(number: usize, line: &BudgetLine) -> Self {
        Self { count: 1, first: vec![number], fen: i128::from(line.amount.fen()) }
    }

    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.fen += other.fen;
        self.first.extend(&other.first);
        self.first.sort_unstable();
        self.first.truncate(Self::NAMED);
    }
}

/// Entries of the department, and those of each unit apart.
#[derive(Debug, Clone)]
struct Entries<T> {
    all: Vec<T>,
    of_unit: BTreeMap<Entity, Vec<T>>,
}

impl<T: Copy> Entries<T> {
    fn new(all: impl Iterator<Item = T>, unit: impl Fn(&T) -> Entity) -> Self {
        let all: Vec<T> = all.collect();
        let mut of_unit: BTreeMap<Entity, Vec<T>> = BTreeMap::new();
        for entry in &all {
            of_unit.entry(unit(entry)).or_default().push(*entry);
        }
        Self { all, of_unit }
    }

    fn of(&self, entity: Entity) -> &[T] {
        if entity == Entity::DEPARTMENT {
            return &self.all;
        }
        self.of_unit.get(&entity).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'a> Index<'a> {
    /// Arranges a ledger.
    pub fn new(ledger: &'a Ledger) -> Self {
        let mut lines: BTreeMap<Entity, BTreeMap<Traits, Counted>> = BTreeMap::new();
        for (number, line) in ledger.lines.iter().enumerate() {
            let one = Counted::of(number, line);
            let viewers = [Some(Entity::DEPARTMENT), Some(line.unit), line.paid_by];
            for viewer in BTreeSet::from(viewers).into_iter().flatten() {
                let Some(seen) = line.seen_by(viewer) else { continue };
                let traits = ledger.traits(&seen);
                lines.entry(viewer).or_default().entry(traits).or_default().add(&one);
            }
        }
        let of_items = ledger.lines.iter().enumerate().map(|(number, line)| (line.item, number));
        let mut of_items: Vec<(Item, usize)> =
            of_items.filter(|(item, _)| *item != Item::ALL).collect();
        of_items.sort_unstable();
        let mut texts: BTreeMap<_, BTreeMap<&str, Texts<'_>>> = BTreeMap::new();
        for (number, text) in ledger.texts.iter().enumerate() {
            let sections = texts.entry(text.entity).or_default();
            sections.entry(text.section.as_str()).or_default().push((number, &text.words));
        }
        Self {
            ledger,
            lines,
            of_items,
            projects: Entries::new(ledger.projects.iter().enumerate(), |(_, it)| it.unit),
            purchases: Entries::new(ledger.purchases.iter(), |it| it.unit),
            assets: Entries::new(ledger.assets.iter(), |it| it.unit),
            counts: Entries::new(ledger.counts.iter(), |it| it.unit),
            texts,
        }
    }

    /// The ledger.
    pub fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// The amount of a scope, as [`Ledger::sum`] has it.
    pub fn sum(&self, scope: &Scope) -> Option<Amount> {
        if !self.ledger.is_of(scope) {
            return None;
        }
        match self.ledger.others(scope, self.purchases(scope.entity), self.assets(scope.entity)) {
            Some(amounts) => amounts.into_iter().try_fold(Amount::ZERO, Amount::checked_add),
            None => self.counted(scope).amount(),
        }
    }

    /// The lines that a scope counts; none if it is of another year or stage, or no sum of lines.
    pub fn lines(&self, scope: &Scope) -> Counted {
        if self.ledger.is_of(scope) { self.counted(scope) } else { Counted::default() }
    }

    fn counted(&self, scope: &Scope) -> Counted {
        let mut sum = Counted::default();
        if scope.item == Item::ALL {
            for (traits, counted) in self.lines.get(&scope.entity).into_iter().flatten() {
                if traits.are_in(scope) {
                    sum.add(counted);
                }
            }
            return sum;
        }
        let first = self.of_items.partition_point(|(item, _)| *item < scope.item);
        let of_item = self.of_items.iter().skip(first);
        for (_, number) in of_item.take_while(|(item, _)| *item == scope.item) {
            let line = self.ledger.lines.get(*number);
            for line in line.into_iter().filter(|line| self.ledger.counts(scope, line)) {
                sum.add(&Counted::of(*number, line));
            }
        }
        sum
    }

    /// The functions and economic items of an entity's lines, in order of the lines' traits.
    pub fn codes(&self, entity: Entity) -> impl Iterator<Item = (Code, Code)> {
        let traits = self.lines.get(&entity).into_iter().flat_map(BTreeMap::keys);
        traits.map(|traits| (traits.function, traits.economic))
    }

    /// The projects of an entity and its units, with their numbers.
    pub fn projects(&self, entity: Entity) -> &[(usize, &'a Project)] {
        self.projects.of(entity)
    }

    /// The purchases of an entity and its units.
    pub fn purchases(&self, entity: Entity) -> &[&'a Purchase] {
        self.purchases.of(entity)
    }

    /// The assets of an entity and its units.
    pub fn assets(&self, entity: Entity) -> &[&'a Asset] {
        self.assets.of(entity)
    }

    /// The texts of an entity's section, each with its number in the ledger.
    pub fn texts(&self, entity: Entity, section: &str) -> &[(usize, &'a str)] {
        let words = self.texts.get(&entity).and_then(|sections| sections.get(section));
        words.map(Vec::as_slice).unwrap_or_default()
    }

    /// How many of something `entity` and its units have, as [`Ledger::count`] has it.
    pub fn count(&self, entity: Entity, what: &str) -> Option<u64> {
        let mine = self.counts.of(entity).iter().filter(|it| it.what == what);
        mine.map(|count| u64::from(count.number)).reduce(u64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Body, Node, Stage, Year, nodes};

    fn line(unit: u16, paid_by: Option<u16>, function: &str, item: Item, fen: i64) -> BudgetLine {
        BudgetLine {
            unit: Entity::unit(unit),
            paid_by: paid_by.map(Entity::unit),
            source: nodes().received,
            used: nodes().spent,
            fund: nodes().general,
            function: Code::parse(function).unwrap(),
            economic: Code::ALL,
            purpose: if item == Item::ALL { nodes().public } else { nodes().project },
            memo: nodes().everything,
            item,
            amount: Amount::from_fen(fen),
        }
    }

    fn ledger() -> Ledger {
        let body = |nature: &str| Body { nature: nature.into(), ..Body::default() };
        let (road, bridge) = (Item::named(0), Item::named(1));
        Ledger {
            year: Some(Year(2031)),
            stage: Stage::Budget,
            department: Body::default(),
            units: vec![body("行政"), body("事业")],
            lines: vec![
                line(0, None, "2012601", Item::ALL, 1),
                line(0, None, "2012604", road, 20),
                line(1, None, "2012604", bridge, 300),
                line(1, Some(0), "2012604", bridge, 4_000),
                line(1, Some(1), "2012601", Item::ALL, 50_000),
                line(0, None, "2012601", Item::ALL, 600_000),
            ],
            projects: Vec::new(),
            purchases: Vec::new(),
            assets: Vec::new(),
            counts: Vec::new(),
            texts: Vec::new(),
            codes: BTreeMap::new(),
        }
    }

    #[test]
    fn sums_and_lines_are_those_of_the_ledger() {
        let ledger = ledger();
        let index = Index::new(&ledger);
        let mut some = 0;
        for entity in [Entity::DEPARTMENT, Entity::unit(0), Entity::unit(1)] {
            for item in [Item::ALL, Item::named(0), Item::named(1)] {
                for node in Node::all() {
                    let scope = Scope { item, ..ledger.whole(entity).with(node) };
                    assert_eq!(index.sum(&scope), ledger.sum(&scope), "{scope:?}");
                    let counted = (0..).zip(&ledger.lines);
                    let counted: Vec<usize> = counted
                        .filter(|(_, line)| ledger.counts(&scope, line))
                        .map(|(at, _)| at)
                        .collect();
                    assert_eq!(index.lines(&scope).first, counted, "{scope:?}");
                    assert_eq!(index.lines(&scope).count, counted.len());
                    some += usize::from(!counted.is_empty());
                }
            }
        }
        assert!(some > 50, "{some}");
    }

    #[test]
    fn other_years_and_sums_of_any_size_are_told() {
        let mut ledger = ledger();
        let whole = ledger.whole(Entity::DEPARTMENT);
        let last = Scope { year: Some(Year(2030)), ..whole };
        assert_eq!(Index::new(&ledger).sum(&last), None);
        assert_eq!(Index::new(&ledger).lines(&last), Counted::default());
        for line in &mut ledger.lines {
            line.amount = Amount::from_fen(i64::MAX);
        }
        let index = Index::new(&ledger);
        assert_eq!(index.sum(&whole), None);
        assert_eq!(index.lines(&whole).count, 6);
    }

    #[test]
    fn of_many_lines_the_first_are_known() {
        let mut ledger = ledger();
        ledger.lines = (0..20).map(|fen| line(0, None, "2012601", Item::ALL, fen)).collect();
        let counted = Index::new(&ledger).lines(&ledger.whole(Entity::unit(0)));
        assert_eq!((counted.count, counted.amount().unwrap().fen()), (20, 190));
        assert_eq!(counted.first, [0, 1, 2, 3, 4, 5]);
    }
}
