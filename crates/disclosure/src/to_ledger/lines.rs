//! The lines of one body: cells of function, fund and purpose first, which are then cut
//! until economic items, projects and carried-over money fit as well. To cut a line keeps
//! every sum that the lines already had.

use super::FromDocument;
use super::amounts::Amounts;
use crate::model::Disclosure;
use crate::vocabulary::parts::Parts;
use ledger::{Amount, BudgetLine, Code, Entity, Item, Node, Scope, nodes};

/// Three-public items with the economic item under which they are spent.
pub fn three_public() -> [(Node, Code); 4] {
    let nodes = nodes();
    [
        (nodes.abroad, code("30212")),
        (nodes.reception, code("30217")),
        (nodes.vehicle_running, code("30231")),
        (nodes.vehicle_purchase, code("31013")),
    ]
}

/// Returns a code of this program.
#[expect(clippy::expect_used, reason = "the codes are written in these modules")]
pub(super) fn code(digits: &str) -> Code {
    Code::parse(digits).expect("three or five digits are a code")
}

/// Funds that the tables of spending list one by one.
fn fiscal_funds() -> &'static [Node] {
    nodes().fiscal.parts()
}

/// The other funds, as tables of income list them.
fn other_funds() -> impl Iterator<Item = Node> {
    Node::line_funds().into_iter().filter(|fund| !nodes().fiscal.contains(*fund))
}

/// Fills in the lines of `entity`.
pub(super) fn fill(
    amounts: &Amounts,
    disclosure: &Disclosure,
    entity: Entity,
    made: &mut FromDocument,
) {
    let mut lines = Lines { amounts, entity, lines: Vec::new() };
    lines.spent(made);
    lines.carried_out();
    lines.carried_in(made);
    lines.economic(made);
    lines.projects(disclosure, made);
    lines.three_public(made);
    made.ledger.lines.extend(lines.lines);
}

/// The lines as far as they are made.
pub(super) struct Lines<'a> {
    pub amounts: &'a Amounts,
    pub entity: Entity,
    pub lines: Vec<BudgetLine>,
}

/// Spending out of a fund, for a purpose.
pub(super) fn spent(fund: Option<Node>, purpose: Option<Node>) -> Parts {
    Parts { flow: Some(nodes().spent), fund, purpose, ..Parts::default() }
}

/// The function of a scope.
pub(super) fn function(scope: &Scope) -> Code {
    scope.function
}

