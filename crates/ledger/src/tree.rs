use std::sync::OnceLock;

/// The dimensions of a [`Scope`](crate::Scope) that are trees of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Received, spent, carried.
    Flow,
    /// Fund.
    Fund,
    /// Basic, project.
    Purpose,
    /// Memo items.
    Memo,
}

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

/// The trees of flow, fund, purpose and memo, as `data/trees.tsv` has them: an entry for each node.
#[derive(Debug)]
struct Tree(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    node: Node,
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

impl Split {
    /// The name of the split of all money by where it comes from.
    pub const SOURCES: &str = "sources";
    /// The name of the split of all money by where it goes.
    pub const USES: &str = "uses";
}

impl Dimension {
    /// All of them, in the order of a scope.
    pub const ALL: [Self; 4] = [Self::Flow, Self::Fund, Self::Purpose, Self::Memo];

    /// The name in the data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Fund => "fund",
            Self::Purpose => "purpose",
            Self::Memo => "memo",
        }
    }
}

impl Node {
    /// The node of that key in the data, or `None` if there is none.
    pub fn named(key: &str) -> Option<Self> {
        let mut entries = Tree::get().0.iter();
        entries.find(|entry| entry.key == key).map(|entry| entry.node)
    }

    /// All nodes in the order of the data.
    pub fn all() -> impl Iterator<Item = Self> {
        Tree::get().0.iter().map(|entry| entry.node)
    }

    /// Whether `other` is this node or lies below it.
    pub const fn contains(self, other: Self) -> bool {
        (self.at <= other.at) & (other.at <= self.last)
    }

    /// The node above, `None` for a root.
    pub fn parent(self) -> Option<Self> {
        self.entry().parent
    }

    /// The ways in which the node falls into parts; none for a leaf.
    pub fn splits(self) -> &'static [Split] {
        &self.entry().splits
    }

    /// The parts of its first split; none for a leaf.
    pub fn parts(self) -> &'static [Self] {
        self.splits().first().map_or(&[], |split| &split.parts)
    }

    /// Its parts, with `finer` replaced by its own parts.
    pub fn parts_dividing(self, finer: Self) -> Vec<Self> {
        let parts = |part: &Self| if *part == finer { part.parts().to_vec() } else { vec![*part] };
        self.parts().iter().flat_map(parts).collect()
    }

    /// The funds that a line of a ledger can have, undivided groups of funds last. A line of
    /// fiscal money always has one of the funds that make it up.
    pub fn line_funds() -> Vec<Self> {
        Tree::get().line_funds()
    }

    /// The name of the split of its parent to which the node belongs; `None` for roots and memo parts.
    pub fn split(self) -> Option<&'static str> {
        self.entry().split
    }

    /// Whether nothing is meant where a document prints this node nowhere.
    pub fn is_zero_when_absent(self) -> bool {
        self.entry().zero_when_absent
    }

    /// The key in the data, used wherever a program reads a scope.
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The field's own name for it.
    pub fn name_zh(self) -> &'static str {
        self.entry().zh
    }

    /// Its English name.
    pub fn name_en(self) -> &'static str {
        self.entry().en
    }

    /// The dimension it belongs to.
    pub fn dimension(self) -> Dimension {
        self.entry().dimension
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

    #[expect(
        clippy::expect_used,
        reason = "an invariant of the tree, whose entries make the nodes"
    )]
    fn entry(self) -> &'static Entry {
        Tree::get().0.get(usize::from(self.at)).expect("a node is made from its entry")
    }
}

