//! Sentences that every year's document has of its own year, and that name the year before.

use crate::index::Line;
use disclosure::Disclosure;
use ledger::{Stage, Year};

/// What a budget says of its own year.
const OF_BUDGET: [&str; 16] = [
    "编报绩效目标的项目",
    "面向中小企业预留",
    "部门预算安排",
    "单位预算安排",
    "收支总预算",
    "实行绩效目标管理",
    "纳入绩效目标管理",
    "没有使用政府性基金",
    "没有政府性基金预算",
    "无政府性基金预算",
    "没有国有资本经营预算",
    "无国有资本经营预算",
    "政府采购预算",
    "机关运行经费预算",
    "项目预算绩效目标编报",
    "项目绩效目标编报",
];
/// What accounts say of their own year.
const OF_ACCOUNTS: [&str; 12] = [
    "面向中小企业预留",
    "“三公”经费支出决算数",
    "机关运行经费支出",
    "没有使用政府性基金",
    "没有政府性基金预算",
    "无政府性基金预算",
    "没有国有资本经营预算",
    "无国有资本经营预算",
    "支出全面开展绩效自评",
    "政府采购金额",
    "政府采购支出总额",
    "预算绩效管理工作开展情况",
];
/// The longest name between the year and what is said, in characters.
const LONGEST: usize = 30;
/// So many characters of a name tell it, at least.
const NAME: usize = 4;
/// In so many lines the document names its own year, at least, or in as many as it names the last.
const LEAST: usize = 4;
/// More titles of the last year than these are not slips.
const TITLES: usize = 2;
/// What is compared, begun or carried over is of last year by right.
const OTHER: [&str; 12] =
    ["比", "较", "与", "和", "同", "按", "从", "执行", "上年", "结转", "末", "截至"];

/// The lines that name the year before `own` where they should name it.
pub(super) fn find<'l, 'a>(
    disclosure: &Disclosure,
    lines: &[&'l Line<'a>],
    own: Year,
) -> Vec<&'l Line<'a>> {
    let (this, last) = (format!("{}年", own.0), format!("{}年", own.before().0));
    let of_own = lines.iter().filter(|line| line.words.contains(&this)).count();
    let named = lines.iter().find(|line| line.words.contains(&this));
    let named =
        named.and_then(|line| match (line.words.contains("决算"), line.words.contains("预算")) {
            (true, _) => Some(Stage::FinalAccounts),
            (false, true) => Some(Stage::Budget),
            _ => None,
        });
    let said: &[&str] = match disclosure.stage().or(named) {
        Some(Stage::Budget) => &OF_BUDGET,
        Some(Stage::FinalAccounts) => &OF_ACCOUNTS,
        _ => &[],
    };
    let of_last = || lines.iter().filter(|line| line.words.contains(&last));
    if of_own < LEAST && of_last().filter(|line| !line.words.contains(&this)).count() > of_own {
        return Vec::new();
    }
    // A file may hold the documents of two years.
    let is_title = |line: &&&Line<'_>| {
        const KINDS: [&str; 4] = ["部门预算", "部门决算", "单位预算", "单位决算"];
        line.words.contains(&last)
            && !line.words.contains(&this)
            && !line.words.contains(['，', '。', '；', '：'])
            && KINDS.iter().any(|kind| line.words.contains(kind))
    };
    if lines.iter().filter(is_title).count() > TITLES {
        return Vec::new();
    }
    let is_said = |at: usize, words: &str| {
        let is_own = |other: &&&Line<'_>, what: &str| {
            other.words.contains(&this)
                && other.words.contains(what)
                && !other.words.ends_with('表')
        };
        let what = said.iter().find(|what| is_between(words, &last, what));
        let is_told = what.is_some_and(|what| !lines.iter().any(|it| is_own(&it, what)));
        !words.contains(&this) && is_told
            || is_below(lines, at, words, &last)
            || is_above(lines, at, &this, &last)
            || is_under(lines, at, &this, &last)
            || is_alone(lines, words, &this, &last)
            || is_odd(words, &this, &last)
    };
    let of_last = lines.iter().enumerate().filter(|(_, line)| line.words.contains(&last));
    of_last.filter(|(at, line)| is_said(*at, &line.words)).map(|(_, line)| *line).collect()
}

