//! Parts of a scope as given by a title, a head or a label, and how they combine.

use ledger::{Code, Dimension, Entity, Item, Node, Scope, Split, Stage, Year, nodes};
use std::collections::BTreeMap;

/// The coordinates that some words determine; `None` where they leave one open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// A flow that the words name.
    pub flow: Option<Node>,
    /// The side of the account, if the words give no more.
    pub side: Option<Side>,
    /// A fund.
    pub fund: Option<Node>,
    /// A purpose.
    pub purpose: Option<Node>,
    /// A memo item.
    pub memo: Option<Node>,
    /// A function code.
    pub function: Option<Code>,
    /// An economic code.
    pub economic: Option<Code>,
    /// A stage.
    pub stage: Option<Stage>,
    /// A year.
    pub year: Option<When>,
    /// An item that only its list defines.
    pub item: Option<Item>,
}

/// The side of an account: sources or uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 收入
    Sources,
    /// 支出
    Uses,
}

/// A year, by its number or relative to the budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year by its number.
    Year(Year),
    /// The year before the budget year.
    Last,
}

/// Two parts that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction;

/// Defaults for a table or sentence, unless its words say otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The entity.
    pub entity: Entity,
    /// The budget year, if the document says which.
    pub year: Option<Year>,
    /// The stage.
    pub stage: Stage,
}

impl Parts {
    /// Parses parts in the notation of the lexicon and the layouts:
    /// `flow=received fund=general`. Fails with the piece that is not understood.
    pub fn parse(text: &str) -> Result<Self, &str> {
        let mut parts = Self::default();
        for piece in text.split_whitespace() {
            let (key, value) = piece.split_once('=').ok_or(piece)?;
            parts.take(key, value).ok_or(piece)?;
        }
        Ok(parts)
    }

    /// Takes one coordinate, `fund` and `general` for instance; `None` if it is not one.
    pub fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match (key, value) {
            ("side", Split::SOURCES) => self.side = Some(Side::Sources),
            ("side", Split::USES) => self.side = Some(Side::Uses),
            ("year", "last") => self.year = Some(When::Last),
            ("stage", name) => self.stage = Some(Stage::named(name)?),
            ("function", digits) => self.function = Some(Code::parse(digits)?),
            ("economic", digits) => self.economic = Some(Code::parse(digits)?),
            (dimension, name) => {
                let node = Node::named(name).filter(|node| node.dimension().key() == dimension)?;
                self.take_node(node);
            }
        }
        Some(())
    }

    fn take_node(&mut self, node: Node) {
        let slot = match node.dimension() {
            Dimension::Flow => &mut self.flow,
            Dimension::Fund => &mut self.fund,
            Dimension::Purpose => &mut self.purpose,
            Dimension::Memo => &mut self.memo,
        };
        *slot = Some(node);
    }

    /// Combines both, with `inner` inside `self` (a row in its column, a column under its title).
    ///
    /// The narrower node of each dimension counts. A flow that the inner words
    /// name overrides one that the outer words name, because an account's head
    /// (本年收入) also stands above its carried-over rows and its total.
    pub fn narrow(self, inner: Self) -> Result<Self, Contradiction> {
        let side = match (self.side_of(), inner.side_of()) {
            (Some(outer), Some(inner)) if outer != inner => return Err(Contradiction),
            (outer, inner) => inner.or(outer),
        };
        Ok(Self {
            side,
            flow: inner.flow.or(self.flow),
            fund: narrower_node(self.fund, inner.fund)?,
            purpose: narrower_node(self.purpose, inner.purpose)?,
            memo: narrower_node(self.memo, inner.memo)?,
            function: narrower_code(self.function, inner.function)?,
            economic: narrower_code(self.economic, inner.economic)?,
            stage: inner.stage.or(self.stage),
            year: inner.year.or(self.year),
            item: inner.item.or(self.item),
        })
    }

    /// Returns whether `inner` determines everything that `self` determines, at least as narrowly.
    pub fn contains(&self, inner: &Self) -> bool {
        let node = |outer: Option<Node>, inner: Option<Node>| {
            outer.is_none_or(|outer| inner.is_some_and(|inner| outer.contains(inner)))
        };
        let code = |outer: Option<Code>, inner: Option<Code>| {
            outer.is_none_or(|outer| inner.is_some_and(|inner| outer.contains(inner)))
        };
        node(self.flow(), inner.flow())
            && node(self.fund, inner.fund)
            && node(self.purpose, inner.purpose)
            && node(self.memo, inner.memo)
            && code(self.function, inner.function)
            && code(self.economic, inner.economic)
    }

    /// Returns whether the memo item differs from that of the table's title: 会议费 in a table of
    /// the three-public items.
    pub fn stands_beside(&self, base: &Self) -> bool {
        let (Some(memo), Some(of)) = (self.memo, base.memo) else { return false };
        memo != of && memo.split().is_none() && memo.parent() == of.parent()
    }

    /// Returns whether the words determine nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns whether the year is the one before an unknown year.
    pub fn is_of_unknown_year(&self, context: Context) -> bool {
        self.year == Some(When::Last) && context.year.is_none()
    }

    /// Returns the scope, with `context` for what the words leave open.
    pub fn scope(&self, context: Context) -> Scope {
        let year = match self.year {
            Some(When::Year(year)) => Some(year),
            Some(When::Last) => context.year.map(Year::before),
            None => context.year,
        };
        let mut scope = Scope::whole(context.entity, year, self.stage.unwrap_or(context.stage));
        scope.flow = self.flow().unwrap_or(scope.flow);
        scope.fund = self.fund.unwrap_or(scope.fund);
        scope.purpose = self.purpose.unwrap_or(scope.purpose);
        scope.memo = self.memo.unwrap_or(scope.memo);
        scope.function = self.function.unwrap_or(scope.function);
        scope.economic = self.economic.unwrap_or(scope.economic);
        scope.item = self.item.unwrap_or(scope.item);
        scope
    }

    /// Returns the flow: the named one, or the default of an account's side,
    /// or spending where only spending can be so divided.
    pub fn flow(&self) -> Option<Node> {
        let is_spending = self.purpose.is_some()
            || self.memo.is_some()
            || self.function.is_some()
            || self.economic.is_some();
        let default = match self.side {
            Some(Side::Sources) => Some(nodes().received),
            Some(Side::Uses) => Some(nodes().spent),
            None if is_spending => Some(nodes().spent),
            None => None,
        };
        self.flow.or(default)
    }

    /// Returns the side that the words name, or the side of the flow that they name.
    pub fn side_of(&self) -> Option<Side> {
        self.side.or_else(|| match self.flow?.split()? {
            Split::SOURCES => Some(Side::Sources),
            _ => Some(Side::Uses),
        })
    }

    /// Returns the narrowest parts that contain all `members` of a total.
    ///
    /// A dimension counts only where at least two members lie side by side in
    /// it; a single member does not determine what its total counts.
    pub fn join(members: &[Self]) -> Self {
        let node = |of: fn(&Self) -> Option<Node>| {
            let nodes: Option<Vec<Node>> = members.iter().map(of).collect();
            join_nodes(&nodes.unwrap_or_default())
        };
        let flows: Option<Vec<Node>> = members.iter().map(Self::flow).collect();
        let flows = flows.unwrap_or_default();
        let same_flow = flows.first().filter(|first| flows.iter().all(|flow| flow == *first));
        Self {
            flow: same_flow.copied().or_else(|| join_nodes(&flows)),
            fund: node(|parts| parts.fund),
            purpose: node(|parts| parts.purpose),
            memo: node(|parts| parts.memo),
            ..Self::default()
        }
    }
}

