//! What the head of a sentence and the headings above it name besides the scope of an amount: another
//! year, a level of government, part of the year. `全市收入9万元,补助3万元。市本级收入6万元,补助2万元`: both are called 补助,
//! and are not the same.
//!
//! Long: the names and where they may stand are read together.

use crate::heading::titles::without_funds;
use crate::vocabulary::lexicon::{self, Lexicon, Where};
use crate::vocabulary::parts::Context;
use classification::{Classification, Kind};
use ledger::{Scope, Stage, nodes};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Names of whom, or of what part of the year, that are no part of a scope.
const NAMES: [&str; 45] = [
    "全省",
    "全市",
    "全县",
    "全区",
    "全州",
    "全盟",
    "全旗",
    "全镇",
    "省本级",
    "市本级",
    "县本级",
    "区本级",
    "州本级",
    "盟本级",
    "旗本级",
    "本级",
    "市级",
    "县级",
    "区级",
    "乡镇",
    "街道",
    "开发区",
    "园区",
    "汇总",
    "下属",
    "上半年",
    "全年",
    "季度",
    "养老保险",
    "医疗保险",
    "失业保险",
    "工伤保险",
    "同口径",
    "自然口径",
    "直接支付",
    "授权支付",
    "在编",
    "编外",
    "县直",
    "市直",
    "区直",
    "省直",
    "州直",
    "上级专款",
    "县级财力",
];

/// A level of government that bodies are named after, too.
const STREET: &str = "街道";

/// The names of funds.
const FUNDS: [&str; 4] = ["一般公共预算", "政府性基金", "国有资本经营", "社会保险基金"];

/// Words of headings that name nothing by themselves.
const PLAIN: [&str; 38] = [
    "情况",
    "说明",
    "基本",
    "总体",
    "主要",
    "用途",
    "具体",
    "原因",
    "变化",
    "增减",
    "分析",
    "结构",
    "安排",
    "执行",
    "概况",
    "内容",
    "工作",
    "成效",
    "问题",
    "措施",
    "名词解释",
    "其他",
    "事项",
    "有关",
    "关于",
    "公开",
    "信息",
    "数据",
    "汇总",
    "全年",
    "重要",
    "完成",
    "部分",
    "相关",
    "开支",
    "使用",
    "及",
    "的",
];

/// The number for what the `headings` and the `heads` before an amount name that `scope` does not say; 0 for
/// nothing. Of the heads, the nearest first, only one counts: a clause that names something of its own is not of
/// what its sentence began with, and the amount's own `words` name its stage and its fund themselves. Where an
/// unknown owner `leads` the clause, the amount may be its too, `甲医院事业收入9万元,其他收入1万元`, and what is said
/// `behind` it is its alone.
pub(super) fn apart_of<'w>(
    headings: impl Iterator<Item = &'w str>,
    heads: impl Iterator<Item = &'w str>,
    (words, leads, behind): (&'w str, Option<&'w str>, Option<&'w str>),
    of: (&Scope, Context),
) -> u32 {
    // 县直部门支出9万元,乡镇支出8万元: what is nearest to the amount says whose it is.
    let says = |head: &&str| !apart(std::iter::once(*head), words, of).is_empty();
    let head = std::iter::once(words).chain(heads).find(says);
    let mut found = apart(headings.chain(head), words, of);
    found.extend(leads);
    found.extend(behind.or_else(|| named_in_bracket(words)));
    // 上年结转9万元、上年结余1万元: one scope in most texts, and two where both are named.
    found.extend(Some("上年结余").filter(|it| words.ends_with(it)));
    if found.is_empty() {
        return 0;
    }
    found.sort_unstable();
    found.dedup();
    number(&found)
}

/// What a bracket at the end of a name says: `公用经费(初中)`.
fn named_in_bracket(words: &str) -> Option<&str> {
    let (_, inside) = words.strip_suffix(')')?.rsplit_once('(')?;
    (inside.chars().count() > 1 && !inside.contains(|c: char| c.is_ascii_digit())).then_some(inside)
}

/// What is said right behind an amount of whom or what it is: `支出9万元(含债券支出)`, `支出9万元,由局机关承担`.
pub(super) fn said_behind(behind: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    const OTHER: [&str; 9] = ["用于", "主要", "其中", "见", "增", "减", "占", "合", "下同"];
    const VERBS: [&str; 3] = ["由", "系", "属"];
    let clause = || {
        let clause = behind.strip_prefix(',')?.split([',', '。', ';']).next()?;
        // 支出9万元,为全县数
        let is_of = clause.starts_with('为') && clause.ends_with('数');
        (is_of || VERBS.iter().any(|verb| clause.starts_with(verb))).then_some(clause)
    };
    let bracket = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let said = bracket.map(|(inside, _)| inside).or_else(clause)?;
    let is_plain = !said.contains(['元', '%', ',', ';', ':'])
        && said.chars().count() <= LONGEST
        && !OTHER.iter().any(|other| said.contains(other));
    is_plain.then_some(said)
}

