//! The codes in the sheets, and the names that the preparer gives them.

use super::fields::Field;
use crate::{Kind as Of, Problem, Spot, near};
use classification::{
    Classification, Event, Evidence, Kind, Move, Named, crossings, name_for, successors,
};
use ledger::{Code, Ledger, Year};
use message::{Message, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the codes that were met so far.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    /// The ledger's year.
    year: Option<Year>,
    /// The names that the preparer gave.
    own: BTreeMap<Code, String>,
    /// Where each code was met first.
    met: BTreeMap<Code, Spot>,
    /// Codes and names of which something was told that is told once.
    told: BTreeSet<(Code, String)>,
}

impl Codes {
    pub(crate) fn new(year: Option<Year>) -> Self {
        Self { year, ..Self::default() }
    }

    /// The names that the preparer gave, each where the lists have no better one.
    pub(crate) fn own(&self) -> BTreeMap<Code, String> {
        self.own.clone()
    }

    /// Takes over a code that the preparer added, with its name.
    pub(crate) fn add(
        &mut self,
        code: &Field<'_>,
        name: String,
    ) -> Result<Option<Problem>, Problem> {
        let digits = code.words()?;
        let Some(added) = Code::parse(&digits) else {
            return Err(no_code(code, &digits, Kind::Function));
        };
        if self.own.contains_key(&added) {
            return Err(code.error(
                format!("{added} 已经填过。一个科目只填一行"),
                format!("has {added} twice. Give each code one row"),
            ));
        }
        let odd = self
            .listed(added)
            .filter(|named| named.evidence == Evidence::Seen && named.name != name);
        let odd = odd.map(|named| other_name(code.spot.clone(), named, &name).of(Of::Code));
        self.own.insert(added, name);
        Ok(odd)
    }

    /// The code in a cell, with or without its name; the whole where it is blank.
    pub(crate) fn read(
        &mut self,
        field: &Field<'_>,
        kind: Kind,
        problems: &mut Vec<Problem>,
    ) -> Result<Code, Problem> {
        let words = field.words()?;
        if words.is_empty() {
            return Ok(Code::ALL);
        }
        let end = words.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(words.len());
        let (digits, name) = words.split_at(end);
        let deepest = if kind == Kind::Function { 3 } else { 2 };
        let code = Code::parse(digits).filter(|code| code.level() <= deepest);
        let is_apart = name.is_empty() || name.starts_with(char::is_whitespace);
        let Some(code) = code.filter(|_| is_apart) else {
            return Err(no_code(field, &words, kind));
        };
        let is_its = match kind {
            Kind::Function => code.is_function(),
            _ => code.is_economic(),
        };
        if !is_its {
            return Err(of_another(field, code, kind));
        }
        self.met.entry(code).or_insert_with(|| field.spot.clone());
        let odd = [self.take(&field.spot, code, name.trim()), self.given_up(&field.spot, code)];
        problems.extend(odd.into_iter().flatten().map(|problem| problem.of(Of::Code)));
        Ok(code)
    }

    /// Codes that nothing names: their rows would be printed without a name.
    pub(crate) fn nameless(&self, ledger: &Ledger) -> Vec<Problem> {
        let mut told = BTreeSet::new();
        let mut problems = Vec::new();
        for (code, spot) in &self.met {
            let printed = code.widened().filter(|it| it.level() > 0);
            let nameless = printed.filter(|it| name_for(ledger, *it).is_none());
            for it in nameless.filter(|it| told.insert(*it)).collect::<Vec<_>>() {
                problems.push(no_name(spot.clone(), *code, it).of(Of::Code));
            }
        }
        problems
    }

    /// Takes over the name that stands with a code, and tells what is odd about the two.
    fn take(&mut self, spot: &Spot, code: Code, name: &str) -> Option<Problem> {
        let names = Classification::of(code).map(|list| list.names_of(code)).unwrap_or_default();
        let listed = self.listed(code);
        if let Some(named) = listed.filter(|named| named.evidence == Evidence::Seen) {
            let is_right = name.is_empty() || name == named.name;
            return (!is_right).then(|| other_name(spot.clone(), named, name));
        }
        let is_new = !self.own.contains_key(&code);
        if !name.is_empty() && listed.is_none_or(|named| named.name != name) {
            let own = self.own.entry(code).or_insert_with(|| name.to_owned());
            if own != name {
                return Some(two_names(spot.clone(), code, own, name));
            }
        }
        match listed {
            None if names.is_empty() && is_new => {
                self.once(code, "").then(|| unknown(spot.clone(), code))
            }
            Some(named) if !name.is_empty() && name != named.name => {
                let is_former = names.iter().any(|it| it.name == name);
                self.once(code, name).then(|| remembered(spot.clone(), named, name, is_former))
            }
            _ => None,
        }
    }

