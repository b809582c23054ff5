//! What a sentence claims of the amounts it names: changes, shares, what they include.

use super::adjusted::{before_change, completed};
use super::clauses::reason;
use super::compare::{self, Compared, compare};
use super::figures::{Figure, Role, candidates, is_base, is_break};
use super::marks::Mark;
use super::shares::is_of_printed;
use super::statement::Statement;
use super::within::is_total;
use crate::model::{Assertion, Claim, Difference, Direction, Why};
use crate::vocabulary::parts::Parts;
use ledger::{Percent, Printed, Scope, Stage, nodes};

/// How words begin that speak of a share of what was named before them.
const SHARED: [&str; 8] = ["完成", "实际完成", "占", "为", "是", "达", "相当于", "执行"];

/// Words of an amount for each of several.
const EACH: [&str; 5] = ["人均", "车均", "户均", "平均", "每"];

impl Statement<'_> {
    /// `增加3万元`: the amount of the comparison just begun.
    pub(super) fn change(
        &mut self,
        words: &str,
        printed: Printed,
        clause: &str,
        mark: &Mark,
    ) -> bool {
        let claim = self.comparisons.claim.and_then(|at| self.said.claims.get_mut(at));
        match claim.map(|claim| &mut claim.says) {
            Some(Assertion::Change { by, .. } | Assertion::Differs(Difference { by, .. })) => {
                *by = Some(printed)
            }
            // 决算数大于预算数3万元
            Some(says @ Assertion::Compare { .. }) => {
                if let Assertion::Compare { left, right, direction } = *says {
                    let (by, percent, is_self_contradictory) = (Some(printed), None, false);
                    *says = Assertion::Change {
                        now: left,
                        base: right,
                        direction,
                        by,
                        percent,
                        is_self_contradictory,
                    };
                }
            }
            _ => self.unrecognised(words, clause, mark, Why::Sentence),
        }
        true
    }

    /// `下降1.87%`: the percentage of the comparison just begun.
    pub(super) fn percent_of_change(&mut self, percent: Percent) -> bool {
        let claim = self.comparisons.claim.and_then(|at| self.said.claims.get_mut(at));
        if let Some(
            Assertion::Change { percent: slot, .. }
            | Assertion::Differs(Difference { percent: slot, .. }),
        ) = claim.map(|claim| &mut claim.says)
        {
            *slot = Some(percent);
        }
        true
    }

    /// `占本年支出合计的3.5%`, `完成年初预算的98%`: a share of something.
    pub(super) fn share(&mut self, words: &str, percent: Percent, clause: &str) -> bool {
        if words == "的" && self.fraction(percent, clause) {
            return true;
        }
        let read = self.figures.get(..self.taken).unwrap_or_default();
        if is_of_printed(words, read) {
            return true;
        }
        let said = compare::whole(words);
        let Some(part) = self.spoken.last else {
            let rate = completed(read).filter(|_| said == Some(compare::Whole::Budget));
            let Some((part, whole)) = rate else { return false };
            let (part, is_named) = (vec![part], true);
            self.claim_of(clause, Assertion::Takes { part, whole, percent, is_named });
            return true;
        };
        let wholes: Vec<Scope> = match said {
            Some(compare::Whole::Budget) => {
                // 完成预算的: of that of the beginning of the year or of its end.
                let end = Some(Stage::Adjusted).filter(|_| !words.contains("年初"));
                let stages = std::iter::once(Stage::Budget).chain(end);
                stages.map(|stage| self.scope(Parts { stage: Some(stage), ..part })).collect()
            }
            // One side of an account is all of it, too.
            Some(compare::Whole::Open) => {
                let total = Parts { flow: Some(nodes().total), ..Parts::default() };
                let is_side = |it: &Parts| it.flow.is_none() && it.side.is_some();
                let all = self.spoken.whole.filter(is_side).and_then(|it| it.narrow(total).ok());
                // 当年拨款结构情况: what is spent of a fund, or what is received of it.
                let is_spent = |it: &Parts| {
                    let is_all = it.memo.is_none() && it.purpose.is_none() && it.function.is_none();
                    it.flow == Some(nodes().spent) && it.fund.is_some() && is_all
                };
                let received = Parts { flow: Some(nodes().received), ..Parts::default() };
                let fund = self.spoken.whole.filter(is_spent);
                let fund = fund.map(|it| Parts { fund: it.fund, year: it.year, ..received });
                let all = all.into_iter().chain(fund);
                self.spoken.whole.into_iter().chain(all).map(|it| self.scope(it)).collect()
            }
            // 占“三公”经费的80%: of that of the same money.
            Some(compare::Whole::Said(parts)) => {
                let fund = parts.fund.or(part.fund);
                let mut wholes = vec![self.scope(parts), self.scope(Parts { fund, ..parts })];
                wholes.extend(self.nearer(self.scope(parts)));
                // 占总收入的80%: what the year receives is called so too, and what is being divided.
                let year = [("总收入", nodes().received), ("总支出", nodes().spent)];
                let year = year.into_iter().filter(|(name, _)| words.contains(name));
                for (_, flow) in year {
                    wholes.push(self.scope(Parts { flow: Some(flow), ..parts }));
                    let divided = self.spoken.outer.iter().chain(&self.spoken.whole);
                    wholes.extend(divided.map(|whole| self.scope(self.within(*whole))));
                }
                wholes
            }
            // 完成全年预算3万元的73.2%: the budget was named right before.
            None if words == "的" => {
                self.said.observations.last().map(|seen| seen.scope).into_iter().collect()
            }
            None => return false,
        };
        let part = self.scope(part);
        let mut wholes: Vec<Scope> = wholes.into_iter().filter(|whole| *whole != part).collect();
        wholes.dedup();
        if !wholes.is_empty() {
            let is_explicit = said != Some(compare::Whole::Open);
            self.claim_of(clause, Assertion::Share { part, wholes, percent, is_explicit });
        }
        true
    }

    /// 财政拨款基本支出3万元,其中:人员经费2万元,占基本支出的66.7%: what the paragraph names so of some fund.
    fn nearer(&self, whole: Scope) -> Vec<Scope> {
        let spoken = self.spoken.outer.iter().chain(&self.spoken.whole).copied();
        let spoken = spoken.map(|parts| self.scope(self.within(parts)));
        let said = self.said.observations.iter().map(|seen| seen.scope).chain(spoken);
        said.filter(|scope| Scope { fund: scope.fund, ..whole } == *scope).collect()
    }

    /// `收入4万元,完成预算5万元的80%`, of amounts without a scope. Returns whether it is that.
    fn fraction(&mut self, percent: Percent, clause: &str) -> bool {
        let read = self.figures.get(..self.taken).unwrap_or_default();
        let Some((whole, before)) = read.split_last() else { return false };
        let part = candidates(before);
        // An amount of the sentence before may be of something else.
        // 支出完成预算9万元的90%: what is named right before is the part, and has no amount.
        let names_part = !SHARED.iter().any(|verb| whole.words.starts_with(verb));
        let is_own = whole.role == Role::Whole && !whole.gap.contains('。') && !names_part;
        if whole.scope.is_some() || !is_own || part.is_empty() {
            return false;
        }
        let whole = whole.printed;
        let takes = Assertion::Takes { part, whole, percent, is_named: true };
        self.claim_of(clause, takes);
        true
    }

    /// `比2030年预算减少`, `决算数大于预算数`: a comparison.
    pub(super) fn compare(
        &mut self,
        words: &str,
        direction: Direction,
        after: &str,
        clause: &str,
    ) -> bool {
        let adds_nothing = matches!(words.trim_matches([',', '、']), "" | "同比");
        if adds_nothing && self.goes_on(direction) {
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
        let against = self.comparisons.against.take();
        let against = against.filter(|_| matches!(words.trim_matches(','), "" | "同比"));
        let before = self.named_before();
        let said = against.or_else(|| compare(words, after)).and_then(|compared| {
            let subject = compared.subject.map(|parts| self.within(self.compared_beside(parts)));
            let subject = subject.map(|parts| self.topic.narrowed(parts).unwrap_or(parts));
            let subject = subject.map(|parts| named_shortly(parts, before, words));
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
        if matches!(&assertion, Assertion::Change { now, base, .. } if now == base)
            && !compared.names_year()
        {
            self.differ(words, direction, after, clause);
            return true;
        }
        let mut instead = self.instead(compared, now, words);
        instead.extend(self.in_other_stages(compared, now));
        self.claim_of(clause, assertion);
        if let Some(claim) = self.said.claims.last_mut() {
            claim.instead = instead;
        }
        self.comparisons.claim = self.said.claims.len().checked_sub(1);
        true
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

    /// `比上年减少3万元;本年支出4万元,减少2万元`: the comparison goes on with the next amount.
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
        let stages = [Stage::Budget, Stage::Adjusted, Stage::Execution, Stage::FinalAccounts];
        let at = |base: Parts| stages.map(|stage| self.scope(Parts { stage: Some(stage), ..base }));
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
        let base = read.last().filter(|last| last.role == Role::Base && !is_base(words));
        let base = base.or_else(|| before_change(read).filter(|_| !words.contains(['比', '较'])));
        let base = base.map(|last| last.printed);
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
        true
    }

    /// 减少3万元,下降2%: whether a second direction goes on with the comparison just begun.
    fn goes_on(&mut self, direction: Direction) -> bool {
        let claim = self.comparisons.claim.and_then(|at| self.said.claims.get_mut(at));
        match claim.map(|claim| &mut claim.says) {
            Some(Assertion::Change { direction: first, is_self_contradictory, .. }) => {
                *is_self_contradictory |= *first != direction;
                true
            }
            Some(Assertion::Differs(difference)) => difference.direction == direction,
            _ => false,
        }
    }

    pub(super) fn claim_of(&mut self, clause: &str, says: Assertion) {
        // Of a clause without an end the beginning is enough, and each claim keeps its own copy.
        const LONGEST: usize = 900;
        let words = clause.get(..clause.floor_char_boundary(LONGEST)).unwrap_or(clause);
        let words = words.trim_matches([',', ':', '、']).to_owned();
        let place = self.paragraph.place.clone();
        let is_reason = self.comparisons.explained.is_some();
        self.said.claims.push(Claim { place, words, says, is_reason, instead: Vec::new() });
    }
}

/// `words` behind shares of what was named before them: `,完成年初预算的52.1%,同比`.
fn behind_shares(words: &str) -> &str {
    let is_share = |words: &str| SHARED.iter().any(|verb| words.starts_with(verb));
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
fn named_shortly(parts: Parts, before: Option<Parts>, words: &str) -> Parts {
    let is_longer = |before: &Parts| {
        let is_fund = before.fund != parts.fund && before.memo == parts.memo;
        let is_like = before.purpose == parts.purpose && before.function == parts.function;
        is_fund && is_like && before.flow() == parts.flow() && parts.contains(before)
    };
    let before = before.filter(|_| !words.contains(['总', '计']));
    match before.filter(is_longer) {
        Some(before) => Parts { fund: before.fund, ..parts },
        None => parts,
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
