//! The ledgers at hand, and the amounts of scopes whose items have names.

use super::named::{Named, item_name};
use crate::vocabulary::parts::{Context, Parts};
use classification::name_for;
use ledger::{Amount, Body, Code, Entity, Index, Item, Ledger, Scope, Year, nodes};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// The ledger that is published and those of other years and stages.
#[derive(Debug)]
pub(super) struct Books<'a> {
    pub ledger: &'a Ledger,
    pub year: Year,
    published: Named<'a>,
    others: Vec<Named<'a>>,
    items: RefCell<Items>,
    /// Whether the layout rounds an amount of the ledger, once that was asked.
    pub is_rounded: OnceCell<bool>,
}

/// Names of projects, purchases and assets in normal form, by their numbers in scopes.
#[derive(Debug, Default)]
struct Items {
    names: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl<'a> Books<'a> {
    /// `ledger` is the one that is published, of `year`; `all` are all at hand.
    pub fn new(ledger: &'a Ledger, year: Year, all: &[&'a Ledger]) -> Self {
        let others = all.iter().filter(|book| !std::ptr::eq(**book, ledger));
        let others = others.map(|book| Named::new(book)).collect();
        let (items, is_rounded) = (RefCell::default(), OnceCell::new());
        Self { ledger, year, published: Named::new(ledger), others, items, is_rounded }
    }

    /// The ledger that is published, arranged by entity.
    pub fn index(&self) -> &Index<'a> {
        &self.published.index
    }

    /// The functions and economic items of an entity's lines in all ledgers at hand.
    pub fn codes(&self, entity: Entity) -> impl Iterator<Item = (Code, Code)> {
        let books = std::iter::once(&self.published).chain(&self.others);
        books.flat_map(move |book| book.index.codes(entity))
    }

    /// The item of that name: equal names are one item, as they are for a reader.
    pub fn item(&self, name: &str) -> Item {
        let name = item_name(name);
        let mut items = self.items.borrow_mut();
        let next = items.names.len();
        let at = *items.numbers.entry(name.clone()).or_insert(next);
        if at == next {
            items.names.push(name);
        }
        Item::named(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The names of all items met in a document so far.
    pub fn items(&self) -> Vec<String> {
        self.items.borrow().names.clone()
    }

    /// The next document begins anew.
    pub fn forget_items(&self) {
        self.items.take();
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
        let mut books = std::iter::once(&self.published).chain(&self.others);
        let is_it = |book: &Ledger| (book.year, book.stage) == (year, scope.stage);
        let book = books.find(|book| is_it(book.index.ledger()))?;
        let Some(index) = scope.item.index() else { return book.index.sum(scope) };
        book.sum(scope, self.items.borrow().names.get(usize::try_from(index).ok()?)?)
    }

    /// The name of a code in the ledger, or in the first other one that names it.
    pub fn code_name(&self, code: Code) -> Option<&'a str> {
        let mut books = std::iter::once(&self.published).chain(&self.others);
        books.find_map(|book| name_for(book.index.ledger(), code))
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

    /// The preparer's words under `key` for that entity, each with the number of the paragraph in
    /// the ledger.
    pub fn texts(&self, entity: Entity, key: &str) -> &[(usize, &'a str)] {
        self.index().texts(entity, key)
    }
}