    /// A code that is no longer in use in the ledger's year, told once.
    fn given_up(&mut self, spot: &Spot, code: Code) -> Option<Problem> {
        let year = self.year?;
        let names = Classification::of(code)?.names_of(code);
        let last = names.last().filter(|_| !names.iter().any(|named| named.is_in_force(year)))?;
        let until = last.until.filter(|until| *until < year.0)?;
        let moves = successors(code, None, Year(until), year);
        let known = moves.first().map_or(last.evidence, |it| it.evidence);
        (known.names() && self.once(code, "until"))
            .then(|| obsolete(spot.clone(), last, until, &moves, known))
    }

    /// The name in the lists in the ledger's year, or the last one known.
    fn listed(&self, code: Code) -> Option<&'static Named> {
        let list = Classification::of(code)?;
        let last = || list.names_of(code).iter().rev().find(|named| named.evidence.names());
        list.name_in(code, self.year).or_else(last)
    }

    fn once(&mut self, code: Code, what: &str) -> bool {
        self.told.insert((code, what.to_owned()))
    }
}

fn unknown(spot: Spot, code: Code) -> Problem {
    let Message { zh, en } = near::hint(&near_codes(&code.to_string(), Kind::of(code)));
    Problem::warning(
        spot,
        format!(
            "科目表里没有 {code}，不能判断对错。{zh}确是新科目的，在“自定科目”表中写上代码和名称。"
        ),
        format!(
            "The code {code} is unknown, which is not to say wrong.{en} If it is new, add it with its name to the sheet 自定科目."
        ),
    )
}

fn no_name(spot: Spot, met: Code, code: Code) -> Problem {
    let list = Classification::of(code).map(|list| list.names_of(code)).unwrap_or_default();
    let names: Vec<&str> = list.iter().map(|named| named.name).collect();
    let hint = near::hint(&names);
    let (zh, en) = if met == code {
        (
            format!(
                "科目 {code} 没有名称，公开的表里会空着科目名称。{}请写成“{code} 名称”，或在“自定科目”表中补上。",
                hint.zh
            ),
            format!(
                "{code} has no name, so its rows would be printed without one.{} Write the name behind the code, or add it to the sheet 自定科目.",
                hint.en
            ),
        )
    } else {
        (
            format!(
                "{met} 的上级科目 {code} 没有名称，公开的表里会空着科目名称。{}请在“自定科目”表中补上 {code}。",
                hint.zh
            ),
            format!(
                "{code}, above {met}, has no name, so its rows would be printed without one.{} Add {code} to the sheet 自定科目.",
                hint.en
            ),
        )
    };
    Problem::error(spot, zh, en)
}

/// Another name than the one that a public source prints.
fn other_name(spot: Spot, named: &Named, name: &str) -> Problem {
    let (code, known) = (named.code, named.name);
    let former = Classification::of(code).and_then(|list| {
        list.names_of(code).iter().find(|it| it.name == name).and_then(|it| it.until)
    });
    match former {
        Some(until) => Problem::warning(
            spot,
            format!(
                "“{name}”是 {code} 以前的名称，只用到{until}年，现在叫“{known}”。公开时印现在的名称。"
            ),
            format!(
                "{name} was the name of {code} until {until}; it is {known} now, which is printed."
            ),
        ),
        None => Problem::warning(
            spot,
            format!("{code} 的名称是“{known}”，这里写的是“{name}”。以代码为准，请核对。"),
            format!("{code} is named {known}, not {name}. The code counts; check it."),
        ),
    }
}

/// Another name than the one that the lists only remember.
fn remembered(spot: Spot, named: &Named, name: &str, is_former: bool) -> Problem {
    let (code, known) = (named.code, named.name);
    let (zh, en) =
        if is_former { ("，这里写的是以前的名称", ", a former name") } else { ("", "") };
    Problem {
        severity: Severity::Note,
        ..Problem::warning(
            spot,
            format!(
                "{code} 在本程序的科目表里叫“{known}”（未经核实）{zh}。公开时照印“{name}”，请核对。"
            ),
            format!(
                "The list, unverified, names {code} {known}, not {name}{en}. {name} is printed; check it."
            ),
        )
    }
}

