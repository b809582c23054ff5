//! Lists that are closed: what is within their whole and in none of their parts is nothing.

use ledger::{Code, Entity, Item, Scope};
use rustc_hash::FxHashMap;

/// A list whose parts are the whole.
#[derive(Debug, PartialEq, Eq)]
pub struct ClosedList {
    whole: Scope,
    /// The listed scopes, sorted by item, then as scopes are.
    parts: Vec<Scope>,
    split: Option<&'static str>,
}

/// The closed lists of each whole.
type ByWhole = Vec<(Scope, Vec<ClosedList>)>;

/// The closed lists of a disclosure by the function and the body of their whole.
#[derive(Debug, Default)]
pub struct ClosedLists(FxHashMap<(Code, Entity), ByWhole>);

impl ClosedLists {
    /// Takes a list in, once where several tables print it.
    pub fn learn(&mut self, list: ClosedList) {
        let whole = list.whole;
        let wholes = self.0.entry((whole.function, whole.entity)).or_default();
        match wholes.iter_mut().find(|(it, _)| *it == whole) {
            Some((_, known)) if known.contains(&list) => {}
            Some((_, known)) => known.push(list),
            None => wholes.push((whole, vec![list])),
        }
    }

    /// The lists that leave no room for a scope.
    pub fn leaving_out(&self, scope: &Scope) -> impl Iterator<Item = &ClosedList> {
        let wholes = scope.function.widened().flat_map(move |function| {
            bodies(scope).filter_map(move |body| self.0.get(&(function, body)))
        });
        let above = wholes.flatten().filter(|(whole, _)| whole.contains(scope));
        above.flat_map(|(_, lists)| lists).filter(|list| list.leaves_out(scope))
    }
}

impl ClosedList {
    /// Returns the list of the parts of `whole`; `split` is the split of the flow by which it lists
    /// them, where it does.
    pub fn new(whole: Scope, mut parts: Vec<Scope>, split: Option<&'static str>) -> Self {
        parts.sort_by_key(|part| (part.item, *part));
        Self { whole, parts, split }
    }

    /// What is listed.
    pub const fn whole(&self) -> &Scope {
        &self.whole
    }

    /// Whether a scope within the whole is in none of the parts.
    fn leaves_out(&self, scope: &Scope) -> bool {
        let in_split = self.split.is_none() || scope.flow.split() == self.split;
        in_split && self.parts_that_may_meet(scope).all(|part| part.is_disjoint(scope))
    }

    /// Returns the parts of the same item, and those of no item; of a scope of no item all.
    fn parts_that_may_meet(&self, scope: &Scope) -> impl Iterator<Item = &Scope> {
        let start = |item: Item| self.parts.partition_point(|part| part.item < item);
        let (unnamed, same) = match scope.item {
            Item::ALL => (self.parts.len(), self.parts.len()),
            item => (self.parts.partition_point(|part| part.item == Item::ALL), start(item)),
        };
        let same = self.parts.iter().skip(same).take_while(|part| part.item == scope.item);
        self.parts.iter().take(unnamed).chain(same)
    }
}

/// The bodies whose scopes may contain the scope: its own, and the department.
pub fn bodies(scope: &Scope) -> impl Iterator<Item = Entity> {
    let above = (scope.entity != Entity::DEPARTMENT).then_some(Entity::DEPARTMENT);
    std::iter::once(scope.entity).chain(above)
}
