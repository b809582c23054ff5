use crate::{Code, Node, Scope, nodes};

/// What decides whether a scope of an entity counts a line: lines with the same traits are counted
/// by the same scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Traits {
    pub source: Node,
    pub used: Node,
    pub fund: Node,
    pub function: Code,
    pub economic: Code,
    pub purpose: Node,
    pub memo: Node,
    pub is_agency_operation: bool,
}

impl Traits {
    /// Whether the scope counts such lines, if they are of its entity and item.
    pub fn are_in(&self, scope: &Scope) -> bool {
        let nodes = nodes();
        let is_memo = scope.memo.contains(self.memo)
            || scope.memo == nodes.agency_operation && self.is_agency_operation;
        is_memo
            // “三公”经费 is by definition what fiscal money pays.
            && (!nodes.three_public.contains(scope.memo) || nodes.fiscal.contains(self.fund))
            && (scope.flow.contains(self.source) || scope.flow.contains(self.used))
            && scope.fund.contains(self.fund)
            && scope.function.contains(self.function)
            && scope.economic.contains(self.economic)
            && scope.purpose.contains(self.purpose)
    }
}
