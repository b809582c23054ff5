//! Amounts with their shares in something, as sentences print them: `甲费6万元,占66.67%`,
//! `甲收入6万元、乙收入3万元,分别占66.67%和33.33%`.

use super::figures::{Figure, Role, is_break};
use super::marks::percentages;
use crate::vocabulary::lexicon;
use ledger::Percent;

/// How what is divided is called at the end of the words for a share.
const ENDS: [&str; 12] = [
    "的比重达到",
    "的比重达",
    "的比例达到",
    "的比例达",
    "的比重为",
    "的比例为",
    "比重为",
    "比例为",
    "比重",
    "比例",
    "比为",
    "比",
];

/// An amount with its share in something.
pub(super) struct Shared<'t, 'f, 'a> {
    pub part: &'f Figure<'a>,
    /// What it is a share of, as named: nothing where the words leave it open.
    pub of: &'t str,
    /// Whether its own words leave that open, and a share before it says it.
    pub is_open: bool,
    pub percent: Percent,
    /// The words from the amount to its share.
    pub words: &'t str,
}

/// The shares of `text` that follow the amounts they are of.
pub(super) fn shared<'t, 'f, 'a>(
    text: &'t str,
    figures: &'f [Figure<'a>],
) -> Vec<Shared<'t, 'f, 'a>> {
    let mut named = "";
    let found = percentages(text).filter_map(|(range, percent)| {
        let read = || figures.iter().filter(|figure| figure.range.end <= range.start);
        // 支出3万元,比上年增加1万元,增长50%,占总支出的60%
        let is_aside = |it: &&Figure<'_>| matches!(it.role, Role::Change | Role::Base);
        let part = read().rfind(|it| !is_aside(it))?;
        let said = text.get(part.range.end..range.start)?;
        let (own, of) = said.rsplit([',', '(']).next()?.split_once('占')?;
        // 民生支出6万元,民生支出占支出的67%
        // 税收收入6万元,税收占支出的67%
        let is_named = |(at, _): (usize, &str)| {
            !part.words.get(..at).is_some_and(|before| before.ends_with('非'))
        };
        let is_own = own.is_empty()
            || own.chars().count() > 1 && part.words.match_indices(own).any(is_named);
        let of = of.strip_prefix('到').unwrap_or(of);
        let of = Some(of).filter(|_| is_own && is_beside(said))?;
        let of = ENDS.iter().find_map(|end| of.strip_suffix(end)).unwrap_or(of);
        let of = of.trim_end_matches('的');
        // 占22%、42%和34%: of several amounts, in their order.
        let rest = text.get(range.end..)?;
        let behind = rest.trim_start_matches(['、', '和', '及', '与']);
        let is_cut = behind.is_empty() && !rest.is_empty();
        let is_one = !is_cut && !behind.starts_with(|c: char| c.is_ascii_digit());
        let is_plain = is_one && part.role == Role::Level && !of.contains(is_outer_break);
        let words = text.get(part.range.start - part.words.len()..range.end)?;
        // 甲费3万元,占支出的60%;乙费2万元,占40%
        let goes_on = of.is_empty() && !begins(part);
        named = if goes_on { named } else { of };
        let of = named;
        is_plain.then_some(Shared { part, of, is_open: goes_on, percent, words })
    });
    found.collect()
}

/// The shares that follow a list of amounts in their order: `甲收入6万元、乙收入3万元,分别占66.67%和33.33%`.
pub(super) fn respective<'t, 'f, 'a>(
    text: &'t str,
    figures: &'f [Figure<'a>],
) -> Vec<Shared<'t, 'f, 'a>> {
    let lists = text.match_indices('占').filter_map(|(at, mark)| {
        let behind = at + mark.len();
        let mut from = behind;
        let mut percents = Vec::new();
        for (range, percent) in percentages(text).skip_while(|(range, _)| range.start < behind) {
            let gap = text.get(from..range.start)?;
            let joins = gap.chars().all(|c| "、,和及与以".contains(c));
            if !percents.is_empty() && !joins {
                break;
            }
            from = range.end;
            percents.push((range, percent));
        }
        let (first, _) = percents.first().filter(|_| percents.len() > 1)?;
        let of = text.get(behind..first.start)?.trim_end_matches('的');
        let before = figures.iter().filter(|it| it.range.end <= at).count();
        let parts = figures.get(before.checked_sub(percents.len())?..before)?;
        let begin = parts.first()?;
        let words = text.get(begin.range.start.checked_sub(begin.words.len())?..from)?;
        let is_list = parts.iter().all(|it| it.role == Role::Level)
            && !of.contains(is_break)
            && !text.get(begin.range.end..at)?.contains('。')
            && matches!(text.get(parts.last()?.range.end..at)?.trim_matches(','), "" | "分别");
        let shared = parts.iter().zip(percents);
        let is_open = false;
        let shared =
            shared.map(move |(part, (_, percent))| Shared { part, of, is_open, percent, words });
        is_list.then_some(shared)
    });
    lists.flatten().collect()
}

/// Whether `parts` have shares which together are all: 占60%, 占40%.
pub(super) fn are_all(text: &str, figures: &[Figure<'_>], parts: &[&Figure<'_>]) -> bool {
    if !text.contains('占') {
        return false;
    }
    let shared = shared(text, figures);
    let own = |part: &&Figure<'_>| {
        let mut own = shared.iter().filter(|it| it.part.range == part.range && it.of.is_empty());
        own.next().map(|it| it.percent)
    };
    let percents: Option<Vec<Percent>> = parts.iter().map(own).collect();
    percents.is_some_and(Percent::are_all)
}

/// Whether no sentence and no bracket ends in `gap`.
fn is_beside(gap: &str) -> bool {
    !gap.contains('。') && gap.matches('(').count() >= gap.matches(')').count()
}

/// Whether a part within the part before begins with `figure`, or another list.
pub(super) fn begins(figure: &Figure<'_>) -> bool {
    figure.gap.contains("其中") || figure.opens_bracket()
}

fn is_outer_break(c: char) -> bool {
    is_break(c) && !matches!(c, '(' | ')')
}

/// A name without what sentences add to it.
pub(super) fn plain(words: &str) -> &str {
    const ADDED: [&str; 15] = [
        "为", "是", "达", "共", "数", "累计", "完成", "实现", "安排", "合计", "总计", "总额",
        "决算", "预算", "执行",
    ];
    let mut rest = words;
    while let Some(name) = ADDED.iter().find_map(|added| rest.strip_suffix(added)) {
        rest = name;
    }
    rest
}

/// A name without whose it is, and of what year: `本部门项目支出预算`, `2031年项目支出预算`.
pub(super) fn name(words: &str) -> String {
    const WHOSE: [&str; 6] = ["本部门", "本单位", "我部门", "我单位", "全部", "全"];
    let words = lexicon::year(words).map_or(words, |(_, rest)| rest);
    let words = WHOSE.iter().find_map(|whose| words.strip_prefix(whose)).unwrap_or(words);
    plain(words).replace('的', "")
}
