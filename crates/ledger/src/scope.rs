use crate::{Code, Dimension, Node, Split, nodes};
use std::fmt;

/// The scope (口径) of a number: one point in every dimension.
///
/// Two numbers of one scope are the same amount. A scope that contains another
/// counts all of its lines and perhaps more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The entity: the department or one of its units (单位).
    pub entity: Entity,
    /// The budget year (年度), `None` where the document does not say which.
    pub year: Option<Year>,
    /// Budget, adjusted or final accounts (阶段).
    pub stage: Stage,
    /// Received, spent, carried in and out (收支).
    pub flow: Node,
    /// The fund (资金).
    pub fund: Node,
    /// Function (支出功能分类).
    pub function: Code,
    /// Economic item (支出经济分类).
    pub economic: Code,
    /// Basic, project and so on (支出性质).
    pub purpose: Node,
    /// A memo item, such as the three-public expenses.
    pub memo: Node,
    /// One named item of a list: a project, a purchase or an unrecognised row.
    pub item: Item,
}

/// The whole department, or one unit by its number in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entity(u16);

/// A budget year; `Year(2023)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub u16);

/// The stage of a budget's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 预算
    Budget,
    /// 调整预算
    Adjusted,
    /// 预算执行数, what a year is expected to come to before its accounts are closed
    Execution,
    /// 决算
    FinalAccounts,
}

/// One named item of a list by its number in the document, or all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(u32);

impl Entity {
    /// The department as a whole.
    pub const DEPARTMENT: Self = Self(0);

    /// The unit with that number, counted from 0.
    pub const fn unit(index: u16) -> Self {
        Self(index.saturating_add(1))
    }

    /// The unit's number, `None` for the department.
    pub const fn unit_index(self) -> Option<u16> {
        self.0.checked_sub(1)
    }

    /// Whether `other` is this entity or a unit of this department.
    pub const fn contains(self, other: Self) -> bool {
        self.0 == 0 || self.0 == other.0
    }
}

impl Item {
    /// All items together.
    pub const ALL: Self = Self(0);

    /// The item with that number, counted from 0.
    pub const fn named(index: u32) -> Self {
        Self(index.saturating_add(1))
    }

    /// The item's number, `None` for all of them.
    pub const fn index(self) -> Option<u32> {
        self.0.checked_sub(1)
    }
}

impl Year {
    /// The year before.
    #[must_use]
    pub const fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The year after.
    #[must_use]
    pub const fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl Stage {
    /// All stages, in the order of a budget's life.
    pub const ALL: [Self; 4] = [Self::Budget, Self::Adjusted, Self::Execution, Self::FinalAccounts];

    /// The stage of that key, or `None` if there is none.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }

    /// The key by which programs know it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Adjusted => "adjusted",
            Self::Execution => "execution",
            Self::FinalAccounts => "final_accounts",
        }
    }

    /// The field's own name for it.
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Budget => "预算",
            Self::Adjusted => "调整预算",
            Self::Execution => "预算执行",
            Self::FinalAccounts => "决算",
        }
    }

    /// Its English name.
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Adjusted => "adjusted budget",
            Self::Execution => "expected outturn",
            Self::FinalAccounts => "final accounts",
        }
    }
}

impl Scope {
    /// All the money of `entity` in one year's budget.
    pub fn whole(entity: Entity, year: Option<Year>, stage: Stage) -> Self {
        let nodes = nodes();
        Self {
            entity,
            year,
            stage,
            flow: nodes.total,
            fund: nodes.all_funds,
            function: Code::ALL,
            economic: Code::ALL,
            purpose: nodes.all_purposes,
            memo: nodes.everything,
            item: Item::ALL,
        }
    }

    /// Whether every line that `other` counts is counted here too.
    ///
    /// Most pairs differ in one of the trees. Which one cannot be guessed: they are compared
    /// at once.
    pub fn contains(&self, other: &Self) -> bool {
        self.fund.contains(other.fund)
            & self.flow.contains(other.flow)
            & self.purpose.contains(other.purpose)
            & self.memo.contains(other.memo)
            && self.entity.contains(other.entity)
            && self.function.contains(other.function)
            && self.economic.contains(other.economic)
            && (self.item == Item::ALL || self.item == other.item)
            && self.year == other.year
            && self.stage == other.stage
    }

