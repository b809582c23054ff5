//! Budgets that are changed in the year, and rates of completion, by the amounts of one sentence,
//! whatever they count: `年初预算3万元,调增1万元,调整后为4万元`, `预算4万元,决算3万元,完成预算的75%`.

use super::figures::{Figure, Role, candidates, is_changed_to};
use super::marks::{Says, marks};
use crate::model::{Assertion, Difference, Direction, Term};
use crate::vocabulary::lexicon::{Lexicon, Where};
use ledger::{Node, Printed};

/// What a paragraph claims by its amounts, and the words that do.
pub(super) type Told<'t> = (&'t str, Assertion);

/// Words before the direction that say nothing of what is changed.
const LEADS: [&str; 11] =
    ["本次", "此次", "现", "拟", "需", "建议", "相应", "共", "净", "预算", "调整"];

/// Words that name an amount only as what there is after the change.
const AFTER: [&str; 15] = [
    "调整后",
    "全年",
    "年度",
    "预算",
    "收支",
    "收入",
    "支出",
    "总计",
    "规模",
    "总额",
    "均",
    "的",
    "数",
    "达到",
    "为",
];

/// What `text` claims of budgets that are changed.
pub(super) fn adjusted<'t>(text: &'t str, figures: &[Figure<'_>]) -> Vec<Told<'t>> {
    let threes = figures.windows(3).enumerate();
    threes.filter_map(|(at, three)| changed(text, three, figures.get(..=at)?)).collect()
}

/// What three figures claim: what there was, the change and what there is now. `before` are the first
/// of them and those before it.
fn changed<'t>(text: &'t str, three: &[Figure<'_>], before: &[Figure<'_>]) -> Option<Told<'t>> {
    let [was, by, now] = three else { return None };
    let direction = direction(by).filter(|_| now.role == Role::Level && is_after(now.gap))?;
    // 年初预算9万元,追加2万元,调减1万元,调整后10万元: every step is taken, or none.
    let is_step =
        ["追加", "调增", "调减", "追减", "核减", "收回"].iter().any(|it| was.gap.contains(it));
    let is_plain =
        was.role == Role::Level && !is_step && is_lead(by.gap) && now.gap.contains("调整后");
    let bases = match by.gap.contains('各') {
        true => since_begun(by, before)?,
        false => is_plain.then(|| of_sentence(before))?,
    };
    let first = bases.first()?;
    let from = first.range.start.checked_sub(first.words.len())?;
    let words = text.get(from..now.range.end)?;
    let is_more = direction == Direction::Up;
    // What there was is less than what there is now by what was added.
    let direction = if is_more { Direction::Down } else { Direction::Up };
    let (by, base, percent) = (Some(by.printed), Some(now.printed), None);
    let says = Difference { now: candidates(bases), base, direction, by, percent };
    (!says.now.is_empty()).then_some((words, Assertion::Differs(says)))
}

/// Of `预算4万元,决算3万元,完成预算的75%` the part and the whole, where the last two of `read` are they.
pub(super) fn completed(read: &[Figure<'_>]) -> Option<(Term, Printed)> {
    let [.., budget, done] = read else { return None };
    let plain = |figure: &Figure<'_>| figure.words.trim_end_matches(['数', '为', '是']).to_owned();
    let is_budget = |it: &Figure<'_>| it.role == Role::Level && plain(it).ends_with("预算");
    let is_done = ["决算", "支出决算", "收入决算"].contains(&plain(done).as_str());
    let is_only = of_sentence(read).iter().filter(|it| it.words.contains("预算")).count() == 1;
    let is_own = !done.gap.contains(['。', ';']) && is_only && !budget.words.contains("年初");
    (done.role == Role::Level && is_budget(budget) && is_done && is_own)
        .then(|| (done.term(), budget.printed))
}

/// `由3万元调整为4万元,调增1万元`: what was changed to the amount read last.
pub(super) fn before_change<'f, 'a>(read: &'f [Figure<'a>]) -> Option<&'f Figure<'a>> {
    let [.., was, now] = read else { return None };
    (was.role == Role::Base && now.role == Role::Level && is_changed_to(now.gap)).then_some(was)
}

