//! Which codes and names occur in which years, and what that says of their changes.

use super::changes::{Change, Code, Event};
use std::collections::{BTreeMap, BTreeSet};

/// A code and a name as documents of one year print them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// `function`, `economic`, `department` or `unit`.
    pub(super) dimension: String,
    /// Where the code is valid: the division of a department, division and department of a unit;
    /// empty for classifications.
    pub(super) place: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) year: i64,
    /// The number of documents.
    pub(super) documents: u64,
    /// One of them.
    pub(super) file: String,
}

/// The years in which a code has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) code: Code,
    pub(super) place: String,
    pub(super) from: i64,
    /// Empty where the code has the name in the last year of all.
    pub(super) to: Option<i64>,
    pub(super) documents: u64,
}

/// Returns the codes of a dimension with their names, each with its years.
pub(super) fn dated(pairs: &[Pair], dimension: &str) -> Vec<Dated> {
    let last = pairs.iter().map(|pair| pair.year).max().unwrap_or_default();
    let mut all: BTreeMap<(&str, &str, &str), (i64, i64, u64)> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.dimension == dimension) {
        let key = (&*pair.place, &*pair.code, &*pair.name);
        let (from, to, documents) = all.entry(key).or_insert((pair.year, pair.year, 0));
        *from = pair.year.min(*from);
        *to = pair.year.max(*to);
        *documents += pair.documents;
    }
    let dated = |((place, code, name), (from, to, documents)): ((&str, &str, &str), _)| Dated {
        code: Code { code: code.to_owned(), name: name.to_owned() },
        place: place.to_owned(),
        from,
        to: (to < last).then_some(to),
        documents,
    };
    all.into_iter().map(dated).collect()
}

/// Returns the codes that most documents call otherwise than most documents of the year before,
/// and bodies that most documents give another code, each with a document of either year.
pub(super) fn changed(pairs: &[Pair]) -> BTreeMap<Change, BTreeSet<String>> {
    let mut changes = BTreeMap::new();
    let renamed = by_year(pairs, |pair| &pair.code);
    let recoded = by_year(pairs.iter().filter(|pair| is_body(pair)), |pair| &pair.name);
    for (event, years) in [(Event::Rename, renamed), (Event::Recode, recoded)] {
        for of_key in years.values() {
            for (before, after) in of_key.values().zip(of_key.values().skip(1)) {
                changes.extend(change(event, before, after));
            }
        }
    }
    changes
}

/// What is printed of a key in each year, by place, dimension and key.
type Years<'a> = BTreeMap<(&'a str, &'a str, &'a str), BTreeMap<i64, Vec<&'a Pair>>>;

fn by_year<'a>(
    pairs: impl IntoIterator<Item = &'a Pair>,
    key: impl Fn(&'a Pair) -> &'a String,
) -> Years<'a> {
    let mut all: Years<'a> = BTreeMap::new();
    for pair in pairs {
        let key = (&*pair.dimension, &*pair.place, key(pair).as_str());
        all.entry(key).or_default().entry(pair.year).or_default().push(pair);
    }
    all
}

/// Bodies keep their names when they get other codes; a name such as 行政运行 has many codes.
fn is_body(pair: &Pair) -> bool {
    matches!(&*pair.dimension, "department" | "unit")
}

fn change(event: Event, before: &[&Pair], after: &[&Pair]) -> Option<(Change, BTreeSet<String>)> {
    let (old, new) = (main(before)?, main(after)?);
    let is_same = |one: &Pair, other: &Pair| (&one.code, &one.name) == (&other.code, &other.name);
    // What is still printed now and then has not ended, and what was printed before is not new.
    let is_left = after.iter().any(|pair| is_same(pair, old));
    if is_left || before.iter().any(|pair| is_same(pair, new)) {
        return None;
    }
    let code = |pair: &Pair| vec![Code { code: pair.code.clone(), name: pair.name.clone() }];
    let change = Change {
        from_year: new.year,
        dimension: new.dimension.clone(),
        place: new.place.clone(),
        event,
        old: code(old),
        new: code(new),
    };
    Some((change, BTreeSet::from([old.file.clone(), new.file.clone()])))
}

/// Returns what more than half of the documents print.
fn main<'a>(pairs: &[&'a Pair]) -> Option<&'a Pair> {
    let all: u64 = pairs.iter().map(|pair| pair.documents).sum();
    pairs.iter().copied().find(|pair| pair.documents * 2 > all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(dimension: &str, code: &str, name: &str, year: i64, documents: u64) -> Pair {
        let text = str::to_owned;
        let (place, file) = (String::new(), format!("{year}.docx"));
        let (dimension, code, name) = (text(dimension), text(code), text(name));
        Pair { dimension, place, code, name, year, documents, file }
    }

    #[test]
    fn names_are_dated() {
        let pairs = [
            pair("function", "210", "医疗卫生", 2030, 3),
            pair("function", "210", "卫生健康", 2031, 4),
            pair("function", "210", "卫生健康", 2032, 5),
            pair("unit", "1", "局", 2030, 1),
        ];
        let dated = dated(&pairs, "function");
        let told: Vec<_> =
            dated.iter().map(|it| (&*it.code.name, it.from, it.to, it.documents)).collect();
        assert_eq!(told, [("医疗卫生", 2030, Some(2030), 3), ("卫生健康", 2031, None, 9)]);
    }

    #[test]
    fn a_name_that_most_documents_leave_is_a_change() {
        let pairs = [
            pair("function", "210", "医疗卫生", 2030, 3),
            pair("function", "210", "医疗", 2030, 1),
            pair("function", "210", "卫生健康", 2031, 4),
            // A name with which documents differ is no change, and neither is one seen before.
            pair("function", "211", "节能", 2030, 3),
            pair("function", "211", "节能环保", 2031, 1),
            pair("function", "211", "节能", 2031, 1),
            // A body with another code.
            pair("unit", "1", "局", 2030, 1),
            pair("unit", "2", "局", 2031, 1),
            // The same name under many codes.
            pair("function", "2010101", "行政运行", 2030, 1),
            pair("function", "2010201", "行政运行", 2031, 1),
        ];
        let changes = changed(&pairs);
        let told: Vec<_> = changes
            .iter()
            .map(|(change, files)| {
                (change.event, &*change.new[0].code, change.from_year, files.len())
            })
            .collect();
        assert_eq!(told, [(Event::Rename, "210", 2031, 2), (Event::Recode, "2", 2031, 2)]);
    }
}
