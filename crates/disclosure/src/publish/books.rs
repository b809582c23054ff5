//! The ledgers at hand, and the amounts of scopes whose items have names.

use crate::vocabulary::normal::{label, normal};
use crate::vocabulary::parts::{Context, Parts};
use classification::name_for;
use ledger::{Amount, Body, Code, Entity, Item, Ledger, Scope, Year, nodes};
use std::cell::RefCell;

/// The ledger that is published and those of other years and stages.
#[derive(Debug)]
pub(super) struct Books<'a> {
    pub ledger: &'a Ledger,
    pub year: Year,
    all: Vec<&'a Ledger>,
    /// Names of projects, purchases and assets in normal form, by their numbers in scopes.
    items: RefCell<Vec<String>>,
}

impl<'a> Books<'a> {
    /// `ledger` is the one that is published, of `year`; `all` are all at hand.
    pub fn new(ledger: &'a Ledger, year: Year, all: &[&'a Ledger]) -> Self {
        Self { ledger, year, all: all.to_vec(), items: RefCell::default() }
    }

    /// The item of that name: equal names are one item, as they are for a reader.
    pub fn item(&self, name: &str) -> Item {
        let name = item_name(name);
        let mut items = self.items.borrow_mut();
        let at = items.iter().position(|known| *known == name).unwrap_or_else(|| {
            items.push(name);
            items.len() - 1
        });
        Item::named(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The names of all items met.
    pub fn items(&self) -> Vec<String> {
        self.items.borrow().clone()
    }

    /// Returns the scope of `parts` for `entity`.
    pub fn scope(&self, parts: Parts, entity: Entity) -> Scope {
        let Ledger { year, stage, .. } = *self.ledger;
        parts.scope(Context { entity, year, stage })
    }

    /// Returns the amount of a scope; `None` if no given ledger determines it.
    pub fn amount(&self, scope: &Scope) -> Option<Amount> {
        let is_assets = scope.memo == nodes().fixed_assets;
        let year = if is_assets { scope.year.map(Year::after) } else { scope.year };
        let mut books = std::iter::once(&self.ledger).chain(&self.all);
        let book = books.find(|book| (book.year, book.stage) == (year, scope.stage))?;
        let Some(index) = scope.item.index() else { return book.sum(scope) };
        let name = self.items.borrow().get(usize::try_from(index).ok()?)?.clone();
        sum_of(book, scope, &name)
    }

    /// The name of a code in the ledger, or in the first other one that names it.
    pub fn code_name(&self, code: Code) -> Option<&'a str> {
        let mut books = std::iter::once(self.ledger).chain(self.all.iter().copied());
        books.find_map(|book| name_for(book, code))
    }

    /// Department or unit.
    pub fn body(&self, entity: Entity) -> Option<&'a Body> {
        match entity.unit_index() {
            None => Some(&self.ledger.department),
            Some(index) => self.ledger.units.get(usize::from(index)),
        }
    }

    /// The units as entities.
    pub fn units(&self) -> Vec<Entity> {
        let count = u16::try_from(self.ledger.units.len()).unwrap_or(u16::MAX);
        (0..count).map(Entity::unit).collect()
    }

    /// The preparer's words under `key` for that entity.
    pub fn words(&self, entity: Entity, key: &str) -> impl Iterator<Item = &'a str> {
        self.texts(entity, key).into_iter().map(|(_, words)| words)
    }

    /// The same, each with the number of the paragraph in the ledger.
    pub fn texts(&self, entity: Entity, key: &str) -> Vec<(usize, &'a str)> {
        let texts = self.ledger.texts.iter().enumerate();
        let of_key = texts.filter(|(_, text)| text.entity == entity && text.section == key);
        of_key.map(|(at, text)| (at, text.words.as_str())).collect()
    }
}

/// The name by which a reader knows an item.
pub(super) fn item_name(name: &str) -> String {
    label(&normal(name)).words.to_owned()
}

/// The amount of a scope for the item of that name in `book`, whatever its number there.
pub(crate) fn sum_of(book: &Ledger, scope: &Scope, name: &str) -> Option<Amount> {
    let scope_of = |item| Scope { item, ..*scope };
    if scope.memo == nodes().fixed_assets {
        let mine = book
            .assets
            .iter()
            .filter(|asset| scope.entity.contains(asset.unit) && item_name(&asset.name) == name);
        return mine.map(|asset| asset.amount).try_fold(Amount::ZERO, Amount::checked_add);
    }
    if nodes().procurement.contains(scope.memo) {
        let mut only = book.clone();
        only.purchases.retain(|purchase| item_name(&purchase.name) == name);
        return only.sum(&scope_of(Item::ALL));
    }
    let projects = (0..).zip(&book.projects);
    let named = projects.filter(|(_, project)| item_name(&project.name) == name);
    let amounts = named.map(|(at, _)| book.sum(&scope_of(Item::named(at))));
    amounts.flatten().try_fold(Amount::ZERO, Amount::checked_add)
}