impl Tree {
    /// The trees, parsed on first use.
    #[expect(clippy::expect_used, reason = "the data is part of the program, and a test parses it")]
    fn get() -> &'static Self {
        static TREE: OnceLock<Tree> = OnceLock::new();
        TREE.get_or_init(|| Self::parse(DATA).expect("the data is sound"))
    }

    /// Fails with the file, the line and the key that is wrong there.
    fn parse(data: &'static str) -> Result<Self, String> {
        let mut rows: Vec<Row> = Vec::new();
        let lines = (1..).zip(data.lines()).filter(|(_, line)| !line.starts_with('#')).skip(1);
        for (number, line) in lines {
            let row = Row::parse(line, &rows);
            rows.push(row.map_err(|wrong| format!("data/trees.tsv:{number}: {wrong}"))?);
        }
        let mut tree = Self(Vec::new());
        for (at, row) in rows.iter().enumerate() {
            let below = rows.iter().skip(at + 1).take_while(|it| it.depth > row.depth).count();
            let number = |at| u8::try_from(at).map_err(|_| "data/trees.tsv: too many nodes");
            tree.push(row, Node { at: number(at)?, last: number(at + below)? });
        }
        Ok(tree)
    }

    fn line_funds(&self) -> Vec<Node> {
        let funds = self.0.iter().filter(|entry| entry.dimension == Dimension::Fund);
        let funds = funds.filter(|entry| entry.parent.is_some() && entry.key != "fiscal");
        let (fine, groups): (Vec<_>, Vec<_>) = funds.partition(|entry| entry.splits.is_empty());
        fine.into_iter().chain(groups).map(|entry| entry.node).collect()
    }

    /// Adds a node, also to the split of its parent.
    fn push(&mut self, row: &Row, node: Node) {
        let above = row.parent.and_then(|parent| self.0.get_mut(parent));
        let split = (above.is_some() && row.split != "part").then_some(row.split);
        let parent = above.map(|above| {
            split.into_iter().for_each(|name| above.add_part(name, node));
            above.node
        });
        let Row { key, dimension, zero_when_absent, zh, en, .. } = *row;
        let splits = Vec::new();
        self.0.push(Entry {
            node,
            key,
            dimension,
            parent,
            split,
            zero_when_absent,
            zh,
            en,
            splits,
        });
    }
}

impl Entry {
    fn add_part(&mut self, name: &'static str, part: Node) {
        match self.splits.iter_mut().find(|split| split.name == name) {
            Some(split) => split.parts.push(part),
            None => self.splits.push(Split { name, parts: vec![part] }),
        }
    }
}

/// A line of the data.
struct Row {
    dimension: Dimension,
    key: &'static str,
    /// The number of the parent's row.
    parent: Option<usize>,
    /// How many rows lead up to the root.
    depth: usize,
    split: &'static str,
    zero_when_absent: bool,
    zh: &'static str,
    en: &'static str,
}

impl Row {
    fn parse(line: &'static str, above: &[Self]) -> Result<Self, String> {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[dimension, key, parent, split, absent, zh, en] = fields.as_slice() else {
            return Err(format!("`{line}` has {} fields", fields.len()));
        };
        let of_name = |it: &Dimension| it.key() == dimension;
        let dimension = Dimension::ALL.into_iter().find(of_name);
        let dimension = dimension.ok_or_else(|| format!("`{key}` has an unknown dimension"))?;
        if above.iter().any(|row| row.key == key) {
            return Err(format!("`{key}` stands twice"));
        }
        let parent = (parent != "-").then(|| parent_row(parent, above)).transpose()?;
        let depth = parent.map_or(0, |(_, depth)| depth + 1);
        let (parent, zero_when_absent) = (parent.map(|(at, _)| at), absent == "zero");
        Ok(Self { dimension, key, parent, depth, split, zero_when_absent, zh, en })
    }
}