    /// Whether no line can be counted in both.
    ///
    /// Sources and uses are two views of the same money, so a received and a
    /// spent amount are not disjoint. So are the economic items of departments and of the
    /// government.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.year != other.year
            || self.stage != other.stage
            || !(self.entity.contains(other.entity) || other.entity.contains(self.entity))
            || apart(self.fund, other.fund)
            || !(self.function.contains(other.function) || other.function.contains(self.function))
            || apart_in_one_list(self.economic, other.economic)
            || apart(self.purpose, other.purpose)
            || (self.item != other.item && self.item != Item::ALL && other.item != Item::ALL)
            || apart_in_one_split(self.flow, other.flow)
            || apart_in_one_split(self.memo, other.memo)
    }

    /// The node in the tree of that dimension.
    pub const fn node(&self, dimension: Dimension) -> Node {
        match dimension {
            Dimension::Flow => self.flow,
            Dimension::Fund => self.fund,
            Dimension::Purpose => self.purpose,
            Dimension::Memo => self.memo,
        }
    }

    /// The same scope with another node in that node's dimension.
    pub fn with(&self, node: Node) -> Self {
        let mut scope = *self;
        match node.dimension() {
            Dimension::Flow => scope.flow = node,
            Dimension::Fund => scope.fund = node,
            Dimension::Purpose => scope.purpose = node,
            Dimension::Memo => scope.memo = node,
        }
        scope
    }

    /// The parts into which one split of a node cuts this scope.
    pub fn split(&self, split: &Split) -> Vec<Self> {
        split.parts.iter().map(|part| self.with(*part)).collect()
    }
}

fn apart(one: Node, other: Node) -> bool {
    !one.contains(other) && !other.contains(one)
}

/// Whether economic items of one classification share nothing.
fn apart_in_one_list(one: Code, other: Code) -> bool {
    one.is_of_government() == other.is_of_government()
        && !(one.contains(other) || other.contains(one))
}

/// Disjoint, and by one and the same split: nodes of different splits overlap.
fn apart_in_one_split(one: Node, other: Node) -> bool {
    let meet = if apart(one, other) { one.join(other) } else { None };
    let Some(meet) = meet else { return false };
    let below = |mut node: Node| {
        while let Some(parent) = node.parent() {
            if parent == meet {
                break;
            }
            node = parent;
        }
        node.split()
    };
    below(one).is_some() && below(one) == below(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Scope {
        Scope::whole(Entity::DEPARTMENT, Some(Year(2023)), Stage::Budget)
    }

    fn at(key: &str) -> Scope {
        whole().with(Node::named(key).unwrap())
    }

    #[test]
    fn a_scope_contains_its_parts_in_every_dimension() {
        let general = at("general");
        let mut narrow = general.with(nodes().spent);
        narrow.function = Code::parse("2013701").unwrap();
        narrow.entity = Entity::unit(0);
        assert!(whole().contains(&narrow));
        assert!(general.contains(&narrow));
        assert!(!narrow.contains(&general));
        assert!(!at("state_capital").contains(&narrow));
    }

    #[test]
    fn received_and_spent_are_the_same_money() {
        assert!(!at("received").is_disjoint(&at("spent")));
        assert!(!at("carried_in").is_disjoint(&at("carried_out")));
        assert!(at("received").is_disjoint(&at("carried_in")));
        assert!(at("spent").is_disjoint(&at("carried_out")));
    }

    #[test]
    fn memo_items_may_overlap_but_their_kinds_do_not() {
        assert!(!at("three_public").is_disjoint(&at("agency_operation")));
        assert!(at("abroad").is_disjoint(&at("reception")));
        assert!(at("abroad").is_disjoint(&at("vehicle_running")));
    }

    #[test]
    fn a_split_is_disjoint_and_within_its_whole() {
        for key in ["total", "fiscal", "all_funds", "basic", "three_public"] {
            let scope = at(key);
            let node = Node::named(key).unwrap();
            for split in node.splits() {
                let parts = scope.split(split);
                for (index, part) in parts.iter().enumerate() {
                    assert!(scope.contains(part));
                    for other in parts.iter().skip(index + 1) {
                        assert!(part.is_disjoint(other), "{key}: {part:?} {other:?}");
                    }
                }
            }
        }
    }
}
