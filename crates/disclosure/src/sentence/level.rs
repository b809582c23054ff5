//! What an amount in a sentence counts: what its words say, within what is being divided.
//!
//! The words are those between the figure before and the amount. Every one of them has to be
//! known. They are read from the outside in, by this grammar:
//!
//! ```text
//! words    = [explanation ","] [comparison ","] [owners] [divided divider] inside
//! divided  = "收入" | "支出"               one side of the account last spoken of
//!          | words that say nothing        what was last spoken of
//!          | a whole                       that whole, which is named without an amount
//! divider  = "其中" | "主要用于以下方面" | … | "包括"
//! inside   = [["收入" | "支出"] "按…分:"]  divides what was last spoken of, or a side of it
//!            [whole "中,"]                 divides the whole named here
//!            [subject "," explanation ","] [subject] phrases
//! phrases  = nothing | a stage             of the subject, or of what was last spoken of
//!          | parts                         a part of what is being divided
//! ```
//!
//! Wholes are divided within one another. A part that does not fit the innermost one is tried
//! in the one around it, which is then divided further. What the words leave open is completed
//! from the [`Discourse`](super::discourse::Discourse).

use super::clauses::{
    called_by_use, explained, without_comparison, without_explanation, without_guests,
    without_owners, without_remark,
};
use super::coded::{coded, coded_behind, economic};
use super::lead::without_lead;
use super::owner::kind;
use super::statement::Statement;
use super::within::{account, beside, is_other_side, is_total, leaves_rest, part_of, spent_of};
use super::words::{is_only_stage, is_sum, read, says_nothing};
use crate::model::Why;
use crate::vocabulary::classes::code_parts;
use crate::vocabulary::lexicon::Reading;
use crate::vocabulary::normal::label;
use crate::vocabulary::parts::{Parts, Side, When};
use ledger::{Node, Stage, nodes};

/// What an amount counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub parts: Parts,
    /// Whether it may also be the total with what was carried over.
    pub may_be_total: bool,
    /// Whether it is a part of such a total.
    pub is_part: bool,
}

/// Words after which a sentence divides what it has just named.
pub(super) const DIVIDERS: [&str; 7] =
    ["其中", "主要用于以下方面", "用于以下方面", "具体如下", "主要包括", "包括", "包含"];

/// Words that divide the amount right before them, and else say what a subject is for.
const USES: [&str; 2] = ["主要用于", "用于"];

