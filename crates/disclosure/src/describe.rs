//! Describes scopes in a clerk's words.

use crate::model::{Disclosure, Source};
use classification::Classification;
use ledger::{Code, Node, Scope, ScopeKey, Stage, Year, nodes};
use std::collections::BTreeMap;

impl Disclosure {
    /// Returns the stage of most numbers of the disclosed year; `None` where there are no numbers.
    pub fn stage(&self) -> Option<Stage> {
        let mut counts: BTreeMap<Stage, usize> = BTreeMap::new();
        let is_of_year = |year| self.year.is_none() || year == self.year;
        for seen in self.observations.iter().filter(|seen| is_of_year(seen.scope.year)) {
            *counts.entry(seen.scope.stage).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(stage, _)| stage)
    }

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
        let key = ScopeKey::new(scope, entity, self.item_name(scope).map(str::to_owned));
        joined(&key, name, |code| self.code_name(code, scope.year))
    }

    /// The name of a code in `year`: that of the lists, or else the one that the document prints.
    fn code_name(&self, code: Code, year: Option<Year>) -> Option<&str> {
        let listed = Classification::of(code).and_then(|list| list.name_in(code, year));
        let is_it = |source: &Source| Code::parse(&source.code) == Some(code);
        let printed = || {
            let mut labels = self.observations.iter().map(|seen| &seen.source);
            labels.find(|source| is_it(source)).map(|source| &*source.label)
        };
        listed.map(|named| named.name).or_else(printed)
    }
}

/// The coordinates in which the scope is narrower than all money, each by its `name`. The flow
/// is left out where a purpose or a memo item says as much.
pub fn words(key: &ScopeKey, name: fn(Node) -> &'static str) -> String {
    let listed = |code: Code| Classification::of(code)?.name_in(code, key.year);
    joined(key, name, |code| listed(code).map(|named| named.name))
}

fn joined<'a>(
    key: &ScopeKey,
    name: fn(Node) -> &'static str,
    code_name: impl Fn(Code) -> Option<&'a str>,
) -> String {
    let narrowed = |node: Node| (!is_whole(node)).then(|| name(node).to_owned());
    let says_spent = key.flow == nodes().spent && !(is_whole(key.purpose) && is_whole(key.memo));
    let flow = (!says_spent).then(|| name(key.flow).to_owned());
    let code = |code: Code| {
        (code != Code::ALL).then(|| format!("{code}{}", code_name(code).unwrap_or_default()))
    };
    let words = [
        Some(key.entity.name.clone()).filter(|name| !name.is_empty()),
        narrowed(key.fund),
        code(key.function),
        code(key.economic),
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
