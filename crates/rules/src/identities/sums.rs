//! Sums and differences that a sentence states by its own amounts, whatever they count.
//!
//! What the amounts are is not known from scopes, so a difference is an error only where no other
//! reading of the form remains: parts known to be apart that are more than the whole, or parts
//! that are said to be all and miss the whole by little. Otherwise it is at most a warning.
//!
//! Long: one judgement for each form of statement, which share what a number may stand for.

use disclosure::{Difference, Direction, Fullness, Sum, Term};
use ledger::{Amount, Interval, Percent, Printed, Rounding};

/// Whether the amounts of a sentence go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// They do.
    Holds,
    /// They do if each was rounded by itself.
    Rounded(Off),
    /// Nothing can be said.
    Unchecked,
    /// They do not.
    Off(Off),
}

/// What does not go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Off {
    /// The amount or percentage that the others come to, as text.
    pub right: Option<String>,
    /// The calculation, as text: `1.00+2.00=3.00`.
    pub because: String,
    /// Whether no other reading remains.
    pub is_certain: bool,
    /// The amount that is in 元 where 万元 would make all go together.
    pub unit: Option<Printed>,
}

/// By how much parts may be more than their whole and are still likely all of it: one in so many.
const NEAR: i128 = 100;

/// By how much they may fall short of it: what a list leaves out is rarely less.
const SHORT: i128 = 1000;

/// Returns whether the parts of a sum may make it up.
pub fn adds(sum: &Sum) -> Judged {
    let fine = decimals(sum);
    let interval = |term: &Term| exact(term.printed, fine);
    let whole = interval(&sum.whole);
    let parts = sum.parts.iter().map(interval).fold(Interval::ZERO, |sum, part| sum + part);
    let ways: Vec<Interval> = match sum.first.as_slice() {
        [] => vec![parts],
        first => first.iter().map(|term| parts + interval(term)).collect(),
    };
    if ways.iter().any(|way| way.overlaps(whole)) {
        return rounded(sum);
    }
    let nominal = |term: &Term| i128::from(term.printed.nominal().fen());
    let first = sum.first.last().map_or(0, nominal);
    let total = sum.parts.iter().map(nominal).sum::<i128>() + first;
    let is_over = ways.iter().all(|way| way.low > whole.high);
    let missing = (total - nominal(&sum.whole)).abs();
    let is_within = |one_in: i128| missing * one_in <= nominal(&sum.whole).abs();
    // 25亿元,其中:10.21亿元…: the whole may be shortened more than its parts.
    let shortened = sum.whole.printed.interval(Rounding::Either);
    let is_certain = match (is_over, sum.fullness) {
        _ if ways.iter().any(|way| way.overlaps(shortened)) => false,
        (_, Fullness::All) if sum.is_apart => true,
        (_, Fullness::Usual) => false,
        (true, _) => sum.is_apart || is_within(NEAR),
        (false, Fullness::Likely | Fullness::Closed) => {
            is_within(SHORT) && sum.parts.len() > 2 || sum.is_apart && is_slip(sum, total, is_swap)
        }
        (false, _) => false,
    };
    let is_little = sum.fullness == Fullness::Likely && sum.parts.len() > 2 && is_within(NEAR);
    // Of known amounts, what is not named may be another part; their identities tell.
    let is_open = sum.fullness == Fullness::Some && is_known(sum);
    // Of parts that need not be all, a short number is like many others.
    let least = if sum.fullness == Fullness::Some { 6 } else { 3 };
    let is_like = |printed, right| are_alike(printed, right, least);
    let is_slip = || {
        let right = to_printed(sum.whole.printed, total);
        let is_whole_swapped = right.is_some_and(|right| is_swap(sum.whole.printed, right));
        is_whole_swapped && sum.parts.len() > 2 || is_slip(sum, total, is_like)
    };
    let unit = in_wrong_unit(sum, total);
    // Two digits of a list swapped are told, though another part would be as large by chance.
    let is_swapped = sum.parts.len() > 2 && self::is_slip(sum, total, is_swap);
    let is_all = matches!(sum.fullness, Fullness::Usual | Fullness::Closed);
    let is_told = is_certain || is_over || is_little || is_all;
    if !is_told && unit.is_none() && !is_swapped && (is_open || !is_slip()) {
        return Judged::Unchecked;
    }
    Judged::Off(Off {
        right: to_printed(sum.whole.printed, total).map(|right| right.to_string()),
        because: calculation(sum, total),
        is_certain,
        unit,
    })
}

