//! What an amount leaves open and the paragraph has said before it: its fund, its year, its item.

use super::figures::{Figure, Role};
use super::owner::{Income, kind, owned, plain};
use super::plan::way;
use super::statement::Statement;
use super::within::MIRRORED;
use crate::heading::titles::without_funds;
use crate::model::{Observation, Why};
use crate::vocabulary::lexicon;
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Node, Printed, Scope, Stage, Year, nodes};

impl Statement<'_> {
    /// Takes note of an amount that is not recognised: what follows is said of it, or of its owner.
    pub(super) fn lose(&mut self, words: &str) {
        // 支出决算3万元,超出预算1万元,完成预算的150%: what follows is said of what was spent.
        let last = self.taken.checked_sub(1).and_then(|at| self.figures.get(at));
        if last.is_some_and(|it| way(it.gap).is_some()) {
            return;
        }
        // 教育支出3万元,年初预算4万元;民生支出5万元,年初预算6万元: the second budget is not of the first item.
        let name = ["执行", "完成", "实现", "达到", "达", "为"]
            .iter()
            .fold(words, |name, verb| name.trim_end_matches(verb));
        if name.ends_with("支出") && !self.is_numbered {
            self.spoken.item = None;
        }
        if let Some(kind) = owned(words) {
            self.spoken.owner = Some(kind);
            self.spoken.led = Some((kind, words.to_owned()));
        }
        self.spoken.lose();
    }

    /// Takes note of an amount named by `words`, if it is an income.
    pub(super) fn take_income(&mut self, words: &str, parts: Option<Parts>) {
        let name = plain(words);
        let is_income = MIRRORED.iter().any(|(income, _)| name.ends_with(income));
        let is_other_side = MIRRORED.iter().any(|(_, spending)| name.ends_with(spending));
        if is_income && self.spoken.whole.is_none() {
            self.spoken.income = Some(Income { name: name.to_owned(), parts, begun: self.begun });
        } else if !is_other_side {
            // 收入预算3万元,决算2万元;支出预算: of what the words say by themselves.
            self.spoken.income = None;
        }
    }

    /// What `own`, named by `words`, leaves open is said of what the paragraph named before it:
    /// `某资金本年收入3万元;本年支出`, `单位资金安排的会议费3万元、培训费`.
    ///
    /// Fails where that is not understood, or may be of something else.
    pub(super) fn owned_like_before(&self, words: &str, own: Parts) -> Result<Parts, Why> {
        if let Some(income) = self.mirrored(words) {
            let parts = income.parts.ok_or(Why::Sentence)?;
            let is_of_sentence = income.begun == self.begun;
            if !is_of_sentence && self.within(own).fund != parts.fund {
                return Err(Why::Sentence);
            }
            if is_of_sentence {
                let (fund, year) = (own.fund.or(parts.fund), own.year.or(parts.year));
                return Ok(Parts { fund, year, stage: own.stage.or(parts.stage), ..own });
            }
        }
        if let Some(spent) = self.spent_of_planned(words) {
            return Ok(spent);
        }
        let fund = match self.shared_fund(words, &own) {
            Shared::Of(fund) => Some(fund),
            Shared::Open => return Err(Why::Sentence),
            Shared::Nothing => own.fund,
        };
        // 某医院事业收入3万元,其他收入2万元: the other income, too, is that of the hospital.
        let is_income = own.side_of() == Some(Side::Sources);
        let is_open = (fund.is_none() || is_income) && own.function.is_none();
        let own = Parts { stage: own.stage.or_else(|| self.stage_beside(words, &own)), ..own };
        match self.spoken.owner {
            Some(owner) if is_open && kind(&own) == Some(owner) => Err(Why::Sentence),
            _ => Ok(Parts { fund, ..own }),
        }
    }

    /// 决算事业收入3万元,其他收入2万元: the stage of the income that is listed before.
    fn stage_beside(&self, words: &str, own: &Parts) -> Option<Stage> {
        let is_source = |it: &Parts| it.side_of() == Some(Side::Sources) && it.fund.is_some();
        let last = self.spoken.last.filter(|last| is_source(last) && last.fund != own.fund);
        last.filter(|_| words.starts_with([',', '、']) && is_source(own))?.stage
    }

    /// 预算收入4万元,决算收入3万元: whether `words` name what was planned.
    pub(super) fn names_planned(&self, words: &str) -> bool {
        let words = without_funds(words);
        let is_named = ["预算收入", "预算支出"].iter().any(|it| words.ends_with(it));
        let is_beside = |it: &&str| self.paragraph.text.contains(*it);
        is_named && ["决算收入", "决算支出"].iter().any(is_beside)
    }

    /// `公务接待费预算3万元,支出2万元`: the spending is of what was planned.
    pub(super) fn spent_of_planned(&self, words: &str) -> Option<Parts> {
        let is_spent =
            matches!(plain(words), "支出" | "实际支出") && words.starts_with([',', '、']);
        let is_item = |it: &Parts| it.memo.or(it.purpose).is_some() || it.function.is_some();
        let last =
            self.spoken.last.filter(|last| is_item(last) && last.stage == Some(Stage::Budget));
        let stage = match self.context.stage {
            Stage::Budget => Stage::Execution,
            stage => stage,
        };
        let last = last.filter(|_| is_spent && self.spoken.whole.is_none())?;
        Some(Parts { stage: Some(stage), ..last })
    }

    /// The income whose other side `words` name.
    fn mirrored(&self, words: &str) -> Option<&Income> {
        let named = plain(words);
        let income = self.spoken.income.as_ref().filter(|_| self.spoken.whole.is_none())?;
        let is_side = |(income_side, spending): &(&str, &str)| {
            named == *spending && income.name.ends_with(income_side)
        };
        MIRRORED.iter().any(is_side).then_some(income)
    }

    /// 单位资金安排的会议费3万元、培训费2万元, 一般公共预算本年收入3万元、上年结转2万元: what is listed beside it is
    /// of the same fund, where the paragraph goes through several.
    fn shared_fund(&self, words: &str, own: &Parts) -> Shared {
        let is_listed = words.starts_with(['、', ',']) && self.spoken.whole.is_none();
        let is_open = own.fund.is_none() && own.function.is_none();
        // 某资金收入总计3万元,支出总计2万元,结转下年: also where the amount between is not understood.
        let income = self.spoken.income.as_ref().filter(|income| income.begun == self.begun);
        let last = self.spoken.last.or(income.and_then(|income| income.parts));
        let last = last.filter(|_| words.starts_with(['、', ',']) && is_open);
        let Some((last, fund)) = last.and_then(|last| Some((last, last.fund?))) else {
            return Shared::Nothing;
        };
        if self.within(*own).fund == Some(fund) {
            return Shared::Nothing;
        }
        let five = [nodes().three_public, nodes().meetings, nodes().training];
        let is_beside = |memo: Node| five.iter().any(|it| it.contains(memo));
        let is_memo = own.memo.is_some_and(is_beside) && last.memo.is_some_and(is_beside);
        let is_carried =
            own.flow.is_some_and(|flow| [nodes().carried_in, nodes().carried_out].contains(&flow));
        // Carried money may be of all funds, unless the paragraph names it for each.
        let is_again = self.paragraph.text.matches(plain(words)).count() > 1;
        match () {
            () if is_memo && is_listed => Shared::Of(fund),
            () if is_carried && is_again => Shared::Of(fund),
            () if is_carried && is_listed => Shared::Open,
            () => Shared::Nothing,
        }
    }

    /// 甲费增加1万元,乙费增加1万元,合计增加2万元: whether the last amount before this one sums up changes.
    pub(super) fn is_after_sum_of_changes(&self) -> bool {
        let last = self.taken.checked_sub(2).and_then(|at| self.figures.get(at));
        let is_sum = |it: &Figure<'_>| {
            ["合计", "共计", "总计", "共增", "共减"].iter().any(|sum| it.gap.contains(sum))
        };
        last.is_some_and(|last| last.role == Role::Change && is_sum(last))
    }

    /// 2031年支出3万元,2030年支出4万元; 支出决算3万元,年初预算4万元: whether `parts` are only what the amount named last may be
    /// compared with, so that what follows is still of that.
    pub(super) fn is_beside_last(&self, parts: Parts) -> bool {
        let Some(last) = self.spoken.last.filter(|_| self.said.observations.len() > self.begun)
        else {
            return false;
        };
        let (last, own) = (self.scope(last), self.scope(parts));
        let is_planned = |scope: &Scope| matches!(scope.stage, Stage::Budget | Stage::Adjusted);
        let is_like = Scope { year: last.year, stage: last.stage, ..own } == last;
        let is_before = own.year < last.year && own.year.is_some();
        let is_plan = own.year == last.year && is_planned(&own) && !is_planned(&last);
        let is_divided = self.ahead.trim_start_matches(',').starts_with("其中");
        is_like && (is_before || is_plan) && !is_divided && !self.is_compared_in(own.year)
    }

    /// 2030年执行数3万元,比2030年预算4万元减少: whether what follows compares the last amount within its own
    /// year, so that what was named before is not meant.
    fn is_compared_in(&self, year: Option<Year>) -> bool {
        let next = self.figures.get(self.taken).filter(|next| next.role == Role::Base);
        next.is_some_and(|next| lexicon::years(next.gap).any(|of| Some(of) == year))
    }

    /// 公用经费3万元,其中办案费1万元,日常公用经费2万元: whether a part has the name of what is divided, and
    /// another amount.
    pub(super) fn is_divided(&self, part: Parts, printed: Printed) -> bool {
        let scope = self.scope(part);
        let whole =
            self.spoken.whole.map(|whole| self.within(Parts { stage: part.stage, ..whole }));
        let said = self.said.observations.get(self.opened..).unwrap_or_default();
        let is_other = |seen: &Observation| {
            seen.scope == scope && seen.value.printed().is_some_and(|value| value != printed)
        };
        whole.is_some_and(|whole| self.scope(whole) == scope) && said.iter().any(is_other)
    }

    /// `parts` with the fund of the heading, or of the only table of such expenses, where they
    /// name none.
    pub(super) fn within(&self, parts: Parts) -> Parts {
        let parts = self.topic.within(parts);
        let memo = parts.memo.filter(|memo| nodes().three_public.contains(*memo));
        let public = || self.topic.public_fund.filter(|_| memo.is_some());
        let fund = || self.subjects.fund_of(parts.memo?).or_else(public);
        Parts { fund: parts.fund.or_else(fund), ..parts }
    }

    /// Whether the last amount is a change.
    pub(super) fn is_after_change(&self) -> bool {
        let last = self.taken.checked_sub(1).and_then(|at| self.figures.get(at));
        last.is_some_and(|figure| figure.role == Role::Change)
    }
}

/// Whether an amount is of the fund named before it.
enum Shared {
    Of(Node),
    /// It may be of that or of all.
    Open,
    Nothing,
}
