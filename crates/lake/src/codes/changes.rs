//! What became of a code, by the amounts of departments: last year's document prints last year's
//! amounts under last year's codes, and this year's document prints the same amounts under its own.

use std::collections::{BTreeMap, BTreeSet};

/// The most codes of which sums are tried: among more, sums are equal by chance.
const MOST_LEFT: usize = 16;

/// What happened to codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Rename,
    Recode,
    Split,
    Merge,
}

impl Event {
    /// The name by which programs know it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::Recode => "recode",
            Self::Split => "split",
            Self::Merge => "merge",
        }
    }
}

/// A code and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Code {
    pub(super) code: String,
    pub(super) name: String,
}

/// A change of codes from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    /// The first year of the new codes.
    pub(super) from_year: i64,
    pub(super) dimension: String,
    /// Where the codes are valid; empty for everywhere.
    pub(super) place: String,
    pub(super) event: Event,
    pub(super) old: Vec<Code>,
    pub(super) new: Vec<Code>,
}

/// An amount under its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) name: String,
    pub(super) fen: i64,
}

/// The amounts of one scope of one department, each under its code.
pub(super) type Amounts = BTreeMap<String, Amount>;

/// Returns what became of the codes of one scope of a department: events with old and new codes.
pub(super) fn compare(old: &Amounts, new: &Amounts) -> BTreeSet<(Event, Vec<Code>, Vec<Code>)> {
    let mut events = BTreeSet::new();
    let lengths: BTreeSet<usize> = old.keys().chain(new.keys()).map(String::len).collect();
    for length in lengths {
        let of_length = |amounts: &Amounts| -> Amounts {
            let all = amounts.iter().filter(|(code, _)| code.len() == length);
            all.map(|(code, amount)| (code.clone(), amount.clone())).collect()
        };
        compare_level(of_length(old), of_length(new), &mut events);
    }
    events
}

fn compare_level(
    mut old: Amounts,
    mut new: Amounts,
    events: &mut BTreeSet<(Event, Vec<Code>, Vec<Code>)>,
) {
    let (all_old, all_new) = (old.clone(), new.clone());
    // A code with its amount of last year is what it was, whatever it is called.
    for (code, was) in &all_old {
        let Some(is) = new.get(code).filter(|is| is.fen == was.fen) else { continue };
        if is.name != was.name {
            let pair = |amount: &Amount| vec![of(code, amount)];
            events.insert((Event::Rename, pair(was), pair(is)));
        }
        old.remove(code);
        new.remove(code);
    }
    if old.len() > MOST_LEFT || new.len() > MOST_LEFT {
        return;
    }
    let is_gone = |code: &str| !all_new.contains_key(code);
    let is_added = |code: &str| !all_old.contains_key(code);
    for (code, was) in &all_old {
        let Some(parts) = old.contains_key(code).then(|| only_sum(was.fen, &new)).flatten() else {
            continue;
        };
        let is_one = parts.len() == 1;
        // An amount that moved alone must be gone from its code and be proposed nowhere else.
        let is_certain = match is_one {
            true => {
                is_gone(code) && parts.keys().all(|part| is_added(part)) && is_single(was, &old)
            }
            false => parts.keys().any(|part| is_added(part)),
        };
        if is_certain {
            let event = if is_one { Event::Recode } else { Event::Split };
            events.insert((event, vec![of(code, was)], codes(&parts)));
            old.remove(code);
            new.retain(|code, _| !parts.contains_key(code));
        }
    }
    for (code, is) in &all_new {
        let Some(parts) = new.contains_key(code).then(|| only_sum(is.fen, &old)).flatten() else {
            continue;
        };
        if parts.len() > 1 && parts.keys().any(|part| is_gone(part)) {
            events.insert((Event::Merge, codes(&parts), vec![of(code, is)]));
            old.retain(|code, _| !parts.contains_key(code));
            new.remove(code);
        }
    }
}

fn of(code: &str, amount: &Amount) -> Code {
    Code { code: code.to_owned(), name: amount.name.clone() }
}

fn codes(amounts: &Amounts) -> Vec<Code> {
    amounts.iter().map(|(code, amount)| of(code, amount)).collect()
}