/// Returns how parts make up their whole that do so if each was rounded.
fn rounded(sum: &Sum) -> Judged {
    let nominal = |term: &Term| i128::from(term.printed.nominal().fen());
    let parts: i128 = sum.parts.iter().map(nominal).sum();
    let like = sum.whole.printed;
    let is_exact =
        |total: i128| to_printed(like, total).is_some_and(|it| it.nominal() == like.nominal());
    let firsts = sum.first.iter().map(nominal);
    let mut totals: Vec<i128> = firsts.map(|first| first + parts).collect();
    if totals.is_empty() {
        totals.push(parts);
    }
    let is_coarser = sum.parts.iter().any(|it| it.printed.decimals() > like.decimals());
    if is_coarser || totals.iter().any(|total| is_exact(*total)) {
        return Judged::Holds;
    }
    let total = totals.last().copied().unwrap_or(parts);
    Judged::Rounded(Off {
        right: to_printed(like, total).map(|right| right.to_string()),
        because: calculation(sum, total),
        is_certain: false,
        unit: None,
    })
}

/// Returns the amount that is in another unit than the others, ten thousand times as large or as
/// small, if the sum is exact where it is read in theirs.
fn in_wrong_unit(sum: &Sum, total: i128) -> Option<Printed> {
    const TIMES: i128 = 10_000;
    let fen = |printed: Printed| i128::from(printed.nominal().fen());
    let whole = sum.whole.printed;
    let (all, units) = (fen(whole), sum.parts.iter().map(|part| part.printed.unit()));
    let is_alone = units.clone().all(|unit| unit != whole.unit());
    if is_alone && total != 0 && (all == total * TIMES || all * TIMES == total) {
        return Some(whole);
    }
    // 2.08亿元 of 1344元, 15218万元 and 4263万元
    let like = whole.interval(Rounding::Nearest);
    let is_it = |printed: &Printed| {
        let fen = fen(*printed);
        let is_other = printed.unit() != whole.unit();
        let (larger, smaller) = (total + fen * (TIMES - 1), total - fen + fen / TIMES);
        let [larger, smaller] =
            [larger, smaller].map(|sum| sum >= like.low && sum < like.high || sum == all);
        is_other && fen > 0 && (larger || smaller)
    };
    let mut parts = sum.parts.iter().map(|part| part.printed);
    parts.find(is_it).filter(|_| sum.first.is_empty())
}

/// Returns whether it is known what each of the amounts counts.
fn is_known(sum: &Sum) -> bool {
    std::iter::once(&sum.whole).chain(&sum.parts).all(|term| term.scope.is_some())
}

/// Returns whether one slip of the pen in one of the amounts explains the difference of the parts,
/// whose sum is `total`, from the whole: `is_like` says which numbers are one slip apart.
fn is_slip(sum: &Sum, total: i128, is_like: impl Fn(Printed, Printed) -> bool) -> bool {
    let difference = i128::from(sum.whole.printed.nominal().fen()) - total;
    let is = |term: &Term, by: i128| {
        let should = i128::from(term.printed.nominal().fen()) + by;
        to_printed(term.printed, should).is_some_and(|right| is_like(term.printed, right))
    };
    is(&sum.whole, -difference) || sum.parts.iter().any(|part| is(part, difference))
}

