//! Sums for items that are known by name, as a document knows them.

use crate::vocabulary::normal::{label, normal};
use ledger::{Amount, Asset, Index, Item, Ledger, Purchase, Scope, nodes};
use std::collections::BTreeMap;

/// A ledger with its projects, purchases and assets by name.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    pub index: Index<'a>,
    projects: BTreeMap<String, Vec<Item>>,
    purchases: BTreeMap<String, Vec<&'a Purchase>>,
    assets: BTreeMap<String, Vec<&'a Asset>>,
}

/// The name by which a reader knows an item.
pub(super) fn item_name(name: &str) -> String {
    label(&normal(name)).words.to_owned()
}

fn by_name<'a, T>(all: impl Iterator<Item = (&'a str, T)>) -> BTreeMap<String, Vec<T>> {
    let mut named: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for (name, one) in all {
        named.entry(item_name(name)).or_default().push(one);
    }
    named
}

fn of_name<'a, T>(named: &'a BTreeMap<String, Vec<T>>, name: &str) -> &'a [T] {
    named.get(name).map(Vec::as_slice).unwrap_or_default()
}

impl<'a> Named<'a> {
    /// Arranges a ledger.
    pub fn new(book: &'a Ledger) -> Self {
        let projects = (0..).zip(&book.projects);
        Self {
            index: Index::new(book),
            projects: by_name(projects.map(|(at, it)| (it.name.as_str(), Item::named(at)))),
            purchases: by_name(book.purchases.iter().map(|it| (it.name.as_str(), it))),
            assets: by_name(book.assets.iter().map(|it| (it.name.as_str(), it))),
        }
    }

    /// The amount of a scope for the item of that name, whatever its number in the ledger.
    pub fn sum(&self, scope: &Scope, name: &str) -> Option<Amount> {
        let amounts: Vec<Option<Amount>> = if scope.memo == nodes().fixed_assets {
            let named = of_name(&self.assets, name).iter();
            let mine = named.filter(|asset| scope.entity.contains(asset.unit));
            mine.map(|asset| Some(asset.amount)).collect()
        } else if nodes().procurement.contains(scope.memo) {
            let scope = Scope { item: Item::ALL, ..*scope };
            let mine = of_name(&self.purchases, name).iter().filter(|it| it.is_in(&scope));
            mine.map(|purchase| Some(purchase.amount)).collect()
        } else {
            let named = of_name(&self.projects, name).iter();
            named.map(|item| self.index.sum(&Scope { item: *item, ..*scope })).collect()
        };
        amounts.into_iter().flatten().try_fold(Amount::ZERO, Amount::checked_add)
    }
}
