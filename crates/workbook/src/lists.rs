//! The words of the drop-downs, and which nodes of the trees they stand for.

use classification::{Classification, Kind};
use ledger::{Code, Dimension, MoneyUnit, Node, Stage, Tree};

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

/// The stages and their names.
pub(crate) const STAGES: [(Stage, &str); 4] = [
    (Stage::Budget, "预算"),
    (Stage::Adjusted, "调整预算"),
    (Stage::Execution, "预算执行"),
    (Stage::FinalAccounts, "决算"),
];

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
        let keys: &[&str] = match self {
            Self::Source => &["received", "carried_in", "surplus_used"],
            Self::Used => {
                &["spent", "carried_out", "allocated_tax", "allocated_funds", "allocated_kept"]
            }
            Self::Fund => &[
                "general",
                "government_fund",
                "state_capital",
                "special_account",
                "superior_fiscal",
                "business",
                "operating_income",
                "superior",
                "affiliates",
                "other_income",
                "unit_funds",
            ],
            Self::Purpose => {
                &["personnel", "public", "project", "operating", "remitted_up", "subsidies"]
            }
            Self::Memo => &["abroad", "vehicle_purchase", "vehicle_running", "reception"],
            Self::Bought => &["goods", "works", "services"],
        };
        keys.iter().filter_map(|key| Node::named(key)).map(Node::name_zh).collect()
    }

    /// The node of that name, where the list permits it.
    pub(crate) fn node(self, name: &str) -> Option<Node> {
        Tree::get().nodes().find(|node| node.name_zh() == name && self.permits(*node))
    }

    /// Whether a ledger may have this node there.
    pub(crate) fn permits(self, node: Node) -> bool {
        let below = |key| Node::named(key).is_some_and(|above| above.contains(node));
        let is_whole = node == Node::whole(Dimension::Flow);
        match self {
            Self::Source => is_whole || node.split() == Some("sources"),
            Self::Used => is_whole || matches!(node.split(), Some("uses" | "allocation")),
            Self::Fund => node.dimension() == Some(Dimension::Fund),
            Self::Purpose => node.dimension() == Some(Dimension::Purpose),
            Self::Memo => below("everything") && !below("procurement"),
            Self::Bought => below("procurement"),
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

/// All codes of that classification at this level, with their names.
pub(crate) fn codes(kind: Kind, level: u8) -> Vec<String> {
    let all = Classification::get(kind).all();
    let mut codes: Vec<Code> =
        all.map(|(code, _)| code).filter(|code| code.level() == level).collect();
    codes.sort_unstable_by_key(ToString::to_string);
    codes.into_iter().map(|code| code_and_name(kind, code)).collect()
}
