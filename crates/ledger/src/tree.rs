use crate::scope::Dimension;
use crate::tsv;
use std::sync::OnceLock;

/// A node of one of the dimension trees.
///
/// Nodes are numbered in preorder over all trees, so that the descendants of a
/// node are a range of numbers and containment is two comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    at: u8,
    last: u8,
}

/// One way in which a node falls into disjoint parts that together are the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The split's name in the data, `sources` or `uses` for instance.
    pub name: &'static str,
    /// The parts.
    pub parts: Vec<Node>,
}

/// The dimension trees that are fixed: flow, fund, purpose and memo. Read from `data/trees.tsv`.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    entries: Vec<Entry>,
    received: Option<Node>,
    spent: Option<Node>,
    /// The first roots of flow, fund, purpose and memo.
    roots: [Node; 4],
}

#[derive(Debug)]
struct Entry {
    key: &'static str,
    dimension: Dimension,
    parent: Option<Node>,
    split: Option<&'static str>,
    zero_when_absent: bool,
    zh: &'static str,
    en: &'static str,
    splits: Vec<Split>,
}

const DATA: &str = include_str!("../data/trees.tsv");

impl Node {
    /// The node of that key in the data, or `None` where there is none.
    pub fn named(key: &str) -> Option<Self> {
        let tree = Tree::get();
        tree.nodes().zip(&tree.entries).find(|(_, entry)| entry.key == key).map(|(node, _)| node)
    }

    /// The root of a dimension: the whole of it.
    pub fn whole(dimension: Dimension) -> Self {
        let [flow, fund, purpose, memo] = Tree::get().roots;
        match dimension {
            Dimension::Fund => fund,
            Dimension::Purpose => purpose,
            Dimension::Memo => memo,
            _ => flow,
        }
    }

    /// What came in during the year: the meaning of 收入 without a further word.
    pub fn received() -> Option<Self> {
        Tree::get().received
    }

    /// What went out during the year: the meaning of 支出 without a further word.
    pub fn spent() -> Option<Self> {
        Tree::get().spent
    }

    /// Whether `other` is this node or lies below it.
    pub const fn contains(self, other: Self) -> bool {
        (self.at <= other.at) & (other.at <= self.last)
    }

    /// The node above, `None` for a root.
    pub fn parent(self) -> Option<Self> {
        self.entry()?.parent
    }

    /// The ways in which the node falls into parts; none for a leaf.
    pub fn splits(self) -> &'static [Split] {
        self.entry().map_or(&[], |entry| &entry.splits)
    }

    /// The name of the split of its parent to which the node belongs; `None` for roots and memo parts.
    pub fn split(self) -> Option<&'static str> {
        self.entry()?.split
    }

    /// Whether nothing is meant where a document prints this node nowhere.
    pub fn is_zero_when_absent(self) -> bool {
        self.entry().is_some_and(|entry| entry.zero_when_absent)
    }

    /// The key in the data, used wherever a program reads a scope.
    pub fn key(self) -> &'static str {
        self.entry().map_or("", |entry| entry.key)
    }

    /// The field's own name for it.
    pub fn name_zh(self) -> &'static str {
        self.entry().map_or("", |entry| entry.zh)
    }

    /// Its English name.
    pub fn name_en(self) -> &'static str {
        self.entry().map_or("", |entry| entry.en)
    }

    /// The dimension it belongs to.
    pub fn dimension(self) -> Option<Dimension> {
        Some(self.entry()?.dimension)
    }

    /// The nearest node that contains both, `None` where they belong to different trees.
    pub fn join(self, other: Self) -> Option<Self> {
        let mut above = Some(self);
        while let Some(node) = above {
            if node.contains(other) {
                return Some(node);
            }
            above = node.parent();
        }
        None
    }

    fn entry(self) -> Option<&'static Entry> {
        Tree::get().entries.get(usize::from(self.at))
    }
}