/// Whether `what` stands behind the year with nothing but a name between.
fn is_between(words: &str, last: &str, what: &str) -> bool {
    words.match_indices(last).any(|(at, _)| {
        let (before, behind) = words.split_at(at);
        let clause = before.rsplit(['，', '。', '；', '：', '）']).next().unwrap_or_default();
        let behind = behind.strip_prefix(last).unwrap_or_default();
        let behind =
            behind.strip_prefix("度，").or_else(|| behind.strip_prefix('，')).unwrap_or(behind);
        let between = behind.split_once(what).map(|(between, _)| between);
        let is_own = |it: &str| !OTHER.iter().any(|other| it.contains(other));
        between.is_some_and(|it| {
            it.chars().count() <= LONGEST
                && !it.contains(['，', '。', '；'])
                && is_own(it)
                && is_own(clause)
        })
    })
}

/// Whether the only sentence that names a year is of last year and compares its amount with the year
/// before it, or with itself, below a title of this year.
fn is_alone(lines: &[&Line<'_>], words: &str, this: &str, last: &str) -> bool {
    const BEFORE: [&str; 3] = ["比上年", "较上年", "与上年"];
    const DONE: [&str; 4] = ["执行", "完成", "预计", "上年决算"];
    let begun = format!("。{last}");
    let rest = words.strip_prefix(last).or_else(|| Some(words.split_once(&begun)?.1));
    let Some(rest) = rest else { return false };
    let is_itself =
        rest.contains(&format!("与{last}相比")) || rest.contains(&format!("与{last}度相比"));
    let is_compared = is_itself || BEFORE.iter().any(|word| rest.contains(word));
    let is_title = |line: &&Line<'_>| !line.words.contains(['。', '，', '；']);
    is_compared
        && !DONE.iter().any(|word| words.contains(word))
        && lines.iter().filter(|line| line.words.contains(last)).count() == 1
        && lines.iter().filter(|line| line.words.contains(this)).all(is_title)
}

/// Whether the amount that a heading announces is of last year, where another section's is of this:
/// `（一）返还性收入` above `2030年返还性收入3万元`.
fn is_under(lines: &[&Line<'_>], at: usize, this: &str, last: &str) -> bool {
    let named = |at: usize| {
        let heading = at.checked_sub(1).and_then(|above| lines.get(above))?;
        Some(heading.body()).filter(|name| heading.is_heading() && !name.contains('年'))
    };
    let told = |at: usize, year: &str| {
        let words = lines.get(at)?.words.strip_prefix(year)?;
        let name = named(at)?;
        let is_other = OTHER.iter().any(|other| words.contains(other)) || words.contains("完成");
        (words.starts_with(name) && !is_other).then_some(name)
    };
    let begins = |at: usize| {
        named(at).is_some() && lines.get(at).is_some_and(|line| line.words.starts_with(this))
    };
    let Some(name) = told(at, last) else { return false };
    let is_own = |line: &&Line<'_>| line.words.contains(this) && line.words.contains(name);
    (0..lines.len()).any(begins) && !lines.iter().any(is_own)
}

/// Whether a heading names last year, and what stands below it begins with this year and says the same:
/// `（一）2030年度支出总体情况` above `2031年度支出9万元`.
fn is_above(lines: &[&Line<'_>], at: usize, this: &str, last: &str) -> bool {
    let below = at.checked_add(1).and_then(|at| lines.get(at));
    let (Some(heading), Some(below)) = (lines.get(at), below) else { return false };
    let told = heading.body().strip_prefix(last).map(|it| it.trim_start_matches('度'));
    let said = below.words.strip_prefix(this).map(|it| it.trim_start_matches('度'));
    let (Some(told), Some(said)) = (told, said) else { return false };
    let same = told.chars().zip(said.chars()).take_while(|(told, said)| told == said).count();
    heading.is_heading()
        && same >= NAME
        && !OTHER.iter().any(|other| heading.words.contains(other))
        && !lines
            .iter()
            .any(|line| line.is_heading() && line.words.contains(&format!("{this}{told}")))
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

/// Whether one of several that one sentence names is of last year, or what announces them: `申报目标的2031年度项目3个,自评的2030年度项目3个`.
fn is_odd(words: &str, this: &str, last: &str) -> bool {
    let of = |year: &str| words.matches(&format!("的{year}度项目")).count();
    let is_head = words.contains(&format!("{last}度预算绩效管理"));
    (of(last) == 1 || of(last) == 0 && is_head) && of(this) > 1
}
