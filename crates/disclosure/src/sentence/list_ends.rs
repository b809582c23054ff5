//! What the lists of a paragraph state when they end.

use super::figures::{Figure, Role};
use super::members::{fits, is_closed, is_exact, is_of_several};
use super::open_list::List;
use super::shared::are_all;
use super::slips::lacks_digit;
use super::stated::stated;
use super::sums::{Level, Lists};
use crate::model::{Fullness, Sum};

impl Lists<'_> {
    /// Ends a level: what its lists state.
    ///
    /// Of lists within lists, where nothing tells which of them ends first, only what is exact.
    pub(super) fn finish(&mut self, level: Level) {
        // 甲费9万元,其中:A3万元,B2万元,用于C4万元: what makes up the first has no head within it.
        if let [list, _, ..] = level.open.as_slice() {
            let parts = || level.open.iter().flat_map(|list| list.parts.iter().copied());
            let span = parts().min().zip(parts().max()).map(|(first, last)| first..=last);
            let is_level =
                |at: &usize| self.figures.get(*at).is_some_and(|it| it.role == Role::Level);
            let all: Vec<usize> = span.into_iter().flatten().filter(is_level).collect();
            if is_exact(self.figures, list.whole, &all) {
                let sum = self.sum(list.whole, &all, (list.is_full, list.is_announced));
                return self.found.extend(sum);
            }
        }
        let is_open = |list: &&List| {
            let is_whole = is_exact(self.figures, list.whole, &list.parts)
                || is_closed(self.figures, &list.parts, self.subjects);
            !list.is_done && !is_whole && !list.parts.is_empty()
        };
        let is_clear = level.open.iter().filter(is_open).count() < 2;
        let is_meant = |list: &&List| !list.is_sorted || is_near(self.figures, list);
        for list in level.open.iter().filter(is_meant) {
            let List { whole, is_full, is_announced, .. } = list;
            let parts = list.own_parts(self.figures, self.subjects);
            let ends = if is_clear { parts.len() } else { 2 }..=parts.len();
            let mut ways = ends.filter_map(|end| parts.get(..end));
            let way = ways.find(|way| is_clear || is_exact(self.figures, *whole, way));
            self.found
                .extend(way.and_then(|parts| self.sum(*whole, parts, (*is_full, *is_announced))));
        }
    }

    /// What `parts` are parts of: the amount before them that they make up, if there is one, for 累计9万元,当月2万元。其中:甲6万元,乙3万元 divides what was named first.
    fn meant(&self, whole: usize, parts: &[usize]) -> usize {
        const MAX: usize = 8;
        let first = parts.first().copied().unwrap_or_default();
        // 增加9万元(甲费6万元,乙费3万元): what is divided may be a change.
        let before = (0..first).rev().take(MAX).filter(|at| {
            self.figures.get(*at).is_some_and(|figure| {
                figure.role == Role::Level || *at + 1 == first && figure.role == Role::Change
            })
        });
        let mut exact = before.clone().filter(|at| is_exact(self.figures, *at, parts));
        let mut rounded = before.filter(|at| fits(self.figures, *at, parts));
        exact.next().or_else(|| rounded.next()).unwrap_or(whole)
    }

    /// Whether 等 behind the last part says that there are more.
    fn goes_on(&self, last: Option<&&Figure<'_>>) -> bool {
        let after = last.and_then(|last| self.text.get(last.range.end..)).unwrap_or_default();
        after.trim_start_matches(')').starts_with('等')
    }

    /// Whether each of several parts is more than the whole, which then is that of another list: a text may
    /// begin behind its head. A unit or a digit may be wrong, where they make up the same digits.
    fn are_beyond(&self, whole: usize, parts: &[usize]) -> bool {
        let fen = |at: &usize| self.figures.get(*at).map_or(0, Figure::fen);
        let (own, sum) = (fen(&whole), parts.iter().map(fen).sum::<i128>());
        let is_shifted =
            lacks_digit(own, sum) || (1..=8).any(|zeros| own * 10_i128.pow(zeros) == sum);
        parts.len() > 1 && parts.iter().all(|part| fen(part) > own) && !is_shifted
    }

    /// Whether `parts` are called like the whole and like the amount before it, which they divide side by
    /// side: `送审金额9万元,审定金额8万元,其中:甲工程送审6万元,审定5万元`.
    fn repeats_columns(&self, whole: usize, parts: &[usize]) -> bool {
        let name = |it: &Figure<'_>| {
            let words = it.words.trim_end_matches("金额").trim_end_matches(['额', '数', '为']);
            (words.chars().count() > 1).then(|| words.to_owned())
        };
        let named: Vec<String> =
            parts.iter().filter_map(|at| name(self.figures.get(*at)?)).collect();
        let column = |at: Option<usize>| name(self.figures.get(at?)?);
        let Some((before, own)) = column(whole.checked_sub(1)).zip(column(Some(whole))) else {
            return false;
        };
        let is_again = |column: &String| named.iter().any(|part| part.ends_with(column.as_str()));
        before != own && is_again(&before) && is_again(&own)
    }

    /// The statement that `parts` are some or all of `whole`, unless the words leave that open.
    fn sum(
        &self,
        whole: usize,
        parts: &[usize],
        (is_full, is_announced): (bool, bool),
    ) -> Option<Sum> {
        let whole = self.meant(whole, parts);
        if self.repeats_columns(whole, parts) || self.are_beyond(whole, parts) {
            return None;
        }
        if is_of_several(self.figures, whole, parts) {
            return None;
        }
        let whole = self.figures.get(whole)?;
        let named: Vec<Figure<'_>> =
            parts.iter().filter_map(|at| Some(self.figures.get(*at)?.by_use(self.text))).collect();
        let parts: Vec<&Figure<'_>> = named.iter().collect();
        // 节约9万元。其中,货物预算6万元,采购5万元,节约1万元: the columns of the whole again, of one part.
        let is_again = |part: &&&Figure<'_>| part.words.ends_with(whole.words);
        let again = parts.iter().filter(is_again).count();
        if whole.words.chars().count() >= 4 && again > 0 && again < parts.len() {
            return None;
        }
        let is_full = is_full && !self.goes_on(parts.last());
        let sum = stated(whole, &parts, is_full, self.subjects)?;
        let is_open = matches!(sum.fullness, Fullness::Some | Fullness::Likely);
        let fullness = match is_open && are_all(self.text, self.figures, &parts) {
            true if sum.is_apart => Fullness::All,
            true => Fullness::Closed,
            // 包括甲收入3万元、乙收入2万元 may leave parts out.
            false if sum.fullness == Fullness::Closed && !is_announced => Fullness::Likely,
            false => sum.fullness,
        };
        Some(Sum { fullness, ..sum })
    }
}

/// Returns whether the parts of a list come near to its whole. In an excerpt that begins with
/// 丙费1万元;按品目分:甲费6万元,乙费3万元 the parts divide a total that is not in the text.
fn is_near(figures: &[Figure<'_>], list: &List) -> bool {
    let whole = figures.get(list.whole).map_or(0, Figure::fen);
    (list.sum - whole).abs() * 2 < whole.max(list.sum)
}