/// Returns whether one number is the other with two neighbouring digits swapped. A part that is left
/// out is hardly ever just as large as that makes it.
fn is_swap(printed: Printed, right: Printed) -> bool {
    const LEAST: usize = 4;
    let (one, other) = (printed.to_string(), right.to_string());
    let differ = |at: &usize| one.as_bytes().get(*at) != other.as_bytes().get(*at);
    let mut places = (0..one.len()).filter(differ);
    let (first, second, third) = (places.next(), places.next(), places.next());
    let is_beside = first.is_some_and(|first| second == Some(first + 1)) && third.is_none();
    is_beside && one.len() >= LEAST && are_alike(printed, right, LEAST)
}

/// Returns whether one number is the other with one digit wrong, two digits swapped, a 0 more or less, or
/// 元 for 万元.
///
/// Both have at least as many characters as `least`, and one more where a digit is wrong.
fn are_alike(printed: Printed, right: Printed, least: usize) -> bool {
    if printed.nominal().fen().checked_mul(10_000) == Some(right.nominal().fen()) {
        return true;
    }
    let (one, other) = (printed.to_string(), right.to_string());
    if is_zero_more(&one, &other) || is_zero_more(&other, &one) {
        return true;
    }
    let pairs: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).collect();
    one.len() == other.len()
        && match pairs.as_slice() {
            [_] => one.len() > least,
            [(a, b), (c, d)] => one.len() >= least && a == d && b == c,
            _ => false,
        }
}

/// Returns whether one number is the other with a 0 more: 60.00 for 6.00.
fn is_zero_more(longer: &str, shorter: &str) -> bool {
    const LEAST: usize = 4;
    let zeros = longer.match_indices('0').map(|(at, _)| at);
    let is_it = |at: usize| {
        let (before, after) = (longer.get(..at), longer.get(at + 1..));
        before.zip(after).is_some_and(|(before, after)| shorter.strip_prefix(before) == Some(after))
    };
    shorter.len() >= LEAST && longer.len() == shorter.len() + 1 && zeros.into_iter().any(is_it)
}

/// Returns whether a stated difference goes together with one of the amounts of which it may be said.
pub fn differs(difference: &Difference) -> Judged {
    let Difference { now, base, direction, by, percent } = difference;
    let sign = if *direction == Direction::Up { 1 } else { -1 };
    let nominal = |printed: Printed| i128::from(printed.nominal().fen());
    let fine = finest(now, [*base, *by]);
    let interval = |printed: Printed| exact(printed, fine);
    let change = by.map(interval);
    let ways = now.iter().rev().map(|term| term.printed).chain(together(now));
    // 甲费0万元;乙费9万元,比上年增加1万元: what is less than its increase has not increased by so much.
    let may_be = |now: &Printed| {
        let is_more = base.is_none() && *direction == Direction::Up;
        !is_more || change.is_none_or(|change| change.low <= interval(*now).high)
    };
    let ways: Vec<Judged> = ways
        .filter(may_be)
        .map(|now| {
            let is = interval(now);
            let was = match (base, change) {
                (Some(base), _) => interval(*base),
                (None, Some(change)) => before(is, change, sign),
                (None, None) => return Judged::Unchecked,
            };
            let found = between(was, is, sign);
            if let (Some(base), Some(change)) = (base, change)
                && !found.overlaps(change)
            {
                return off_amount(now, *base);
            }
            let was_fen = base.map_or_else(|| nominal(now) - sign * by.map_or(0, nominal), nominal);
            let by_fen = by.map_or_else(|| sign * (nominal(now) - was_fen), nominal);
            let change = Share { interval: change.unwrap_or(found), fen: by_fen };
            let of_now = of_this_year(*percent, by_fen, was_fen, nominal(now));
            match percent_of(*percent, &change, &Share { interval: was, fen: was_fen }, now) {
                Judged::Holds if of_now.is_some() => Judged::Off(Off {
                    because: because(now, by_fen, was_fen, of_now),
                    right: of_now.map(|right| right.to_string()),
                    is_certain: false,
                    unit: None,
                }),
                judged => judged,
            }
        })
        .collect();
    let rank = |verdict: &Judged| match verdict {
        Judged::Holds | Judged::Rounded(_) => 0,
        Judged::Unchecked => 1,
        Judged::Off(_) => 2,
    };
    ways.into_iter().min_by_key(rank).unwrap_or(Judged::Unchecked)
}