impl Lines<'_> {
    fn add(&mut self, fund: Node, function: Code, purpose: Node, fen: i64) {
        if fen <= 0 {
            return;
        }
        self.lines.push(BudgetLine {
            unit: self.entity,
            paid_by: None,
            source: nodes().received,
            used: nodes().spent,
            fund,
            function,
            economic: Code::ALL,
            purpose,
            memo: nodes().everything,
            item: Item::ALL,
            amount: Amount::from_fen(fen),
        });
    }

    /// Spending: from fiscal funds as in their tables, the rest from other funds.
    fn spent(&mut self, made: &mut FromDocument) {
        let purposes = nodes().all_purposes.parts();
        for fund in fiscal_funds() {
            for purpose in purposes {
                let parts = spent(Some(*fund), Some(*purpose));
                for (code, fen) in self.amounts.leaves(self.entity, parts, function) {
                    self.add(*fund, code, *purpose, fen);
                }
            }
        }
        for &purpose in purposes {
            for (code, fen) in
                self.amounts.leaves(self.entity, spent(None, Some(purpose)), function)
            {
                let fiscal = self.sum(|line| line.function == code && line.purpose == purpose);
                if !self.amounts.is_rounding(fen - fiscal, fiscal) {
                    self.out_of_others(code, purpose, fen - fiscal, made);
                }
            }
        }
    }

    /// Distributes what no fiscal fund pays over the other funds received for the function.
    fn out_of_others(&mut self, code: Code, purpose: Node, fen: i64, made: &mut FromDocument) {
        let mut left = fen;
        for fund in other_funds() {
            let parts = Parts {
                flow: Some(nodes().received),
                fund: Some(fund),
                function: Some(code),
                ..Parts::default()
            };
            let received = self.amounts.get(self.entity, parts).unwrap_or(0);
            let used = self.sum(|line| line.function == code && line.fund == fund);
            let share = left.min(received - used).max(0);
            self.add(fund, code, purpose, share);
            left -= share;
        }
        if left > 0 {
            self.add(nodes().other_income, code, purpose, left);
            made.tell(
                self.entity,
                "有支出的资金来源文件没有分科目披露，暂列其他收入",
                "the document does not say by function what pays some of the spending; other income is put down",
            );
        }
    }

    pub fn sum(&self, counts: impl Fn(&BudgetLine) -> bool) -> i64 {
        let counted = self.lines.iter().filter(|line| counts(line));
        counted.map(|line| line.amount.fen()).fold(0, i64::saturating_add)
    }

    /// What a function receives and does not spend is carried out.
    fn carried_out(&mut self) {
        let of = |flow: Option<Node>, fund: Option<Node>| Parts { flow, fund, ..Parts::default() };
        let out = |fund: Option<Node>| of(Some(nodes().carried_out), fund);
        if self.amounts.get(self.entity, out(None)).unwrap_or(0) == 0 {
            return;
        }
        let total = of(Some(nodes().total), None);
        let carried = |fund| self.amounts.get(self.entity, out(Some(fund))).unwrap_or(0);
        let mut capacity: Vec<(Node, i64)> =
            fiscal_funds().iter().map(|fund| (*fund, carried(*fund))).collect();
        for (code, fen) in self.amounts.leaves(self.entity, total, function) {
            let mut left = fen - self.sum(|line| line.function == code);
            for (fund, room) in &mut capacity {
                let share = left.min(*room).max(0);
                self.add_carried_out(*fund, code, share);
                (left, *room) = (left - share, *room - share);
            }
            if !self.amounts.is_rounding(left, fen - left) {
                self.add_carried_out(nodes().other_income, code, left);
            }
        }
    }

    fn add_carried_out(&mut self, fund: Node, code: Code, fen: i64) {
        let before = self.lines.len();
        self.add(fund, code, nodes().project, fen);
        if let Some(line) = self.lines.get_mut(before) {
            line.used = nodes().carried_out;
        }
    }

    /// Carry-over is part of the spending; the fiscal table gives its fund.
    fn carried_in(&mut self, made: &mut FromDocument) {
        let of =
            |fund: Option<Node>| Parts { flow: Some(nodes().carried_in), fund, ..Parts::default() };
        let (entity, amounts) = (self.entity, self.amounts);
        let carried = |fund| amounts.get(entity, of(Some(fund))).unwrap_or(0);
        let mut rooms: Vec<(Node, i64)> =
            fiscal_funds().iter().map(|fund| (*fund, carried(*fund))).collect();
        for (code, fen) in amounts.leaves(entity, of(None), function) {
            let mut left = fen;
            for (fund, room) in &mut rooms {
                let share = left.min(*room);
                let rest = self.cut(
                    share,
                    |line| {
                        line.function == code
                            && line.fund == *fund
                            && line.source == nodes().received
                    },
                    |line| line.source = nodes().carried_in,
                );
                (left, *room) = (left - (share - rest), *room - (share - rest));
            }
            let rest = self.cut(
                left,
                |line| line.function == code && line.source == nodes().received,
                |line| line.source = nodes().carried_in,
            );
            if fen > 0 {
                made.tell(
                    entity,
                    "上年结转用于哪些支出，文件没有披露，按表中次序填列",
                    "what the money carried in is spent on is not disclosed; the order of the table is taken",
                );
            }
            debug_assert!(rest >= 0);
        }
    }

    /// Projects' costs out of project expenditure.
    fn projects(&mut self, disclosure: &Disclosure, made: &mut FromDocument) {
        let entity = self.entity;
        for project in disclosure.projects.iter().filter(|project| project.entity == entity) {
            let name = |it: &ledger::Project| it.unit == entity && it.name == project.name;
            let at = made.ledger.projects.iter().position(name);
            let item = at.and_then(|at| u32::try_from(at).ok()).map_or(Item::ALL, Item::named);
            let cost = project.cost.as_ref().and_then(|cost| cost.amount.ok());
            let Some(cost) = cost else {
                made.tell(
                    self.entity,
                    &format!("项目“{}”的金额文件没有披露", project.name),
                    &format!("the amount of the project “{}” is not disclosed", project.name),
                );
                continue;
            };
            let is_open = |line: &BudgetLine| {
                line.purpose == nodes().project
                    && line.used == nodes().spent
                    && line.item == Item::ALL
            };
            self.cut(cost.nominal().fen(), is_open, |line| line.item = item);
            made.tell(
                self.entity,
                "各项目属于哪个功能科目，文件没有披露，按表中次序填列",
                "the functions of the projects are not disclosed; the order of the tables is taken",
            );
        }
    }

    /// Three-public items: from their economic item if it exists, else from any line. Not
    /// every table gives their funds, but all of it is fiscal.
    fn three_public(&mut self, made: &mut FromDocument) {
        for (memo, code) in three_public() {
            for &fund in fiscal_funds().iter().chain(&[nodes().fiscal, nodes().all_funds]) {
                let parts = Parts { memo: Some(memo), ..spent(Some(fund), None) };
                let paid_by = if fund == nodes().all_funds { nodes().fiscal } else { fund };
                let of_fund = |line: &BudgetLine| paid_by.contains(line.fund);
                let marked = self.sum(|line| of_fund(line) && line.memo == memo);
                let fen = self.amounts.get(self.entity, parts).unwrap_or(0) - marked;
                let is_open = |line: &BudgetLine| {
                    of_fund(line) && line.used == nodes().spent && line.memo == nodes().everything
                };
                let mark = |line: &mut BudgetLine| line.memo = memo;
                let is_named = |line: &BudgetLine| is_open(line) && line.economic == code;
                let rest = self.cut(fen, is_named, mark);
                let rest =
                    self.cut(rest, |line| is_open(line) && line.purpose == nodes().project, mark);
                if self.cut(rest, is_open, mark) < fen && rest > 0 {
                    made.tell(
                        self.entity,
                        "“三公”经费列在哪些支出之中，文件没有披露",
                        "in which spending the three-public expenses lie is not disclosed",
                    );
                }
            }
        }
    }

    /// Changes lines worth `fen`, the first that may be changed first, and cuts the last one;
    /// what no line could take.
    pub fn cut(
        &mut self,
        fen: i64,
        may: impl Fn(&BudgetLine) -> bool,
        change: impl Fn(&mut BudgetLine),
    ) -> i64 {
        let mut left = fen;
        let mut at = 0;
        while left > 0 {
            let Some(line) = self.lines.get_mut(at) else { break };
            at += 1;
            if !may(line) {
                continue;
            }
            let taken = left.min(line.amount.fen());
            let mut rest = line.clone();
            rest.amount = Amount::from_fen(line.amount.fen() - taken);
            line.amount = Amount::from_fen(taken);
            change(line);
            left -= taken;
            if rest.amount != Amount::ZERO {
                self.lines.insert(at, rest);
                at += 1;
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::Dimension;

    #[test]
    fn every_fund_of_the_tree_may_pay_but_the_wholes() {
        let funds: Vec<Node> = fiscal_funds().iter().copied().chain(other_funds()).collect();
        let missing =
            Node::all().filter(|node| node.dimension() == Dimension::Fund && !funds.contains(node));
        assert_eq!(missing.collect::<Vec<_>>(), [nodes().all_funds, nodes().fiscal]);
        assert_eq!(funds.last(), Some(&nodes().unit_funds), "its parts come first");
    }

    #[test]
    fn three_public_items_are_of_economic_items() {
        for (memo, code) in three_public() {
            assert!(nodes().three_public.contains(memo) && code.is_economic());
        }
    }
}
