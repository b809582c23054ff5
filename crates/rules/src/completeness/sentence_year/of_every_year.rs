//! Sentences that every year's document has of its own year, and that name the year before.

use crate::index::Line;
use disclosure::Disclosure;
use ledger::{Stage, Year};

/// What a budget says of its own year.
const OF_BUDGET: [&str; 6] = [
    "部门预算安排",
    "单位预算安排",
    "政府采购预算",
    "机关运行经费预算",
    "项目预算绩效目标编报",
    "项目绩效目标编报",
];
/// What accounts say of their own year.
const OF_ACCOUNTS: [&str; 5] = [
    "无政府性基金预算",
    "无国有资本经营预算",
    "政府采购金额",
    "政府采购支出总额",
    "预算绩效管理工作开展情况",
];
/// The longest name between the year and what is said, in characters.
const LONGEST: usize = 30;
/// In so many lines the document names its own year, at least.
const LEAST: usize = 4;

/// The lines that name the year before `own` where they should name it.
pub(super) fn find<'l, 'a>(
    disclosure: &Disclosure,
    lines: &[&'l Line<'a>],
    own: Year,
) -> Vec<&'l Line<'a>> {
    let (this, last) = (format!("{}年", own.0), format!("{}年", own.before().0));
    let of_own = lines.iter().filter(|line| line.words.contains(&this)).count();
    let said: &[&str] = match disclosure.stage() {
        Some(Stage::Budget) => &OF_BUDGET,
        Some(Stage::FinalAccounts) => &OF_ACCOUNTS,
        _ => return Vec::new(),
    };
    if of_own < LEAST {
        return Vec::new();
    }
    let is_said = |at: usize, words: &str| {
        let is_own = |other: &&&Line<'_>, what: &str| {
            other.words.contains(&this) && other.words.contains(what)
        };
        let what = said.iter().find(|what| is_between(words, &last, what));
        let is_told = what.is_some_and(|what| !lines.iter().any(|it| is_own(&it, what)));
        !words.contains(&this) && is_told
            || is_below(lines, at, words, &last)
            || is_odd(words, &this, &last)
    };
    let of_last = lines.iter().enumerate().filter(|(_, line)| line.words.contains(&last));
    of_last.filter(|(at, line)| is_said(*at, &line.words)).map(|(_, line)| *line).collect()
}

/// Whether `what` stands behind the year with nothing but a name between.
fn is_between(words: &str, last: &str, what: &str) -> bool {
    words.match_indices(last).any(|(at, _)| {
        let behind = words.get(at + last.len()..).unwrap_or_default();
        let between = behind.split_once(what).map(|(between, _)| between);
        between.is_some_and(|it| {
            it.chars().count() <= LONGEST
                && !it.contains(['，', '。', '；', '比', '较'])
                && !["执行", "上年", "结转", "末"].iter().any(|other| it.contains(other))
        })
    })
}

/// Whether all that stands below 年度预算安排 or 实施周期 is of last year.
fn is_below(lines: &[&Line<'_>], at: usize, words: &str, last: &str) -> bool {
    let Some(above) = at.checked_sub(1).and_then(|above| lines.get(above)) else { return false };
    let year = last.trim_end_matches('年');
    let period = words.trim_end_matches('。').strip_prefix(last);
    let is_year = words.matches('年').count() == words.matches(last).count();
    let is_period = |rest: &str| {
        let (from, to) = rest.split_once(year).unwrap_or_default();
        from.starts_with("1月") && to.starts_with("年12月")
    };
    above.is_heading()
        && is_year
        && period.is_some_and(|rest| {
            above.words.ends_with("年度预算安排") && rest.starts_with("预算安排")
                || above.words.contains("实施周期") && is_period(rest)
        })
}

/// Whether one of several that one sentence names is of last year: `申报目标的2031年度项目3个,自评的2030年度项目3个`.
fn is_odd(words: &str, this: &str, last: &str) -> bool {
    let of = |year: &str| words.matches(&format!("的{year}度项目")).count();
    of(last) == 1 && of(this) > 1
}
