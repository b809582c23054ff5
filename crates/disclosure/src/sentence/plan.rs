//! What was planned and what was done, amount beside amount, and by how much they differ, in words that
//! are no plain directions: `预算9万元,支出8万元,节约1万元`, `完成预算9万元的89%,短收1万元`,
//! `年初预算9万元,决算8万元,差异率11%`.

use super::adjusted::of_sentence;
use super::figures::{Figure, Role};
use super::marks::{Says, marks, percentages};
use crate::model::{Assertion, Difference, Direction};
use ledger::Amount;
use std::cmp::Ordering;

/// How a clause says by how much something done differs from its plan; `None`: in either direction.
const WAYS: [(&str, Option<Direction>); 16] = [
    ("短收", Some(Direction::Down)),
    ("超收", Some(Direction::Up)),
    ("节约", Some(Direction::Down)),
    ("节支", Some(Direction::Down)),
    ("超支", Some(Direction::Up)),
    ("超出", Some(Direction::Up)),
    ("少支", Some(Direction::Down)),
    ("多支", Some(Direction::Up)),
    ("少收", Some(Direction::Down)),
    ("多收", Some(Direction::Up)),
    ("低于", Some(Direction::Down)),
    ("高于", Some(Direction::Up)),
    ("少", Some(Direction::Down)),
    ("多", Some(Direction::Up)),
    ("差值", None),
    ("差额", None),
];

/// How what was planned is called.
const PLANS: [&str; 11] = [
    "任务数",
    "任务",
    "年初部门预算数",
    "年初预算数",
    "年初预算",
    "全年预算数",
    "全年预算",
    "调整预算",
    "预算数",
    "预算",
    "计划",
];

/// How what was done is called in front of a comparison.
const DONE: [&str; 5] = ["支出决算", "决算数", "决算", "实际支出", "实际"];

/// How the name of a rate of difference ends.
const RATE: &str = "差异率";

/// What `text` claims of plans, and the words that do.
pub(super) fn against_plans<'t>(
    text: &'t str,
    figures: &[Figure<'_>],
) -> Vec<(&'t str, Assertion)> {
    let differences = figures.iter().enumerate().filter_map(|(at, by)| {
        let way = way(by.gap)?;
        let two = beside(figures.get(..at)?, by);
        let (plan, done) = plan_and_done(&two)?;
        let direction = way.unwrap_or(match done.fen().cmp(&plan.fen()) {
            Ordering::Less => Direction::Down,
            _ => Direction::Up,
        });
        let words = between(text, &two, by.range.end)?;
        Some((words, difference(plan, done, direction, Some(by), None)))
    });
    let percentages = text.contains(RATE).then(|| percentages(text));
    let rates = percentages.into_iter().flatten().filter_map(|(range, percent)| {
        let before = text.get(..range.start)?;
        let clause = before.rsplit([',', ';', '。', '(']).next()?;
        let name = clause.trim_end_matches(['为', '是', '达', ':']);
        let is_rate = name.ends_with(RATE) && !clause.contains("上年");
        let read = figures.iter().filter(|it| it.range.end <= range.start);
        let two: Vec<&Figure<'_>> = read.filter(|it| it.role != Role::Change).collect();
        let (plan, done) = plan_and_done(&two).filter(|_| is_rate)?;
        let direction = if done.fen() < plan.fen() { Direction::Down } else { Direction::Up };
        let words = between(text, &two, range.end)?;
        Some((words, difference(plan, done, direction, None, Some(percent))))
    });
    let told = differences.chain(rates).chain(compared(text, figures));
    told.map(|(words, says)| (words, Assertion::Differs(says))).collect()
}

/// `年初预算9万元,支出决算8万元,决算数大于预算数`, of amounts without a scope; and
/// `与年初预算相比无增减` of any.
fn compared<'t>(text: &'t str, figures: &[Figure<'_>]) -> Option<(&'t str, Difference)> {
    let (range, way) = marks(text).into_iter().find_map(|mark| match mark.says {
        Says::Direction(way) => {
            let before = text.get(..mark.range.start)?.rsplit([',', '。', ';']).next()?;
            let behind = text.get(mark.range.end..)?;
            let is_done = DONE.iter().any(|done| before.trim_end_matches('数') == *done)
                && PLANS.iter().any(|plan| behind.starts_with(plan));
            let is_beside = before.starts_with('与') && before.contains("预算相比");
            (is_done || is_beside && way == Direction::Same).then_some((mark.range, way))
        }
        _ => None,
    })?;
    let before = figures.iter().filter(|it| it.range.end <= range.start);
    let two: Vec<&Figure<'_>> = before.filter(|it| it.role != Role::Change).collect();
    let (plan, done) = plan_and_done(&two)?;
    let is = match done.fen().cmp(&plan.fen()) {
        Ordering::Less => Direction::Down,
        Ordering::Greater => Direction::Up,
        Ordering::Equal => Direction::Same,
    };
    // A comparison of known amounts is told by what they count.
    let is_open = done.scope.is_none() || way == Direction::Same;
    let words = between(text, &two, range.end)?;
    let by = i64::try_from((done.fen() - plan.fen()).abs()).ok()?;
    let by = if way == Direction::Same { 0 } else { by };
    let by = Some(done.printed.in_format_of(Amount::from_fen(by)));
    let direction = if way == Direction::Same { Direction::Up } else { way };
    let (now, base, percent) = (vec![done.term()], Some(plan.printed), None);
    let is_known = matches!(way, Direction::Up | Direction::Down | Direction::Same);
    (is_open && is_known && is != way)
        .then_some((words, Difference { now, base, direction, by, percent }))
}

