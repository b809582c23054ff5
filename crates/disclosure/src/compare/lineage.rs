//! What became of the codes of one disclosure until the other.

use crate::model::Disclosure;
use crate::vocabulary::normal::normal;
use classification::{Classification, Event, Evidence, Move, successors};
use ledger::{Code, Scope};
use message::Message;
use std::collections::BTreeMap;

/// Which codes of two disclosures are compared with which, and what to say of them.
#[derive(Debug, Default)]
pub(super) struct Lineage {
    /// Codes of the earlier disclosure whose money the later one prints under another code.
    pub before: BTreeMap<Code, Code>,
    /// Codes of the later disclosure that are parts of one code of the earlier.
    pub after: BTreeMap<Code, Code>,
    /// What to say of the codes that are compared.
    remarks: BTreeMap<Code, Message>,
}

/// The first name that a disclosure prints with each code.
type Names<'a> = BTreeMap<Code, &'a str>;

impl Lineage {
    pub fn new(before: &Disclosure, after: &Disclosure) -> Self {
        let mut lineage = Self::default();
        let (old, new) = (names(before), names(after));
        let mut joined: BTreeMap<Code, Vec<Move>> = BTreeMap::new();
        for (code, name) in &old {
            if let Some(now) = new.get(code) {
                // A code that both print is the same, perhaps under a new name.
                lineage.rename(*code, name, now);
                continue;
            }
            let (Some(from), Some(to)) = (before.year, after.year) else { continue };
            let mut moves = successors(*code, Some(name), from, to);
            moves.dedup_by_key(|it| it.new);
            match moves.as_slice() {
                [] => {}
                [only] => joined.entry(only.new).or_default().push(*only),
                several => lineage.split(several, &new),
            }
        }
        for (new, moves) in joined {
            lineage.join(new, &moves);
        }
        lineage
    }

    /// What to say of the codes of a scope.
    pub fn remark(&self, scope: &Scope) -> Option<Message> {
        let of = |code| self.remarks.get(&code);
        of(scope.function).or_else(|| of(scope.economic)).cloned()
    }

    /// Two names of one code, both of which the lists know as its names.
    fn rename(&mut self, code: Code, name: &str, now: &str) {
        let listed = Classification::of(code).map(|list| list.names_of(code)).unwrap_or_default();
        let is_its = |name: &str| listed.iter().any(|named| normal(named.name) == name);
        if name != now && is_its(name) && is_its(now) {
            let zh = format!("{code} 原来叫“{name}”，现在叫“{now}”。");
            let en = format!("{code} was named {name} and is now {now}.");
            self.remarks.insert(code, Message::new(zh, en));
        }
    }

    /// Codes that became one.
    fn join(&mut self, new: Code, moves: &[Move]) {
        let Some(first) = moves.first() else { return };
        self.before.extend(moves.iter().map(|it| (it.old, new)));
        let old = listed(moves.iter().map(|it| it.old));
        let year = first.year;
        let words = match first.event {
            Event::Merge => Message::new(
                format!("{} 自{year}年起并入 {new}。", old.zh),
                format!("From {year} on {} is a part of {new}.", old.en),
            ),
            Event::Move | Event::Recode | Event::Split => Message::new(
                format!("{} 自{year}年起改列 {new}。", old.zh),
                format!("From {year} on {} stands under {new}.", old.en),
            ),
        };
        self.say(new, words, moves);
    }

    /// A code that became several, of which the later disclosure prints some.
    fn split(&mut self, moves: &[Move], printed: &Names<'_>) {
        let parts: Vec<&Move> = moves.iter().filter(|it| printed.contains_key(&it.new)).collect();
        let Some(first) = parts.first() else { return };
        self.after.extend(parts.iter().map(|it| (it.new, first.old)));
        let new = listed(moves.iter().map(|it| it.new));
        let (old, year) = (first.old, first.year);
        let words = Message::new(
            format!("{old} 自{year}年起拆分为 {}，按合计比较。", new.zh),
            format!("From {year} on {old} is split into {}, compared as a sum.", new.en),
        );
        self.say(old, words, moves);
    }

    fn say(&mut self, code: Code, words: Message, moves: &[Move]) {
        let is_seen = moves.iter().all(|it| it.evidence == Evidence::Seen);
        let doubt = Message::new("（科目沿革未经核实）", " (Unverified.)");
        let remark = match is_seen {
            true => words,
            false => Message::new(words.zh + &doubt.zh, words.en + &doubt.en),
        };
        self.remarks.insert(code, remark);
    }
}

/// Codes in a list of words.
fn listed(codes: impl Iterator<Item = Code>) -> Message {
    let codes: Vec<String> = codes.map(|code| code.to_string()).collect();
    Message::new(codes.join("、"), codes.join(", "))
}

fn names(disclosure: &Disclosure) -> Names<'_> {
    let mut names = Names::new();
    for seen in &disclosure.observations {
        let codes = [seen.scope.function, seen.scope.economic];
        let printed = Code::parse(&seen.source.code).filter(|code| codes.contains(code));
        if let Some(code) = printed {
            names.entry(code).or_insert(&seen.source.label);
        }
    }
    names
}