/// Of whom the sentences behind this one are, where it says only that; empty where it begins another item.
pub(super) fn run_in(sentence: &str) -> Option<&str> {
    const LONGEST: usize = 10;
    const ENDS: [&str; 26] = [
        "保健院",
        "系统",
        "街道办",
        "镇",
        "乡",
        "中心校",
        "本级",
        "机关",
        "单位",
        "学校",
        "中学",
        "小学",
        "初中",
        "高中",
        "医院",
        "卫生院",
        "中心",
        "乡镇",
        "乡镇级",
        "街道",
        "镇级",
        "市级",
        "县级",
        "区级",
        "园区",
        "开发区",
    ];
    let is_name =
        |name: &str| name.chars().count() <= LONGEST && ENDS.iter().any(|end| name.ends_with(end));
    // 局机关,支出9万元
    let is_own =
        |name: &str| name.starts_with(['我', '本', '全', '各']) || name.chars().count() < 2;
    let named = sentence.split_once(',').map(|(name, _)| name);
    // 去年,支出9万元;扣除退税因素,收入9万元;从县本级看,支出9万元
    let is_case = |name: &str| {
        let begins =
            ["去年", "前年", "扣除", "剔除", "调整前"].iter().any(|it| name.starts_with(it));
        let is_short =
            name.chars().count() <= LONGEST && !name.contains(|c: char| c.is_ascii_digit());
        is_short && (begins || name.starts_with('从') && name.ends_with('看'))
    };
    if let Some(name) = named.filter(|name| is_case(name) || is_name(name) && !is_own(name)) {
        return Some(name);
    }
    let (number, name) = match sentence.strip_prefix('第') {
        Some(rest) => rest.split_once(',')?,
        // 从级次看,一是县本级
        None => sentence.rsplit(',').next()?.split_once('是')?,
    };
    let is_number = number.chars().count() == 1
        && number.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    if !is_number {
        return None;
    }
    Some(if is_name(name) { name } else { "" })
}

/// The number for a `heading` that names something unknown, 0 for another one: amounts below 大河镇 are not those
/// below 白沙镇, but below 基本情况 and 支出情况 they may be the same.
pub(super) fn below(heading: &str) -> u32 {
    let words = heading.trim_matches(['—', '-', '。', ':']);
    let mut rest = words.to_owned();
    for plain in PLAIN {
        rest = rest.replace(plain, "");
    }
    let is_known = Lexicon::get().read(&rest, Where::Title).unknown == 0;
    if is_known { 0 } else { number(words) }
}

/// The number for what the sentences before an amount, or the announcement of its list, say of whom or of when
/// it is, the nearest first, each with its [`owner`]; 0 for nothing.
pub(super) fn told_before<'w>(
    mut heads: impl Iterator<Item = (&'w str, u32)>,
    words: &'w str,
    of: (&Scope, Context),
) -> u32 {
    let told = |(head, owner): (&'w str, u32)| {
        let mut found = apart(std::iter::once(head), words, of);
        found.sort_unstable();
        found.dedup();
        (owner != 0 || !found.is_empty()).then(|| number((found, owner)))
    };
    heads.find_map(told).unwrap_or(0)
}

/// Whether words say of whom or of when something is, besides what a scope says; `owner` is theirs.
pub(super) fn tells(words: &str, owner: u32) -> bool {
    let is_named = NAMES.iter().chain(&["上年", "去年"]).any(|name| words.contains(name));
    is_named || words.contains("年") || months(words).next().is_some() || owner != 0
}

/// The number for an unknown name with which the last clause of `head` begins, 0 for none:
/// `大河镇财政支出`, and not `2031年三公经费支出`.
pub(super) fn owner(head: &str) -> u32 {
    const OWN: [&str; 19] = [
        "我县",
        "我市",
        "我区",
        "我镇",
        "我乡",
        "其中",
        "本部门",
        "本单位",
        "我部门",
        "我单位",
        "我局",
        "本局",
        "我校",
        "部门",
        "单位",
        "度",
        "全年",
        "当年",
        "累计",
    ];
    const LONGEST: usize = 12;
    let mut words =
        head.trim_end_matches(':').rsplit([',', ';', ':', '。']).next().unwrap_or_default();
    loop {
        let rest = lexicon::year(words).map(|(_, rest)| rest);
        let known = || OWN.iter().chain(&NAMES).find_map(|own| words.strip_prefix(own));
        let Some(rest) = rest.or_else(known) else { break };
        words = rest;
    }
    const ENDS: [&str; 9] = ["如下", "情况", "完成", "执行", "实现", "安排", "达到", "达", "为"];
    while let Some(rest) = ENDS.iter().find_map(|end| words.strip_suffix(end)) {
        words = rest;
    }
    let classes = Classification::get(Kind::Function);
    let is_known = |prefix: &str| {
        let reading = Lexicon::get().read(prefix, Where::Title);
        reading.unknown == 0 && reading.known > 0 || classes.class(prefix).is_some()
    };
    let ends = words.char_indices().skip(1).take(LONGEST).map(|(at, c)| at + c.len_utf8());
    let begins_known = ends.filter_map(|end| words.get(..end)).any(is_known);
    let is_name = words.chars().count() > 2 && words.starts_with(char::is_alphabetic);
    // Only where what follows the name is known, it is a name.
    let mut rests = words.char_indices().skip(2).filter_map(|(at, _)| words.get(at..));
    let name = rests.find(|rest| is_known(rest)).and_then(|rest| words.strip_suffix(rest));
    match name {
        Some(name) if is_name && !begins_known => number(name),
        _ => 0,
    }
}

