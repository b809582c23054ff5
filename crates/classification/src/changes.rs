//! What became of codes over the years: money that moved to other codes.

use crate::{Classification, Evidence};
use ledger::{Code, Year, tsv};
use std::sync::OnceLock;

/// How money moved from a code to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The code was given up for one other: 转列.
    Move,
    /// The same content has a new code: 改码.
    Recode,
    /// Several codes became one: 合并.
    Merge,
    /// One code became several: 拆分.
    Split,
}

/// The move of a code's money to another code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// What happened.
    pub event: Event,
    /// The first year in which the new code is used.
    pub year: u16,
    /// The code before.
    pub old: Code,
    /// The code after.
    pub new: Code,
    /// How it is known.
    pub evidence: Evidence,
}

/// Returns where the money of `code` went after the year `before`, up to the year `after`. A code
/// below one that moved went to the code of the same `name` below the new one, if there is one.
///
/// Moves that are known with doubt are left out.
pub fn successors(code: Code, name: Option<&str>, before: Year, after: Year) -> Vec<Move> {
    let is_between = |it: &&Move| before.0 < it.year && it.year <= after.0;
    let mut found: Vec<Move> =
        moves().iter().filter(is_between).filter(|it| it.old == code).copied().collect();
    if found.is_empty() {
        let above = code.parent().filter(|above| above.level() > 0);
        let above = above.map(|above| successors(above, None, before, after)).unwrap_or_default();
        found = above.into_iter().filter_map(|it| below(it, code, name, after)).collect();
    }
    let followed = |it: Move| {
        let further = successors(it.new, name, Year(it.year), after);
        if further.is_empty() {
            vec![it]
        } else {
            further.into_iter().map(|to| Move { old: code, ..to }).collect()
        }
    };
    found.into_iter().flat_map(followed).collect()
}

/// Returns the codes whose money `code` took over after the year `before`, up to the year `after`.
pub fn predecessors(code: Code, before: Year, after: Year) -> Vec<Move> {
    let is_between = |it: &&Move| before.0 < it.year && it.year <= after.0;
    moves().iter().filter(is_between).filter(|it| it.new == code).copied().collect()
}

/// The move of a code below one that moved: to the code of the same name below the new one.
fn below(above: Move, old: Code, name: Option<&str>, year: Year) -> Option<Move> {
    let list = Classification::of(old)?;
    let listed = || list.names_of(old).iter().rev().find(|named| named.evidence.names());
    let name = name.or_else(|| listed().map(|named| named.name))?;
    let mut called = list.called(name).filter(|named| {
        named.code.parent() == Some(above.new) && named.is_in_force(year) && named.evidence.names()
    });
    called.next().map(|named| Move { old, new: named.code, ..above })
}

fn moves() -> &'static [Move] {
    static MOVES: OnceLock<Vec<Move>> = OnceLock::new();
    MOVES.get_or_init(|| {
        let data = tsv::rows(include_str!("../data/changes.tsv"));
        data.filter_map(Move::parse).filter(|it| it.evidence.names()).collect()
    })
}

impl Move {
    fn parse([year, event, old, new, evidence]: [&'static str; 5]) -> Option<Self> {
        let event = match event {
            "move" => Event::Move,
            "recode" => Event::Recode,
            "merge" => Event::Merge,
            "split" => Event::Split,
            _ => return None,
        };
        Some(Self {
            event,
            year: year.parse().ok()?,
            old: Code::parse(old)?,
            new: Code::parse(new)?,
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

    fn went(old: &str, name: Option<&str>, before: u16, after: u16) -> Vec<Code> {
        let moves = successors(code(old), name, Year(before), Year(after));
        moves.iter().map(|it| it.new).collect()
    }

    #[test]
    fn codes_that_became_one_are_followed() {
        for old in ["2210106", "2210107", "2210110"] {
            assert_eq!(went(old, None, 2024, 2025), [code("2210111")]);
        }
        assert_eq!(went("2210106", None, 2023, 2024), []);
        assert_eq!(went("2210106", None, 2025, 2026), []);
        let from = predecessors(code("2210111"), Year(2024), Year(2025));
        assert!(from.iter().all(|it| it.event == Event::Merge) && from.len() == 3);
    }

    #[test]
    fn a_code_that_became_several_is_followed_to_all_of_them() {
        assert_eq!(went("20704", None, 2018, 2019), [code("20706"), code("20708")]);
    }

    #[test]
    fn what_was_below_a_code_that_moved_is_followed_by_its_name() {
        assert_eq!(went("2011501", Some("行政运行"), 2018, 2019), [code("2013801")]);
        assert_eq!(went("2011504", Some("从未有过的名称"), 2018, 2019), []);
    }

    #[test]
    fn moves_that_are_in_doubt_are_not_followed() {
        assert_eq!(went("39906", None, 2021, 2022), []);
    }
}
