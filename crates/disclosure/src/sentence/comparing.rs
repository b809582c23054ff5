//! What a sentence compares with what: `比2030年预算减少3万元`, `决算数大于预算数`.

use super::adjusted::before_change;
use super::claims::SHARED;
use super::clauses::reason;
use super::compare::{self, Compared, VERBS_OF_PLAN, compare, names_plan};
use super::figures::{Figure, Role, candidates, is_base, is_break};
use super::marks::{Says, is_glue, marks};
use super::statement::Statement;
use super::within::is_total;
use crate::model::{Assertion, Difference, Direction, Observation};
use crate::vocabulary::parts::Parts;
use ledger::{Scope, Stage, nodes};

/// Words of an amount for each of several.
const EACH: [&str; 6] = ["人均", "生均", "车均", "户均", "平均", "每"];

/// Returns the last clause of `words` if it compares with the year before.
fn own_comparison(words: &str) -> Option<&str> {
    let (_, last) = words.rsplit_once(',')?;
    let base = last.strip_prefix(['与', '比', '较'])?;
    let is_year = ["上年", "去年"].iter().any(|it| base.starts_with(it));
    (is_year || crate::vocabulary::lexicon::year(base).is_some()).then_some(last)
}

/// Whether words before a comparison say what the money is for.
fn names_use(words: &str) -> bool {
    let words = words.trim_start_matches(',');
    ["用于", "主要用于"].iter().any(|it| words.starts_with(it)) && words.matches(',').count() == 1
}

