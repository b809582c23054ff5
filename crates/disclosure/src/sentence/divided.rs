//! What words begin to divide, where they name it: `本年支出9万元。按支出性质分:基本支出`, `三公经费支出决算中,公务接待费`.

use super::level::CARRIED;
use super::statement::Statement;
use super::within::{is_total, part_of};
use super::words::read;
use crate::vocabulary::lexicon::Reading;
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Stage, nodes};

impl Statement<'_> {
    /// Begins to divide `whole`.
    pub(super) fn divide(&mut self, whole: Option<Parts>) {
        self.comparisons.divide();
        let is_only = whole.is_some_and(|whole| self.only_stage(whole).is_some());
        self.spoken.divide(whole, is_only);
        // ;按资金年度分为:…,上年结转: divided another way.
        let ahead = self.ahead.split(";按").next().unwrap_or_default();
        self.spoken.divides_carried = CARRIED.iter().any(|words| ahead.contains(words));
    }

    /// The stage that `whole` names, where its sentence has named no amount of the year in another.
    pub(super) fn only_stage(&self, whole: Parts) -> Option<Stage> {
        let scope = self.scope(whole);
        let said = self.said.observations.get(self.opened..).unwrap_or_default();
        let mut own = said.iter().filter(|seen| seen.scope.year == scope.year);
        whole.stage.filter(|stage| own.all(|seen| seen.scope.stage == *stage))
    }

    /// `三公经费支出决算中,公务接待费支出决算`: begins to divide what is named first; what is
    /// left of the words.
    pub(super) fn divide_named<'w>(&mut self, words: &'w str) -> Option<&'w str> {
        // 一般公共预算支出结构情况:社会保障和就业支出
        let structure = words.split_once("结构情况:");
        let (whole, rest) = structure.or_else(|| words.split_once("中,"))?;
        let whole = self.within(read(whole)?.parts);
        let part = || part_of(whole, &read(rest)?.parts).filter(|parts| *parts != whole);
        let divided = if structure.is_some() { whole } else { part()? };
        divided.flow().or(divided.memo)?;
        self.spoken.last = Some(whole);
        self.divide(Some(whole));
        Some(rest)
    }

    /// `本年支出9万元。按支出性质分:基本支出`, `收支总预算9万元。收入按资金来源分为:`: divides what
    /// was last spoken of, or one side of it; what is left of the words.
    ///
    /// Returns `None` if neither what is divided nor its fund is known.
    pub(super) fn divide_sorted<'w>(&mut self, words: &'w str) -> Option<&'w str> {
        let by = ["", "收入", "支出"]
            .into_iter()
            .find(|side| words.strip_prefix(side).is_some_and(|rest| rest.starts_with('按')));
        let Some(name) = by.filter(|_| !self.spoken.last_unrecognised) else { return Some(words) };
        let is_said = self.within(Parts::default()).fund.is_some()
            || self.topic.subject.is_some()
            || self.spoken.whole.or(self.spoken.last).or(self.spoken.item).is_some();
        if !is_said && read(words).is_none_or(|reading| reading.parts.memo.is_none()) {
            return None;
        }
        let total = Some(nodes().total);
        let side = self.side_of_account(name).map(|side| Parts { flow: total, ..side });
        if side.is_some() || self.spoken.whole.is_none() {
            self.divide(side.or(self.spoken.last));
        }
        words.get(name.len()..).filter(|_| side.is_some()).or(Some(words))
    }

    /// `某项支出主要用于以下方面:`: divides what it names without an amount.
    pub(super) fn divide_said(&mut self, words: &str) -> bool {
        let reading = read(words).filter(|it| it.known > 0 && !it.is_change);
        let is_clear = |it: &Reading| !it.may_be_total || it.parts.flow == Some(nodes().spent);
        let reading = reading.filter(is_clear);
        let whole = reading.map(|reading| self.within(reading.parts));
        let Some(whole) = whole.filter(|whole| whole.flow().is_some() && !is_total(*whole)) else {
            return false;
        };
        self.spoken.speak_of(whole);
        self.divide(Some(whole));
        true
    }

    /// 收支总预算10万元。收入包括:…;支出包括: one side of what was last spoken of.
    pub(super) fn side_of_account(&mut self, words: &str) -> Option<Parts> {
        let side = match words {
            "收入" => Side::Sources,
            "支出" => Side::Uses,
            _ => return None,
        };
        self.spoken.account =
            self.spoken.last.filter(|last| is_total(*last)).or(self.spoken.account);
        Some(Parts { flow: None, side: Some(side), ..self.spoken.account? })
    }
}
