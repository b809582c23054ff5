//! Describes scopes in a clerk's words.

use crate::model::Disclosure;
use classification::{Classification, Kind};
use ledger::{Code, Node, Scope, ScopeKey, nodes};

impl Disclosure {
    /// Returns the scope in Chinese: `一般公共预算 201一般公共服务支出 项目支出`.
    pub fn scope_zh(&self, scope: &Scope) -> String {
        self.scope_words(scope, Node::name_zh)
    }

    /// Returns the scope in English; names of codes and items stay in Chinese.
    pub fn scope_en(&self, scope: &Scope) -> String {
        self.scope_words(scope, Node::name_en)
    }

    fn scope_words(&self, scope: &Scope, name: fn(Node) -> &'static str) -> String {
        let entity = self.entity(scope.entity).cloned().unwrap_or_default();
        words(&ScopeKey::new(scope, entity, self.item_name(scope).map(str::to_owned)), name)
    }
}

/// The coordinates in which the scope is narrower than all money, each by its `name`. The flow
/// is left out where a purpose or a memo item says as much.
pub fn words(key: &ScopeKey, name: fn(Node) -> &'static str) -> String {
    let narrowed = |node: Node| (!is_whole(node)).then(|| name(node).to_owned());
    let says_spent = key.flow == nodes().spent && !(is_whole(key.purpose) && is_whole(key.memo));
    let flow = (!says_spent).then(|| name(key.flow).to_owned());
    let words = [
        Some(key.entity.name.clone()).filter(|name| !name.is_empty()),
        narrowed(key.fund),
        code_words(key.function, Kind::Function),
        code_words(key.economic, Kind::Economic),
        narrowed(key.purpose),
        narrowed(key.memo),
        key.item.as_ref().map(|item| format!("“{item}”")),
        flow,
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn is_whole(node: Node) -> bool {
    let nodes = nodes();
    [nodes.total, nodes.all_funds, nodes.all_purposes, nodes.everything].contains(&node)
}

fn code_words(code: Code, kind: Kind) -> Option<String> {
    let name = Classification::get(kind).name(code).unwrap_or_default();
    (code != Code::ALL).then(|| format!("{code}{name}"))
}