/// The members that lie in no other member: 人员经费 beside 基本支出 adds nothing to their total.
pub fn maximal(members: Vec<Parts>) -> Vec<Parts> {
    // Of long lists only those are compared whose codes allow it.
    let mut by_codes: BTreeMap<_, Vec<&Parts>> = BTreeMap::new();
    for member in &members {
        by_codes.entry((member.function, member.economic)).or_default().push(member);
    }
    let is_inside = |member: &&Parts| {
        let functions = wider(member.function);
        let codes = functions.flat_map(|it| wider(member.economic).map(move |other| (it, other)));
        let mut others = codes.filter_map(|codes| by_codes.get(&codes)).flatten();
        others.any(|other| *other != *member && other.contains(member))
    };
    members.iter().filter(|member| !is_inside(member)).copied().collect()
}

/// Returns the common ancestor of all `nodes`, if at least two of them are siblings.
fn join_nodes(nodes: &[Node]) -> Option<Node> {
    let joined = nodes.iter().skip(1).try_fold(*nodes.first()?, |above, node| above.join(*node))?;
    let is_above_all = !nodes.contains(&joined);
    is_above_all.then_some(joined)
}

fn narrower_node(outer: Option<Node>, inner: Option<Node>) -> Result<Option<Node>, Contradiction> {
    match (outer, inner) {
        (Some(outer), Some(inner)) if outer.contains(inner) => Ok(Some(inner)),
        (Some(outer), Some(inner)) if inner.contains(outer) => Ok(Some(outer)),
        (Some(_), Some(_)) => Err(Contradiction),
        (outer, inner) => Ok(inner.or(outer)),
    }
}

fn narrower_code(outer: Option<Code>, inner: Option<Code>) -> Result<Option<Code>, Contradiction> {
    match (outer, inner) {
        (Some(outer), Some(inner)) if outer.contains(inner) => Ok(Some(inner)),
        (Some(outer), Some(inner)) if inner.contains(outer) => Ok(Some(outer)),
        (Some(_), Some(_)) => Err(Contradiction),
        (outer, inner) => Ok(inner.or(outer)),
    }
}

/// The code, those above it, and none.
fn wider(code: Option<Code>) -> impl Iterator<Item = Option<Code>> {
    std::iter::successors(Some(code), |code| code.map(Code::parent))
}
