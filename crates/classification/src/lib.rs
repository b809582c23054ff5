//! The dated code lists (科目): names of function and economic codes, from `data/`.
//!
//! A code that the lists do not contain is unknown, not wrong.
#![forbid(unsafe_code)]

use ledger::{Code, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Which classification a code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 支出功能分类
    Function,
    /// 支出经济分类
    Economic,
}

/// The names of one classification.
#[derive(Debug, Default)]
pub struct Classification {
    /// Codes of 类 by their names, with brackets in half width.
    classes: FxHashMap<String, Code>,
    /// Names by code, the newest name of each.
    names: FxHashMap<Code, &'static str>,
    /// All rows of the list.
    rows: Vec<Named>,
}

/// A code with a current or former name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The code.
    pub code: Code,
    /// The name.
    pub name: &'static str,
    /// The last year in which the name was valid, if it is a former name.
    pub until: Option<u16>,
}

impl Classification {
    /// Returns the lists of `kind`, parsed on first use.
    pub fn get(kind: Kind) -> &'static Self {
        static LISTS: OnceLock<[Classification; 2]> = OnceLock::new();
        let [function, economic] = LISTS.get_or_init(|| {
            [
                Classification::parse(include_str!("../data/function.tsv")),
                Classification::parse(include_str!("../data/economic.tsv")),
            ]
        });
        match kind {
            Kind::Function => function,
            Kind::Economic => economic,
        }
    }

    /// The 类 of that name with brackets in half width, in today's or a former wording.
    pub fn class(&self, name: &str) -> Option<Code> {
        self.classes.get(name).copied()
    }

    /// Returns the current name of `code`, if known.
    pub fn name(&self, code: Code) -> Option<&'static str> {
        self.names.get(&code).copied()
    }

    /// Returns every code with its current name, in no particular order.
    pub fn all(&self) -> impl Iterator<Item = (Code, &'static str)> {
        self.names.iter().map(|(code, name)| (*code, *name))
    }

    /// Returns every current and former name of a 类, in no particular order.
    pub fn classes(&self) -> impl Iterator<Item = (&str, Code)> {
        self.classes.iter().map(|(name, code)| (name.as_str(), *code))
    }

    /// All codes with all their names, in the order of the list.
    pub fn rows(&self) -> &[Named] {
        &self.rows
    }

    fn parse(data: &'static str) -> Self {
        let mut lists = Self::default();
        for [code, name, _, until] in tsv::rows(data) {
            let Some(code) = Code::parse(code) else { continue };
            if code.level() == 1 {
                lists.classes.insert(normal(name), code);
            }
            let until = until.trim().parse().ok();
            lists.rows.push(Named { code, name, until });
            if until.is_none() {
                lists.names.insert(code, name);
            }
        }
        lists
    }
}

/// A name as documents are compared with it: with brackets in half width.
fn normal(name: &str) -> String {
    name.replace('（', "(").replace('）', ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_found_by_today_s_and_by_former_names() {
        let function = Classification::get(Kind::Function);
        assert_eq!(function.class("卫生健康支出"), Code::parse("210"));
        assert_eq!(function.class("医疗卫生与计划生育支出"), Code::parse("210"));
        assert_eq!(function.class("行政运行"), None, "only 类 are listed by name alone");
        let name = Code::parse("210").and_then(|code| function.name(code));
        assert_eq!(name, Some("卫生健康支出"));
        let economic = Classification::get(Kind::Economic);
        assert_eq!(economic.class("对企业补助(基本建设)"), Code::parse("311"));
    }
}