/// The decimals with which amounts are meant that are compared with each other: where two of three have
/// decimals, the third leaves out zeros.
fn finest(now: &[Term], others: [Option<Printed>; 2]) -> u8 {
    let all = now.last().map(|term| term.printed).into_iter().chain(others.into_iter().flatten());
    let decimals: Vec<u8> = all.map(Printed::decimals).filter(|decimals| *decimals > 0).collect();
    if decimals.len() > 1 { decimals.iter().copied().min().unwrap_or(0) } else { 0 }
}

/// Returns whether one of some amounts is that share of `whole`.
pub fn takes(part: &[Term], whole: Printed, percent: Percent) -> Judged {
    let of = |printed: Printed| Share {
        interval: printed.interval(Rounding::Either),
        fen: i128::from(printed.nominal().fen()),
    };
    let ways = part.iter().rev().map(|term| term.printed).chain(together(part));
    let mut ways = ways.map(|part| percent_of(Some(percent), &of(part), &of(whole), whole));
    let Some(likeliest) = ways.next() else { return Judged::Unchecked };
    let holds = likeliest == Judged::Holds || ways.any(|way| way == Judged::Holds);
    if holds { Judged::Holds } else { likeliest }
}

/// The last two amounts together, the last three, and so on: 甲费3万元,乙费1万元,共占…
fn together(terms: &[Term]) -> Vec<Printed> {
    let mut terms = terms.iter().rev();
    let Some(last) = terms.next() else { return Vec::new() };
    let sum = |sum: &mut i128, term: &Term| {
        *sum += i128::from(term.printed.nominal().fen());
        Some(to_printed(last.printed, *sum))
    };
    terms.scan(i128::from(last.printed.nominal().fen()), sum).flatten().collect()
}

/// What an amount was before it changed.
fn before(now: Interval, change: Interval, sign: i128) -> Interval {
    match sign {
        1 => Interval { low: now.low - change.high, high: now.high - change.low },
        _ => now + change,
    }
}

/// By how much `now` is more, or less where `sign` is negative, than what `was`.
fn between(was: Interval, now: Interval, sign: i128) -> Interval {
    let more = Interval { low: now.low - was.high, high: now.high - was.low };
    if sign == 1 { more } else { Interval { low: -more.high, high: -more.low } }
}

/// A change that is not the difference of its two amounts.
fn off_amount(now: Printed, base: Printed) -> Judged {
    let (now_fen, base_fen) = (now.nominal().fen(), base.nominal().fen());
    let by = to_printed(now, (i128::from(now_fen) - i128::from(base_fen)).abs());
    let by = by.map(|by| by.to_string()).unwrap_or_default();
    let (more, less) = if now_fen > base_fen { (now, base) } else { (base, now) };
    let because = format!("{more}-{less}={by}");
    Judged::Off(Off { because, right: Some(by), is_certain: true, unit: None })
}

/// An amount by its interval and at its nominal.
struct Share {
    interval: Interval,
    fen: i128,
}

