//! Amounts that run up to a total, and what is left of income after spending.

use super::figures::{Figure, Role, TOTALS, candidates};
use super::kin::{apart, kin};
use super::signed::{signed, taken_off, takes_off};
use super::stated::stated;
use super::subjects::Subjects;
use crate::model::{Fullness, Sum, Term};
use ledger::{Amount, MoneyUnit};

/// `收入6万元,加上补助3万元,收入总计9万元`: a sum that runs up to a total. What it begins with
/// may be any amount before it. Amounts in brackets are parts of the one before the brackets and
/// are not added.
pub(super) fn runs(figures: &[Figure<'_>], subjects: &Subjects) -> Vec<Sum> {
    let figures = outside(figures);
    let mut sums = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, (figure, gap)) in figures.iter().enumerate() {
        let adds = gap.contains("加上") || gap.starts_with(",加") || gap.starts_with(",再加");
        let is_taken = begun.is_some() && takes_off(gap);
        if adds {
            begun = begun.or(Some(at));
        } else if !is_taken && (gap.contains(['。', '减', '扣', '含']) || gap.contains("其中"))
        {
            begun = None;
        }
        let is_end = is_end(figure.words);
        // 收入9万元,加上补助等收入后,收入总计12万元: what was added is not printed.
        if adds && is_end {
            begun = begun.filter(|first| *first < at);
        }
        let Some(first) = begun.filter(|first| *first < at && is_end) else { continue };
        begun = None;
        let run = figures.get(first..at).unwrap_or_default();
        let before: Vec<Figure<'_>> =
            figures.get(..first).unwrap_or_default().iter().map(|(it, _)| (*it).clone()).collect();
        let before: Vec<Term> = together(&before).chain(candidates(&before)).collect();
        // 加上补助收入3万元,支出总计9万元: of which side the parts are is left open.
        let is_of_two_sides = |part: &Figure<'_>| {
            part.side().zip(figure.side()).is_some_and(|(one, other)| one != other)
        };
        let is_other = |part: &Figure<'_>| part.role != Role::Level || is_of_two_sides(part);
        let Some((off, parts)) = signed(run, figure, &before) else { continue };
        // 非税收入6万元。加上补助3万元,收入总计20万元: what it begins with stands in a paragraph before.
        // 支出预算数9万元,决算数8万元: both are what is spent.
        let mut side = None;
        let mut is_of_other = |it: &Figure<'_>| {
            side = it.side().or(side.filter(|_| !begins_sentence(it)));
            side.zip(figure.side()).is_some_and(|(one, other)| one != other)
        };
        let may_begin = |(it, _): &(&Figure<'_>, String)| {
            let is_whole = !it.gap.contains("其中") && !is_item(it, subjects);
            !is_of_other(it) && it.role == Role::Level && is_whole
        };
        if !figures.iter().take(first).any(may_begin) {
            continue;
        }
        // 9万元收入扣除上解1万元,加补助2万元: of an amount before its name nothing is known.
        if figures.iter().take(first).any(|(it, _)| it.is_unnamed()) {
            continue;
        }
        if before.is_empty() || parts.iter().any(|part| is_other(part)) {
            continue;
        }
        sums.push(Sum {
            whole: figure.term(),
            parts: parts
                .into_iter()
                .map(Figure::term)
                .chain(off.into_iter().filter_map(taken_off))
                .collect(),
            first: before,
            fullness: Fullness::All,
            is_apart: true,
        });
    }
    sums
}