impl Tree {
    /// The trees, parsed on first use.
    pub fn get() -> &'static Self {
        static TREE: OnceLock<Tree> = OnceLock::new();
        TREE.get_or_init(|| Self::parse(DATA))
    }

    /// All nodes in the order of the data.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.nodes.iter().copied()
    }

    fn parse(data: &'static str) -> Self {
        let rows: Vec<[&str; 7]> = tsv::rows(data).collect();
        let place = |name: &str| rows.iter().position(|[_, key, ..]| *key == name);
        let parents: Vec<Option<usize>> =
            rows.iter().map(|[_, _, parent, ..]| place(parent)).collect();
        let nodes: Vec<Node> = (0..parents.len()).map(|at| node_at(&parents, at)).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for (at, (row, parent)) in rows.iter().zip(&parents).enumerate() {
            let [dimension, key, _, split, absent, zh, en] = *row;
            let Some(dimension) = Dimension::named(dimension) else { continue };
            let split = (parent.is_some() && split != "part").then_some(split);
            if let (Some(name), Some(above), Some(node)) =
                (split, parent.and_then(|parent| entries.get_mut(parent)), nodes.get(at))
            {
                above.take_part(name, *node);
            }
            entries.push(Entry {
                key,
                dimension,
                parent: parent.and_then(|parent| nodes.get(parent).copied()),
                split,
                zero_when_absent: absent == "zero",
                zh,
                en,
                splits: Vec::new(),
            });
        }
        let named = |key: &str| nodes.iter().zip(&entries).find(|(_, entry)| entry.key == key);
        let (received, spent) = (named("received"), named("spent"));
        let (received, spent) = (received.map(|(node, _)| *node), spent.map(|(node, _)| *node));
        let root = |dimension| {
            let mut with_entries = nodes.iter().zip(&entries);
            let is_root = |entry: &Entry| entry.dimension == dimension && entry.parent.is_none();
            with_entries
                .find(|(_, entry)| is_root(entry))
                .map_or(Node { at: 0, last: 0 }, |it| *it.0)
        };
        let roots =
            [Dimension::Flow, Dimension::Fund, Dimension::Purpose, Dimension::Memo].map(root);
        Self { nodes, entries, received, spent, roots }
    }
}

impl Entry {
    /// Enters a part into the split of that name.
    fn take_part(&mut self, name: &'static str, part: Node) {
        match self.splits.iter_mut().find(|split| split.name == name) {
            Some(split) => split.parts.push(part),
            None => self.splits.push(Split { name, parts: vec![part] }),
        }
    }
}

/// The node at that place of the preorder; its descendants are those after it that lead up to it.
fn node_at(parents: &[Option<usize>], at: usize) -> Node {
    let leads_up = |from: usize| {
        let above = std::iter::successors(Some(from), |node| parents.get(*node).copied().flatten());
        above.into_iter().any(|node| node == at)
    };
    let last = (at..parents.len()).take_while(|node| leads_up(*node)).last().unwrap_or(at);
    let short = |index: usize| u8::try_from(index).unwrap_or(u8::MAX);
    Node { at: short(at), last: short(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str) -> Node {
        Node::named(key).unwrap()
    }

    #[test]
    fn every_line_of_the_data_is_a_node_with_both_names() {
        let lines = DATA.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(Tree::get().nodes().count(), lines);
        assert_eq!(Tree::get().entries.len(), lines);
        for node in Tree::get().nodes() {
            assert!(!node.name_zh().is_empty() && !node.name_en().is_empty(), "{}", node.key());
            assert_eq!(Node::named(node.key()), Some(node), "keys are unique");
            assert!(node.parent().is_none_or(|parent| parent.dimension() == node.dimension()));
        }
    }

    #[test]
    fn all_money_falls_apart_by_source_and_by_use() {
        let names: Vec<_> = node("total").splits().iter().map(|split| split.name).collect();
        assert_eq!(names, ["sources", "uses"]);
        assert_eq!(node("fiscal").splits()[0].parts.len(), 3);
    }

    #[test]
    fn every_dimension_has_a_first_root_that_is_the_whole() {
        assert_eq!(Node::whole(Dimension::Flow), node("total"));
        assert_eq!(Node::whole(Dimension::Memo), node("everything"));
        assert_eq!(Node::received(), Some(node("received")));
        assert_eq!(Node::spent(), Some(node("spent")));
    }

    #[test]
    fn containment_follows_the_tree() {
        assert!(node("all_funds").contains(node("state_capital")));
        assert!(node("fiscal").contains(node("general")));
        assert!(!node("general").contains(node("fiscal")));
        assert!(!node("fiscal").contains(node("special_account")));
        assert!(!node("everything").contains(node("fixed_assets")));
        assert!(node("everything").contains(node("vehicle_running")));
    }

    #[test]
    fn memo_items_use_up_nothing() {
        assert!(node("everything").splits().is_empty());
        assert_eq!(node("three_public").split(), None);
        assert_eq!(node("general").join(node("state_capital")), Some(node("fiscal")));
        assert_eq!(node("general").join(node("business")), Some(node("all_funds")));
        assert_eq!(node("general").join(node("basic")), None);
    }
}
