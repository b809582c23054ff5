//! What a whole and parts that its words name state of each other.

use super::figures::{Figure, Role, TOTALS};
use super::kin::{Kin, apart, kin};
use super::subjects::Subjects;
use crate::model::{Fullness, Sum};
use ledger::Code;

/// What is listed whole where words say so: each of its parts is known by its name.
const CLOSED: [&str; 6] = ["function", "economic", "funds", "owners", "kind", "projects"];

/// The most parts of a list that are compared with each other.
const MAX_PARTS: usize = 60;

/// The statement that `parts` are some or all of `whole`, unless the words leave that open.
pub(super) fn stated(
    whole: &Figure<'_>,
    parts: &[&Figure<'_>],
    is_full: bool,
    subjects: &Subjects,
) -> Option<Sum> {
    let is_of_other_stage = |part: &&Figure<'_>| {
        part.scope.zip(whole.scope).is_some_and(|(part, whole)| part.stage != whole.stage)
    };
    let total: i128 = parts.iter().map(|part| part.fen()).sum();
    if parts.iter().any(is_of_other_stage) && total != whole.fen() {
        return None;
    }
    // 超支1万元(预算3万元,支出4万元): what two amounts differ by is not their sum.
    if let [one, other] = parts
        && (one.fen() - other.fen()).abs() == whole.fen()
        && one.fen() + other.fen() != whole.fen()
    {
        return None;
    }
    // 采购预算9万元,其中小微企业12万元: one part alone says something where it is more than its whole; but
    // 县级6万元;其中重点企业8万元 may be of what was named before 县级.
    let is_within = |only: &Figure<'_>| {
        let is_next = only.gap.starts_with([',', '(', '中']) && !only.gap.contains('。');
        is_next
            && only.fen() > whole.fen()
            && is_like(whole, only)
            && !are_of_levels(whole.words, only.words)
    };
    let is_more = !is_full && matches!(parts, [only] if is_within(only));
    let is_list = (2..=MAX_PARTS).contains(&parts.len()) || is_more;
    let may_be = is_list && whole.role == Role::Level;
    if !may_be || is_muddled(parts) || is_stock(whole, parts) {
        return None;
    }
    let named: Vec<Vec<Kin>> = parts.iter().map(|it| kin_of(it, subjects)).collect();
    let kin = apart(&named);
    Some(Sum {
        whole: whole.term(),
        parts: parts.iter().map(|part| part.term()).collect(),
        first: Vec::new(),
        fullness: fullness(whole, parts, kin, is_full),
        is_apart: kin.is_some() || are_apart(whole, parts),
    })
}

/// Whether two amounts are called by different levels of government: `市级使用9万元,其中区级12万元`.
fn are_of_levels(whole: &str, part: &str) -> bool {
    const LEVELS: [&str; 7] = ["中央", "省", "市", "县", "区", "镇", "乡"];
    let level = |words: &str| {
        LEVELS.iter().position(|level| {
            words.strip_prefix(level).is_some_and(|rest| rest.starts_with(['级', '本']))
        })
    };
    level(whole).zip(level(part)).is_some_and(|(one, other)| one != other)
}

/// What an amount may be a part of, by its words, or by its function where a subject is named before them: `支出决算为3万元`.
fn kin_of(figure: &Figure<'_>, subjects: &Subjects) -> Vec<Kin> {
    let named = kin(figure.words, subjects);
    let function = figure.scope.map(|scope| scope.function).filter(|code| *code != Code::ALL);
    let function = function.filter(|_| named.is_empty()).map(|code| Kin {
        group: "function",
        member: code.to_string(),
        is_of_all: false,
    });
    named.into_iter().chain(function).collect()
}