/// The run that goes on from what a paragraph before begins: 收入9万元。 | 非税收入3万元。加上补助2万元,收入总计11万元。
pub(super) fn runs_from(
    head: &Figure<'_>,
    figures: &[Figure<'_>],
    subjects: &Subjects,
) -> Vec<Sum> {
    let adds = |it: &Figure<'_>| it.gap.trim_start_matches(['。', ',', ';']).starts_with('加');
    let Some(first) = figures.iter().position(adds) else { return Vec::new() };
    let (items, run) = figures.split_at(first);
    let is_begun = items.iter().any(|it| it.role == Role::Level && !is_item(it, subjects));
    let mut joined = vec![head.clone()];
    joined.extend(run.iter().cloned());
    let end = run.iter().find(|it| is_end(it.words));
    // 其中,县本级支出6万元。加上结转3万元,支出总计9万元: it begins here.
    let is_begun = is_begun || !runs(figures, subjects).is_empty();
    if is_begun || head.side().is_none() || end.is_none_or(|end| end.side() != head.side()) {
        return Vec::new();
    }
    let sums = runs(&joined, subjects).into_iter().take(1);
    sums.map(|sum| Sum { fullness: Fullness::Usual, ..sum }).collect()
}

/// Whether an amount is an item of revenue or of spending, and not all of it.
fn is_item(figure: &Figure<'_>, subjects: &Subjects) -> bool {
    let name = figure.words.trim_end_matches("完成").trim_end_matches(['为', '达', '共']);
    let is_part =
        || kin(name, subjects).iter().any(|it| ["revenue", "function"].contains(&it.group));
    name.ends_with('税') || is_part()
}

/// Amounts of a sentence together, the last two, three and so on: 收入6万元,补助2万元,加上结转1万元,收入总计9万元.
fn together<'f>(before: &'f [Figure<'_>]) -> impl Iterator<Item = Term> + 'f {
    const MAX: usize = 8;
    let own = before.iter().rev().filter(|it| it.role == Role::Level).take(MAX);
    let mut sum = 0;
    let sums = own.filter_map(move |it| {
        sum += it.fen();
        let printed = it.printed.in_format_of(Amount::from_fen(i64::try_from(sum).ok()?));
        Some(Term { words: it.words.to_owned(), printed, scope: None })
    });
    sums.skip(1)
}

/// The amounts that stand in no bracket, with the words between them.
fn outside<'f, 'a>(figures: &'f [Figure<'a>]) -> Vec<(&'f Figure<'a>, String)> {
    let (mut depth, mut gap) = (0_usize, String::new());
    let mut found = Vec::new();
    for figure in figures {
        for c in figure.gap.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 => gap.push(c),
                _ => {}
            }
        }
        if depth == 0 {
            found.push((figure, std::mem::take(&mut gap)));
        }
    }
    found
}

/// Whether words name what a sum comes to, and not one of its parts: 收入总计, 年末滚存结余, but
/// neither 债券收入等合计 nor 上年结余.
fn is_end(words: &str) -> bool {
    const LONGEST: usize = 14;
    let words = words.trim_end_matches(['为', '达', '共', '是']);
    let is_total = TOTALS.iter().any(|total| words.ends_with(total));
    let is_left = words.contains("滚存") && ["年末", "年终"].iter().any(|it| words.contains(it));
    let is_at_hand = ["可用财力", "可支配财力", "可支配收入"].iter().any(|it| words.ends_with(it));
    (is_total || is_left || is_at_hand) && !words.contains('等') && words.chars().count() <= LONGEST
}

/// `甲费3万元,乙费2万元,合计5万元`: the amounts of a sentence and their total, which it calls nothing else.
pub(super) fn totalled<'f, 'a>(
    figures: &'f [Figure<'a>],
) -> impl Iterator<Item = (&'f Figure<'a>, Vec<&'f Figure<'a>>)> {
    let is_total = |it: &Figure<'_>| {
        let words = it.words.trim_end_matches(['为', '共', '是']);
        let words = words.strip_suffix("完成").unwrap_or(words);
        // 以上三项合计9万元
        let words = words.strip_prefix("以上").unwrap_or(words);
        let counted = words.trim_start_matches(|c: char| "两二三四五六七八九十".contains(c));
        let words = counted.strip_prefix('项').unwrap_or(words);
        // 甲费3万元和乙费2万元,共5万元
        let is_together = it.words == "共" && it.gap == ",共";
        (TOTALS.contains(&words) || is_together) && !begins_sentence(it) && it.role == Role::Level
    };
    let ends = figures.iter().enumerate().filter(move |(_, it)| is_total(it));
    ends.filter_map(move |(end, total)| {
        let before = figures.get(..end)?;
        let first = before.iter().rposition(begins_sentence).unwrap_or(0);
        let mut parts = before.get(first..)?;
        // 一是甲费9万元;二是乙费2万元、丙费1万元,共计3万元
        let item = parts.iter().rposition(|it| it.gap.contains(';')).and_then(|at| parts.get(at..));
        if let Some(item) = item.filter(|_| !total.gap.contains(';'))
            && item.iter().map(Figure::fen).sum::<i128>() == total.fen()
        {
            parts = item;
        }
        let is_plain = |(at, it): (usize, &Figure<'_>)| {
            // 发放补贴两项,其中甲3万元: there is no amount before it that 其中 could divide.
            let is_first = at == 0;
            it.role == Role::Level
                && (is_first || !it.gap.contains("其中") && !it.gap.contains(':'))
                && !it.gap.contains(['减', '扣', '含'])
                && it.gap.matches('(').count() == it.gap.matches(')').count()
        };
        // 收入9万元,考虑补助后,总收入12万元,总支出10万元
        let is_other_side =
            |it: &Figure<'_>| it.side().zip(total.side()).is_some_and(|(one, other)| one != other);
        let is_list = parts.iter().enumerate().all(is_plain)
            && !parts.iter().any(is_other_side)
            && !goes_on(parts);
        is_list.then(|| (total, parts.iter().collect()))
    })
}