fn number(of: impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    u32::try_from(hasher.finish() >> u32::BITS).unwrap_or(1).max(1)
}

/// The months that `words` name by their numbers: 1-11月.
fn months(words: &str) -> impl Iterator<Item = &str> {
    let is_month = |c: char| c.is_ascii_digit() || "-—–~至".contains(c);
    words.match_indices('月').filter_map(move |(at, _)| {
        let before = words.get(..at)?;
        let number = before.get(before.trim_end_matches(is_month).len()..)?;
        (!number.is_empty()).then_some(number)
    })
}

/// Whether a level of government says whose departments a document is of: `某市某区2031年区级部门预算`.
fn is_title_of_body(name: &str, words: &str) -> bool {
    let behind = words.split_once(name).map_or("", |(_, behind)| behind);
    ["部门预算", "部门决算", "单位预算", "单位决算"].iter().any(|it| behind.starts_with(it))
}

/// Whether words name one street with its division, which is a body and no level of government:
/// `某市某区东湖街道办事处`.
fn names_street(words: &str) -> bool {
    words.split_once(STREET).is_some_and(|(before, _)| {
        let name = before.rsplit(['市', '区', '县']).next().unwrap_or_default();
        name.len() < before.len()
            && name.chars().count() > 1
            && name.chars().all(char::is_alphabetic)
    })
}

/// What `heads` name that `scope` does not say.
fn apart<'w>(
    heads: impl Iterator<Item = &'w str>,
    own: &str,
    (scope, context): (&Scope, Context),
) -> Vec<&'w str> {
    let own_stage = without_funds(own);
    let is_done = ["决算", "执行"].iter().any(|it| own_stage.contains(it));
    // 收入预算 may still be that of the beginning of the year, or the changed one.
    let is_planned = own_stage.contains("预算");
    let names_fund = FUNDS.iter().any(|it| own.contains(it));
    let mut found: Vec<&str> = Vec::new();
    for words in heads {
        let years =
            words.match_indices('年').filter_map(|(at, _)| words.get(at.checked_sub(4)?..at));
        let is_other =
            |year: &&str| year.parse().is_ok_and(|year| scope.year.is_none_or(|own| own.0 != year));
        found.extend(years.filter(is_other));
        found.extend(months(words));
        let is_this_year = scope.year == context.year;
        found.extend(["上年", "去年"].iter().filter(|it| is_this_year && words.contains(**it)));
        // 机关事业单位基本养老保险缴费支出 is a function, and no fund.
        let is_paid = |name: &str| name.ends_with("保险") && words.contains("保险缴费");
        let is_own =
            |name: &str| name == STREET && names_street(words) || is_title_of_body(name, words);
        let named = NAMES.iter().filter(|name| words.contains(**name));
        found.extend(named.filter(|name| !is_paid(name) && !is_own(name)));
        if !nodes().fiscal.contains(scope.fund) && !names_fund {
            found.extend(FUNDS.iter().filter(|fund| words.contains(**fund)));
        }
        let stages = [
            ("年初预算", Stage::Budget),
            ("调整", Stage::Adjusted),
            ("决算", Stage::FinalAccounts),
        ];
        found.extend(
            stages
                .iter()
                .filter(|(name, stage)| {
                    let is_own = is_done || is_planned && *stage == Stage::FinalAccounts;
                    !is_own && *stage != scope.stage && words.contains(name)
                })
                .map(|it| it.0),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bodies_are_no_levels_of_government() {
        assert!(names_street("青石市云岭区东湖街道办事处"));
        assert!(!names_street("街道") && !names_street("云岭区街道") && !names_street("各街道"));
        assert!(is_title_of_body("区级", "青石市云岭区2031年区级部门预算"));
        assert!(!is_title_of_body("区级", "区级支出"));
    }
}
