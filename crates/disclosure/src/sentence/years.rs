//! Two amounts side by side and their difference, whatever they count: `2031年预算3万元,2030年预算4万元,同比减少1万元`,
//! `支出4万元,完成预算的80%,比预算减少1万元`.

use super::adjusted::direction;
use super::compare::{VERBS_OF_PLAN, names_nothing, names_plan};
use super::figures::{Figure, Role, is_changed_to};
use super::listed::Remembered;
use super::marks::{Mark, Says, is_glue, marks};
use crate::model::{Assertion, Difference, Direction};
use crate::vocabulary::lexicon;
use ledger::{Amount, Percent, Printed};
use std::cmp::Ordering;

/// What may be said of an amount besides its year.
const STAGES: [&str; 15] = [
    "",
    "预算",
    "预算数",
    "年初预算",
    "年初预算数",
    "部门预算",
    "决算",
    "决算数",
    "支出",
    "支出数",
    "实际支出",
    "支出决算",
    "执行数",
    "安排",
    "同期",
];

/// The year with which the words of an amount begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// `2031年`
    Year(u16),
    /// `上年`
    Last,
    /// No year, or `本年`.
    This,
}

/// What `text` claims of amounts of two years, and of rates of completion, with the words that do.
pub(super) fn differences<'t>(text: &'t str, figures: &[Figure<'_>]) -> Vec<(&'t str, Assertion)> {
    let pairs = figures.windows(2).filter_map(|two| of_years(text, two));
    let moved = figures.windows(2).filter_map(|two| moved(text, two));
    let same = figures.windows(2).filter_map(|two| unchanged(text, two));
    let pairs =
        pairs.chain(moved).chain(same).chain(figures.windows(3).filter_map(|it| around(text, it)));
    let rates = figures.iter().filter_map(|done| of_rate(text, done));
    pairs.chain(rates).map(|(words, says)| (words, Assertion::Differs(says))).collect()
}

/// The most characters between a change and its rate.
const MOST_BETWEEN: usize = 12;

/// What a sentence behind a list says of it, or of its last part: `比上年增加3万元,增长50%`.
pub(super) fn of_list<'t>(text: &'t str, list: [&Remembered; 2]) -> Option<(&'t str, Assertion)> {
    const BASES: [&str; 8] =
        ["比上年", "较上年", "同比", "与上年相比", "比上年度", "较上年度", "与上年相比,", "比去年"];
    let words = text.split('。').next()?;
    let marks = marks(words);
    let [way, by, rest @ ..] = marks.as_slice() else { return None };
    let (Says::Direction(direction), Says::Amount(amount)) = (way.says, by.says) else {
        return None;
    };
    let rate = rest.iter().find_map(|it| match it.says {
        Says::Percent(percent) => Some((it.range.end, percent)),
        _ => None,
    });
    let (end, percent) = rate?;
    let is_next =
        |between: &str| between.chars().count() < MOST_BETWEEN && !between.contains("其中");
    let is_plain = BASES.contains(&words.get(..way.range.start)?)
        && is_next(words.get(by.range.end..end)?)
        && matches!(direction, Direction::Up | Direction::Down);
    let now = list.map(|it| it.figure().term()).to_vec();
    let (by, percent) = (Some(amount), Some(percent));
    let says = Difference { now, base: None, direction, by, percent };
    is_plain.then_some((words.get(..end)?, Assertion::Differs(says)))
}