/// The number and the depth of the row `key`, below which the next row is still in preorder.
fn parent_row(key: &str, above: &[Row]) -> Result<(usize, usize), String> {
    let at = above.iter().position(|row| row.key == key);
    let (at, depth) = at
        .and_then(|at| Some((at, above.get(at)?.depth)))
        .ok_or_else(|| format!("there is no parent `{key}` above"))?;
    if above.iter().skip(at + 1).all(|row| row.depth > depth) {
        Ok((at, depth))
    } else {
        Err(format!("the children of `{key}` do not stand together"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes;

    #[test]
    fn every_line_of_the_data_is_a_node_with_both_names() {
        let lines = DATA.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(Node::all().count(), lines);
        for node in Node::all() {
            assert!(!node.name_zh().is_empty() && !node.name_en().is_empty(), "{}", node.key());
            assert_eq!(Node::named(node.key()), Some(node));
            assert!(node.parent().is_none_or(|parent| parent.dimension() == node.dimension()));
        }
    }

    #[test]
    fn a_line_that_is_wrong_is_named() {
        let wrong = |from: &str, to: &str| {
            let data = DATA.replacen(from, to, 1);
            assert_ne!(data, DATA);
            Tree::parse(data.leak()).unwrap_err()
        };
        let line = |key: &str| {
            DATA.lines().position(|line| line.split('\t').nth(1) == Some(key)).unwrap() + 1
        };
        let at = format!("data/trees.tsv:{}: there is no parent `fiscl` above", line("general"));
        assert_eq!(wrong("general\tfiscal", "general\tfiscl"), at);
        let at = format!("data/trees.tsv:{}: `fiscal` stands twice", line("general"));
        assert_eq!(wrong("fund\tgeneral", "fund\tfiscal"), at);
        let at = format!(
            "data/trees.tsv:{}: the children of `fiscal` do not stand together",
            line("superior_fiscal")
        );
        assert_eq!(wrong("superior_fiscal\tall_funds", "superior_fiscal\tfiscal"), at);
        let at = format!("data/trees.tsv:{}: `spent` has an unknown dimension", line("spent"));
        assert_eq!(wrong("flow\tspent", "flwo\tspent"), at);
    }

    #[test]
    fn all_money_falls_apart_by_source_and_by_use() {
        let names: Vec<_> = nodes().total.splits().iter().map(|split| split.name).collect();
        assert_eq!(names, [Split::SOURCES, Split::USES]);
        assert_eq!(nodes().fiscal.splits()[0].parts.len(), 3);
    }

    #[test]
    fn a_new_fund_is_a_fund_of_lines() {
        let keys = |tree: &Tree| -> Vec<&str> {
            let entry = |node: Node| &tree.0[usize::from(node.at)];
            tree.line_funds().into_iter().map(|node| entry(node).key).collect()
        };
        let before = keys(Tree::get());
        assert!(before.starts_with(&["general", "government_fund", "state_capital"]));
        assert!(before.ends_with(&["other_income", "unit_funds"]));
        let fund = "fund\tlottery\tunit_funds\torigin\t-\t彩票\tlottery\n";
        let data = DATA.replacen("purpose\t", &format!("{fund}purpose\t"), 1);
        let after = keys(&Tree::parse(data.leak()).unwrap());
        assert_eq!(after.len(), before.len() + 1);
        assert!(after.ends_with(&["other_income", "lottery", "unit_funds"]));
    }

    #[test]
    fn parts_may_be_cut_further() {
        let nodes = nodes();
        let parts = nodes.all_purposes.parts_dividing(nodes.basic);
        assert!(parts.starts_with(&[nodes.personnel, nodes.public, nodes.project]));
        assert!(nodes.general.parts().is_empty());
    }

    #[test]
    fn containment_follows_the_tree() {
        let nodes = nodes();
        assert!(nodes.all_funds.contains(nodes.state_capital));
        assert!(nodes.fiscal.contains(nodes.general));
        assert!(!nodes.general.contains(nodes.fiscal));
        assert!(!nodes.fiscal.contains(nodes.special_account));
        assert!(!nodes.everything.contains(nodes.fixed_assets));
        assert!(nodes.everything.contains(nodes.vehicle_running));
    }

    #[test]
    fn memo_items_use_up_nothing() {
        let nodes = nodes();
        assert!(nodes.everything.splits().is_empty());
        assert_eq!(nodes.three_public.split(), None);
        assert_eq!(nodes.general.join(nodes.state_capital), Some(nodes.fiscal));
        assert_eq!(nodes.general.join(nodes.business), Some(nodes.all_funds));
        assert_eq!(nodes.general.join(nodes.basic), None);
    }
}
