//! Whether an amount belongs to a list, and whether a list has all that it names.

use super::figures::{Figure, Role};
use super::kin::{apart, kin};
use super::subjects::Subjects;
use ledger::{Interval, Rounding, Scope};

/// Whether `figure` stands beside `whole` and not below it: the other side of the account, another
/// year, or something else that the whole is a part of.
pub(super) fn is_beside(whole: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let is_other_side = whole.side().zip(figure.side()).is_some_and(|(one, other)| one != other);
    // Parts may be called by another stage than their whole.
    let is_apart = |(whole, part): (Scope, Scope)| {
        let part = Scope { stage: whole.stage, ..part };
        whole.is_disjoint(&part) || part.contains(&whole)
    };
    let is_of_other = whole.scope.zip(figure.scope).is_some_and(is_apart);
    let names_year = figure.words.match_indices('年').any(|(at, _)| {
        let digits = at.checked_sub(4).and_then(|start| figure.words.get(start..at));
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let adds = ["加上", "加:", ",加"].iter().any(|add| figure.gap.contains(add));
    is_other_side || is_of_other || names_year || adds
}

/// Whether an amount is that of the year, in a total with what was carried: 收入总计9万元,其中:本年收入合计8万元.
pub(super) fn is_of_year(whole: &Figure<'_>, figure: &Figure<'_>) -> bool {
    whole.words.trim_end_matches('为').ends_with("总计")
        && ["本年", "当年"].iter().any(|year| figure.words.contains(year))
}

/// Whether `parts` make up the whole but for rounding.
pub(super) fn fits(figures: &[Figure<'_>], whole: usize, parts: &[usize]) -> bool {
    let interval = |at: &usize| {
        figures.get(*at).map_or(Interval::ZERO, |it| it.printed.interval(Rounding::Either))
    };
    let sum = parts.iter().map(interval).fold(Interval::ZERO, |sum, part| sum + part);
    parts.len() > 1 && sum.overlaps(interval(&whole))
}

pub(super) fn is_exact(figures: &[Figure<'_>], whole: usize, parts: &[usize]) -> bool {
    let fen = |at: &usize| figures.get(*at).map_or(0, Figure::fen);
    parts.len() > 1 && fen(&whole) == parts.iter().map(fen).sum::<i128>()
}

/// 甲费6万元,乙费3万元;按用途分:基本支出5万元,项目支出4万元: whether the parts are those of `whole` and the
/// amounts before it together.
pub(super) fn is_of_several(figures: &[Figure<'_>], whole: usize, parts: &[usize]) -> bool {
    const MAX: usize = 8;
    let value = |at: &usize| {
        let figure = figures.get(*at).filter(|it| it.role == Role::Level);
        figure.map(|it| it.printed.interval(Rounding::Either))
    };
    let all = parts.iter().filter_map(value).fold(Interval::ZERO, |sum, it| sum + it);
    let before = (0..=whole).rev().take(MAX);
    let mut sum = Interval::ZERO;
    value(&whole).is_some_and(|it| it.high < all.low)
        && before.map_while(|at| value(&at)).any(|it| {
            sum = sum + it;
            sum.overlaps(all)
        })
}

/// Whether `parts` are all there are of their kind: 税收收入 and 非税收入.
pub(super) fn is_closed(figures: &[Figure<'_>], parts: &[usize], subjects: &Subjects) -> bool {
    if parts.len() != 2 {
        return false;
    }
    let named = parts.iter().filter_map(|at| figures.get(*at)).map(|it| kin(it.words, subjects));
    let named: Vec<_> = named.collect();
    apart(&named).is_some_and(|kin| kin.group == "revenue")
}
