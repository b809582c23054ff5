//! Budget subjects (科目) named in sentences: `…（类）…（款）…（项）`.

use crate::model::Observation;
use crate::vocabulary::lexicon;
use crate::vocabulary::normal::normal;
use classification::{Classification, Evidence, Kind};
use ledger::{Code, Node, Printed, Rounding, Scope, nodes};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The marks behind the three levels of a subject, the highest first.
const LEVELS: [&str; 3] = ["(类)", "(款)", "(项)"];

/// Function subjects by what they are below of and their name.
type Below = BTreeMap<(Code, String), BTreeSet<Code>>;

/// The names of function subjects below each subject, and economic items by name.
#[derive(Debug, Default)]
pub struct Subjects {
    /// Those of the document; those of the code list are [`official`].
    below: Below,
    economic: BTreeMap<String, BTreeSet<Code>>,
    printed: FxHashMap<Scope, Vec<Printed>>,
    /// The funds of which the three public expenses are printed.
    three_public: BTreeSet<Node>,
}

/// The subjects of the code list. A name that is only remembered gives a number no scope, for a
/// document could be found wrong by it.
fn official() -> &'static Below {
    static OFFICIAL: OnceLock<Below> = OnceLock::new();
    OFFICIAL.get_or_init(|| {
        let list = Classification::get(Kind::Function);
        let mut subjects = Subjects::default();
        for named in list.rows().iter().filter(|named| named.evidence < Evidence::MemorySure) {
            subjects.take(named.code, named.name);
        }
        for (name, code) in list.classes() {
            subjects.below.entry((Code::ALL, name.to_owned())).or_default().insert(code);
        }
        subjects.below
    })
}

/// A subject named at the end of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// The names of its levels from the highest, as written.
    pub names: Vec<&'a str>,
    /// The codes of that name: none where it is unknown, several where it is ambiguous.
    pub codes: Vec<Code>,
    /// The words before it.
    pub before: &'a str,
    /// The words after it.
    pub after: &'a str,
}

impl Subjects {
    /// The subjects of the code lists and of the document's own tables.
    pub fn new(observations: &[Observation]) -> Self {
        let mut subjects = Self::default();
        let mut last = None;
        for Observation { scope, value, source, .. } in observations {
            if let Some(printed) = value.printed() {
                subjects.printed.entry(*scope).or_default().push(printed);
                if nodes().three_public.contains(scope.memo) {
                    subjects.three_public.insert(scope.fund);
                }
            }
            let row = Some((&source.code, &source.label));
            if row != last
                && let Some(code) = Code::parse(&source.code)
            {
                subjects.take(code, &source.label);
            }
            last = row;
        }
        subjects
    }

    fn take(&mut self, code: Code, name: &str) {
        let name = normal(name).into_owned();
        if code.is_economic() {
            self.economic.entry(name).or_default().insert(code);
        } else if let Some(parent) = code.parent() {
            self.below.entry((parent, name)).or_default().insert(code);
        }
    }

    /// Whether a table prints that amount, as far as its digits go, for the scope.
    pub fn prints(&self, scope: &Scope, amount: Printed) -> bool {
        let amount = amount.interval(Rounding::Nearest);
        let printed = self.printed.get(scope).into_iter().flatten();
        printed.into_iter().any(|printed| printed.interval(Rounding::Nearest).overlaps(amount))
    }

    /// The fund that three public expenses are of where a sentence names none: the only one of which
    /// tables print them.
    pub fn fund_of(&self, memo: Node) -> Option<Node> {
        let mut funds = self.three_public.iter().copied();
        let only = funds.next().filter(|fund| *fund != nodes().all_funds && funds.next().is_none());
        only.filter(|_| nodes().three_public.contains(memo))
    }

    /// The economic items of that name.
    pub fn economic(&self, name: &str) -> impl Iterator<Item = Code> {
        self.economic.get(name).into_iter().flatten().copied()
    }

