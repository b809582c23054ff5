//! Amounts of the document's year that are compared with that year: in accounts of 2031
//! `公务接待费3万元，与2031年度持平`.

use crate::index::Line;
use crate::lint::{Violation, around};
use ledger::Year;
use message::Message;

/// Words between the year and what the comparison says.
const BETWEEN: [&str; 12] =
    ["度", "部门", "单位", "年初", "预算", "决算", "数", "执行", "支出", "收入", "相比", "，"];
/// What it says.
const SAYS: [&str; 14] = [
    "持平",
    "相同",
    "一致",
    "相等",
    "基本持平",
    "保持一致",
    "保持不变",
    "无变化",
    "没有变化",
    "无增减",
    "增加",
    "减少",
    "增长",
    "下降",
];
/// Words of documents and sentences in which something of the year may be compared with something
/// else of it.
const OTHER: [&str; 8] = ["调整", "追加", "年初", "草案", "执行", "预计", "上年", "去年"];

/// The comparison of every sentence that has one with the year of the document and names no other.
pub(super) fn find<'a>(lines: &[&'a Line<'a>], own: Year) -> Vec<(&'a Line<'a>, Violation)> {
    let this = format!("{}年", own.0);
    let is_title = |line: &Line<'_>| !line.words.contains(['。', '，', '；']);
    let mut titles = lines.iter().filter(|line| is_title(line) && line.words.contains("算"));
    let Some(title) = titles.next().filter(|line| line.words.contains(&this)) else {
        return Vec::new();
    };
    let is_other = |line: &&&Line<'_>| {
        years(&line.words).any(|year| year != own.0)
            || OTHER.iter().any(|it| line.words.contains(it))
    };
    if std::iter::once(title).chain(titles).any(|line| is_other(&line)) {
        return Vec::new();
    }
    let is_of_accounts = title.words.contains("决算");
    let text = lines.iter().filter(|line| !is_title(line) && line.words.contains(&this));
    let found = text.filter_map(|line| {
        let mut sentences = line.words.split(['。', '；']);
        let words = sentences.find_map(|it| with_itself(it, &this, is_of_accounts))?;
        Some((*line, violation(line, words, own)))
    });
    found.collect()
}

/// The comparison of a sentence with the year `this`.
fn with_itself(sentence: &str, this: &str, is_of_accounts: bool) -> Option<String> {
    let (before, behind) = sentence.split_once(this)?;
    let is_compared = before.ends_with(['与', '比', '较', '同']);
    let is_only = years(sentence).count() == 1 && !OTHER.iter().any(|it| sentence.contains(it));
    let mut rest = behind;
    while let Some(next) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    let between = behind.strip_suffix(rest)?;
    // In accounts, 与2031年预算相比 is as it should be.
    let other = if is_of_accounts { "预算" } else { "决算" };
    let says = SAYS.iter().find(|word| rest.starts_with(**word))?;
    let at = before.len();
    let end = at + this.len() + between.len() + says.len();
    let is_said = before.contains(|c: char| c.is_ascii_digit());
    (is_compared && is_only && is_said && !between.contains(other))
        .then(|| around(sentence, at, end))
}

fn violation(line: &Line<'_>, words: String, own: Year) -> Violation {
    let (own, last) = (own.0, own.before().0);
    let message = Message::new(
        format!("“{words}”：本文件就是{own}年的，与{own}年比较等于与自己比较，应为{last}年。"),
        format!("“{words}”: the document itself is of {own}; it should be compared with {last}."),
    );
    Violation::on(line, message)
        .printed(format!("{own}年"))
        .expected(format!("{last}年"))
        .advice("核对并更正年度。", "Check the year and correct it.")
}

/// The years that words name, each before 年.
fn years(words: &str) -> impl Iterator<Item = u16> {
    words.match_indices('年').filter_map(|(at, _)| {
        let year: u16 = words.get(at.checked_sub(4)?..at)?.parse().ok()?;
        (1990..2100).contains(&year).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_not_compared_with_itself() {
        let is = |sentence: &str, accounts| with_itself(sentence, "2031年", accounts).is_some();
        assert!(is("公务接待费支出决算1.20万元，与2031年度持平", true));
        assert!(is("会议费预算3.00万元，与2031年预算一致", false));
        assert!(is("接待费3.00万元，较2031年决算数增加1.00万元", true));
        for (sentence, accounts) in [
            ("公务接待费支出决算1.20万元，与2031年预算相比减少0.20万元", true),
            ("公务接待费支出决算1.20万元，与2030年度持平", true),
            ("会议费预算3.00万元，与2031年决算数相同", false),
            ("2030年会议费预算3.00万元，比2031年减少1.00万元", false),
            ("会议费3.00万元，与2031年年初预算持平", true),
        ] {
            assert!(!is(sentence, accounts), "{sentence}");
        }
    }
}
