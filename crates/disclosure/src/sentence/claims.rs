//! What a sentence claims of the amounts it names: changes, shares, what they include.

use super::adjusted::completed;
use super::compare;
use super::figures::{Role, candidates, is_break};
use super::marks::Mark;
use super::shares::is_of_printed;
use super::statement::Statement;
use crate::model::{Assertion, Claim, Difference, Why};
use crate::vocabulary::parts::Parts;
use ledger::{Percent, Printed, Scope, Stage, nodes};

/// How words begin that speak of a share of what was named before them.
pub(super) const SHARED: [&str; 8] = ["完成", "实际完成", "占", "为", "是", "达", "相当于", "执行"];

/// What joins the shares of several amounts.
const JOINTS: [char; 5] = ['、', '和', '与', '及', '以'];

/// Whether a share is of a plan: `,完成预算的`.
fn is_share_of_plan(words: &str) -> bool {
    let clause = words.rsplit(is_break).find(|clause| !clause.is_empty()).unwrap_or_default();
    SHARED.iter().any(|verb| clause.starts_with(verb)) && compare::names_plan(clause)
}

/// Whether words between an amount and a share say that it is of that amount: `占支出9万元的比重为`.
fn is_of_last(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('的') else { return false };
    let rest = rest.trim_end_matches(['为', '是', '达', '到']);
    matches!(rest, "" | "比重" | "比例")
}

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
        // 比预算减少3万元,下降2%(上年同期9万元): the bracket says of what the rate is.
        let is_of_year =
            ["(上年", "(去年", "(同期"].iter().any(|base| self.ahead.starts_with(base));
        let is_other = is_of_year && self.comparisons.is_of_plan;
        let claim = self.comparisons.claim.filter(|_| !is_other);
        let claim = claim.and_then(|at| self.said.claims.get_mut(at));
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
        let is_of_last = is_of_last(words);
        if is_of_last && self.fraction(percent, clause) {
            return true;
        }
        let read = self.figures.get(..self.taken).unwrap_or_default();
        let whole = read.last().filter(|_| is_of_last).map_or(words, |whole| whole.words);
        self.comparisons.is_of_plan = is_share_of_plan(whole);
        // 占45%、55%: of several amounts in their order.
        let joins = |words: &str| words.starts_with(JOINTS);
        let next = self.ahead.trim_start_matches(JOINTS);
        let has_next = joins(self.ahead) && next.starts_with(|c: char| c.is_ascii_digit());
        let is_next = joins(words) && words.trim_start_matches(JOINTS).is_empty();
        if is_of_printed(words, read) || has_next || is_next {
            return true;
        }
        let said = compare::whole(words);
        let of = read.last().map_or("", |it| it.words);
        // 基本支出中人员经费5万元,占80%: of the amount in its own words.
        let is_of_own = ["出中", "入中", "费中"].iter().any(|it| of.contains(it));
        let is_open = said == Some(compare::Whole::Open);
        if is_open && is_of_own {
            let whole = of.rsplit_once('中').and_then(|(whole, _)| super::words::read(whole));
            let whole = whole.filter(|whole| whole.known > 0).map(|whole| self.within(whole.parts));
            if let (Some(part), Some(whole)) = (self.spoken.last, whole) {
                let (part, wholes) = (self.scope(part), vec![self.scope(whole)]);
                let share = Assertion::Share { part, wholes, percent, is_explicit: true };
                self.claim_of(clause, share);
            }
            return true;
        }
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
            None if is_of_last => {
                self.said.observations.last().map(|seen| seen.scope).into_iter().collect()
            }
            None => {
                self.spoken.shared = words.contains('占').then(Vec::new);
                return false;
            }
        };
        // 甲费6万元,占支出的60%,乙费3万元,占30%: of the same whole.
        let shared = self.spoken.shared.clone().filter(|_| is_open);
        let wholes = shared.into_iter().flatten().chain(wholes).collect::<Vec<Scope>>();
        if matches!(said, Some(compare::Whole::Said(_))) {
            self.spoken.shared = Some(wholes.clone());
        }
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
