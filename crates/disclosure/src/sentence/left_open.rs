//! Lists whose parts are not what their names say, or not all that the list has.

use super::groups::{at_stage, is_of, unrecognised};
use super::statement::Statement;
use crate::model::{Observation, Sum, Term};
use ledger::{Interval, Rounding, Scope};

impl Statement<'_> {
    /// 公务用车购置及运行费9万元,其中:购置费3万元,运行费4万元,租车费2万元: beside unknown parts the
    /// known ones are not all of it, so nothing is known of them.
    pub(super) fn open(&mut self, sum: &Sum) {
        let Some(whole) = sum.whole.scope.filter(|_| sum.first.is_empty()) else { return };
        // 三公经费9万元,其中:…培训费1万元: what is no part of it by its scope counts as unknown where
        // the list adds up with it.
        let interval = |term: &Term| term.printed.interval(Rounding::Either);
        let total = |parts: &mut dyn Iterator<Item = &Term>| {
            parts.map(interval).fold(Interval::ZERO, |sum, part| sum + part)
        };
        let (listed, all) = (total(&mut sum.parts.iter()), interval(&sum.whole));
        let is_apart = |scope: Scope| whole.is_disjoint(&at_stage(scope, whole));
        let is_known = |part: &&Term| {
            part.scope.is_some_and(|scope| !is_apart(scope) || !listed.overlaps(all))
        };
        let known = total(&mut sum.parts.iter().filter(is_known));
        let is_all_known = sum.parts.iter().all(|part| is_known(&part) || part.printed.is_zero());
        if !is_all_known && known.high < all.low && listed.low <= all.high {
            self.forget_parts(&sum.parts, whole);
        }
        // 基本支出9万元,其中:人员经费5万元,公用经费3万元,对个人和家庭的补助1万元: one part would be in the other,
        // and beside them it is none.
        let scopes = || sum.parts.iter().filter_map(|part| part.scope);
        let is_within = |one: Scope| {
            scopes().filter(|other| *other != one).any(|other| !one.is_disjoint(&other))
        };
        if listed.overlaps(all) && sum.parts.len() > 2 && scopes().any(is_within) {
            self.forget_parts(&sum.parts, whole);
        }
    }

    /// 事业收入3万元、单位资金收入2万元: what stands beside what has it in it is something else.
    pub(super) fn set_apart(&mut self, sum: &Sum) {
        let scopes = || sum.parts.iter().filter_map(|part| part.scope);
        let overlaps = |part: &&Term| {
            part.scope.is_some_and(|one| {
                scopes().any(|it| it != one && (it.contains(&one) || one.contains(&it)))
            })
        };
        let parts: Vec<Term> = sum.parts.iter().filter(overlaps).cloned().collect();
        if let Some(whole) = sum.whole.scope.filter(|_| !parts.is_empty()) {
            self.forget_parts(&parts, whole);
        }
    }

    /// Forgets what these parts of a list count.
    fn forget_parts(&mut self, parts: &[Term], whole: Scope) {
        let is_part = |seen: &Observation| {
            let mut parts = parts.iter().filter_map(|part| Some((part.scope?, part.printed)));
            seen.scope != whole && parts.any(|(scope, printed)| is_of(seen, scope, printed))
        };
        let begun = self.said.observations.iter().position(is_part);
        let mut gone = Vec::new();
        for at in (begun.unwrap_or(usize::MAX)..self.said.observations.len()).rev() {
            if self.said.observations.get(at).is_some_and(is_part) {
                gone.push(self.said.observations.remove(at));
            }
        }
        self.said.unrecognised.extend(gone.into_iter().map(unrecognised));
    }
}