/// What is said of two amounts by what follows them.
fn of_years<'t>(text: &'t str, two: &[Figure<'_>]) -> Option<(&'t str, Difference)> {
    let [first, second] = two else { return None };
    // 2031年支出3万元,上年4万元, but not 比上年4万元
    let is_beside = !second.gap.contains(['比', '较', '与', '同', '。', ';']);
    let is_level =
        first.role == Role::Level && matches!(second.role, Role::Level | Role::Base) && is_beside;
    let ((one, name), (other, rest)) = (year(first.words), year(second.words));
    // 支出3万元,2030年4万元,与上年相比
    let is_dated = one == Said::This && matches!(other, Said::Year(_)) && rest.contains(&"");
    let is_compared = is_dated && of_clauses(text, second.range.end).starts_with(",与上年");
    let order = order(one, other).or(is_compared.then_some(Ordering::Greater));
    let (now, was) = match order.filter(|_| is_level && is_same(name, rest))? {
        Ordering::Greater => (first, second),
        _ => (second, first),
    };
    let behind = of_clauses(text, second.range.end);
    let marks = marks(behind);
    let [Mark { range, says: Says::Direction(way) }, told @ ..] = marks.as_slice() else {
        return None;
    };
    let words = behind.get(..range.start)?;
    // 比上年: where the amount before is last year's, it is compared with the one before that.
    if !names_nothing(words) && words != "," {
        return None;
    }
    // 支出9万元,上年8万元,比年初预算减少1万元, or 低于年初预算1万元; 收入9万元,上年8万元,短收1万元
    let verb = behind.get(range.clone()).unwrap_or_default();
    let object = behind.get(range.end..).unwrap_or_default();
    let object = object.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let is_of_plan =
        names_plan(words) || names_plan(object) && is_glue(object) || VERBS_OF_PLAN.contains(&verb);
    if is_of_plan && !names_plan(was.words) || words.contains("环比") {
        return None;
    }
    let (by, percent, end) = change(behind, range.end, told, words.contains("预算"));
    let (direction, by) = match way {
        Direction::Same => (Direction::Up, Some(now.printed.in_format_of(Amount::from_fen(0)))),
        Direction::Up | Direction::Down => (*way, by),
        Direction::Unclear => return None,
    };
    let is_told = by.is_some() || percent.is_some();
    let (now, base) = (vec![now.term()], Some(was.printed));
    let from = first.range.start.checked_sub(first.words.len())?;
    let words = text.get(from..second.range.end + end)?;
    is_told.then_some((words, Difference { now, base, direction, by, percent }))
}

/// `支出4万元,比上年3万元无增减变化`: the amounts are not the same.
fn unchanged<'t>(text: &'t str, two: &[Figure<'_>]) -> Option<(&'t str, Difference)> {
    let [now, was] = two else { return None };
    let behind = of_clauses(text, was.range.end);
    let Mark { range, says } = marks(behind).into_iter().next()?;
    let is_same = says == Says::Direction(Direction::Same)
        && matches!(behind.get(..range.start), Some("" | "," | "相比" | "相比,"));
    let is_compared = now.role == Role::Level
        && was.role == Role::Base
        && was.gap.trim_start_matches([',', '(']).starts_with(['比', '较', '与']);
    let by = Some(now.printed.in_format_of(Amount::from_fen(0)));
    let words =
        text.get(now.range.start.checked_sub(now.words.len())?..was.range.end + range.end)?;
    let (now, base) = (vec![now.term()], Some(was.printed));
    let says = Difference { now, base, direction: Direction::Up, by, percent: None };
    (is_same && is_compared).then_some((words, says))
}

/// `由4万元增加到3万元`: the words name the other direction.
fn moved<'t>(text: &'t str, two: &[Figure<'_>]) -> Option<(&'t str, Difference)> {
    const WAYS: [(&str, Direction); 4] = [
        ("增", Direction::Up),
        ("上升", Direction::Up),
        ("减", Direction::Down),
        ("下降", Direction::Down),
    ];
    let [was, now] = two else { return None };
    // 分别由3万元、4万元增加到5万元、6万元: of two amounts each.
    let is_listed = was.gap.starts_with('、') || was.gap.contains("分别");
    let is_moved =
        was.role == Role::Base && now.role == Role::Level && is_changed_to(now.gap) && !is_listed;
    let way = WAYS.iter().find(|(word, _)| now.gap.starts_with(word)).filter(|_| is_moved)?.1;
    let way_of_numbers = if now.fen() > was.fen() { Direction::Up } else { Direction::Down };
    let by = i64::try_from((now.fen() - was.fen()).abs()).ok()?;
    let by = Some(now.printed.in_format_of(Amount::from_fen(by)));
    let words = text.get(was.range.start..now.range.end)?;
    let (now, base, percent) = (vec![now.term()], Some(was.printed), None);
    (way != way_of_numbers)
        .then_some((words, Difference { now, base, direction: way, by, percent }))
}

