//! What follows from what was filled in, so that every number is entered once.
//!
//! 财预〔2017〕98号 (the economic classification) says which items are pay, goods and capital, and
//! 财预〔2010〕122号 with the later rules on disclosure which of them are three-public.

use ledger::{BudgetLine, Code, Item, Node, nodes};

/// What one line's other cells say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Follows {
    /// The purpose; `None` where nothing says it.
    pub purpose: Option<Node>,
    /// The three-public item; `None` where the line is none, or nothing says it.
    pub memo: Option<Node>,
}

/// Economic items that are three-public wherever fiscal money pays them.
fn three_public() -> [(&'static str, Node); 5] {
    let nodes = nodes();
    [
        ("30212", nodes.abroad),
        ("30217", nodes.reception),
        ("30231", nodes.vehicle_running),
        ("30913", nodes.vehicle_purchase),
        ("31013", nodes.vehicle_purchase),
    ]
}

/// Economic classes of basic expenditure.
pub(crate) fn purposes() -> [(&'static str, Node); 4] {
    let nodes = nodes();
    [
        ("301", nodes.personnel),
        ("303", nodes.personnel),
        ("302", nodes.public),
        ("310", nodes.public),
    ]
}

/// The economic items from which a three-public item follows.
pub(crate) fn codes_of(memo: Node) -> impl Iterator<Item = &'static str> {
    three_public().into_iter().filter(move |(_, node)| *node == memo).map(|(code, _)| code)
}

/// What follows for a line of this money.
pub(crate) fn follows(used: Node, fund: Node, economic: Code, item: Item) -> Follows {
    if used != nodes().spent {
        return Follows { purpose: None, memo: None };
    }
    let purpose = match item {
        Item::ALL => purposes().into_iter().find(|(class, _)| is_in(economic, class)),
        _ => Some(("", nodes().project)),
    };
    let is_fiscal = nodes().fiscal.contains(fund);
    let memo = three_public().into_iter().find(|(code, _)| is_fiscal && is_in(economic, code));
    Follows { purpose: purpose.map(|(_, node)| node), memo: memo.map(|(_, node)| node) }
}

impl Follows {
    /// What follows for a line.
    pub(crate) fn of(line: &BudgetLine) -> Self {
        follows(line.used, line.fund, line.economic, line.item)
    }

    /// Whether the line's purpose is another: one kind of basic expenditure in place of the other.
    pub(crate) fn contradicts_purpose(self, line: &BudgetLine) -> bool {
        let basic = [nodes().personnel, nodes().public];
        basic.contains(&line.purpose)
            && self.purpose.is_some_and(|it| basic.contains(&it) && it != line.purpose)
    }

    /// Whether the line's three-public item is another.
    pub(crate) fn contradicts_memo(self, line: &BudgetLine) -> bool {
        match self.memo {
            Some(memo) => !memo.contains(line.memo),
            None => {
                let is_fiscal = nodes().fiscal.contains(line.fund);
                let is_named = nodes().three_public.contains(line.memo);
                is_fiscal && is_named && line.used == nodes().spent && line.economic.level() == 2
            }
        }
    }
}

/// Whether a line pays somebody.
pub(crate) fn is_pay(economic: Code) -> bool {
    is_in(economic, "301") || is_in(economic, "303")
}

/// Whether a code is `of` or below it.
pub(crate) fn is_in(code: Code, of: &str) -> bool {
    Code::parse(of).is_some_and(|of| of.contains(code))
}
