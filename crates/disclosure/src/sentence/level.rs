//! What an amount in a sentence counts: what its words say, within what is being divided.

use super::clauses::{
    explained, without_comparison, without_explanation, without_guests, without_owners,
};
use super::{Statement, read, says_nothing};
use crate::classification::{Classification, Kind};
use crate::lexicon::Reading;
use crate::model::Why;
use crate::normal::label;
use crate::parts::{Parts, Side};
use crate::rows::code_parts;
use ledger::{Dimension, Node, Printed, Stage};

/// What an amount counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    parts: Parts,
    /// Whether it may also be the total with what was carried over.
    may_be_total: bool,
    /// Whether it is a part of such a total.
    is_part: bool,
}

/// Words after which a sentence divides what it has just named.
const DIVIDERS: [&str; 6] =
    ["其中", "主要用于以下方面", "用于以下方面", "具体如下", "包括", "包含"];

/// Words of money that was not received, or not spent, in the year, or of what was.
const CARRIED: [&str; 9] = [
    "上年结转",
    "上年结余",
    "年初结转",
    "使用非财政",
    "本年收入",
    "本年支出",
    "结转下年",
    "年末结转",
    "年终结转",
];

impl Statement<'_> {
    /// 收入预算 is called what the year receives and also what it has with all that is carried
    /// in: it means what the tables print this amount for, and else what the sentence divides.
    pub(super) fn settle(&self, level: Level, printed: Printed) -> Parts {
        let total = Parts {
            flow: Some(Node::whole(Dimension::Flow)),
            side: level.parts.side_of(),
            ..level.parts
        };
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let is_total = level.may_be_total
            && match (prints(level.parts), prints(total)) {
                (true, false) => false,
                (false, true) => true,
                _ if level.is_part => !self.divides_carried,
                _ => self.names_carried(),
            };
        if is_total { total } else { level.parts }
    }

    /// 当年拨款 is what the year receives, unless the tables print this amount as spent alone.
    pub(super) fn appropriated(&self, words: &str, parts: Parts, printed: Printed) -> Parts {
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let spent = Parts { flow: Node::spent(), ..parts };
        let is_spent = parts.flow == Node::received() && !prints(parts) && prints(spent);
        if words.contains("当年拨款") && is_spent { spent } else { parts }
    }

    /// Whether the sentence divides what it speaks of into money of the year and carried money.
    fn names_carried(&self) -> bool {
        let divider = DIVIDERS.iter().find_map(|divider| self.ahead.split_once(divider));
        divider.is_some_and(|(_, parts)| CARRIED.iter().any(|words| parts.contains(words)))
    }

    /// What the amount after `words` counts; an error where not every word is known.
    pub(super) fn level(&mut self, words: &str) -> Result<Level, Why> {
        if words.starts_with(':') && self.last.is_some() {
            self.divide(self.last);
        }
        let words = without_owners(without_comparison(without_explanation(words)));
        let divides = DIVIDERS.iter().find_map(|divider| words.rsplit_once(divider));
        let (before, inside) = divides.unwrap_or(("", words));
        let before = before.trim_matches([',', ':', '(', ')']);
        let side = self.side_of_account(before);
        if inside.len() < words.len() {
            self.divide(side.or(self.last));
        }
        let inside = self.divide_named(inside).unwrap_or(inside);
        if self.is_within_lost || !(side.is_some() || says_nothing(before)) {
            return Err(Why::Sentence);
        }
        // 某科目,主要用于某事,年初预算为: the subject is named before its use.
        let inside = match explained(inside) {
            Some((subject, rest)) if self.take_subject(subject).is_ok_and(str::is_empty) => rest,
            _ => inside,
        };
        let named = self.take_subject(inside)?;
        let names_subject = named.len() < inside.len();
        let inside = named;
        let reading = read(inside)
            .or_else(|| read(&without_guests(inside)?))
            .filter(|reading| !reading.is_change)
            .ok_or(Why::Sentence)?;
        // In a budget 支出预算 names all spending; in final accounts it goes on with a subject.
        let is_own = self.context.stage == Stage::Budget && self.item.is_none();
        let is_only_stage = reading.parts.stage.is_some() && is_only_stage(&reading.parts);
        if let (true, None, None, Some(subject)) =
            (is_only_stage, self.item, self.last, self.topic.subject)
        {
            let parts = subject.parts.narrow(Parts { flow: None, side: None, ..reading.parts });
            let parts = self.topic.within(parts.map_err(|_| Why::Sentence)?);
            return Ok(Level { parts, may_be_total: subject.may_be_total, is_part: false });
        }
        let says_stage = is_only_stage && !is_own;
        let base = match (self.item, names_subject || says_stage || reading.known == 0) {
            (Some(item), true) => Some(item),
            (None, true) if says_stage && self.last.is_some() => self.last,
            (_, true) => return Err(Why::Sentence),
            (_, false) => return self.part(&reading),
        };
        let base = base.unwrap_or_default();
        let parts = spent_of(base, &reading.parts).narrow(reading.parts);
        let parts = self.topic.within(parts.map_err(|_| Why::Sentence)?);
        Ok(Level { parts, may_be_total: reading.may_be_total, is_part: false })
    }

    /// What `reading` counts as a part of what is being divided; what was divided within
    /// that is done where it is no part of it.
    fn part(&mut self, reading: &Reading) -> Result<Level, Why> {
        while let Some(whole) = self.whole {
            if let Some(parts) = part_of(whole, &reading.parts) {
                return self.level_of(parts, reading);
            }
            let is_of_another = account(whole).narrow(reading.parts).is_err();
            self.whole = self.outer.pop();
            if self.whole.is_none() && !(is_of_another && reading.parts.flow.is_some()) {
                return Err(Why::Sentence);
            }
        }
        self.level_of(reading.parts, reading)
    }

    /// A fund alone does not say whether it is received or spent: of a total it may be the
    /// total too.
    fn level_of(&self, parts: Parts, reading: &Reading) -> Result<Level, Why> {
        let is_fund = reading.parts.flow().is_none() && reading.parts.memo.is_none();
        let (parts, may_be_total, is_part) = match parts.side {
            _ if parts.flow().is_none() && parts.memo.is_none() => return Err(Why::Sentence),
            Some(_) if is_total(parts) && is_fund => (Parts { flow: None, ..parts }, true, true),
            _ => (parts, reading.may_be_total, false),
        };
        Ok(Level { parts: self.topic.within(parts), may_be_total, is_part })
    }

    /// Begins to divide `whole`.
    fn divide(&mut self, whole: Option<Parts>) {
        self.is_within_lost = self.is_lost;
        self.divided = self.compared.or(self.divided);
        self.outer.extend(self.whole);
        self.divides = self.divides.or(self.last);
        self.whole = whole.map(|whole| Parts { stage: None, ..whole });
        self.divides_carried = CARRIED.iter().any(|words| self.ahead.contains(words));
    }

    /// `三公经费支出决算中,公务接待费支出决算`: begins to divide what is named first; what is
    /// left of the words.
    fn divide_named<'w>(&mut self, words: &'w str) -> Option<&'w str> {
        let (whole, rest) = words.split_once("中,")?;
        let (whole, part) = (read(whole)?.parts, read(rest)?.parts);
        let whole = self.topic.within(whole);
        let parts = part_of(whole, &part).filter(|parts| *parts != whole)?;
        parts.flow().or(parts.memo)?;
        self.divide(Some(whole));
        Some(rest)
    }

    /// 收支总预算10万元。收入包括:…;支出包括: one side of what was last spoken of.
    fn side_of_account(&mut self, words: &str) -> Option<Parts> {
        let side = match words {
            "收入" => Side::Sources,
            "支出" => Side::Uses,
            _ => return None,
        };
        self.account = self.last.filter(|last| is_total(*last)).or(self.account);
        Some(Parts { flow: None, side: Some(side), ..self.account? })
    }

    /// Takes note of a budget subject named in `words`; what is left of the words.
    pub(super) fn take_subject<'w>(&mut self, words: &'w str) -> Result<&'w str, Why> {
        let (code, rest) = match self.subjects.named(words, self.topic.class) {
            Some(named) => match named.codes.as_slice() {
                [code] if read(named.before).is_some() => (*code, named.after),
                [] => {
                    self.item = None;
                    return Err(Why::Subject(
                        named.names.iter().map(|n| (*n).to_owned()).collect(),
                    ));
                }
                _ => return Err(Why::Sentence),
            },
            None => {
                let name = words.trim_start_matches([',', ':', '、']);
                // 农林水支出(213)
                let is_code = |c: char| c.is_ascii_digit() || "()".contains(c);
                let name = name.trim_end_matches(is_code);
                let name = name.trim_end_matches("科目").trim_end_matches('类');
                let name = match name.rsplit_once([',', ':']) {
                    Some((before, name)) if says_nothing(before) => name,
                    _ => name,
                };
                let name = label(name).words;
                let economic = Classification::get(Kind::Economic).class(name);
                match self.subjects.class(name).or(economic) {
                    Some(code) => (code, ""),
                    None => return Ok(words),
                }
            }
        };
        let named = code_parts(code);
        let item = spent_of(self.outer(), &named).narrow(named);
        self.item = Some(item.map_err(|_| Why::Sentence)?);
        Ok(rest)
    }

    /// What a subject is named within: the list that was announced or the whole spoken of.
    pub(super) fn outer(&self) -> Parts {
        self.whole.unwrap_or_default()
    }
}