/// An amount, its change, and what it was: `2031年支出3万元,比2030年减少1万元;2030年支出4万元`, or the change
/// before both.
fn around<'t>(text: &'t str, three: &[Figure<'_>]) -> Option<(&'t str, Difference)> {
    let [one, two, three] = three else { return None };
    let (by, first, second) = match (one.role, two.role, three.role) {
        (Role::Level, Role::Change, Role::Level) => (two, one, three),
        (Role::Change, Role::Level, Role::Level) => (one, two, three),
        _ => return None,
    };
    let direction = direction(by)?;
    let ((one_year, name), (other_year, rest)) = (year(first.words), year(second.words));
    // Both years are printed, and both of one thing.
    let is_of_plan = names_plan(by.gap) || VERBS_OF_PLAN.iter().any(|verb| by.gap.ends_with(verb));
    let is_told = matches!((one_year, other_year), (Said::Year(_), Said::Year(_)))
        && !is_of_plan
        && [first, second].iter().all(|it| !it.gap.contains('。'))
        && is_same(name.map(bare), rest.map(bare));
    let (now, was) = match order(one_year, other_year).filter(|_| is_told)? {
        Ordering::Greater => (first, second),
        // 2030年支出4万元,减少1万元;2031年支出3万元: the change is of the first.
        _ if one.role == Role::Level => return None,
        _ => (second, first),
    };
    let words = text.get(one.range.start.checked_sub(one.words.len())?..three.range.end)?;
    let (now, base, by) = (vec![now.term()], Some(was.printed), Some(by.printed));
    Some((words, Difference { now, base, direction, by, percent: None }))
}