impl Statement<'_> {
    /// `比2030年预算减少`, `决算数大于预算数`: a comparison.
    pub(super) fn compare(
        &mut self,
        words: &str,
        direction: Direction,
        after: &str,
        clause: &str,
    ) -> bool {
        // 收入9万元,支出8万元,分别增加1万元、减少1万元,增长12.5%、下降11%: of which amount each is.
        let is_of_several = clause.contains("分别")
            && clause.matches('%').count() > 1
            && marks(clause).iter().filter(|it| matches!(it.says, Says::Direction(_))).count() > 2;
        if is_of_points(after) || is_of_several {
            self.comparisons.claim = None;
            return true;
        }
        let said = clause.strip_suffix(after).unwrap_or(clause);
        let has_verb = VERBS_OF_PLAN.iter().any(|verb| said.ends_with(verb));
        let plain = words.trim_matches([',', '、']);
        // 同口径比上年减少3万元,同口径比上年下降2%
        let adds_nothing = matches!(plain, "" | "同比" | "继续" | "同比继续")
            || plain == self.comparisons.words && compare::names_nothing(plain);
        plain.clone_into(&mut self.comparisons.words);
        // 小于预算数3万元: with what it is compared may also stand behind the direction.
        let behind = after.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let names_plan_behind = is_glue(behind) && names_plan(behind);
        let names_year_behind = ["上年", "去年", "同期"].iter().any(|it| behind.starts_with(it));
        let is_of_plan = matches!(plain, "" | "继续")
            && (has_verb || names_plan_behind || self.comparisons.is_of_plan);
        let is_other = names_year_behind && !self.comparisons.is_annual;
        if adds_nothing
            && !is_other
            && self.goes_on(words, direction, clause, (is_of_plan, has_verb))
        {
            return true;
        }
        self.comparisons.claim = None;
        if words.contains("其中") {
            self.comparisons.divide();
        }
        // 主要是某项收入减少3万元: what explains a change is a part of it.
        let reason = reason(words);
        if reason.is_some() {
            self.comparisons.explained = self.comparisons.last;
        }
        let words = reason.unwrap_or(words);
        let explains_plan = self.comparisons.explained.is_some_and(|(it, _)| it.is_of_stages());
        let words = match own_comparison(words) {
            // 决算数小于预算数的主要原因是压减接待,与上年相比减少: another comparison, of the whole.
            Some(own) if explains_plan => {
                self.comparisons.explained = None;
                own
            }
            // 支出9万元,用于某事,比上年减少
            Some(own) if names_use(words) => own,
            _ => words,
        };
        let against = self.comparisons.against.take();
        // 比年初预算8万元增加: the words stand before what it is compared with.
        let read = self.figures.get(..self.taken).unwrap_or_default();
        let base = read.last().filter(|it| it.role == Role::Base && words.is_empty());
        self.comparisons.is_of_plan = match base {
            Some(base) => names_plan(base.words),
            None => is_of_plan || names_plan_behind || names_plan(words),
        };
        self.comparisons.is_annual =
            !self.comparisons.is_of_plan && against.is_none_or(Compared::is_of_years);
        let is_of_revenue = ["超收", "短收"].iter().any(|verb| said.ends_with(verb));
        self.comparisons.has_verb = is_of_revenue || has_verb && is_of_plan && base.is_none();
        let against = against.filter(|_| matches!(words.trim_matches(','), "" | "同比"));
        // 比2030年的3万元增加: what it is compared with is printed.
        let is_printed = against.is_some();
        let before = self.named_before();
        let said = against.or_else(|| compare(words, after)).and_then(|compared| {
            let subject = compared.subject.map(|parts| self.within(self.compared_beside(parts)));
            let subject = subject.map(|parts| self.topic.narrowed(parts).unwrap_or(parts));
            let last = before.or(self.spoken.last.filter(|_| self.comparisons.divided.is_none()));
            let subject = subject.map(|parts| named_shortly(parts, [before, last], words));
            if reason.is_none() {
                self.spoken.last = subject.or(self.spoken.last);
            }
            Some((compared, subject.or(self.spoken.last.map(|last| compared.own(last)))?))
        });
        let said = said.or_else(|| match self.comparisons.explained {
            Some(explained) => compared_part(explained, words),
            None => {
                self.compared_on(words).or_else(|| compared_part(self.comparisons.divided?, words))
            }
        });
        // An explanation that gives no amount may speak of anything.
        let is_told = |(_, now): &(Compared, Parts)| {
            after.starts_with(|c: char| c.is_ascii_digit()) && now.flow().is_some()
        };
        let said = said.filter(|said| self.comparisons.explained.is_none() || is_told(said));
        let Some((compared, now)) = said else {
            return reason.is_none() && self.differ(words, direction, after, clause);
        };
        if self.comparisons.explained.is_none() {
            self.comparisons.last = Some((compared, now));
        }
        let assertion = compared.assertion(now, direction, self.context);
        // A change against itself: the words leave open what it is compared with.
        let is_of_itself = matches!(&assertion, Assertion::Change { now, base, .. } if now == base)
            && !compared.names_year();
        if is_of_itself || self.is_of_another(compared, now) {
            self.differ(words, direction, after, clause);
            return true;
        }
        let mut instead = self.instead(compared, now, words);
        if !is_printed {
            instead.extend(self.in_other_stages(compared, now));
        }
        self.claim_of(clause, assertion);
        if let Some(claim) = self.said.claims.last_mut() {
            claim.instead = instead;
        }
        self.comparisons.claim = self.said.claims.len().checked_sub(1);
        true
    }

    /// Whether `now`, which was named last, is not what is compared: `2031年支出9万元,2030年支出8万元,比上年决算数增加`,
    /// `支出决算9万元,年初预算8万元,比上年决算数增加`; or may not be, as the sentence has two amounts of it.
    fn is_of_another(&self, compared: Compared, now: Parts) -> bool {
        let Some(base) = compared.base(now).filter(|_| compared.subject.is_none()) else {
            return false;
        };
        let (is, was) = (self.scope(now), self.scope(base));
        let plans = [Stage::Budget, Stage::Adjusted];
        let is_plan = plans.contains(&is.stage)
            && !plans.contains(&was.stage)
            && now.stage.is_some()
            && base.year.is_some();
        let of_sentence = self.said.observations.get(self.begun..).unwrap_or_default();
        let is_nearer = |seen: &Observation| {
            let Scope { year, stage, .. } = seen.scope;
            let is_like = Scope { year, stage, ..is } == seen.scope;
            let is_done = is_plan && year == is.year && !plans.contains(&stage);
            is_like && (year > is.year || is_done)
        };
        let is_again = |seen: &Observation| {
            let last = of_sentence.iter().rfind(|last| last.scope == is);
            last.is_some_and(|last| last.value != seen.value && is_called_like(last, seen))
        };
        // 2031年预算3万元,比2031年执行数增加: the year is wrong.
        let is_done = matches!(was.stage, Stage::Execution | Stage::FinalAccounts);
        let is_slip = is.stage == Stage::Budget && is_done && now.year.is_some();
        let is_same_year =
            is.year == was.year && is.stage != was.stage && compared.is_of_years() && !is_slip;
        is_same_year || of_sentence.iter().any(|seen| is_nearer(seen) || is_again(seen))
    }

    /// What the sentence named last with an amount.
    fn named_before(&self) -> Option<Parts> {
        let is_own = self.said.observations.len() > self.begun;
        self.spoken.last.filter(|_| is_own && self.comparisons.divided.is_none())
    }

    /// 三公经费预算比上年增加1万元,其中公务接待费增加: of the stage that was compared.
    fn compared_beside(&self, part: Parts) -> Parts {
        let stage = self.comparisons.divided.and_then(|(_, whole)| whole.stage);
        Parts { stage: part.stage.or(stage), ..part }
    }

    /// `比上年减少3万元;本年支出4万元,减少2万元`: the same comparison of the next amount.
    fn compared_on(&self, words: &str) -> Option<(Compared, Parts)> {
        let (compared, before) = self.comparisons.last?;
        if words == "," {
            return self
                .spoken
                .last
                .filter(|now| *now != before)
                .map(|now| (compared.onward(), now));
        }
        // What follows the comparison of a fund may be of that fund or of all.
        let part = compared.with_part(words).filter(|_| before.fund.is_none())?;
        let now = part.subject.filter(|it| it.flow().or(it.memo).is_some())?;
        Some((part, self.within(now)))
    }

    /// What `words` may compare instead of `now`: where they name nothing, what is being
    /// divided; after 收入、支出各, the total of both.
    fn instead(&self, compared: Compared, now: Parts, words: &str) -> Vec<(Scope, Scope)> {
        let wholes = match compared.subject {
            None => self
                .spoken
                .outer
                .iter()
                .copied()
                .chain(self.spoken.whole)
                .chain(self.spoken.divides)
                .collect(),
            Some(_) if words.ends_with('各') => {
                vec![Parts { flow: Some(nodes().total), side: None, ..now }]
            }
            Some(_) => Vec::new(),
        };
        // Below the heading of a fund, 财政拨款 may still be all of it.
        let said = compared.subject.map(|parts| self.within(self.compared_beside(parts)));
        let wholes: Vec<Parts> = wholes.into_iter().chain(said).collect();
        // 支出决算3万元,支出预算4万元,比上年减少: of the accounts, though the budget came last.
        let is_aside = compared.subject.is_none() && now.stage == Some(Stage::Budget);
        let own = is_aside.then_some(Parts { stage: None, ..now });
        let wholes = wholes.into_iter().map(|whole| Parts { stage: now.stage, ..whole });
        let pairs = wholes.chain(own).filter(|whole| *whole != now).filter_map(|whole| {
            let whole = self.within(whole);
            Some((self.scope(whole), self.scope(compared.base(whole)?)))
        });
        pairs.collect()
    }

    /// 比上年增加: what was planned, or spent, where the words leave open which of them is meant.
    fn in_other_stages(&self, compared: Compared, now: Parts) -> Vec<(Scope, Scope)> {
        let base = compared.base(now).filter(|_| compared.leaves_stage_open());
        let at =
            |base: Parts| Stage::ALL.map(|stage| self.scope(Parts { stage: Some(stage), ..base }));
        base.into_iter().flat_map(at).map(|base| (self.scope(now), base)).collect()
    }

    /// A comparison of amounts without a scope: of what was named last, with what is printed
    /// before it or not at all. Returns whether it is one.
    fn differ(&mut self, words: &str, direction: Direction, after: &str, clause: &str) -> bool {
        let is_told =
            after.trim_start_matches(['了', '为']).starts_with(|c: char| c.is_ascii_digit());
        let is_of_two = matches!(direction, Direction::Up | Direction::Down);
        let words = behind_shares(words);
        if !is_told || !is_of_two || !compare::names_nothing(words) {
            return false;
        }
        let read = self.figures.get(..self.taken).unwrap_or_default();
        // 比上年9万元增加, and not 比8万元增加1万元,比年初预算增加.
        // In `比上年9万元(含补助2万元)减少`, the base is the amount before the parentheses.
        let before = match words.starts_with(')') {
            true => read.iter().rposition(Figure::opens_bracket).and_then(|at| read.get(..at)),
            false => Some(read),
        };
        let last = before.and_then(<[_]>::last);
        let base = last.filter(|last| last.role == Role::Base && !is_base(words));
        // 上年同期9万元,短收1万元,环比下降2%: than was planned, and than the month before.
        let base = base.filter(|it| {
            names_plan(it.words) || !self.comparisons.is_of_plan && !words.contains("环比")
        });
        let base = base.or_else(|| before_change(read).filter(|_| !words.contains(['比', '较'])));
        // 比年初预算3万元增加1万元,同比增长5%: of another base than the amount.
        let is_planned = base.is_some_and(|it| names_plan(it.words));
        // 上年9万元,增长5%,同口径增长6%: of a base that is not printed.
        let base = base.map(|last| last.printed).filter(|_| !words.contains("口径"));
        // 人均3万元,比上年人均4万元减少: of what each has, and of nothing named before.
        let is_of_each = |figure: &Figure<'_>| EACH.iter().any(|each| figure.words.contains(each));
        let last = read.iter().rfind(|figure| figure.role != Role::Base);
        if last.is_some_and(is_of_each) || read.last().is_some_and(is_of_each) {
            return false;
        }
        let now = candidates(read);
        // 甲费增加1万元,增长2%: the percentage is of the change before it, which was not understood.
        let is_of_change = read.last().is_some_and(|last| last.role == Role::Change)
            && words.trim_matches(',').is_empty();
        if now.is_empty() || is_of_change {
            return false;
        }
        let differs = Difference { now, base, direction, by: None, percent: None };
        self.claim_of(clause, Assertion::Differs(differs));
        self.comparisons.claim = self.said.claims.len().checked_sub(1);
        self.comparisons.is_annual &= !is_planned;
        true
    }

    /// 减少3万元,下降2%: whether a second direction belongs to the comparison just begun.
    fn goes_on(
        &mut self,
        words: &str,
        direction: Direction,
        clause: &str,
        (is_of_plan, has_verb): (bool, bool),
    ) -> bool {
        let is_other =
            if self.comparisons.is_annual { is_of_plan } else { words.contains("同比") };
        // 调减3万元,下降2%: the one is of the plan, the other perhaps of the year before.
        if is_other || self.comparisons.has_verb && !has_verb {
            return false;
        }
        let claim = self.comparisons.claim.and_then(|at| self.said.claims.get_mut(at));
        match claim.map(|claim| &mut claim.says) {
            Some(Assertion::Change { direction: first, is_self_contradictory, .. }) => {
                // 减少3万元,增减幅度为下降2%: 增减 is no direction.
                let is_told = direction != Direction::Unclear;
                // 较上年分别增长3%、下降2%: of two amounts.
                *is_self_contradictory |=
                    *first != direction && is_told && !clause.contains("分别");
                true
            }
            Some(Assertion::Differs(difference)) => {
                difference.direction == direction || direction == Direction::Unclear
            }
            _ => false,
        }
    }
}