fn is_single(one: &Amount, among: &Amounts) -> bool {
    among.values().filter(|other| other.fen == one.fen).count() == 1
}

/// Returns the one to three amounts whose sum is this; `None` if there are none, or several.
fn only_sum(sum: i64, amounts: &Amounts) -> Option<Amounts> {
    let all: Vec<(&String, &Amount)> = amounts.iter().collect();
    let mut found: Option<Vec<usize>> = None;
    for chosen in choices(all.len()) {
        let fen =
            chosen.iter().filter_map(|at| all.get(*at)).map(|(_, amount)| i128::from(amount.fen));
        if fen.sum::<i128>() == i128::from(sum) && found.replace(chosen).is_some() {
            return None;
        }
    }
    let chosen = found?;
    let chosen = chosen.into_iter().filter_map(|at| all.get(at).copied());
    Some(chosen.map(|(code, amount)| (code.clone(), amount.clone())).collect())
}

/// Returns all choices of one to three of so many things.
fn choices(count: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for one in 0..count {
        all.push(vec![one]);
        for two in one + 1..count {
            all.push(vec![one, two]);
            all.extend((two + 1..count).map(|three| vec![one, two, three]));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(rows: &[(&str, &str, i64)]) -> Amounts {
        let amount = |name: &str, fen| Amount { name: name.to_owned(), fen };
        rows.iter().map(|(code, name, fen)| ((*code).to_owned(), amount(name, *fen))).collect()
    }

    /// The events as `old>new` with their names.
    fn told(old: &[(&str, &str, i64)], new: &[(&str, &str, i64)]) -> Vec<String> {
        let codes =
            |codes: Vec<Code>| codes.into_iter().map(|it| it.code).collect::<Vec<_>>().join("+");
        let events = compare(&amounts(old), &amounts(new));
        let told = |(event, old, new): (Event, _, _)| {
            format!("{} {}>{}", event.name(), codes(old), codes(new))
        };
        events.into_iter().map(told).collect()
    }

    #[test]
    fn codes_that_stay_are_no_event() {
        assert!(told(&[("201", "甲", 5), ("20101", "乙", 5)], &[("201", "甲", 5)]).is_empty());
        assert!(told(&[("201", "甲", 5)], &[("201", "甲", 7)]).is_empty());
        assert!(told(&[], &[("201", "甲", 7)]).is_empty());
    }

    #[test]
    fn names_codes_and_sums_tell_what_became_of_a_code() {
        let new_name = told(&[("210", "医疗卫生", 5)], &[("210", "卫生健康", 5)]);
        assert_eq!(new_name, ["rename 210>210"]);
        let moved =
            told(&[("216", "甲", 9), ("201", "乙", 5)], &[("217", "甲", 9), ("201", "乙", 5)]);
        assert_eq!(moved, ["recode 216>217"]);
        let split = told(&[("216", "甲", 9)], &[("217", "乙", 4), ("218", "丙", 5)]);
        assert_eq!(split, ["split 216>217+218"]);
        let split_off = told(&[("216", "甲", 9)], &[("216", "甲", 4), ("218", "丙", 5)]);
        assert_eq!(split_off, ["split 216>216+218"]);
        let merged = told(&[("216", "甲", 9), ("217", "乙", 2)], &[("216", "甲", 11)]);
        assert_eq!(merged, ["merge 216+217>216"]);
    }

    #[test]
    fn what_may_be_chance_is_no_event() {
        // Two codes with one amount.
        let twice = told(&[("216", "甲", 9), ("217", "乙", 9)], &[("218", "丙", 9)]);
        assert!(twice.is_empty(), "{twice:?}");
        // Two sums.
        let sums = [("301", "a", 4), ("302", "b", 5), ("303", "c", 3), ("304", "d", 6)];
        assert!(told(&[("216", "甲", 9)], &sums.map(|it| it)).is_empty());
        // Amounts that moved between codes that both stay.
        let stay = told(&[("1", "a", 3), ("2", "b", 4)], &[("1", "a", 4), ("2", "b", 3)]);
        assert!(stay.is_empty(), "{stay:?}");
    }
}