/// Whether `percent` is the share of a change in what there `was`, told in the unit of `like`.
fn percent_of(percent: Option<Percent>, change: &Share, was: &Share, like: Printed) -> Judged {
    let Some(percent) = percent else { return Judged::Holds };
    if was.interval.low <= 0 {
        return Judged::Unchecked;
    }
    if percent.fits(change.interval, was.interval, Rounding::Either) {
        return Judged::Holds;
    }
    let right = percent.in_format_of(change.fen, was.fen);
    Judged::Off(Off {
        because: because(like, change.fen, was.fen, right),
        right: right.map(|right| right.to_string()),
        is_certain: true,
        unit: None,
    })
}

/// A share as a calculation, in the unit of `like`: `1.00÷4.00=25%`.
fn because(like: Printed, part: i128, whole: i128, share: Option<Percent>) -> String {
    let number = |fen: i128| to_printed(like, fen).map(|it| it.to_string()).unwrap_or_default();
    let share = share.map(|share| share.to_string()).unwrap_or_default();
    format!("{}÷{}={share}", number(part), number(whole))
}

/// Returns the rate of a change by an amount that `was` so large, where `percent` is its share in what
/// there is `now` instead: the usual slip, which rounding may hide.
pub(super) fn of_this_year(
    percent: Option<Percent>,
    by: i128,
    was: i128,
    now: i128,
) -> Option<Percent> {
    /// Of smaller rates both shares are nearly the same.
    const LEAST: i128 = 20;
    let percent = percent.filter(|_| was > 0 && now > 0 && by * LEAST >= was)?;
    let right = percent.in_format_of(by, was)?;
    (right != percent && percent.in_format_of(by, now) == Some(percent)).then_some(right)
}

/// The decimals with which all amounts of a sum are meant: whole numbers among amounts with
/// decimals leave out zeros.
fn decimals(sum: &Sum) -> u8 {
    let terms: Vec<&Term> = sum.parts.iter().chain([&sum.whole]).chain(&sum.first).collect();
    let fine = terms.iter().map(|term| term.printed.decimals()).filter(|decimals| *decimals > 0);
    match fine.clone().count() * 2 >= terms.len() {
        true => fine.min().unwrap_or(0),
        false => 0,
    }
}

/// What a number may stand for; a zero is nothing.
fn exact(printed: Printed, decimals: u8) -> Interval {
    match printed.is_zero() {
        true => Interval::ZERO,
        false => printed.widened(decimals).interval(Rounding::Either),
    }
}

fn to_printed(like: Printed, fen: i128) -> Option<Printed> {
    Some(like.in_format_of(Amount::from_fen(i64::try_from(fen).ok()?)))
}