fn difference(
    plan: &Figure<'_>,
    done: &Figure<'_>,
    direction: Direction,
    by: Option<&Figure<'_>>,
    percent: Option<ledger::Percent>,
) -> Difference {
    let (now, base) = (vec![done.term()], Some(plan.printed));
    Difference { now, base, direction, by: by.map(|it| it.printed), percent }
}

/// The direction that a clause names right before an amount, if it names nothing else than a plan.
pub(super) fn way(gap: &str) -> Option<Option<Direction>> {
    let clause = gap.rsplit([',', ';', ')']).next()?.trim_end_matches(['为', '了']);
    let clause = DONE.iter().find_map(|name| clause.strip_prefix(name)).unwrap_or(clause);
    let compared = clause.strip_prefix(['比', '较', '与']);
    let clause = compared
        .map_or(clause, |rest| PLANS.iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest));
    let (_, direction, rest) = WAYS
        .iter()
        .find_map(|(way, direction)| Some((way, direction, clause.strip_prefix(way)?)))?;
    let is_plain = rest.is_empty() || PLANS.contains(&rest);
    // 多3万元, 低于3万元: of what, is not said.
    let names_plan = !rest.is_empty()
        || compared.is_some()
        || clause.chars().count() > 1 && !clause.contains('于');
    (is_plain && names_plan).then_some(*direction)
}

/// The amounts of the same sentence before `by`, changes apart.
fn beside<'f, 'a>(before: &'f [Figure<'a>], by: &Figure<'_>) -> Vec<&'f Figure<'a>> {
    let own = if by.gap.contains(['。', ';']) { &[] } else { of_sentence(before) };
    own.iter().filter(|it| it.role != Role::Change).collect()
}

/// Of two amounts alone the one that was planned and the one that was done.
fn plan_and_done<'f, 'a>(two: &[&'f Figure<'a>]) -> Option<(&'f Figure<'a>, &'f Figure<'a>)> {
    let [one, other] = two else { return None };
    let is_plan = |it: &Figure<'_>| {
        let words = it.words.trim_end_matches(['为', '是', '共']);
        let is_level = matches!(it.role, Role::Level | Role::Whole | Role::Base);
        is_level && PLANS.iter().any(|plan| words.ends_with(plan))
    };
    let is_done = |it: &Figure<'_>| it.role == Role::Level && !is_plan(it);
    match () {
        () if is_plan(one) && is_done(other) => Some((one, other)),
        () if is_plan(other) && is_done(one) => Some((other, one)),
        () => None,
    }
}

/// The words from the first of `figures` to `end`.
fn between<'t>(text: &'t str, figures: &[&Figure<'_>], end: usize) -> Option<&'t str> {
    let first = figures.first()?;
    text.get(first.range.start.checked_sub(first.words.len())?..end)
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let print = |(_, says)| match says {
            Assertion::Differs(Difference { now, base, direction, by, percent }) => format!(
                "{} {} {direction:?} {}{}",
                now.first().map(|it| it.printed.to_string()).unwrap_or_default(),
                base.map(|it| it.to_string()).unwrap_or_default(),
                by.map(|it| it.to_string()).unwrap_or_default(),
                percent.map(|it| it.to_string()).unwrap_or_default(),
            ),
            _ => String::new(),
        };
        against_plans(text, &figures(text)).into_iter().map(print).collect()
    }

    #[test]
    fn plans_differ_from_what_was_done() {
        assert_eq!(told("甲费年初预算9万元,支出决算8万元,节约2万元"), ["8 9 Down 2"]);
        assert_eq!(told("甲费支出8万元,年初预算为9万元,差值为2万元"), ["8 9 Down 2"]);
        assert_eq!(told("甲收入8万元,完成预算9万元的89%,短收2万元"), ["8 9 Down 2"]);
        assert_eq!(told("甲费预算8万元,决算9万元,比预算超支2万元"), ["9 8 Up 2"]);
        assert_eq!(told("甲费年初预算8万元,决算9万元,高于年初预算2万元"), ["9 8 Up 2"]);
        assert_eq!(told("甲费年初预算8万元,决算10万元,差异率20%"), ["10 8 Up 20%"]);
    }

    #[test]
    fn of_more_than_two_amounts_nothing_is_told() {
        assert_eq!(told("甲费预算9万元,支出8万元,乙费预算3万元,支出2万元,节约2万元"), [""; 0]);
        assert_eq!(told("甲费8万元,乙费9万元,节约1万元"), [""; 0]);
        assert_eq!(told("甲费预算9万元,支出8万元,其中人员多1万元"), [""; 0]);
    }
}
