//! The words of the drop-downs, and which nodes of the trees they stand for.

use classification::{Classification, Kind};
use ledger::{Code, Dimension, MoneyUnit, Node, Split, Year, nodes};

/// A list of words from which a cell is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// Where the money comes from, among the flows.
    Source,
    /// Where it goes, among the flows.
    Used,
    /// Funds.
    Fund,
    /// What for.
    Purpose,
    /// Three-public items.
    Memo,
    /// Goods, works, services.
    Bought,
}

/// The department as a whole, where a sheet asks for a unit.
pub(crate) const DEPARTMENT: &str = "本部门";
/// Yes and no.
pub(crate) const YES: &str = "是";
pub(crate) const NO: &str = "否";

/// What is counted, as the layouts that come with the program ask for it.
pub(crate) const COUNTED: [&str; 5] = ["编制人数", "在职人员", "离休人员", "退休人员", "公务用车"];

/// The units of money a workbook may be filled in.
pub(crate) const MONEY: [MoneyUnit; 4] = [
    MoneyUnit::Yuan,
    MoneyUnit::ThousandYuan,
    MoneyUnit::TenThousandYuan,
    MoneyUnit::HundredMillionYuan,
];

impl List {
    /// What the drop-down offers.
    pub(crate) fn offered(self) -> Vec<&'static str> {
        let nodes = nodes();
        let offered = match self {
            Self::Source => vec![nodes.received, nodes.carried_in, nodes.surplus_used],
            Self::Used => {
                let mut used = vec![nodes.spent, nodes.carried_out];
                used.extend(nodes.surplus_allocated.parts());
                used
            }
            Self::Fund => Node::line_funds(),
            Self::Purpose => nodes.all_purposes.parts_dividing(nodes.basic),
            Self::Memo => nodes.three_public.parts_dividing(nodes.vehicles),
            Self::Bought => nodes.procurement.parts().to_vec(),
        };
        offered.into_iter().map(Node::name_zh).collect()
    }

    /// The node of that name, where the list permits it.
    pub(crate) fn node(self, name: &str) -> Option<Node> {
        Node::all().find(|node| node.name_zh() == name && self.permits(*node))
    }

    /// Whether a ledger may have this node there.
    pub(crate) fn permits(self, node: Node) -> bool {
        let nodes = nodes();
        match self {
            Self::Source => node == nodes.total || node.split() == Some(Split::SOURCES),
            Self::Used => {
                let is_use = node.split() == Some(Split::USES);
                node == nodes.total || is_use || nodes.surplus_allocated.contains(node)
            }
            Self::Fund => node.dimension() == Dimension::Fund,
            Self::Purpose => node.dimension() == Dimension::Purpose,
            Self::Memo => nodes.everything.contains(node) && !nodes.procurement.contains(node),
            Self::Bought => nodes.procurement.contains(node),
        }
    }
}

/// A code with its name, as the drop-downs offer it: `2012601 行政运行`.
pub(crate) fn code_and_name(kind: Kind, code: Code) -> String {
    match Classification::get(kind).name(code) {
        Some(name) => format!("{code} {name}"),
        None => code.to_string(),
    }
}

/// The codes of that classification at this level that a ledger of `year` may use, with names.
pub(crate) fn codes(kind: Kind, level: u8, year: Option<Year>) -> Vec<String> {
    let offered = Classification::get(kind).offered(year);
    let of_level = offered.filter(|named| named.code.level() == level);
    let mut codes: Vec<String> =
        of_level.map(|named| format!("{} {}", named.code, named.name)).collect();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fund_is_offered_but_those_of_which_a_line_never_is() {
        let offered = List::Fund.offered();
        let left_out = Node::all()
            .filter(|node| List::Fund.permits(*node) && !offered.contains(&node.name_zh()));
        assert_eq!(left_out.collect::<Vec<_>>(), [nodes().all_funds, nodes().fiscal]);
    }

    #[test]
    fn what_is_offered_is_permitted() {
        use List::{Bought, Fund, Memo, Purpose, Source, Used};
        for list in [Source, Used, Fund, Purpose, Memo, Bought] {
            for name in list.offered() {
                assert!(list.node(name).is_some(), "{list:?}: {name}");
            }
        }
        assert_eq!(Purpose.offered()[..3], ["人员经费", "公用经费", "项目支出"]);
        assert_eq!(Bought.offered(), ["货物类采购", "工程类采购", "服务类采购"]);
    }
}
