//! Units of money whose number was left out: `全省收入完成亿元，增长22.5%`.

use std::ops::Range;

/// Words behind which a sentence gives an amount of money.
const AMOUNTS: [&str; 82] = [
    "增加",
    "减少",
    "增长",
    "下降",
    "增收",
    "减收",
    "增支",
    "减支",
    "多收",
    "少收",
    "超收",
    "短收",
    "超支",
    "节支",
    "节约",
    "压减",
    "调增",
    "调减",
    "追加",
    "核减",
    "净增",
    "完成",
    "安排",
    "下达",
    "拨付",
    "支付",
    "发放",
    "兑现",
    "投入",
    "使用",
    "争取",
    "置换",
    "偿还",
    "缴纳",
    "上解",
    "调入",
    "调出",
    "动用",
    "结转",
    "结余",
    "付息",
    "还本",
    "购置",
    "采购",
    "接待",
    "收入",
    "支出",
    "预算",
    "决算",
    "拨款",
    "资金",
    "经费",
    "费",
    "费用",
    "基金",
    "债券",
    "贷款",
    "余额",
    "限额",
    "额度",
    "总额",
    "金额",
    "补助",
    "补贴",
    "投资",
    "税收",
    "税",
    "合计",
    "总计",
    "共计",
    "小计",
    "累计",
    "预算数",
    "决算数",
    "执行数",
    "完成数",
    "支出数",
    "收入数",
    "年初数",
    "上年数",
    "同期数",
    "科目",
];
/// Words between a name and its amount.
const GLUE: [&str; 7] = ["为", "约为", "达", "达到", "共", "调整为", "至"];
/// The same between several names and their amounts.
const EACH: &str = "分别为";
/// Words of clauses that speak of units, or of what a person has.
const OTHER: [&str; 9] = ["单位", "计量", "换算", "转换", "折合", "保留", "精确", "取整", "均"];
/// What joins the last amount of a list to those before it.
const JOINS: [&str; 5] = ["和", "与", "及", "以及", "、"];
/// How a sentence goes on from the amount that was, to the one that is.
const BECOMES: [&str; 5] = ["调整为", "调整到", "增加到", "减少到", "增加至"];
const UNITS: [&str; 3] = ["亿元", "万元", "元"];

/// The first unit in `words` that lacks its number, and how `around` it is printed.
pub(super) fn blank(words: &str) -> Option<Range<usize>> {
    let has_number = words.contains(is_digit);
    words.match_indices('元').find_map(|(at, yuan)| {
        let end = at + yuan.len();
        let (head, behind) = (words.get(..end)?, words.get(end..)?);
        let unit = UNITS.iter().find(|unit| head.ends_with(**unit))?;
        let head = head.strip_suffix(unit).filter(|_| has_number || *unit == "万元")?;
        if head.ends_with(is_digit) {
            return None;
        }
        let is_blank = ends(behind, head) && is_behind_amount(head) || is_listed(head, behind);
        (is_blank && !is_other(head, behind)).then_some(head.len()..end)
    })
}

/// Whether an amount may end here.
fn ends(behind: &str, head: &str) -> bool {
    let is_share = || behind.strip_prefix('的').is_some_and(|it| it.starts_with(is_digit));
    let becomes = || {
        let rest = BECOMES.iter().find_map(|word| behind.strip_prefix(word));
        head.ends_with('由') && rest.is_some_and(|it| it.starts_with(is_digit))
    };
    behind.is_empty()
        || behind.starts_with(['，', '。', '；', '）', '（'])
        || behind.starts_with('、') && is_list(behind)
        || is_share()
        || becomes()
}

/// Whether the next part of a list is, or lacks, an amount: `服务费万元、会议费3万元`.
fn is_list(behind: &str) -> bool {
    let mut parts = behind.split(['、', '和', '，', '。', '；']).skip(1);
    parts.next().is_some_and(|part| part.ends_with('元') && !part.starts_with(['千', '百', '十']))
}

/// Whether `head` ends with words behind which an amount stands.
fn is_behind_amount(head: &str) -> bool {
    let clause = clause(head);
    let named = GLUE.iter().filter_map(|glue| clause.strip_suffix(glue));
    let mut named = named.chain([clause]);
    [EACH, "由", "调整为"].iter().any(|word| clause.ends_with(word))
        || named.any(|name| AMOUNTS.iter().any(|word| name.ends_with(word)))
}

/// Whether the unit stands in a list of amounts: `分别为90.5亿元、156.1亿元和亿元`.
fn is_listed(head: &str, behind: &str) -> bool {
    let before = JOINS.iter().filter_map(|join| head.strip_suffix(join));
    let is_last = |before: &str| {
        let number = UNITS.iter().find_map(|unit| before.strip_suffix(unit));
        number.is_some_and(|number| number.ends_with(is_digit))
    };
    let mut before = before.filter(|before| before.contains(EACH));
    before.any(is_last) && (behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '和']))
}

/// Whether the clause speaks of units, of a person, or of a bound: `人均收入万元`, `以万元为单位`.
fn is_other(head: &str, behind: &str) -> bool {
    let clause = clause(head);
    let next = behind.split(['，', '。', '；']).next().unwrap_or_default();
    OTHER.iter().any(|word| clause.contains(word)) || next.contains("单位")
}

/// The clause that `head` ends with.
fn clause(head: &str) -> &str {
    head.rsplit(['，', '。', '；', '：', '、', '（', '）']).next().unwrap_or_default()
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Option<&str> {
        blank(words).and_then(|range| words.get(range))
    }

    #[test]
    fn units_without_a_number_are_blank() {
        for words in [
            "全省一般公共预算收入完成亿元，同比增加64.8亿元。",
            "支出5308万元，完成年初预算数万元的21.5%。",
            "收入由80050万元调整为万元，调减1775万元。",
            "民生支出达到亿元，占79.2%。",
            "对个人和家庭补助支出预算元，占0.56%。",
            "采购规模分别为亿元、156.1亿元和88.2亿元。",
            "采购规模分别为90.5亿元、156.1亿元和亿元。",
        ] {
            assert!(told(words).is_some(), "{words}");
        }
    }

    #[test]
    fn units_of_other_things_are_not() {
        for words in [
            "本表金额单位为万元，以万元为单位，共9张。",
            "全县亿元以上项目32个，超亿元的14家，培育千万元乡镇3个，人均纯收入达到万元。",
            "首次跨上百亿元台阶，比上年多收近十亿元，2家企业税收亿元、千万元，数额转换为万元。",
            "2个单元，多元，投资数百万元，共5处。",
        ] {
            assert_eq!(told(words), None, "{words}");
        }
    }
}