/// The sum as a calculation, in the unit of the whole: `1.00+2.00=3.00`.
fn calculation(sum: &Sum, total: i128) -> String {
    let like = sum.whole.printed;
    let number = |fen: i128| to_printed(like, fen).map(|it| it.to_string()).unwrap_or_default();
    let terms = sum.first.last().into_iter().chain(&sum.parts);
    let terms: Vec<String> =
        terms.map(|term| number(i128::from(term.printed.nominal().fen()))).collect();
    format!("{}={}", terms.join("+"), number(total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::MoneyUnit;

    fn term(number: &str) -> Term {
        let printed = Printed::parse(number, MoneyUnit::TenThousandYuan).unwrap();
        Term { words: String::new(), printed, scope: None }
    }

    /// Whether a sum is certainly wrong, or perhaps; `None` where nothing can be said against it.
    fn wrong(whole: &str, parts: &[&str], fullness: Fullness, is_apart: bool) -> Option<bool> {
        let parts = parts.iter().map(|part| term(part)).collect();
        let first = Vec::new();
        match adds(&Sum { whole: term(whole), parts, first, fullness, is_apart }) {
            Judged::Off(off) => Some(off.is_certain),
            _ => None,
        }
    }

    #[test]
    fn a_sum_is_an_error_where_no_other_reading_remains() {
        use Fullness::{All, Likely, Some as Part};
        assert_eq!(wrong("9.00", &["6.00", "3.00"], Part, true), None);
        assert_eq!(wrong("9.0", &["6.02", "3.01"], Part, true), None, "rounded");
        assert_eq!(wrong("9.00", &["6.00", "4.00"], Part, true), Some(true));
        assert_eq!(wrong("9.00", &["6.00", "4.00"], Part, false), Some(false), "may overlap");
        assert_eq!(wrong("9.00", &["6.00", "2.00"], Likely, true), Some(false), "one digit");
        assert_eq!(wrong("9.00", &["6.00", "2.00"], Part, true), None, "need not be all");
        assert_eq!(wrong("9.00", &["6.00", "0.35"], Part, true), None, "need not be all");
        assert_eq!(wrong("9.00", &["6.00", "0.35"], All, true), Some(true));
        let near = ["509.54", "180", "200"];
        assert_eq!(wrong("889.65", &near, Likely, false), Some(true), "said to be all");
    }

    #[test]
    fn whole_numbers_that_only_rounding_makes_equal_are_told_apart() {
        let sum = |whole: &str, parts: &[&str]| {
            let parts = parts.iter().map(|part| term(part)).collect();
            let (first, fullness) = (Vec::new(), Fullness::Some);
            adds(&Sum { whole: term(whole), parts, first, fullness, is_apart: true })
        };
        assert!(matches!(sum("10", &["4", "7"]), Judged::Rounded(off) if off.because == "4+7=11"));
        assert_eq!(sum("10", &["4", "6"]), Judged::Holds);
        assert_eq!(sum("9.0", &["6.02", "3.01"]), Judged::Holds, "the whole is coarser");
    }

    #[test]
    fn yuan_for_ten_thousand_yuan_is_told() {
        let yuan = Printed::parse("2904", MoneyUnit::Yuan).unwrap();
        let mut parts = vec![term("226.70"), term("73.90"), term("60.00")];
        parts.push(Term { printed: yuan, ..term("1") });
        let (first, fullness) = (Vec::new(), Fullness::Some);
        let sum = Sum { whole: term("3264.60"), parts, first, fullness, is_apart: true };
        assert!(
            matches!(adds(&sum), Judged::Off(off) if off.unit == Some(yuan) && !off.is_certain)
        );
    }

    #[test]
    fn a_rate_of_this_year_is_told() {
        let of = |text, by, was, now| of_this_year(Percent::parse(text), by, was, now);
        assert_eq!(of("20", 2, 12, 10).map(|right| right.to_string()), Some("17%".to_owned()));
        assert_eq!(of("17", 2, 12, 10), None);
        assert_eq!(of("1", 1, 99, 100), None, "both are nearly the same");
    }

    #[test]
    fn a_difference_is_of_one_of_the_amounts() {
        let percent = |text| Percent::parse(text);
        let base = |number: &str| Some(term(number).printed);
        let of = |now: &[&str], base: Option<Printed>, by: &str, text| {
            let now = now.iter().map(|now| term(now)).collect();
            let by = Some(term(by).printed);
            let direction = Direction::Up;
            differs(&Difference { now, base, direction, by, percent: percent(text) })
        };
        assert_eq!(of(&["9.00"], base("8.00"), "1.00", "12.5"), Judged::Holds);
        assert_eq!(of(&["9.00", "2.00"], base("8.00"), "1.00", "12.5"), Judged::Holds);
        assert!(matches!(of(&["9.00"], base("8.00"), "1.50", "12.5"), Judged::Off(_)));
        assert!(matches!(of(&["9.00"], base("8.00"), "1.00", "21.5"), Judged::Off(_)));
        assert_eq!(of(&["9.00"], None, "1.00", "12.5"), Judged::Holds);
        assert!(matches!(of(&["9.00"], None, "1.00", "11.1"), Judged::Off(_)));
        assert_eq!(
            takes(&[term("4.00")], term("5.00").printed, percent("80").unwrap()),
            Judged::Holds
        );
    }
}