/// A name without the words for its stage.
fn bare(words: &str) -> &str {
    ["支出决算", "决算数", "预算数", "决算", "预算", "支出", "数"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .unwrap_or(words)
}

/// The amount and the percentage that follow a direction which ends at `from`, and where they end.
fn change(
    text: &str,
    from: usize,
    marks: &[Mark],
    is_of_plan: bool,
) -> (Option<Printed>, Option<Percent>, usize) {
    let (mut by, mut percent, mut end) = (None, None, from);
    for mark in marks {
        let gap = text.get(end..mark.range.start).unwrap_or_default();
        // 比预算9万元增加1万元,同比增长5%: than the year before.
        let is_of_year = matches!(gap, ",同比" | ",比上年") && !is_of_plan;
        let follows = is_glue(gap) || matches!(gap, "," | "(") || is_of_year;
        match mark.says {
            Says::Amount(printed) if is_glue(gap) && by.is_none() && percent.is_none() => {
                by = Some(printed);
            }
            Says::Percent(rate) if follows && percent.is_none() => percent = Some(rate),
            Says::Direction(Direction::Up | Direction::Down) if follows && percent.is_none() => {}
            _ => break,
        }
        end = mark.range.end;
    }
    (by, percent, end)
}

/// `支出4万元,完成预算的80%,决算数小于预算数1万元`, in either order: the budget follows from the rate and from the difference.
fn of_rate<'t>(text: &'t str, done: &Figure<'_>) -> Option<(&'t str, Difference)> {
    let behind = text.get(done.range.end..)?.split('。').next()?;
    // 支出9万元(其中甲费4万元),完成预算的90%: the rate belongs to the amount before the brackets.
    if !behind.contains("完成") || behind.starts_with(')') {
        return None;
    }
    let marks = marks(behind);
    let gap = |from: usize, to: usize| behind.get(from..to).unwrap_or_default();
    let is_rate = |(at, mark): (usize, &Mark)| {
        let from = at.checked_sub(1).and_then(|at| marks.get(at)).map_or(0, |it| it.range.end);
        let words = gap(from, mark.range.start).trim_start_matches([',', ';', ')']);
        let is_of_budget =
            words.ends_with("预算的") || words.ends_with("预算") || words.ends_with("预算数的");
        matches!(mark.says, Says::Percent(_)) && words.starts_with("完成") && is_of_budget
    };
    let at = marks.iter().enumerate().position(is_rate)?;
    // 支出4万元,其中甲费2万元,完成预算的80%: of the last amount.
    let is_next =
        !marks.get(..at)?.iter().zip(std::iter::once(None).chain(marks.iter().map(Some))).any(
            |(mark, before)| {
                let is_change = before.is_some_and(|it| matches!(it.says, Says::Direction(_)));
                matches!(mark.says, Says::Amount(_)) && !is_change
            },
        );
    let rate = marks.get(at)?;
    let Says::Percent(percent) = rate.says else { return None };
    // Behind the rate, or else before it: 比预算增加1万元,完成预算的120%.
    let ways = [Some(at + 1), at.checked_sub(2)].into_iter().flatten();
    let (way, compared, by, after) = ways.into_iter().find_map(|at| {
        let [way, by] = marks.get(at..at + 2)? else { return None };
        let from = at.checked_sub(1).and_then(|at| marks.get(at)).map_or(0, |it| it.range.end);
        let (compared, after) = (gap(from, way.range.start), gap(way.range.end, by.range.start));
        let verb = behind.get(way.range.clone()).unwrap_or_default();
        let is_verb = compared == "," && VERBS_OF_PLAN.contains(&verb);
        let is_budget = is_verb || compared.contains("预算") || after.contains("预算");
        let is_way = matches!((way.says, by.says), (Says::Direction(_), Says::Amount(_)));
        (is_budget && is_way).then_some((way, compared, by, after))
    })?;
    let (Says::Direction(direction), Says::Amount(amount)) = (way.says, by.says) else {
        return None;
    };
    let is_plain = is_glue(after) && !compared.contains("年预算");
    let (side, percent) = percent.from_hundred();
    let way = match side {
        Ordering::Greater => Direction::Up,
        Ordering::Less => Direction::Down,
        Ordering::Equal => direction,
    };
    let words = text.get(done.range.start.checked_sub(done.words.len())?..)?;
    let words =
        words.get(..done.words.len() + done.range.len() + by.range.end.max(rate.range.end))?;
    let (now, by) = (vec![done.term()], Some(amount));
    let is_done = !done.words.trim_end_matches('为').ends_with("预算");
    // 完成年初预算的60%,比年初预算增加1万元: of one budget, which it cannot exceed.
    let budget = |words: &str| ["年初", "全年", "调整"].into_iter().find(|it| words.contains(it));
    let of_rate = behind.get(..rate.range.start).and_then(|it| it.rsplit(',').next());
    let is_same = budget(of_rate.unwrap_or_default()) == budget(compared);
    let is_it =
        is_next && is_plain && (way == direction || is_same) && done.role == Role::Level && is_done;
    is_it.then_some((words, Difference { now, base: None, direction, by, percent: Some(percent) }))
}

/// The rest of the sentence from `from` on.
fn of_clauses(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    rest.split(['。', ';']).next().unwrap_or_default()
}