/// Whether the parts are all of the whole.
fn fullness(
    whole: &Figure<'_>,
    parts: &[&Figure<'_>],
    kin: Option<&Kin>,
    is_full: bool,
) -> Fullness {
    let is_total = TOTALS.iter().any(|total| whole.words.contains(total));
    let is_three_public = whole.words.contains("三公经费")
        && parts.len() == 3
        && !parts.iter().any(|it| is_beside_three(it.words));
    // 收入总计 is of more than taxes and other revenue, and so is what a tax office collects.
    let revenue = ["预算收入", "财政收入", "地方收入", "预算本级收入"];
    let is_revenue = revenue.iter().any(|it| whole.words.contains(it));
    let is_transferred =
        whole.words.contains("转移支付") && !whole.words.contains("返还") && parts.len() == 2;
    match kin {
        Some(kin) if kin.is_of_all && is_revenue && !is_total => Fullness::All,
        Some(kin) if kin.group == "expenses" && is_three_public => Fullness::All,
        Some(kin)
            if kin.group == "items" && parts.len() == 4 && whole.words.contains("三公经费") =>
        {
            Fullness::All
        }
        Some(_) if counts(whole.words) == Some(parts.len()) => Fullness::All,
        // 收入总计9万元,包括本年收入8万元和上年结转1万元
        Some(kin)
            if ["sources", "uses"].contains(&kin.group) && is_total && is_year_and_rest(parts) =>
        {
            Fullness::Usual
        }
        // Who names what is nothing names all, as who goes on to what is other.
        Some(kin) if kin.group == "sources" && names_nothing(parts) => Fullness::Usual,
        Some(kin) if kin.group == "funds" && names_nothing(parts) && ends_with_rest(parts) => {
            Fullness::Usual
        }
        Some(kin) if is_total && ["sources", "uses", "inflow", "outflow"].contains(&kin.group) => {
            Fullness::Likely
        }
        // 三保 are these three.
        Some(kin)
            if kin.group == "guarantees" && parts.len() == 3 && whole.words.contains("三保") =>
        {
            Fullness::All
        }
        // By law a government's debts are of these two kinds; bonds may also pay for old ones.
        Some(kin) if kin.group == "debts" && parts.len() == 2 && whole.words.contains("债务") => {
            Fullness::All
        }
        Some(kin)
            if ["debts", "bonds"].contains(&kin.group)
                && parts.len() == 2
                && whole.words.contains("债券") =>
        {
            Fullness::Usual
        }
        Some(kin) if kin.group == "budgets" && parts.len() == 4 => Fullness::Usual,
        Some(kin) if kin.is_of_all && whole.words.contains("收入预算") && !is_total => {
            Fullness::Usual
        }
        // By law money is transferred in these two ways; what is returned of taxes may be named beside them.
        Some(kin) if kin.group == "transfers" && (parts.len() == 3 || is_transferred) => {
            Fullness::Usual
        }
        Some(kin) if kin.group == "tiers" && parts.len() == 2 && whole.words.contains("全国") => {
            Fullness::All
        }
        // Vehicles cost what is paid for them and what they run for.
        Some(kin) if kin.group == "vehicles" && parts.len() == 2 && is_of_vehicles(whole.words) => {
            Fullness::All
        }
        // What is handed up, to whomever, and what is kept.
        Some(kin) if kin.group == "handed" && parts.len() == 2 => Fullness::Usual,
        Some(kin) if kin.group == "levels" && parts.len() == 2 && names_area(whole.words) => {
            Fullness::Usual
        }
        Some(kin) if kin.group == "collector" && [2, 3].contains(&parts.len()) => Fullness::Usual,
        // Beside these two, institutions have spending of business and what they hand up or down.
        // 支出总计 has what is carried on, too.
        Some(kin) if kin.group == "nature" && whole.words.contains("总计") => Fullness::Some,
        Some(kin) if ["nature", "receptions"].contains(&kin.group) && parts.len() == 2 => {
            Fullness::Likely
        }
        // 其中 also divides a whole of which some parts are left out, whatever else it names.
        Some(kin) if CLOSED.contains(&kin.group) && is_full => Fullness::Closed,
        _ if is_full => Fullness::Likely,
        _ => Fullness::Some,
    }
}

fn names_nothing(parts: &[&Figure<'_>]) -> bool {
    parts.iter().any(|it| it.printed.is_zero())
}

/// Whether the last of some parts is what is left for others: 其他收入.
fn ends_with_rest(parts: &[&Figure<'_>]) -> bool {
    parts.last().is_some_and(|it| it.words.trim_start_matches(['、', ',']).starts_with("其他"))
}

/// Whether words name what is bought and what is run together: 公务用车购置及运行维护费.
fn is_of_vehicles(words: &str) -> bool {
    ["购置及运行", "购置和运行", "购置费及运行"].iter().any(|name| words.contains(name))
}

/// Whether words name a whole area with the governments below: 全市一般公共预算收入.
pub(super) fn names_area(words: &str) -> bool {
    ["全省", "全市", "全州", "全盟", "全县", "全区", "全地区"]
        .iter()
        .any(|area| words.contains(area))
}

/// Whether the parts are what the year receives or spends and what is carried.
fn is_year_and_rest(parts: &[&Figure<'_>]) -> bool {
    let has = |part: &Figure<'_>, names: &[&str]| names.iter().any(|it| part.words.contains(it));
    let [year, rest] = parts else { return false };
    has(year, &["本年", "当年"]) && has(rest, &["结转", "结余"]) && !has(year, &["结"])
}

/// How many parts the words of a whole say that it has: `三项支出`.
fn counts(words: &str) -> Option<usize> {
    const NUMERALS: [&str; 9] = ["两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let is_counted = |numeral: &&str| {
        ["项支出", "项收入", "项合计", "项经费", "类支出"].iter().any(|of| {
            words.split_once(of).is_some_and(|(before, _)| {
                // 十三项支出 are not three.
                let rest = before.strip_suffix(numeral);
                rest.is_some_and(|rest| !rest.ends_with(['十', '百', '第']))
            })
        })
    };
    NUMERALS.iter().position(is_counted).map(|at| at + 2)
}

/// Whether words name expenses that stand beside the three public ones.
fn is_beside_three(words: &str) -> bool {
    ["会议", "培训"].iter().any(|beside| words.contains(beside))
}

/// Whether the words of some parts do not tell that they are parts side by side.
fn is_muddled(parts: &[&Figure<'_>]) -> bool {
    let name = |part: &Figure<'_>| {
        part.words.trim_end_matches(['为', '共', '约', '是']).trim_start_matches("其中").to_owned()
    };
    // 1.教育支出(类)…(项):支出决算为3万元。2.…:支出决算为2万元。
    let of = |part: &Figure<'_>| part.scope.map(|scope| scope.function);
    let mut names: Vec<_> = parts.iter().map(|part| (name(part), of(part))).collect();
    let is_unnamed = names.iter().any(|(name, _)| name.chars().count() < 2);
    names.sort_unstable();
    let is_repeated = names.windows(2).any(|two| matches!(two, [one, other] if one == other));
    let says = |words: &[&str]| {
        let plain = |part: &Figure<'_>| {
            part.words.replace("预算收入", "").replace("预算支出", "").replace("保基本民生", "")
        };
        parts.iter().any(|part| words.iter().any(|word| plain(part).contains(word)))
    };
    let is_of_stages = says(&["预算数", "年初预算", "预算为"]) && says(&["决算", "执行", "实际"]);
    // Small enterprises are among the small and medium-sized ones.
    let is_of_sizes = says(&["中小"]) && says(&["小微", "小型", "微型"]);
    // 其中,收入3万元;支出2万元: both sides of an account are no parts of one amount.
    let sides: Vec<bool> = parts.iter().filter_map(|part| part.side()).collect();
    let is_of_sides = sides.contains(&true) && sides.contains(&false);
    // 专项债券3万元,已支出2万元
    let is_used = |part: &&&Figure<'_>| part.words.starts_with('已');
    let used = parts.iter().filter(is_used).count();
    let is_of_use = used > 0 && used < parts.len();
    // 政府采购3万元,面向中小企业采购2万元
    let is_of_sizes = is_of_sizes || says(&["中小企业", "小微"]) && says(&["政府采购"]);
    // 固定资产原值9万元,累计折旧4万元,净值5万元
    let is_depreciated = says(&["折旧", "原值"]);
    // 民生支出 is of several functions.
    is_depreciated
        || is_of_use
        || is_unnamed
        || is_repeated
        || is_of_sides
        || is_of_stages
        || is_of_sizes
        || says(&["民生"])
}

/// 年末余额3万元,其中:年初余额2万元,本年新增2万元,动用1万元: whether some of the parts are taken off.
fn is_stock(whole: &Figure<'_>, parts: &[&Figure<'_>]) -> bool {
    let is_left = ["余额", "结转", "结余", "净值"].iter().any(|it| whole.words.contains(it));
    let begins = ["年初", "上年", "原值"];
    is_left && parts.iter().any(|part| begins.iter().any(|it| part.words.contains(it)))
}

/// Whether the words of two amounts name the same stages and years.
fn is_like(one: &Figure<'_>, other: &Figure<'_>) -> bool {
    const APART: [&str; 8] = ["决算", "执行", "年初", "调整", "上年", "去年", "累计", "年"];
    APART.iter().all(|word| one.words.contains(word) == other.words.contains(word))
}

/// Whether by their scopes no money is in two of the parts, and all of it in the whole.
fn are_apart(whole: &Figure<'_>, parts: &[&Figure<'_>]) -> bool {
    let Some(whole) = whole.scope else { return false };
    parts.iter().enumerate().all(|(at, part)| {
        let Some(scope) = part.scope else { return false };
        let before = parts.get(..at).unwrap_or_default().iter().filter_map(|it| it.scope);
        whole.contains(&scope) && before.into_iter().all(|other| scope.is_disjoint(&other))
    })
}