/// Returns the totals of one side of an account with the amounts before them in the sentence, where each
/// of these is known to be a part: `支出3万元,上解支出2万元,债务还本支出1万元,支出总计6万元`.
pub(super) fn sided<'f, 'a>(
    figures: &'f [Figure<'a>],
    subjects: &'f Subjects,
) -> impl Iterator<Item = (&'f Figure<'a>, Vec<&'f Figure<'a>>)> {
    const SIDES: [&str; 4] = ["收入总计", "支出总计", "收入总量", "支出总量"];
    const GROUPS: [&str; 4] = ["sources", "uses", "inflow", "outflow"];
    let is_end = |it: &Figure<'_>| {
        it.gap.starts_with(',')
            && SIDES.contains(&it.words.trim_end_matches('为'))
            && it.role == Role::Level
    };
    let ends = figures.iter().enumerate().filter(move |(_, it)| is_end(it));
    ends.filter_map(move |(end, total)| {
        let before = figures.get(..end)?;
        let parts = before.get(before.iter().rposition(begins_sentence).unwrap_or(0)..)?;
        let is_plain = |it: &Figure<'_>| {
            it.role == Role::Level && !it.gap.contains(['(', ')']) && !it.gap.contains("其中")
        };
        let named: Vec<_> = parts.iter().map(|it| kin(it.words, subjects)).collect();
        let is_one_side = apart(&named).is_some_and(|kin| GROUPS.contains(&kin.group));
        let is_list = is_one_side && parts.iter().all(is_plain) && !goes_on(parts);
        is_list.then(|| (total, parts.iter().collect()))
    })
}

/// `甲费6元,乙费3万元,合计9万元`: amounts of which one is in 元, and that make up the last where it is in 万元.
pub(super) fn in_yuan(figures: &[Figure<'_>]) -> Option<Sum> {
    const TIMES: i128 = 10_000;
    const MOST: usize = 8;
    let (whole, parts) = figures.split_last()?;
    let is_yuan = |it: &&Figure<'_>| it.printed.unit() == MoneyUnit::Yuan;
    let mut wrong = parts.iter().filter(is_yuan);
    let only = wrong.next().filter(|_| wrong.next().is_none())?;
    let others: i128 = parts.iter().map(Figure::fen).sum::<i128>() - only.fen();
    let is_list = (2..=MOST).contains(&parts.len())
        && figures.iter().all(|it| it.role == Role::Level)
        && whole.printed.unit() == MoneyUnit::TenThousandYuan;
    (is_list && others + only.fen() * TIMES == whole.fen()).then(|| Sum {
        whole: whole.term(),
        parts: parts.iter().map(Figure::term).collect(),
        first: Vec::new(),
        fullness: Fullness::Some,
        is_apart: false,
    })
}

/// `政府债务余额9万元,一般债务余额6万元,专项债务余额3万元`: the two kinds of a government's debts behind all of them.
pub(super) fn of_debts(figures: &[Figure<'_>], subjects: &Subjects) -> Vec<Sum> {
    const KINDS: [&str; 2] = ["余额", "限额"];
    let kind = |it: &Figure<'_>| {
        KINDS.iter().find(|kind| it.words.trim_end_matches('为').ends_with(*kind))
    };
    let threes = figures.windows(3).enumerate().filter_map(|(at, three)| {
        let [whole, one, other] = three else { return None };
        // 一般债务5万元、专项债务3万元、外债1万元
        let third = figures.get(at + 3).map_or(0, Figure::fen);
        if third > 0 && one.fen() + other.fen() + third == whole.fen() {
            return None;
        }
        let named = [one, other].map(|it| kin(it.words, subjects));
        let is_both = apart(&named).is_some_and(|kin| kin.group == "debts");
        let is_listed =
            [one, other].iter().all(|it| it.gap.starts_with([',', '、']) && !it.gap.contains('。'));
        let is_whole = kin(whole.words, subjects).iter().all(|kin| kin.group != "debts");
        let is_one =
            kind(whole).is_some() && kind(one) == kind(whole) && kind(other) == kind(whole);
        let is_list = is_both && is_listed && is_whole && is_one && whole.words.contains("债务");
        stated(whole, &[one, other], false, subjects).filter(|_| is_list)
    });
    threes.collect()
}

/// `收入9万元,由甲收入6万元、乙收入3万元组成`
pub(super) fn composed<'f, 'a>(
    text: &str,
    figures: &'f [Figure<'a>],
) -> Option<(&'f Figure<'a>, Vec<&'f Figure<'a>>)> {
    let first = figures.iter().position(|it| it.gap.starts_with(",由"))?;
    let whole = figures.get(first.checked_sub(1)?)?;
    let ends = |it: &Figure<'_>| {
        let behind = text.get(it.range.end..).unwrap_or_default();
        ["组成", "构成"].iter().any(|end| behind.starts_with(end))
    };
    let last = figures.iter().position(ends).filter(|last| *last > first)?;
    Some((whole, figures.get(first..=last)?.iter().collect()))
}