/// Whether two amounts have the same name but for the year: 本年支出总计 and 2030年度支出总计为.
fn is_called_like(one: &Observation, other: &Observation) -> bool {
    let [one, other] = [one, other].map(|seen| {
        let label = seen.source.label.trim_end_matches(['为', '数']);
        label.rsplit('年').next().unwrap_or_default().trim_start_matches('度')
    });
    !one.is_empty() && one == other
}

/// Whether a direction is one of percentage points: `增幅下降2个百分点`, `高于全市平均水平2个百分点`. That is
/// of a rate, and not of the amount.
fn is_of_points(after: &str) -> bool {
    let clause = after.split(is_break).next().unwrap_or_default();
    let figure = clause.split_once("百分点").map(|(figure, _)| figure);
    figure.is_some_and(|it| !it.contains(['%', '元']))
}

/// `words` behind shares of what was named before them: `,完成年初预算的52.1%,同比`.
fn behind_shares(words: &str) -> &str {
    let is_share = |words: &str| SHARED.iter().any(|verb| words.starts_with(verb));
    // 收入3万元(自然口径),占预算的52.1%
    let remark = words.strip_prefix('(').and_then(|rest| rest.split_once("口径)"));
    let words = remark.map_or(words, |(_, rest)| rest);
    let mut rest = words;
    while let Some((share, behind)) = rest.split_once('%') {
        let share = share.trim_start_matches([',', '(', ')']);
        if !is_share(share) || share.contains(is_break) || !behind.starts_with([',', '(', ')']) {
            return words;
        }
        rest = behind;
    }
    rest
}

