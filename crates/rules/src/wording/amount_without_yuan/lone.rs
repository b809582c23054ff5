//! The one amount in 元 of a text whose others are in 万元: `全市支出2780.7元；市本级支出879.1万元`.

use crate::index::Line;
use crate::lint::Context;
use crate::quantity::{Quantity, quantities};

/// Words of amounts that may well be small.
const SMALL: [&str; 17] = [
    "均", "每", "标准", "单价", "价格", "利息", "结余", "余额", "差额", "尾差", "罚", "退", "收回",
    "误差", "滞纳", "违约", "手续",
];
/// Words of amounts that are a whole budget's, a government's or a project's.
const LARGE: [&str; 10] =
    ["支出", "收入", "资金", "费", "预算", "决算", "拨款", "经费", "完成", "限额"];
/// Words of amounts that only a government has.
const PUBLIC: [&str; 8] = [
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "“三公”经费",
    "财政收入",
    "财政支出",
    "债券",
    "债务",
];
/// The length of a number of less than one 万元, with two decimals.
const SHORT: usize = "9999.99".len();

/// The line of such an amount, and its words.
pub(super) fn find<'c, 'a>(context: &'c Context<'a>) -> Option<(&'c Line<'a>, &'c str)> {
    let lines = context.index.prose().filter(|line| line.says_yuan && !line.is_draft);
    let said = lines.flat_map(|line| quantities(&line.words).into_iter().map(move |it| (line, it)));
    let mut in_yuan = said.filter(|(_, it)| it.unit == "元");
    let (line, lone) = in_yuan.next().filter(|_| in_yuan.next().is_none())?;
    let all = quantities(&line.words);
    let others: Vec<&Quantity<'_>> = all.iter().filter(|it| it.unit == "万元").collect();
    let is_done = ends(line.words.get(lone.end..)?);
    (is_done && is_in_wan(&lone, &others)).then(|| (line, lone.words(&line.words)))
}

/// Whether an amount is printed as the `others` are, and not as one in 元.
fn is_in_wan(lone: &Quantity<'_>, others: &[&Quantity<'_>]) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| lone.name.contains(word));
    let finest = others.iter().map(|it| decimals(it)).max();
    if finest != Some(decimals(lone)) || has(&SMALL) {
        return false;
    }
    match decimals(lone) {
        0 => {
            let mut lengths = others.iter().map(|it| it.printed.len());
            has(&PUBLIC) && lengths.any(|length| length == lone.printed.len())
        }
        2 => has(&LARGE) && lone.printed.len() <= SHORT,
        _ => true,
    }
}

fn decimals(it: &Quantity<'_>) -> usize {
    it.printed.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '（'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_told(words: &str) -> bool {
        let said = quantities(words);
        let lone = said.iter().find(|it| it.unit == "元").expect("an amount");
        let others: Vec<_> = said.iter().filter(|it| it.unit == "万元").collect();
        is_in_wan(lone, &others)
    }

    #[test]
    fn it_is_printed_as_the_others_are() {
        assert!(is_told("全市支出2780.7元；市本级支出879.1万元"));
        assert!(is_told("一般公共预算收入279964万元，一般公共预算支出330783元"));
        assert!(is_told("会议费1.50元，培训费3.20万元"));
    }

    #[test]
    fn small_amounts_are_in_yuan() {
        assert!(!is_told("接待费1.5万元，人均125.5元"));
        assert!(!is_told("支出984.96万元，结余334.67元"));
        assert!(!is_told("支出984.96万元，购书支出334元"));
        assert!(!is_told("支出984.96万元，购书支出12334.50元"));
    }
}