/// Whether the amounts are added to what was named before them: `加上级补助3万元`.
fn goes_on(parts: &[Figure<'_>]) -> bool {
    parts.first().is_some_and(|it| it.gap.trim_start_matches(['。', ',']).starts_with('加'))
}

fn begins_sentence(figure: &Figure<'_>) -> bool {
    figure.gap.contains('。')
}

/// What is left of income: `收入总计9万元,支出总计8万元,收支相抵,结转1万元`, or `收入总量减去支出总量后,结转1万元`.
pub(super) fn balance(figures: &[Figure<'_>]) -> Option<Sum> {
    let is_left = |it: &Figure<'_>| it.words.contains('结') && it.role == Role::Level;
    let at = figures.iter().position(|it| is_met(it.gap) && is_left(it)).filter(|at| {
        // 结转下年3万元,净结余1万元: what is left is both.
        let next = figures.get(at + 1).filter(|next| !next.gap.contains('。'));
        let is_stock = |words: &str| ["滚存", "累计", "历年"].iter().any(|it| words.contains(it));
        !next.is_some_and(|next| next.words.contains(['结', '余']) && !is_stock(next.words))
    })?;
    let left = figures.get(at)?;
    let before = figures.get(..at)?;
    let is_taken = left.gap.contains("减去");
    let [income, spending] = [true, false].map(|side| all_of_side(before, side, is_taken));
    let (income, spending) = (income?, spending?);
    (income.range.start < spending.range.start).then(|| Sum {
        whole: income.term(),
        parts: vec![spending.term(), left.term()],
        first: Vec::new(),
        fullness: Fullness::All,
        is_apart: true,
    })
}

/// `收入总计9万元,减支出总计8万元,滚存结余1万元`: what is left when the second is taken off the first.
pub(super) fn left(figures: &[Figure<'_>]) -> Option<Sum> {
    let threes = figures.windows(3).filter_map(|three| {
        let [income, off, left] = three else { return None };
        let is_account = income.side() == Some(true) && off.side() == Some(false);
        let is_left = ["结余", "结转", "余额"].iter().any(|it| left.words.contains(it));
        let is_plain = three.iter().all(|it| it.role == Role::Level) && left.gap.starts_with(',');
        let is_taken = takes_off(off.gap) && is_account && is_left && is_plain;
        is_taken.then(|| Sum {
            whole: income.term(),
            parts: vec![off.term(), left.term()],
            first: Vec::new(),
            fullness: Fullness::Usual,
            is_apart: true,
        })
    });
    threes.into_iter().next()
}

/// Whether words set spending against income.
fn is_met(gap: &str) -> bool {
    let taken = gap.split_once("减去").map(|(before, behind)| {
        let ends =
            |words: &str, name| words.rsplit([',', '。']).next().unwrap_or_default().contains(name);
        ends(before, "收入") && behind.starts_with("支出")
    });
    gap.contains("收支相抵") || taken == Some(true)
}

/// The last total of one side of an account; if `may_be_only`, else its only amount.
fn all_of_side<'f, 'a>(
    figures: &'f [Figure<'a>],
    is_income: bool,
    may_be_only: bool,
) -> Option<&'f Figure<'a>> {
    let is_it = |it: &&Figure<'_>| it.role == Role::Level && it.side() == Some(is_income);
    let is_total = |it: &&Figure<'_>| TOTALS.iter().any(|total| it.words.contains(total));
    let mut own = figures.iter().filter(is_it);
    let only = || own.next().filter(|_| own.next().is_none() && may_be_only);
    figures.iter().filter(is_it).rfind(is_total).or_else(only)
}
