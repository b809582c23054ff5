//! The words between the amounts of lists: those that begin a list, and what they say it divides.

use super::figures::{Figure, is_break};
use super::shared::plain;

/// Words after which parts are named, and whether all parts are.
pub(super) const DIVIDERS: [(&str, bool); 18] = [
    ("其中", false),
    ("主要用于以下方面", true),
    ("主要用于", false),
    ("主要为", false),
    ("用于以下方面", false),
    ("用于", false),
    ("主要包括", false),
    ("包括", true),
    ("包含", true),
    ("分为", true),
    ("分别是", true),
    ("分别为", true),
    ("具体如下", true),
    ("具体为", true),
    ("具体是", true),
    ("情况如下", true),
    ("分项情况是", true),
    ("分部门情况是", true),
];

/// How one side of an account is called as a whole.
const SIDES: [&str; 7] = ["总计", "总预算", "预算总额", "总额", "合计", "预算", "总量"];

/// Whether the words of `clause` before `rest` name an amount that is divided: `全县一般公共预算收入`.
pub(super) fn names_whole(clause: &str, rest: &str) -> bool {
    let named = clause.strip_suffix(rest).unwrap_or_default();
    ["收入", "支出", "经费", "预算", "决算"].iter().any(|end| named.ends_with(end))
}

/// Whether words that begin with 用于 only say what the amount before them is for, as another clause follows:
/// `用于修建水库,发行专项债券`.
pub(super) fn names_use(words: &str) -> bool {
    let end = words.chars().find(|c| matches!(c, ',' | ';' | ':' | '(' | '。'));
    matches!(end, Some(',' | ';'))
}

/// Whether words name one side of a budget: `全县一般公共预算支出安排`.
pub(super) fn names_account(words: &str) -> bool {
    const DONE: [&str; 12] =
        ["累计", "完成", "预计", "安排", "拟", "为", "达到", "达", "执行", "实现", "合计", "预算"];
    const BUDGETS: [&str; 6] =
        ["一般公共预算", "公共财政预算", "政府性基金", "国有资本经营", "社会保险基金", "财政总"];
    let mut name = words;
    while let Some(rest) = DONE.iter().find_map(|done| name.strip_suffix(done)) {
        name = rest;
    }
    let is_side = name.ends_with("收入") || name.ends_with("支出");
    is_side && BUDGETS.iter().any(|budget| name.contains(budget))
}

/// Whether the words of `clause` before `rest` name `said`, the last amount before them:
/// `全县财政收入9万元。财政收入中的税收收入6万元`.
pub(super) fn names_said(clause: &str, rest: &str, said: &Figure<'_>) -> bool {
    let named = clause.strip_suffix(rest).unwrap_or_default();
    let named = named.trim_start_matches(['在', '从']);
    named.chars().count() >= 4 && plain(said.words).ends_with(named)
}

/// The last of `figures` that is all of one side of an account: `收入总计9万元,支出总计9万元。收入包括:…`.
pub(super) fn whole_side(side: &str, figures: &[Figure<'_>]) -> Option<usize> {
    figures.iter().rposition(|it| {
        let words = it.words.trim_end_matches(['为', '是', '共']);
        SIDES.iter().any(|end| words.strip_suffix(end).is_some_and(|name| name.ends_with(side)))
    })
}

/// The length of words that divide in a certain way: `按支出性质分,`, `从收入分类看:`.
pub(super) fn sorted(words: &str) -> Option<usize> {
    const MAX: usize = 16;
    let ends = |(at, c): &(usize, char)| {
        let told = words.get(..*at).unwrap_or_default();
        let is_sorted =
            ["分", "看", "分类", "类别", "划分", "性质", "科目", "来源", "用途", "类型", "来看"]
                .iter()
                .any(|end| told.ends_with(end));
        matches!(c, ',' | ':') && is_sorted
    };
    let end = words.char_indices().take(MAX).find(|(_, c)| is_break(*c))?;
    ends(&end).then_some(end.0)
}

/// What the words behind an amount say that it is a share of: `,占税收收入的50%`.
pub(super) fn share_of(behind: &str) -> Option<&str> {
    let of = behind.trim_start_matches([',', '(']).strip_prefix('占')?;
    let name = of.split('的').next()?;
    (!name.is_empty() && !name.contains(|c: char| c.is_ascii_digit() || is_break(c)))
        .then_some(name)
}

/// Whether words end with the number of an item: `②`, `(2)`, `2.`.
pub(super) fn is_number(words: &str) -> bool {
    let is_circled = words.ends_with(|c| ('①'..='⑳').contains(&c));
    let before = words.strip_suffix([')', '.', '、']).unwrap_or_default();
    is_circled || before.ends_with(|c: char| c.is_ascii_digit())
}
