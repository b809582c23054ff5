//! Both sides of an account of which a text says that they are even: `总收入9万元,总支出9万元,收支平衡`.

use super::figures::{Figure, Role};
use crate::model::{Assertion, Difference, Direction};
use ledger::Amount;

/// Words by which income and spending are even.
const EVEN: [&str; 6] =
    ["收支平衡", "收支总体平衡", "收支相等", "收支持平", "收支预算平衡", "实现平衡"];

/// How the totals of both sides are called.
const TOTALS: [(&str, &str); 7] = [
    ("收入总计", "支出总计"),
    ("收入总量", "支出总量"),
    ("收入合计", "支出合计"),
    ("收入共计", "支出共计"),
    ("收入总额", "支出总额"),
    ("总收入", "总支出"),
    ("总财力", "总支出"),
];

/// What they are called where nothing else is received or spent: `2031年收入预算9万元`.
const ALL: [(&str, &str); 1] = [("收入预算", "支出预算")];

/// What `text` claims of accounts that are even, and the words that do.
pub(super) fn even<'t>(text: &'t str, figures: &[Figure<'_>]) -> Option<(&'t str, Assertion)> {
    let is_said = EVEN.iter().any(|even| text.contains(even));
    let mut levels = figures.iter().filter(|it| it.role == Role::Level);
    let income = levels.find(|it| name(it).is_some_and(|(_, is_income)| is_income))?;
    let (pair, _) = name(income)?;
    let spending = levels.find(|it| name(it) == Some((pair, false)))?;
    // 加上上解支出和结转下年,支出总量: with all that is carried on it is what there was.
    let carries = ["结转下年", "年终结转", "年末结转"].iter().any(|it| spending.gap.contains(it));
    let is_total = |it: &Figure<'_>| ["总计", "总量"].iter().any(|end| it.words.contains(end));
    let is_whole = carries && is_total(income) && is_total(spending);
    // Of several accounts it may be said of any.
    let is_side = |it: &Figure<'_>| name(it).is_some() || it.words.ends_with("总计");
    let is_only = figures.iter().filter(|it| is_side(it)).count() == 2;
    // 收入总量9万元,支出总量8万元。收支相抵,结转下年1万元
    let is_left = figures.iter().any(|it| {
        it.range.start > spending.range.end && it.words.contains('结') && !it.printed.is_zero()
    });
    // 加上补助收入、上年结转等,收入总量9万元; 算总账, 除结转外, 收支平衡
    let behind = text.get(spending.range.end..)?;
    let is_open = !is_whole && [income, spending].iter().any(|it| it.gap.contains("等,"))
        || ["结转", "算总账"].iter().any(|it| behind.contains(it));
    let is_plain = (is_said || is_whole)
        && is_only
        && !is_open
        && !is_left
        && income.printed != spending.printed;
    let words =
        text.get(income.range.start.checked_sub(income.words.len())?..spending.range.end)?;
    let by = Some(spending.printed.in_format_of(Amount::from_fen(0)));
    let (now, base) = (vec![spending.term()], Some(income.printed));
    let says = Difference { now, base, direction: Direction::Up, by, percent: None };
    is_plain.then_some((words, Assertion::Differs(says)))
}

/// Which totals an amount is one of, and whether it is the income.
fn name(figure: &Figure<'_>) -> Option<(usize, bool)> {
    let words = figure.words.trim_end_matches(['为', '是', '达', '约']);
    let words = words.strip_suffix("预计").unwrap_or(words);
    let of_year = words.trim_start_matches(|c: char| c.is_ascii_digit() || "年度本".contains(c));
    let totals = TOTALS.iter().map(|(one, other)| (words.ends_with(one), words.ends_with(other)));
    let all = ALL.iter().map(|(one, other)| (of_year == *one, of_year == *other));
    let mut sides = totals.chain(all).enumerate();
    sides.find_map(|(at, (is_income, is_spending))| {
        (is_income || is_spending).then_some((at, is_income))
    })
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn told(text: &str) -> Option<&str> {
        even(text, &figures(text)).map(|(words, _)| words)
    }

    #[test]
    fn totals_that_are_said_to_be_even_are_equal() {
        assert!(told("某县一般公共预算总收入9万元,总支出8万元,收支平衡。").is_some());
        assert!(told("收入总量9万元。支出总量8万元。收支平衡。").is_some());
        assert!(told("2031年收入预算9万元,支出预算8万元,收支平衡。").is_some());
        assert!(told("加补助等,收入总量9万元。加上解支出、结转下年等,支出总量8万元。").is_some());
        for text in [
            "加补助等,收入总量9万元。加上解支出等,支出总量8万元。",
            "总收入9万元,总支出9万元,收支平衡。",
            "总收入9万元,总支出8万元。",
            "总收入9万元,总支出8万元,结转下年1万元,收支平衡。",
            "一般公共预算收入预算9万元,支出预算8万元,收支平衡。",
            "甲总收入9万元,总支出9万元;乙总收入8万元,总支出7万元,收支平衡。",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
