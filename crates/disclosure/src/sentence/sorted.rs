//! Lists that divide what the paragraph before names alone, `收支总预算9万元。`, and then
//! `收入包括:甲6万元,乙3万元。支出包括:…` or `按支出功能分类:…`; or what their own paragraph begins with.

use super::figures::{Figure, Role};
use super::listed::Remembered;
use super::listing::sorted;
use super::shared::name;
use super::stated::stated;
use super::subjects::Subjects;
use crate::model::{Assertion, Claim, Fullness, Sum};
use document::Place;

/// How a list begins that is one side of what was named.
const SIDES: [&str; 8] = [
    "收入包括",
    "支出包括",
    "收入主要包括",
    "支出主要包括",
    "收入预算包括",
    "支出预算包括",
    "收入总预算包括",
    "支出总预算包括",
];

/// How words end that name what a list divides.
const STRUCTURE: &str = "结构情况:";

/// How the name of an amount ends of which both sides of an account are.
const OF_BOTH: [&str; 7] =
    ["收支总预算", "收支总决算", "收支总计", "收支总额", "收支总量", "收支预算", "收支预算总计"];

/// By how much a list may miss its whole: one in so many.
const FAR: i128 = 10;

/// The same where the whole has the name of both sides.
const FAR_FROM_BOTH: i128 = 2;

/// What a paragraph states by its lists, if it begins with one, of the amount named `before` it.
pub(super) fn lists(
    words: &str,
    before: &Remembered,
    figures: &[Figure<'_>],
    (place, subjects): (&Place, &Subjects),
) -> Option<Vec<Claim>> {
    if head(words).is_none() {
        let own: Vec<&Figure<'_>> = figures.iter().filter(|it| it.role == Role::Level).collect();
        let claim = both(&before.figure(), &own, (place, subjects)).filter(is_of_all);
        return claim.map(|claim| vec![claim]);
    }
    let of = structure(words).and_then(|end| words.get(..end));
    let is_named = of.is_none_or(|of| {
        let (of, before) = (name(of.trim_end_matches(STRUCTURE)), name(before.figure().words));
        of.starts_with(&before) || before.starts_with(&of)
    });
    if !is_named {
        return None;
    }
    Some(divided(words, &before.figure(), figures, (place, subjects)))
}

/// What a paragraph states by the lists of both sides of the amount that it names before or after them:
/// `收支总预算9万元。收入包括:…;支出包括:…`.
pub(super) fn sides(
    words: &str,
    figures: &[Figure<'_>],
    (place, subjects): (&Place, &Subjects),
) -> Vec<Claim> {
    let mut wholes = figures.iter().filter(|it| is_of_both(it) && it.role == Role::Level);
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return Vec::new() };
    let is_listed = sentences(words).any(|(_, sentence)| side(sentence).is_some());
    match is_listed {
        true => divided(words, whole, figures, (place, subjects)),
        false => one_after_the_other(whole, figures, place),
    }
}

/// The two lists behind the amount of both sides, known by the names of their parts:
/// `收支总计9万元,其中:本年收入8万元、年初结转1万元;本年支出7万元、年末结转2万元`.
fn one_after_the_other(whole: &Figure<'_>, figures: &[Figure<'_>], place: &Place) -> Vec<Claim> {
    const INCOME: [&str; 6] =
        ["本年收入", "上年结", "年初结", "使用专用结余", "使用非财政拨款结余", "用事业基金"];
    const SPENDING: [&str; 5] = ["本年支出", "结转下年", "年末结", "年终结", "结余分配"];
    let behind = figures.iter().skip_while(|it| it.range.start <= whole.range.start);
    let own: Vec<&Figure<'_>> = behind.take_while(|it| !it.gap.contains('。')).collect();
    let is_of = |it: &Figure<'_>, names: &[&str]| names.iter().any(|name| it.words.contains(name));
    let (income, spending): (Vec<&Figure<'_>>, Vec<&Figure<'_>>) =
        own.iter().partition(|it| is_of(it, &INCOME));
    let is_known = |it: &&Figure<'_>| {
        it.role == Role::Level && !it.opens_bracket() && is_of(it, &INCOME) != is_of(it, &SPENDING)
    };
    let is_in_order = own.is_sorted_by_key(|it| is_of(it, &SPENDING));
    let is_listed = own.first().is_some_and(|it| it.gap.contains("其中"));
    if !is_listed || !is_in_order || !own.iter().all(is_known) {
        return Vec::new();
    }
    let claims = [income, spending].into_iter().filter_map(|parts| {
        let off = (parts.iter().map(|it| it.fen()).sum::<i128>() - whole.fen()).abs();
        let is_list = parts.len() > 1 && off * FAR_FROM_BOTH < whole.fen();
        let sum = Sum {
            whole: whole.term(),
            parts: parts.into_iter().map(Figure::term).collect(),
            first: Vec::new(),
            fullness: Fullness::Usual,
            is_apart: true,
        };
        let (place, words, says) = (place.clone(), whole.words.to_owned(), Assertion::Adds(sum));
        is_list.then_some(Claim { place, words, says, is_reason: false, instead: Vec::new() })
    });
    claims.collect()
}

