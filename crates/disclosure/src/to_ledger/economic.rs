//! The economic items of basic expenditure, which tables list apart from its functions.

use super::FromDocument;
use super::lines::{Lines, code, function, spent};
use ledger::{BudgetLine, Code, Node, Scope, nodes};
use std::collections::BTreeSet;

fn of_economic(scope: &Scope) -> Code {
    scope.economic
}

/// Whether a line is basic expenditure of which the economic item is not known yet.
fn is_open_basic(line: &BudgetLine) -> bool {
    line.fund == nodes().general
        && line.used == nodes().spent
        && [nodes().basic, nodes().personnel, nodes().public].contains(&line.purpose)
        && line.economic == Code::ALL
}

/// Whether such a line may be personnel or public expenditure, as `kind` says.
fn is_open_to(kind: Node, line: &BudgetLine) -> bool {
    is_open_basic(line) && [kind, nodes().basic].contains(&line.purpose)
}

/// Pay and subsidies to persons are personnel expenditure, everything else is public.
fn kind_of(economic: Code) -> Node {
    let is_personnel = ["301", "303"].iter().any(|class| code(class).contains(economic));
    if is_personnel { nodes().personnel } else { nodes().public }
}

impl Lines<'_> {
    /// Basic expenditure by economic items. Equal amounts of a function and an item (住房公积金
    /// here and there) are taken for the same money first.
    pub fn economic(&mut self, made: &mut FromDocument) {
        let items = self.items();
        let count = items.len();
        self.kinds_of_functions();
        let mut open = Vec::new();
        for (kind, code, fen) in items {
            let equal = |line: &BudgetLine| is_open_to(kind, line) && line.amount.fen() == fen;
            match self.lines.iter_mut().find(|line| equal(line)) {
                Some(line) => (line.purpose, line.economic) = (kind, code),
                None => open.push((kind, code, fen)),
            }
        }
        if !open.is_empty() {
            made.tell(
                self.entity,
                "基本支出的功能科目与经济科目如何对应，文件没有披露，按表中次序填列",
                "how functions and economic items of basic expenditure go together is not disclosed; the order of the tables is taken",
            );
        }
        for (kind, code, fen) in open {
            let put = |line: &mut BudgetLine| (line.purpose, line.economic) = (kind, code);
            let rest = self.cut(fen, |line| is_open_to(kind, line) && line.purpose == kind, put);
            let rest = self.cut(rest, |line| is_open_to(kind, line), put);
            self.cut(rest, is_open_basic, put);
        }
        self.without_items(count);
        if self.sum(|line| line.purpose == nodes().project) > 0 {
            made.tell(
                self.entity,
                "项目支出的经济科目文件没有披露",
                "economic items of project expenditure are not disclosed",
            );
        }
    }

    /// Personnel and public expenditure by function, as far as a table prints it: of all money, which
    /// is that of the general budget where no other fund pays basic expenditure.
    fn kinds_of_functions(&mut self) {
        let is_other = |line: &BudgetLine| {
            line.fund != nodes().general && nodes().basic.contains(line.purpose)
        };
        if self.sum(is_other) > 0 {
            return;
        }
        for kind in [nodes().personnel, nodes().public] {
            for (code, fen) in self.amounts.leaves(self.entity, spent(None, Some(kind)), function) {
                let may = |line: &BudgetLine| {
                    is_open_basic(line)
                        && line.purpose == nodes().basic
                        && code.contains(line.function)
                };
                self.cut(fen, may, |line| line.purpose = kind);
            }
        }
    }

    /// The economic items of basic expenditure, each as personnel or public expenditure: as
    /// printed, or by the item itself where a table lists both as one.
    fn items(&self) -> Vec<(Node, Code, i64)> {
        let leaves = |purpose| {
            let parts = spent(Some(nodes().general), Some(purpose));
            self.amounts
                .leaves(self.entity, parts, of_economic)
                .into_iter()
                .filter(|(_, fen)| *fen > 0)
        };
        let mut items: Vec<(Node, Code, i64)> = Vec::new();
        for kind in [nodes().personnel, nodes().public] {
            items.extend(leaves(kind).map(|(code, fen)| (kind, code, fen)));
        }
        for (code, fen) in leaves(nodes().basic) {
            if !items.iter().any(|(_, known, _)| known.contains(code) || code.contains(*known)) {
                items.push((kind_of(code), code, fen));
            }
        }
        items
    }

    /// Basic expenditure of which no item is printed: personnel or public as far as their totals
    /// say. What only rounding left over goes away; the totals are restored afterwards.
    fn without_items(&mut self, items: usize) {
        let general = nodes().general;
        for kind in [nodes().personnel, nodes().public] {
            let total = self.amounts.get(self.entity, spent(Some(general), Some(kind)));
            let known = self.sum(|line| {
                line.fund == general && line.purpose == kind && line.used == nodes().spent
            });
            let left = total.unwrap_or(0).saturating_sub(known);
            if !self.amounts.is_hidden(left, items) {
                self.cut(left, is_open_basic, |line| line.purpose = kind);
            }
        }
        if items > 0 && self.amounts.is_hidden(self.sum(is_open_basic), items) {
            let divided = self.lines.iter().filter(|line| !is_open_basic(line));
            let divided: BTreeSet<Code> = divided.map(|line| line.function).collect();
            self.lines.retain(|line| !is_open_basic(line) || !divided.contains(&line.function));
        }
    }
}
