//! The dated list of divisions.

use ledger::{Year, tsv};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A division by a current or former name and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Its code, six digits.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The first year of this name and code, if it is later than the list goes back.
    pub from: Option<u16>,
    /// The last year, if they are former ones.
    pub until: Option<u16>,
}

/// How far down a division stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Province,
    Prefecture,
    County,
}

#[derive(Debug, Default)]
pub(crate) struct List {
    divisions: Vec<Division>,
    /// Which divisions bear a name.
    names: FxHashMap<&'static str, Vec<u16>>,
}

/// Returns all divisions with all their names and codes, in the order of the codes.
pub fn all() -> &'static [Division] {
    &List::get().divisions
}

impl Division {
    /// Returns whether the name and the code were in force in `year`, or today if there is none.
    pub fn is_of(&self, year: Option<Year>) -> bool {
        match year {
            None => self.until.is_none(),
            Some(year) => {
                self.from.is_none_or(|from| from <= year.0)
                    && self.until.is_none_or(|until| year.0 <= until)
            }
        }
    }

    pub(crate) fn level(&self) -> Level {
        match self.code {
            code if code.ends_with("0000") => Level::Province,
            code if code.ends_with("00") => Level::Prefecture,
            _ => Level::County,
        }
    }

    /// Returns whether `other` is within this division, or is it.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let digits = match self.level() {
            Level::Province => 2,
            Level::Prefecture => 4,
            Level::County => 6,
        };
        self.code.get(..digits) == other.code.get(..digits)
    }

    fn parse([code, name, from, until]: [&'static str; 4]) -> Self {
        Self { code, name, from: from.parse().ok(), until: until.parse().ok() }
    }
}

impl List {
    /// Returns the list, parsed on first use.
    pub(crate) fn get() -> &'static Self {
        static LIST: OnceLock<List> = OnceLock::new();
        LIST.get_or_init(|| {
            let mut list = Self::default();
            let data = tsv::rows(include_str!("../data/divisions.tsv"));
            for (index, division) in (0..).zip(data.map(Division::parse)) {
                list.names.entry(division.name).or_default().push(index);
                list.divisions.push(division);
            }
            list
        })
    }

    /// Returns the divisions that bear a name in a year.
    pub(crate) fn called(&self, name: &str, year: Option<Year>) -> impl Iterator<Item = &Division> {
        let places = self.names.get(name).map(Vec::as_slice).unwrap_or_default();
        let divisions = places.iter().filter_map(|place| self.divisions.get(usize::from(*place)));
        divisions.filter(move |division| division.is_of(year))
    }

    /// Returns the provinces of a year whose names begin with a short one: 河北, 内蒙古.
    pub(crate) fn shortened(&self, year: Option<Year>) -> impl Iterator<Item = &Division> {
        let is_it = move |it: &&Division| it.level() == Level::Province && it.is_of(year);
        self.divisions.iter().filter(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_a_division_of_its_own_with_a_place_above_it() {
        let mut seen = BTreeSet::new();
        let provinces: BTreeSet<&str> =
            List::get().shortened(None).map(|it| &it.code[..2]).collect();
        assert_eq!(provinces.len(), 34);
        for division in all() {
            let Division { code, name, from, until } = *division;
            assert!(code.len() == 6 && code.bytes().all(|it| it.is_ascii_digit()), "{code}");
            assert!(provinces.contains(&code[..2]), "{code}");
            assert!(name.ends_with(['省', '市', '县', '区', '旗', '州', '盟']), "{name}");
            assert!(name.chars().count() <= crate::path::LONGEST, "{name}");
            assert!(from.zip(until).is_none_or(|(from, until)| from <= until), "{name}");
            assert!(seen.insert((code, name, from)), "{code} {name} stands twice");
        }
    }

    #[test]
    fn the_list_of_today_is_complete() {
        assert_eq!(all().iter().filter(|it| it.is_of(None)).count(), 3214);
    }
}