/// What a paragraph states of an amount that the one before names, by two parts:
/// `在全县收入中,县本级收入4万元,乡镇级收入5万元`.
pub(super) fn within(
    words: &str,
    before: &[Remembered],
    figures: &[Figure<'_>],
    (place, subjects): (&Place, &Subjects),
) -> Option<Claim> {
    let (name, _) = words.strip_prefix('在')?.split_once("中,")?;
    let whole = before.iter().map(Remembered::figure).find(|it| it.words.contains(name))?;
    let end = words.find('。').unwrap_or(words.len());
    let own = figures.iter().filter(|it| it.role == Role::Level && it.range.start < end);
    let mut claim = both(&whole, &own.collect::<Vec<_>>(), (place, subjects))?;
    if let Assertion::Adds(sum) = &mut claim.says {
        sum.fullness = Fullness::Usual;
    }
    Some(claim)
}

fn is_of_all(claim: &Claim) -> bool {
    matches!(&claim.says, Assertion::Adds(sum) if sum.fullness == Fullness::All)
}

/// What the two parts of the amount before them state: `全国收入9万元。`, and then
/// `中央收入4万元,地方收入5万元`.
fn both(
    whole: &Figure<'_>,
    own: &[&Figure<'_>],
    (place, subjects): (&Place, &Subjects),
) -> Option<Claim> {
    let [one, other] = own else { return None };
    let is_one_side =
        [one, other].iter().all(|it| it.side().is_some() && it.side() == whole.side());
    let off = (one.fen() + other.fen() - whole.fen()).abs();
    let sum = stated(whole, own, false, subjects)?;
    // Of a month, and of the year so far.
    let is_so_far = |it: &Figure<'_>| it.words.contains("累计");
    let is_same = own.iter().all(|it| is_so_far(it) == is_so_far(whole));
    let is_all = is_one_side && off * FAR < whole.fen();
    let (place, told) = (place.clone(), whole.words.to_owned());
    let says = Assertion::Adds(sum);
    (is_all && is_same).then_some(Claim {
        place,
        words: told,
        says,
        is_reason: false,
        instead: Vec::new(),
    })
}

fn is_of_both(figure: &Figure<'_>) -> bool {
    // 收入、支出总计均为9万元: the words right before the amount are of the second alone.
    let clause = figure.gap.rsplit([',', '。', ';']).next().unwrap_or_default();
    let name = if clause.ends_with(figure.words) { clause } else { figure.words };
    let name = name.trim_end_matches(['为', '共', '数', '是', '均', '各']);
    let name = name.replace(['、', '和'], "").replace("收入支出", "收支");
    OF_BOTH.iter().any(|end| name.ends_with(end))
}

/// The claims of the lists in `words` that they divide `whole`.
fn divided(
    words: &str,
    whole: &Figure<'_>,
    figures: &[Figure<'_>],
    (place, subjects): (&Place, &Subjects),
) -> Vec<Claim> {
    let far = if is_of_both(whole) { FAR_FROM_BOTH } else { FAR };
    let claims = sentences(words).filter_map(|(from, sentence)| {
        let begin = from + head(sentence)?;
        let is_own = |it: &&Figure<'_>| {
            (begin..from + sentence.len()).contains(&it.range.start) && it.range != whole.range
        };
        let own: Vec<&Figure<'_>> = figures.iter().filter(is_own).collect();
        let is_plain = |it: &&Figure<'_>| {
            let is_within = it.gap.contains("其中") || it.words.is_empty();
            !is_within && it.role == Role::Level && !it.opens_bracket()
        };
        // 占7.12% is a share of the list, and not a rate of change.
        let is_list = own.iter().all(is_plain)
            && sentence.matches('%').count() == sentence.matches('占').count()
            && !sentence.replace("占比", "").contains(['比', '较']);
        // What misses it by far divides something else.
        let off = (own.iter().map(|it| it.fen()).sum::<i128>() - whole.fen()).abs();
        let is_near = off * far < whole.fen() || is_of_both(whole) && side(sentence).is_some();
        let mut sum = stated(whole, &own, true, subjects).filter(|_| is_list && is_near)?;
        // Each side of both is listed as a whole.
        let is_open = matches!(sum.fullness, Fullness::Likely | Fullness::Some);
        if is_open && is_of_both(whole) && side(sentence).is_some() {
            sum.fullness = Fullness::Usual;
        }
        let says = Assertion::Adds(sum);
        let (place, words) = (place.clone(), whole.words.to_owned());
        Some(Claim { place, words, says, is_reason: false, instead: Vec::new() })
    });
    claims.collect()
}

/// The sentences of a paragraph with where they begin; a side of an account begins one, too.
fn sentences(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut ends: Vec<usize> = words.match_indices('。').map(|(at, _)| at).collect();
    let sides = SIDES.iter().flat_map(|side| words.match_indices(side).map(|(at, _)| at));
    let begins = |at: &usize| words.get(..*at).is_some_and(|it| it.ends_with([',', ';']));
    ends.extend(sides.filter(begins));
    ends.push(words.len());
    ends.sort_unstable();
    let begins = std::iter::once(0).chain(ends.clone());
    begins.zip(ends).filter_map(|(from, to)| {
        let sentence = words.get(from..to)?;
        let own = sentence.trim_start_matches(['。', ';', ',']);
        Some((to - own.len(), own))
    })
}

/// The length of the words that begin a list.
fn head(words: &str) -> Option<usize> {
    let sorted = || words.starts_with(['按', '从']).then(|| sorted(words)).flatten();
    side(words).or_else(sorted).or_else(|| structure(words))
}

/// The length of the words that begin with what is divided: `一般公共预算拨款支出结构情况:`.
fn structure(words: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let at = words
        .find(STRUCTURE)
        .filter(|at| words.get(..*at).is_some_and(|name| name.chars().count() <= LONGEST))?;
    Some(at + STRUCTURE.len())
}

/// The length of the words that begin the list of one side of an account.
fn side(words: &str) -> Option<usize> {
    let rest = SIDES.iter().find_map(|side| words.strip_prefix(side))?;
    Some(words.len() - rest.trim_start_matches(':').len())
}