    /// The last subject named in `words`, if they name one by its levels: from the highest, or
    /// from the second within `class`.
    pub fn named<'a>(&self, words: &'a str, class: Option<Code>) -> Option<Named<'a>> {
        let (start, above, levels) = match words.rfind(LEVELS[0]) {
            Some(start) => (start, Code::ALL, LEVELS.as_slice()),
            None => (words.rfind(LEVELS[1])?, class?, LEVELS.get(1..)?),
        };
        let before = words.get(..start)?;
        let begin = before.rfind([',', ':', '.', '、', '》', '。']).map_or(0, |at| {
            at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let year = words.get(begin..).and_then(|words| {
            let (_, rest) = lexicon::year(words)?;
            Some(words.len() - rest.len())
        });
        let begin = begin + year.unwrap_or(0);
        let mut names = Vec::new();
        let mut rest = words.get(begin..)?;
        for _ in levels {
            // A name with the mark of another level is still the next one: 信息化建设(款) for (项).
            let marks = LEVELS.iter().filter_map(|mark| rest.split_once(*mark));
            let Some((name, after)) = marks.min_by_key(|(name, _)| name.len()) else { break };
            names.push(name);
            rest = after;
        }
        let codes = self.codes(above, &names);
        Some(Named { names, codes, before: words.get(..begin)?, after: rest })
    }

    /// The class of that name, for sentences that name no levels: `一般公共服务支出科目`.
    pub fn class(&self, name: &str) -> Option<Code> {
        self.codes(Code::ALL, &[name]).first().copied()
    }

    fn codes(&self, above: Code, names: &[&str]) -> Vec<Code> {
        let mut codes = BTreeSet::from([above]);
        for name in names {
            codes = self.called(&codes, name);
        }
        codes.into_iter().filter(|code| *code != Code::ALL).collect()
    }

    /// The subjects right below `above` that bear a name, or else that name but for the
    /// word 支出 at its end, which sentences leave out and add.
    fn called(&self, above: &BTreeSet<Code>, name: &str) -> BTreeSet<Code> {
        let of = |name: &str| -> BTreeSet<Code> {
            let named = above.iter().map(|code| (*code, name.to_owned()));
            let lists = named.flat_map(|key| [self.below.get(&key), official().get(&key)]);
            lists.flatten().flatten().copied().collect()
        };
        let exact = of(name);
        if !exact.is_empty() {
            return exact;
        }
        match name.strip_suffix("支出") {
            Some(stem) => of(stem),
            None => of(&format!("{name}支出")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_known_by_the_names_of_its_levels() {
        let subjects = Subjects::new(&[]);
        let words = "一般公共服务支出(类)财政事务(款)行政运行(项)科目";
        let named = subjects.named(words, None).unwrap();
        assert_eq!(named.codes, [Code::parse("2010601").unwrap()]);
        assert_eq!((named.before, named.after), ("", "科目"));
        let named = subjects.named("其中:教育支出(类)", None).unwrap();
        assert_eq!(named.codes, [Code::parse("205").unwrap()]);
        assert_eq!(named.before, "其中:");
        assert_eq!(subjects.class("教育支出"), Code::parse("205"));
        let words = "财政事务(款)行政运行(项)";
        assert_eq!(subjects.named(words, None), None);
        let named = subjects.named(words, Code::parse("201")).unwrap();
        assert_eq!(named.codes, [Code::parse("2010601").unwrap()]);
    }

    #[test]
    fn a_name_with_the_mark_of_another_level_is_the_next_one() {
        let subjects = Subjects::new(&[]);
        let words = "一般公共服务支出(类)财政事务(款)信息化建设(款)科目";
        let named = subjects.named(words, None).unwrap();
        assert_eq!((named.codes, named.after), (vec![Code::parse("2010607").unwrap()], "科目"));
    }

    #[test]
    fn a_name_below_another_subject_is_unknown() {
        let subjects = Subjects::new(&[]);
        let named = subjects.named("教育支出(类)财政事务(款)行政运行(项)", None).unwrap();
        assert_eq!(named.codes, []);
        assert_eq!(named.names.len(), 3);
    }
}