fn two_names(spot: Spot, code: Code, own: &str, name: &str) -> Problem {
    Problem::warning(
        spot,
        format!("{code} 在别处写作“{own}”，这里写作“{name}”。公开时印“{own}”，请统一。"),
        format!("{code} is named {own} elsewhere and {name} here. {own} is printed; use one name."),
    )
}

fn obsolete(spot: Spot, last: &Named, until: u16, moves: &[Move], known: Evidence) -> Problem {
    let Named { code, name, .. } = last;
    let to = |it: &Move| {
        let list = Classification::of(it.new);
        let name = list.and_then(|list| list.name_in(it.new, Some(Year(it.year))));
        format!("{} {}", it.new, name.map_or("", |named| named.name))
    };
    let new: Vec<String> = moves.iter().map(to).collect();
    let (zh, en) = match moves.first() {
        Some(it) => {
            let (zh, en) = match it.event {
                Event::Merge => ("并入", "merged into"),
                Event::Split => ("拆分为", "split into"),
                Event::Move | Event::Recode => ("改列", "moved to"),
            };
            (
                format!("{}年起{zh} {}。", it.year, new.join("、")),
                format!(" From {} on it is {en} {}.", it.year, new.join(", ")),
            )
        }
        None => Default::default(),
    };
    let severity = if known == Evidence::Seen { Severity::Warning } else { Severity::Note };
    Problem {
        severity,
        ..Problem::warning(
            spot,
            format!("{code} {name} 只用到{until}年。{zh}请核对科目。"),
            format!("{code} {name} was used until {until}.{en} Check the code."),
        )
    }
}

/// A code of another classification, such as an economic item of the government's.
fn of_another(field: &Field<'_>, code: Code, kind: Kind) -> Problem {
    let (zh, en) = match kind {
        Kind::Function => ("支出功能分类科目以 2 开头", "function codes begin with 2"),
        _ => ("部门预算支出经济分类科目以 3 开头", "economic items of departments begin with 3"),
    };
    let items: Vec<String> = Classification::get(Kind::Economic)
        .rows()
        .iter()
        .filter(|row| crossings(row.code).iter().any(|crossing| crossing.government == code))
        .map(|row| format!("{} {}", row.code, row.name))
        .collect();
    let (found, english) = match items.as_slice() {
        [] => Default::default(),
        items => (
            format!("。这是政府预算支出经济分类科目，与它对应的是：{}", items.join("、")),
            format!(
                ". It is an item of the government's classification, to which belong {}",
                items.join(", ")
            ),
        ),
    };
    field
        .error(
            format!("{code} 不能填在这里：{zh}{found}"),
            format!("cannot be {code}: {en}{english}"),
        )
        .of(Of::Code)
}

fn no_code(field: &Field<'_>, words: &str, kind: Kind) -> Problem {
    let (zh, en) = match kind {
        Kind::Function | Kind::Revenue => {
            ("功能科目是 3、5 或 7 位数字", "A function code has 3, 5 or 7 digits")
        }
        Kind::Economic | Kind::Government => {
            ("经济科目是 3 或 5 位数字", "An economic code has 3 or 5 digits")
        }
    };
    let hint = near::hint(&near_codes(words, Some(kind)));
    field.error(
        format!("“{words}”不是科目代码。{}{zh}，后面可以空一格写名称", hint.zh),
        format!(
            "is {words}, which is not a known code.{} {en}, and may be followed by a space and its name",
            hint.en
        ),
    )
}

/// The codes one slip away from what was written, else those of the name that was written.
fn near_codes(words: &str, kind: Option<Kind>) -> Vec<String> {
    /// How many codes are named.
    const NAMED: usize = 3;
    let Some(list) = kind.map(Classification::get) else { return Vec::new() };
    let mut found = list.near(words, None);
    if found.is_empty() {
        let names = near::near(words, list.rows().iter().map(|named| named.name));
        found = names.first().map(|name| list.called(name).collect()).unwrap_or_default();
    }
    found.iter().take(NAMED).map(|named| format!("{} {}", named.code, named.name)).collect()
}