/// Words of money that was not received, or not spent, in the year, or of what was.
pub(super) const CARRIED: [&str; 9] = [
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
    /// What words alone count, without an amount; `None` where not every word is known.
    pub(super) fn level_of_words(&mut self, words: &str) -> Option<Parts> {
        self.level(words).ok().map(|level| level.parts)
    }

    /// What the amount after `words` counts; an error where not every word is known.
    pub(super) fn level(&mut self, words: &str) -> Result<Level, Why> {
        // 公务接待费预算3万元,实际支出2万元
        if let Some(parts) = self.spent_of_planned(words).map(|parts| self.within(parts)) {
            return Ok(Level { parts, may_be_total: false, is_part: false });
        }
        let led = without_lead(words).or_else(|| called_by_use(words));
        let words = without_remark(led.as_deref().unwrap_or(words));
        let said = words;
        if self.is_other_side && self.taken == 1 {
            return Err(Why::Sentence);
        }
        let is_lost = self.spoken.last_unrecognised;
        // 社会保险基金收入3万元,支出2万元: the second amount belongs to the same
        // unrecognised fund as the first.
        // Nor are 收入总计3万元,支出总计2万元,年终结余1万元 two sides of one total.
        let is_left = leaves_rest(words, self.ahead, &self.paragraph.text);
        // Beside what departments buy together, what the government buys is not all that is bought together.
        let is_way = words.contains("集中采购") && self.paragraph.text.contains("部门集中采购");
        if is_lost && is_other_side(words) || is_left || is_way {
            return Err(Why::Sentence);
        }
        // 住房保障支出3万元,总计9万元: the sum of what went before.
        if self.taken > 1 && is_sum(words) {
            return Err(Why::Sentence);
        }
        let stage = self.spoken.last.and_then(|last| last.stage);
        if words.starts_with(':') && (is_lost || self.spoken.last.is_some()) {
            self.divide(self.spoken.last);
        } else if words.starts_with('(') && (is_lost || self.spoken.last.is_some()) {
            self.divide(self.spoken.last);
            self.spoken.stage = stage.or(self.spoken.stage);
        }
        // In 某项目9万元,主要是培训费3万元 the second amount is part of an unrecognised one.
        self.spoken.is_within_unrecognised |= is_lost && words.contains("主要是");
        let words = without_owners(without_comparison(without_explanation(words)));
        let uses = || USES.iter().find_map(|uses| words.trim_start_matches(',').strip_prefix(uses));
        let divides = DIVIDERS.iter().find_map(|divider| words.rsplit_once(divider));
        let divides = divides.or_else(|| Some(("", uses()?)));
        let (before, inside) = divides.unwrap_or(("", words));
        let before = before.trim_matches([',', ':', '(', ')']);
        let side = self.side_of_account(before);
        if inside.len() < words.len() {
            self.divide(side.or(self.spoken.last));
        }
        let inside = self.divide_sorted(inside).ok_or(Why::Sentence)?;
        let inside = self.divide_named(inside).unwrap_or(inside);
        let is_named = side.is_some() || says_nothing(before) || self.divide_said(before);
        self.spoken.is_within_unrecognised |= !is_named;
        if self.spoken.is_within_unrecognised {
            return Err(Why::Sentence);
        }
        // 某科目,主要用于某事,年初预算为: the subject is named before its use.
        let inside = match explained(inside) {
            Some((subject, rest)) if self.take_subject(subject).is_ok_and(str::is_empty) => rest,
            _ => inside,
        };
        let named = self.take_subject(inside)?;
        let names_subject = named.len() < inside.len();
        // 、培训费, and not 甲费,主要用于某事,培训费
        let is_beside = said.trim_start_matches([',', '、', ';']) == named;
        let beside = if is_beside { said } else { named };
        let inside = named;
        let mut reading = read(inside)
            .or_else(|| read(&without_guests(inside)?))
            .or_else(|| read(&self.of_vehicles(inside)?))
            .filter(|reading| !reading.is_change)
            .ok_or(Why::Sentence)?;
        // 2030年支出3万元。本年度支出4万元: of the year of the document, whatever was named before.
        let is_of_this_year = ["本年", "当年", "今年"]
            .iter()
            .any(|it| inside.trim_start_matches([',', ';', '、']).starts_with(it));
        if is_of_this_year && self.spoken.whole.is_some_and(|whole| whole.year.is_some()) {
            reading.parts.year = reading.parts.year.or(self.context.year.map(When::Year));
        }
        // Beside 支出决算, 支出预算 is of the other stage.
        if self.context.stage != Stage::Budget
            && (["收入预算", "支出预算"].iter().any(|it| inside.ends_with(it))
                || self.names_planned(inside))
        {
            reading.parts.stage = reading.parts.stage.or(Some(Stage::Budget));
        }
        // 上年结转3万元。本年基本支出9万元: without what is spent of the carried money.
        let is_of_year = reading.parts.purpose.is_some()
            && inside.trim_start_matches([',', '。', ';']).starts_with("本年")
            && ["上年结转", "年初结转"].iter().any(|it| self.paragraph.text.contains(it));
        if is_of_year {
            self.spoken.owner = kind(&reading.parts);
            return Err(Why::Sentence);
        }
        reading.parts = self.owned_like_before(beside, reading.parts)?;
        let names_nothing = is_only_stage(&Parts { flow: None, side: None, ..reading.parts })
            && !names_subject
            && self.spoken.item.is_none();
        // 1.办公楼修缮。年初预算3万元
        if self.spoken.begins_unknown && names_nothing && self.spoken.last.is_none() {
            return Err(Why::Sentence);
        }
        // In a budget 支出预算 names all spending; in final accounts it goes on with a subject.
        let is_own = self.context.stage == Stage::Budget && self.spoken.item.is_none();
        let is_told =
            reading.parts.stage.is_some() || self.spoken.begins_headed && reading.known > 0;
        let is_only_stage = is_told && is_only_stage(&reading.parts);
        let subject = self.topic.subject.filter(|_| !self.spoken.last_unrecognised);
        // 2.公务接待费。2031年支出3万元,2030年支出2万元
        let is_named = |it: &Reading| it.parts.memo.or(it.parts.purpose).is_some();
        let is_of_own = self.spoken.begins_headed
            && subject.as_ref().is_some_and(is_named)
            && self.spoken.whole.is_none()
            && names_nothing;
        let is_open = is_only_stage && self.spoken.item.or(self.spoken.last).is_none();
        if let (true, Some(subject)) = (is_open || is_of_own, subject) {
            let parts = subject.parts.narrow(Parts { flow: None, side: None, ..reading.parts });
            let parts = self.within(parts.map_err(|_| Why::Sentence)?);
            return Ok(Level { parts, may_be_total: subject.may_be_total, is_part: false });
        }
        // 某怪费2031年预算3万元,2030年预算2万元: the second amount, too, is of what nobody knows.
        if is_lost && is_only_stage && self.spoken.item.is_none() {
            return Err(Why::Sentence);
        }
        let says_stage = is_only_stage && !is_own;
        let base = match (self.spoken.item, names_subject || says_stage || reading.known == 0) {
            (Some(item), true) => Some(item),
            (None, true) if says_stage && self.spoken.last.is_some() => {
                self.divided_again().or(self.spoken.last)
            }
            (_, true) => return Err(Why::Sentence),
            (_, false) => return self.part(&reading),
        };
        let base = base.unwrap_or_default();
        let parts = spent_of(base, &reading.parts).narrow(reading.parts);
        let parts = self.within(parts.map_err(|_| Why::Sentence)?);
        let parts = Parts { stage: parts.stage.or(self.spoken.stage), ..parts };
        Ok(Level { parts, may_be_total: reading.may_be_total, is_part: false })
    }

    /// `公务用车购置及运行费3万元(购置费1万元、运行维护费`: the words with what they leave out.
    fn of_vehicles(&self, words: &str) -> Option<String> {
        let words = words.trim_start_matches(['(', ',', '、']);
        let divided = self.spoken.whole.into_iter().chain(self.spoken.last);
        let is_of_vehicles =
            |parts: Parts| parts.memo.is_some_and(|memo| nodes().vehicles.contains(memo));
        let is_short = words.starts_with("购置") || words.starts_with("运行");
        (is_short && divided.into_iter().any(is_of_vehicles)).then(|| format!("公务用车{words}"))
    }

    /// What `reading` counts as a part of what is being divided; what was divided within
    /// that is done where it is no part of it.
    fn part(&mut self, reading: &Reading) -> Result<Level, Why> {
        // 基本支出3万元(财政补助1万元、事业收入2万元): the money that is spent.
        let is_source = reading.parts.side_of() == Some(Side::Sources);
        if is_source && self.spoken.is_within_purpose() {
            return Err(Why::Sentence);
        }
        while let Some(whole) = self.spoken.whole {
            // 机关运行经费9万元,其中:公务用车运行维护费1万元: not all of the third is in the first.
            let is_of_three = |memo: Node| nodes().three_public.contains(memo);
            let named = reading.parts.memo.filter(|memo| *memo != nodes().three_public);
            if named.is_some_and(is_of_three) && whole.memo.is_some_and(|it| !is_of_three(it)) {
                return Err(Why::Sentence);
            }
            if let Some(parts) = part_of(whole, &reading.parts) {
                return self.level_of(parts, reading);
            }
            let is_of_another = account(whole).narrow(reading.parts).is_err();
            self.spoken.leave();
            if let (None, Some(parts)) = (self.spoken.whole, beside(whole, &reading.parts)) {
                return self.level_of(parts, reading);
            }
            if self.spoken.whole.is_none() && !(is_of_another && reading.parts.flow.is_some()) {
                return Err(Why::Sentence);
            }
        }
        self.level_of(reading.parts, reading)
    }

    /// A fund alone does not say whether it is received or spent: of a total it may be the
    /// total too.
    fn level_of(&self, parts: Parts, reading: &Reading) -> Result<Level, Why> {
        // What is received is of no function.
        if self.topic.function().is_some() && parts.side_of() == Some(Side::Sources) {
            return Err(Why::Sentence);
        }
        let parts = Parts { stage: parts.stage.or(self.spoken.stage), ..parts };
        let is_fund = reading.parts.flow().is_none() && reading.parts.memo.is_none();
        let (parts, may_be_total, is_part) = match parts.side {
            _ if parts.flow().is_none() && parts.memo.is_none() => return Err(Why::Sentence),
            Some(_) if is_total(parts) && is_fund => (Parts { flow: None, ..parts }, true, true),
            _ => (parts, reading.may_be_total, false),
        };
        Ok(Level { parts: self.within(parts), may_be_total, is_part })
    }

    /// Takes note of a budget subject named in `words`; what is left of the words.
    pub(super) fn take_subject<'w>(&mut self, words: &'w str) -> Result<&'w str, Why> {
        let (code, rest) = match self.subjects.named(words, self.topic.class) {
            Some(named) => match named.codes.as_slice() {
                [code] => match read(named.before) {
                    // 2031年教育支出(类)…
                    Some(before) if before.parts.year.is_some() => {
                        let own = Parts { year: before.parts.year, ..code_parts(*code) };
                        self.spoken.item = Some(self.item_of(own)?);
                        return Ok(named.after);
                    }
                    Some(_) => (*code, named.after),
                    None => return Err(Why::Sentence),
                },
                [] => {
                    self.spoken.item = None;
                    return Err(Why::Subject(
                        named.names.iter().map(|n| (*n).to_owned()).collect(),
                    ));
                }
                _ => return Err(Why::Sentence),
            },
            None => {
                let name = words.trim_start_matches([',', ':', '、']);
                if let Some((code, rest)) = coded(name) {
                    self.spoken.item = Some(self.item_of(code_parts(code))?);
                    return Ok(rest);
                }
                if let Some(code) = coded_behind(name) {
                    self.spoken.item = Some(self.item_of(code_parts(code))?);
                    return Ok("");
                }
                // 农林水支出(213), 农林水支出(213类)
                let is_code = |c: char| c.is_ascii_digit() || "()类".contains(c);
                let name = name.trim_end_matches(is_code);
                let name = name.trim_end_matches("科目");
                let name = match name.rsplit_once([',', ':']) {
                    Some((before, name)) if says_nothing(before) => name,
                    _ => name,
                };
                let name = label(name).words;
                let plain = name.trim_end_matches('数');
                let plain = plain.strip_suffix("预算").or_else(|| plain.strip_suffix("决算"));
                // 甲费3万元,其他2万元: what is left of the list.
                let above = self.spoken.whole.and_then(|whole| whole.economic);
                let named = |name: &str| {
                    let is_rest = matches!(name, "其他" | "其它");
                    let class = self.subjects.class(name).filter(|_| !is_rest);
                    class.or_else(|| economic(name, above).filter(|_| !is_rest))
                };
                match named(name).or_else(|| named(plain?)) {
                    Some(code) => (code, ""),
                    None => return Ok(words),
                }
            }
        };
        self.spoken.item = Some(self.item_of(code_parts(code))?);
        Ok(rest)
    }

    /// The subject `named` of what is being divided; what was divided within that is done.
    fn item_of(&mut self, named: Parts) -> Result<Parts, Why> {
        loop {
            match spent_of(self.spoken.surrounding(), &named).narrow(named) {
                Ok(item) => return Ok(item),
                Err(_) => self.spoken.whole = Some(self.spoken.outer.pop().ok_or(Why::Sentence)?),
            }
        }
    }
}
