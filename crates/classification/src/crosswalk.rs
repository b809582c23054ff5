//! From the economic items of departments to those of the government (两套科目对照).

use crate::Evidence;
use ledger::{Code, Year, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The kinds of bodies whose spending the government's classification separates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// 机关, and institutions managed like one (参照公务员法管理).
    Agency,
    /// 事业单位
    Institution,
}

/// A departmental economic item with the government's item that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// The item of the department.
    pub department: Code,
    /// The item of the government.
    pub government: Code,
    /// For which bodies; `None` for all.
    pub body: Option<BodyKind>,
    /// The last year in which it held, if known to have ended.
    pub until: Option<u16>,
    /// How it is known.
    pub evidence: Evidence,
}

impl BodyKind {
    /// The kind that the words for a body's nature name: `行政`, `参公事业`, `财政补助事业单位`.
    pub fn of_nature(nature: &str) -> Option<Self> {
        match nature.trim() {
            nature if nature.starts_with("行政") || nature.starts_with("参公") => {
                Some(Self::Agency)
            }
            nature if nature.contains("参照公务员") => Some(Self::Agency),
            nature if nature.contains("事业") => Some(Self::Institution),
            _ => None,
        }
    }
}

/// Returns the government's items to which the departmental item `economic` may belong, of any
/// body and year.
pub fn crossings(economic: Code) -> &'static [Crossing] {
    static CROSSINGS: OnceLock<FxHashMap<Code, Vec<Crossing>>> = OnceLock::new();
    let crossings = CROSSINGS.get_or_init(|| {
        let mut crossings: FxHashMap<Code, Vec<Crossing>> = FxHashMap::default();
        let data = tsv::rows(include_str!("../data/crosswalk.tsv"));
        for crossing in data.filter_map(Crossing::parse) {
            crossings.entry(crossing.department).or_default().push(crossing);
        }
        crossings
    });
    crossings.get(&economic).map(Vec::as_slice).unwrap_or_default()
}

/// Returns the government's item to which `economic` belongs when such a body spends it in `year`;
/// `None` if that is unknown, in doubt or not determined. Without a `body` it is the item that all
/// bodies share.
pub fn government_item(economic: Code, body: Option<BodyKind>, year: Year) -> Option<Code> {
    let is_it = |it: &&Crossing| {
        it.evidence.names()
            && it.until.is_none_or(|until| year.0 <= until)
            && (body.is_none() || it.body.is_none() || it.body == body)
    };
    let mut items = crossings(economic).iter().filter(is_it).map(|it| it.government);
    let first = items.next()?;
    items.all(|other| other == first).then_some(first)
}

impl Crossing {
    fn parse([department, government, body, until, evidence]: [&'static str; 5]) -> Option<Self> {
        let body = match body {
            "agency" => Some(BodyKind::Agency),
            "institution" => Some(BodyKind::Institution),
            _ => None,
        };
        Some(Self {
            department: Code::parse(department)?,
            government: Code::parse(government)?,
            body,
            until: until.parse().ok(),
            evidence: Evidence::parse(evidence)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap_or_default()
    }

    #[test]
    fn pay_is_counted_by_kind_of_body() {
        let item = |body| government_item(code("30101"), body, Year(2025));
        assert_eq!(item(BodyKind::of_nature("行政")), Some(code("50101")));
        assert_eq!(item(BodyKind::of_nature("参公事业")), Some(code("50101")));
        assert_eq!(item(BodyKind::of_nature("财政补助事业单位")), Some(code("50501")));
        assert_eq!(item(BodyKind::of_nature("社会团体")), None, "bodies differ");
    }

    #[test]
    fn pensions_are_counted_alike_for_all_bodies() {
        assert_eq!(government_item(code("30302"), None, Year(2025)), Some(code("50905")));
    }

    #[test]
    fn what_is_in_doubt_is_left_open() {
        assert_eq!(government_item(code("31201"), None, Year(2020)), Some(code("50801")));
        assert_eq!(government_item(code("31201"), None, Year(2025)), None);
        assert_eq!(government_item(code("39909"), None, Year(2025)), None);
        assert_eq!(crossings(code("39999")).len(), 1);
    }
}