/// Returns the year that `words` name, and the text before and after it.
fn year(words: &str) -> (Said, [&str; 2]) {
    let words = words.trim_end_matches(['为', '是']);
    let mut places = words.char_indices().map(|(at, _)| words.split_at(at));
    let found = places.find_map(|(before, rest)| {
        let named = |said: Said, names: &[&'static str]| {
            names.iter().find_map(|name| rest.strip_prefix(name)).map(|rest| (said, rest))
        };
        let year = lexicon::year(rest).map(|(year, rest)| (Said::Year(year.0), rest));
        let year = year.or_else(|| named(Said::Last, &["上年度", "上年", "去年"]));
        let (said, rest) = year.or_else(|| named(Said::This, &["本年度", "本年", "今年"]))?;
        Some((said, [before, rest]))
    });
    found.unwrap_or((Said::This, [words, ""]))
}

/// Whether two amounts are of the same, by their words besides the year.
fn is_same(one: [&str; 2], other: [&str; 2]) -> bool {
    let is_stage = |words: [&str; 2]| words.iter().all(|words| STAGES.contains(words));
    one == other || is_stage(one) || is_stage(other)
}

/// Which of two years is later, if one is the other's next.
fn order(one: Said, other: Said) -> Option<Ordering> {
    match (one, other) {
        (Said::Year(one), Said::Year(other)) if one.abs_diff(other) == 1 => Some(one.cmp(&other)),
        (Said::Last, Said::This) => Some(Ordering::Less),
        (Said::This | Said::Year(_), Said::Last) => Some(Ordering::Greater),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    /// What is claimed, as words.
    fn told(text: &str) -> Vec<String> {
        let told = differences(text, &figures(text)).into_iter().map(|(_, says)| {
            let Assertion::Differs(Difference { now, base, by, percent, .. }) = says else {
                return String::new();
            };
            let now: Vec<String> = now.iter().map(|it| it.printed.to_string()).collect();
            let [base, by] = [base, by].map(|it| it.map_or("-".into(), |it| it.to_string()));
            format!(
                "{} {base} {by} {percent:?}",
                now.join("/"),
                percent = percent.map(|it| it.to_string())
            )
        });
        told.collect()
    }

    #[test]
    fn amounts_of_two_years_differ_by_what_follows_them() {
        assert_eq!(
            told("甲费2031年预算8万元,2030年预算12万元,对比减少4万元,减少率33%"),
            ["8 12 4 Some(\"33%\")"]
        );
        assert_eq!(told("甲费上年3万元,本年2万元,减少1万元"), ["2 3 1 None"]);
        assert_eq!(told("甲费2031年支出2万元,2030年支出3万元,与上年持平"), ["2 3 0 None"]);
        assert_eq!(told("甲费2031年8万元,乙费2030年12万元,减少4万元"), [""; 0]);
        assert_eq!(told("2031年甲费8万元,2029年甲费12万元,减少4万元"), [""; 0]);
        assert_eq!(told("2031年甲费2万元,上年预算3万元,与上年预算持平"), ["2 3 0 None"]);
        assert_eq!(told("甲费支出2万元,2030年3万元,与上年相比无变化"), ["2 3 0 None"]);
        assert_eq!(told("甲费2万元,比上年3万元无增减变化"), ["2 3 0 None"]);
        assert_eq!(told("甲费由3万元增加到2万元"), ["2 3 1 None"]);
        assert_eq!(told("甲费由2万元增加到3万元"), [""; 0]);
        assert_eq!(
            told("2031年甲费支出决算为6万元,比2030年减少1万元;2030年甲费支出5万元"),
            ["6 5 1 None"]
        );
    }

    #[test]
    fn a_rate_of_completion_and_a_difference_are_of_one_budget() {
        assert_eq!(told("支出4万元,完成预算的80%,决算数小于预算数1万元"), ["4 - 1 Some(\"20%\")"]);
        assert_eq!(told("支出4万元,比预算增加1万元,完成预算的80%"), ["4 - 1 Some(\"20%\")"]);
        assert_eq!(told("支出4万元,完成预算的80%,比上年减少1万元"), [""; 0]);
    }
}