/// Of which stage the amount is that `words` say was done in part: `完成全年预算`.
pub(super) fn completed(words: &str) -> Option<Stage> {
    let said = words.trim_start_matches([',', ';']).strip_prefix("完成")?;
    let reading = read(said)?;
    is_only_stage(&reading.parts).then_some(reading.parts.stage)?
}

/// Whether `parts` are of the total of an account.
pub(super) fn is_total(parts: Parts) -> bool {
    parts.flow == Some(Node::whole(Dimension::Flow))
}

/// The whole of which a part is said: 支出总计, 其中：基本支出 is of what is spent, and so
/// is it of an appropriation.
pub(super) fn spent_of(whole: Parts, part: &Parts) -> Parts {
    let is_spending = part.purpose.is_some() || part.memo.is_some() || part.function.is_some();
    let is_appropriation = whole.flow == Node::received() && whole.fund.is_some();
    match is_spending {
        true if is_total(whole) => Parts { flow: None, ..whole },
        true if is_appropriation => Parts { flow: None, side: None, ..whole },
        _ => whole,
    }
}

/// `part` within `whole`, unless it is of something else or more than the whole.
fn part_of(whole: Parts, part: &Parts) -> Option<Parts> {
    let is_more = |whole: Option<Node>, part: Option<Node>| {
        whole.zip(part).is_some_and(|(whole, part)| whole != part && part.contains(whole))
    };
    let is_more = is_more(whole.memo, part.memo) || is_more(whole.purpose, part.purpose);
    spent_of(whole, part).narrow(*part).ok().filter(|_| !is_more)
}

/// What `parts` say of the account: its side, and whose money it is.
fn account(parts: Parts) -> Parts {
    Parts { flow: parts.flow, side: parts.side, fund: parts.fund, ..Parts::default() }
}

/// Whether nothing but the stage is said, and perhaps that it is spending.
pub(super) fn is_only_stage(parts: &Parts) -> bool {
    let is_spending = parts.flow.is_none() || parts.flow == ledger::Node::spent();
    is_spending
        && Parts { stage: None, flow: None, side: None, year: None, ..*parts } == Parts::default()
}
