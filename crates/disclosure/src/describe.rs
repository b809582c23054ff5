//! Describes scopes in a clerk's words.

use crate::model::Disclosure;
use classification::{Classification, Kind};
use ledger::{Code, Node, Scope, nodes};

impl Disclosure {
    /// Returns the scope in Chinese: `一般公共预算 201一般公共服务支出 项目支出`.
    pub fn scope_zh(&self, scope: &Scope) -> String {
        self.scope_words(scope, Node::name_zh)
    }

    /// Returns the scope in English; names of codes and items stay in Chinese.
    pub fn scope_en(&self, scope: &Scope) -> String {
        self.scope_words(scope, Node::name_en)
    }

    /// The coordinates in which the scope is narrower than all money. The flow is left
    /// out if a purpose or a memo item implies it.
    fn scope_words(&self, scope: &Scope, name: fn(Node) -> &'static str) -> String {
        let narrowed = |node: Node| (!is_whole(node)).then(|| name(node).to_owned());
        let says_spent =
            scope.flow == nodes().spent && !(is_whole(scope.purpose) && is_whole(scope.memo));
        let flow = (!says_spent).then(|| name(scope.flow).to_owned());
        let words = [
            self.entity(scope.entity)
                .map(|entity| entity.name.clone())
                .filter(|name| !name.is_empty()),
            narrowed(scope.fund),
            code_words(scope.function, Kind::Function),
            code_words(scope.economic, Kind::Economic),
            narrowed(scope.purpose),
            narrowed(scope.memo),
            self.item_name(scope).map(|item| format!("“{item}”")),
            flow,
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn is_whole(node: Node) -> bool {
    let nodes = nodes();
    [nodes.total, nodes.all_funds, nodes.all_purposes, nodes.everything].contains(&node)
}

fn code_words(code: Code, kind: Kind) -> Option<String> {
    let name = Classification::get(kind).name(code).unwrap_or_default();
    (code != Code::ALL).then(|| format!("{code}{name}"))
}
