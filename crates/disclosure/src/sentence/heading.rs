//! What the words of a heading say by themselves.

use super::words::read;
use crate::heading::titles::{is_body, without_funds};
use crate::vocabulary::lexicon;
use crate::vocabulary::normal::Label;
use crate::vocabulary::parts::Parts;
use classification::{Classification, Kind};
use ledger::{Code, Stage, Year, nodes};

/// The function of that name, as a class is called: `农林水支出`.
pub(super) fn class(name: &str) -> Option<Code> {
    Classification::get(Kind::Function).class(name).filter(|_| name.ends_with("支出"))
}

/// Words of headings that say of which kind the sentences below are, and not whose.
const ORDERS: [&str; 44] = [
    "总", "概", "基本", "主要", "工作", "职", "机构", "人员", "安排", "结构", "构成", "变化",
    "变动", "分析", "原因", "规模", "重点", "重要", "事项", "解释", "名词", "部分", "绩效", "目标",
    "指标", "措施", "任务", "要求", "方面", "其他", "其它", "关于", "收", "支", "资产", "采购",
    "债务", "公开", "附", "表", "费", "车", "执行", "依据",
];

/// Whether a heading names nothing but a body, a year, or a name that is not understood:
/// `一、局本级`, `二、2031年`, `三、水文站`, `四、智慧执法项目`.
pub(super) fn is_apart(label: &Label<'_>) -> bool {
    const LONGEST: usize = 14;
    // 一、水文站收支情况
    let of_body = ["收支情况", "支出情况", "收入情况", "基本情况", "情况"]
        .iter()
        .find_map(|end| label.words.strip_suffix(end))
        .filter(|name| is_body(name) && !ORDERS.iter().any(|it| name.contains(it)));
    if label.is_numbered && of_body.is_some() {
        return true;
    }
    const BODIES: [&str; 8] =
        ["本级", "机关", "下属单位", "所属单位", "事业单位", "二级单位", "学校", "医院"];
    let words = label.words;
    let is_year = lexicon::year(words).is_some_and(|(_, rest)| rest.is_empty());
    let is_body = || BODIES.iter().any(|end| words.ends_with(end)) || is_body(words);
    let names_other =
        ["情况", "说明", "经费", "预算", "决算", "收入"].iter().any(|it| words.contains(it));
    let is_unknown = || {
        read(words).is_none()
            && class(words).is_none()
            && !ORDERS.iter().any(|it| words.contains(it))
    };
    label.is_numbered
        && words.chars().count() <= LONGEST
        && !names_other
        && (is_year || is_body() || is_unknown())
}

/// Whether the amounts below a heading belong to all funds together: 机关运行经费, 政府采购, 固定资产.
pub(super) fn is_of_all(said: Parts) -> bool {
    said.memo.is_some_and(|memo| !nodes().three_public.contains(memo))
}

/// The stage that a heading names, and no other one: `二、年初预算安排情况`, `(一)预算执行情况`.
pub(super) fn stage(words: &str) -> Option<Stage> {
    const OTHER: [&str; 4] = ["绩效", "采购", "公开", "名词"];
    let words = without_funds(words);
    let is_other = OTHER.iter().any(|other| words.contains(other));
    let said = words.trim_end_matches("说明").trim_end_matches("情况");
    let is_planned =
        ["年初预算", "预算安排"].iter().any(|it| words.contains(it)) || said.ends_with("预算");
    match (words.contains("预算"), words.contains("决算")) {
        _ if is_other => None,
        (false, true) => Some(Stage::FinalAccounts),
        (true, false) if words.contains("执行") => Some(Stage::Execution),
        (true, false) if words.contains("调整") => Some(Stage::Adjusted),
        (true, false) => is_planned.then_some(Stage::Budget),
        _ => None,
    }
}

/// Whether words begin as an item does that is counted: `一是`, `第二,`.
pub(super) fn begins_counted(words: &str) -> bool {
    let mut rest = words.trim_start_matches('第').chars();
    let is_number = rest.next().is_some_and(|c| "一二三四五六七八九十".contains(c));
    is_number && rest.next().is_some_and(|c| matches!(c, '是' | ',' | '、'))
}

/// The year that words name, if they name one.
pub(super) fn only_year(words: &str) -> Option<Year> {
    let mut years = lexicon::years(words);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}
