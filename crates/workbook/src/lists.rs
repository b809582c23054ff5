//! The words of the drop-downs, and which nodes of the trees they stand for.

use crate::near;
use classification::{Classification, Fund, Kind, name_for};
use ledger::{Code, Dimension, Ledger, MoneyUnit, Node, Split, nodes};
use message::Message;
use std::collections::BTreeMap;

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

/// The sections of paragraphs that the layouts of the program print: key and name.
const SECTIONS: [(&str, &str); 7] = [
    ("duties", "主要职责"),
    ("organisation", "机构设置"),
    ("change_reason", "收支变动原因"),
    ("three_public_reason", "“三公”经费变动原因"),
    ("performance", "绩效情况"),
    ("assets", "国有资产情况"),
    ("other", "其他事项"),
];

/// The same for sections of one code each, which is written behind.
const SECTIONS_OF_CODES: [(&str, &str); 3] =
    [("use-", "科目用途"), ("code-", "科目名称"), ("reason-", "与预算差异原因")];

/// The name of a section as the sheet 文字 offers it; the key itself where it has none.
pub fn section_name(key: &str) -> String {
    let named = SECTIONS.iter().find(|(known, _)| *known == key).map(|(_, name)| (*name).into());
    let of_code = || {
        let name =
            |(start, name): &(&str, &str)| Some(format!("{name}{}", key.strip_prefix(start)?));
        SECTIONS_OF_CODES.iter().find_map(name)
    };
    named.or_else(of_code).unwrap_or_else(|| key.to_owned())
}

/// The key of a section by its name or by the key itself, which a layout of somebody's own may
/// have given it.
pub(crate) fn section_key(name: &str) -> String {
    let plain = |name: &str| name.replace(['“', '”', '"', ' '], "");
    let wanted = plain(name);
    let named = SECTIONS.iter().find(|(_, known)| plain(known) == wanted);
    let of_code = || {
        let key = |(start, known): &(&str, &str)| {
            Some(format!("{start}{}", wanted.strip_prefix(known)?.trim_start_matches('-')))
        };
        SECTIONS_OF_CODES.iter().find_map(key)
    };
    let key = named.map(|(key, _)| (*key).to_owned()).or_else(of_code);
    key.unwrap_or_else(|| name.to_owned())
}

/// What a section that nothing prints was perhaps meant to be.
pub fn section_hint(section: &str) -> Message {
    if section_name(section) != section {
        return Message::default();
    }
    let keys = near::near(section, SECTIONS.iter().map(|(key, _)| *key));
    let names = near::near(section, SECTIONS.iter().map(|(_, name)| *name));
    let near: Vec<String> =
        keys.into_iter().map(section_name).chain(names.into_iter().map(str::to_owned)).collect();
    near::hint(&near)
}

/// The names that the drop-down of sections offers.
pub(crate) fn section_names() -> Vec<&'static str> {
    SECTIONS.iter().map(|(_, name)| *name).collect()
}

/// The department as a whole, where a sheet asks for a unit.
pub(crate) const DEPARTMENT: &str = "本部门";
/// What a line is that is no three-public item, in spite of its economic item.
const NOT_THREE_PUBLIC: &str = "不属于“三公”经费";
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

    /// The words that are accepted beside those on offer: that a line is no three-public item
    /// although its economic item is one.
    pub(crate) const fn none(self) -> Option<&'static str> {
        match self {
            Self::Memo => Some(NOT_THREE_PUBLIC),
            _ => None,
        }
    }

    /// The node of that name, where the list permits it.
    pub(crate) fn node(self, name: &str) -> Option<Node> {
        if self.none() == Some(name) {
            return Some(nodes().everything);
        }
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
pub(crate) fn code_and_name(ledger: &Ledger, code: Code) -> String {
    match name_for(ledger, code) {
        Some(name) => format!("{code} {name}"),
        None => code.to_string(),
    }
}

/// The codes of that classification at this level that the ledger may use, with their names:
/// those of the lists, but for social insurance, and the preparer's own.
pub(crate) fn codes(ledger: &Ledger, kind: Kind, level: u8) -> Vec<String> {
    let is_wanted = |code: Code| code.level() == level && Kind::of(code) == Some(kind);
    let own = ledger.codes.iter().map(|(code, name)| (*code, name.as_str()));
    let listed = Classification::get(kind).offered(ledger.year);
    let of_bodies = listed.filter(|named| named.fund != Some(Fund::Social));
    let named =
        of_bodies.map(|named| (named.code, name_for(ledger, named.code).unwrap_or(named.name)));
    let codes: BTreeMap<String, &str> = own
        .chain(named)
        .filter(|(code, _)| is_wanted(*code))
        .map(|(code, name)| (code.to_string(), name))
        .collect();
    codes.iter().map(|(code, name)| format!("{code} {name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Stage, Year};

    #[test]
    fn every_fund_is_offered_but_those_of_which_a_line_never_is() {
        let offered = List::Fund.offered();
        let left_out = Node::all()
            .filter(|node| List::Fund.permits(*node) && !offered.contains(&node.name_zh()));
        assert_eq!(left_out.collect::<Vec<_>>(), [nodes().all_funds, nodes().fiscal]);
    }

    #[test]
    fn the_codes_of_the_year_are_offered_with_the_preparer_s_own() {
        let mut ledger = Ledger::blank(Some(Year(2025)), Stage::Budget);
        let own = Code::parse("2070197").unwrap();
        ledger.codes.insert(own, "自定的项".to_owned());
        let offered = codes(&ledger, Kind::Function, 3);
        assert!(offered.len() > 1_000, "{}", offered.len());
        assert!(offered.is_sorted());
        for code in ["2010301 行政运行", "2070197 自定的项", "2210111 配租型住房保障"]
        {
            assert!(offered.iter().any(|it| it == code), "{code}");
        }
        assert!(!offered.iter().any(|it| it.starts_with("209")), "no body's budget");
        assert!(!offered.iter().any(|it| it.starts_with("2210106")), "until 2024");
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