/// 一般公共预算财政拨款支出3万元,与上年相比,财政拨款支出增加: a shorter name of what was named `before` means
/// that.
fn named_shortly(parts: Parts, [before, last]: [Option<Parts>; 2], words: &str) -> Parts {
    let is_longer = |before: &Parts| {
        let is_fund = before.fund != parts.fund && before.memo == parts.memo;
        let is_like = before.purpose == parts.purpose && before.function == parts.function;
        is_fund && is_like && before.flow() == parts.flow() && parts.contains(before)
    };
    // 一般公共预算财政拨款支出3万元,与上年相比,一般公共预算财政拨款增加
    let is_fund = |before: &Parts| {
        parts == Parts { fund: before.fund, ..Parts::default() } && parts.fund.is_some()
    };
    let is_plain = !words.contains(['总', '计']);
    let [before, last] = [before, last].map(|it| it.filter(|_| is_plain));
    match before {
        _ if last.is_some_and(|last| is_fund(&last)) => last.unwrap_or(parts),
        Some(before) if is_longer(&before) => Parts { fund: before.fund, ..parts },
        _ => parts,
    }
}

/// 比上年减少3万元,其中:公务接待费减少1万元: a part is compared as the whole was.
fn compared_part((whole, of): (Compared, Parts), words: &str) -> Option<(Compared, Parts)> {
    let words = words.rsplit_once("其中").map_or(words, |(_, words)| words);
    let part = whole.with_part(words)?;
    let named = part.subject?;
    // A fund alone, of a total, may be received or spent.
    let is_known = named.flow().or(named.memo).is_some() || !is_total(of);
    let is_part = is_known && of.narrow(named).is_ok_and(|both| both != of);
    is_part.then(|| Some((part, of.narrow(named).ok()?))).flatten()
}