/// Returns the figures that are in the same sentence as the last of `figures`.
pub(super) fn of_sentence<'f, 'a>(figures: &'f [Figure<'a>]) -> &'f [Figure<'a>] {
    let begins = |figure: &Figure<'_>| figure.gap.contains(['。', ';']);
    figures.get(figures.iter().rposition(begins).unwrap_or(0)..).unwrap_or_default()
}

/// 年初一般公共预算支出3万元。一般公共预算收支各调增1万元: the amounts of which one was changed, from the
/// only one given for the same fund at the beginning of the year.
fn since_begun<'f, 'a>(by: &Figure<'_>, before: &'f [Figure<'a>]) -> Option<&'f [Figure<'a>]> {
    let own = fund(by.gap)?;
    let is_own = |it: &Figure<'_>| it.gap.contains("年初") && fund(it.gap) == Some(own);
    let (first, last) = (before.iter().position(is_own)?, before.iter().rposition(is_own)?);
    (first == last).then(|| before.get(first..)).flatten()
}

fn fund(words: &str) -> Option<Node> {
    Lexicon::get().read(words, Where::Sentence).parts.fund
}

/// In which direction an amount is changed by `figure`.
pub(super) fn direction(figure: &Figure<'_>) -> Option<Direction> {
    let words = format!("{}1元", figure.gap);
    match marks(&words).into_iter().rev().nth(1)?.says {
        Says::Direction(way @ (Direction::Up | Direction::Down)) if figure.role == Role::Change => {
            Some(way)
        }
        _ => None,
    }
}

/// Whether words name nothing but a change.
fn is_lead(gap: &str) -> bool {
    let words = gap.trim_start_matches(',');
    let mut rest = words;
    while let Some(behind) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)) {
        rest = behind;
    }
    let directions = ["调增", "调减", "增加", "减少", "追加", "核减", "压减"];
    directions.contains(&rest) || directions.contains(&words)
}

/// Whether words name nothing but what there is after the change.
fn is_after(gap: &str) -> bool {
    let mut rest = gap.trim_start_matches([',', '。']);
    let is_told = !rest.is_empty();
    while let Some(behind) = AFTER.iter().find_map(|after| rest.strip_prefix(after)) {
        rest = behind;
    }
    is_told && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    /// The words of what is claimed of changed budgets.
    fn told(text: &str) -> Vec<&str> {
        adjusted(text, &figures(text)).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn what_there_is_after_a_change_is_told_with_it() {
        assert_eq!(
            told("年初预算3万元,本次调增1万元,调整后为4万元"),
            ["年初预算3万元,本次调增1万元,调整后为4万元"]
        );
        let each = "年初一般公共预算支出3万元。调整预算,一般公共预算收支各调增1万元,收支为4万元";
        assert_eq!(told(each).len(), 1);
        for other in [
            "年初预算3万元,其中甲费调增1万元,调整后为2万元",
            "年初预算3万元(上年结转1万元),调增1万元,调整后为4万元",
            "年初一般公共预算支出3万元。政府性基金预算收支各调增1万元,为2万元",
            "年初预算3万元,调增1万元,甲费调整后为2万元",
            "年初预算9万元,年中追加项目2万元,调减1万元,调整后预算10万元",
        ] {
            assert_eq!(told(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_rate_is_of_the_budget_beside_it() {
        let of = |text| completed(&figures(text)).is_some();
        assert!(of("甲费支出预算4万元,支出决算为3万元"));
        assert!(!of("甲费支出预算4万元,乙费支出决算为3万元"));
        assert!(!of("甲费年初预算4万元,支出决算为3万元"));
        assert!(!of("甲费支出预算4万元。支出决算为3万元"));
    }
}
