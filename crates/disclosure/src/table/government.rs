//! Tables of a government's own budget: revenue by taxes, transfers between levels, social insurance
//! funds, debt.
//!
//! The words of a department's tables have other scopes there: 非税收入 is no fund, 本年收入 is a part of
//! what transfers come to, 当期 and 累计 are columns of one year. Such a table has no scopes yet; what
//! it prints is counted as not understood. What one row says of itself, its growth and its rate of
//! completion, is checked all the same.

use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::vocabulary::normal::label;

/// Rows that no department's table has, in the order of their bytes.
const ROWS: [&str; 56] = [
    "一般性转移支付收入",
    "上解上级支出",
    "上解支出",
    "上解收入",
    "下级上解收入",
    "专项上解支出",
    "专项收入",
    "专项转移支付收入",
    "个人所得税",
    "企业所得税",
    "体制上解支出",
    "债务转贷收入",
    "其他税收收入",
    "利润收入",
    "动用预算稳定调节基金",
    "印花税",
    "国有土地使用权出让收入",
    "国有土地使用权出让金收入",
    "国有资本经营收入",
    "国有资源(资产)有偿使用收入",
    "土地增值税",
    "地方收入",
    "地方政府一般债务转贷收入",
    "地方政府专项债务转贷收入",
    "城市基础设施配套费收入",
    "城市维护建设税",
    "城镇土地使用税",
    "增值税",
    "契税",
    "安排预算稳定调节基金",
    "年终结余",
    "房产税",
    "捐赠收入",
    "政府住房基金收入",
    "本级支出",
    "本级收入",
    "烟叶税",
    "环境保护税",
    "税收",
    "税收收入",
    "税收返还收入",
    "罚没收入",
    "耕地占用税",
    "股利、股息收入",
    "营业税",
    "行政事业性收费收入",
    "补充预算稳定调节基金",
    "补助下级支出",
    "调入资金",
    "调出资金",
    "资源税",
    "车船税",
    "转移性收入",
    "返还性收入",
    "非税",
    "非税收入",
];

/// How many different ones of them make a table a government's.
const MANY: usize = 2;

/// Words of rows of which one alone does: what one level of government hands on to another.
const ALONE: [&str; 5] = ["上解", "补助下级", "预算稳定调节基金", "债务转贷收入", "调出资金"];

/// Ends of rows of social insurance funds.
const ENDS: [&str; 2] = ["保险费收入", "保险待遇支出"];

/// Words of titles that no department's table has.
const TITLES: [&str; 8] = [
    "保险基金",
    "政府债务",
    "债务限额",
    "债务余额",
    "税收返还",
    "转移支付预算",
    "转移支付决算",
    "平衡表",
];

/// Returns whether a table is of a government's own budget.
pub fn is_of_government(grid: &Grid<'_>, shape: &Shape, title: &str) -> bool {
    let cells = shape.data.iter().flat_map(|row| grid.filled(*row));
    let mut known: Vec<&str> = cells.filter_map(|cell| row_of(&cell.words)).collect();
    known.sort_unstable();
    known.dedup();
    let is_handed_on = || known.iter().any(|row| ALONE.iter().any(|words| row.contains(words)));
    known.len() >= MANY
        || is_handed_on()
        || is_added_to(grid, shape)
        || TITLES.iter().any(|words| title.contains(words))
}

/// Returns whether a row between what the year receives or spends and the total is of something that a
/// department does not add: 债务还本支出, 预备费.
fn is_added_to(grid: &Grid<'_>, shape: &Shape) -> bool {
    const CARRIED: [&str; 3] = ["结转", "结余", "弥补"];
    const FUNDS: [&str; 2] = ["预算", "拨款"];
    let rows: Vec<&str> = shape.data.iter().map(|row| label(grid.words(*row, 0)).words).collect();
    let is_total = |words: &&str| words.ends_with("总计");
    let year = rows.iter().position(|words| words.starts_with("本年") && words.ends_with("合计"));
    let Some(behind) = year.and_then(|at| rows.get(at + 1..)) else { return false };
    let Some(end) = behind.iter().position(is_total) else { return false };
    behind.iter().take(end).any(|words| {
        let is_of_department = CARRIED.iter().any(|it| words.contains(it))
            || FUNDS.iter().any(|end| words.ends_with(end));
        !words.is_empty() && !is_of_department
    })
}

/// The row of a government's table that a label names: 1、增值税(18.75%部分).
fn row_of(words: &str) -> Option<&'static str> {
    let name = label(words).words;
    let brackets = name.match_indices('(').filter_map(|(at, _)| name.get(..at));
    let known = |name: &str| ROWS.get(ROWS.binary_search(&name).ok()?).copied();
    let row = std::iter::once(name).chain(brackets).find_map(known);
    row.or_else(|| ENDS.into_iter().find(|end| name.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order() {
        assert!(ROWS.is_sorted());
    }

    #[test]
    fn rows_are_known_by_their_whole_name() {
        assert_eq!(row_of("(一)税收收入"), Some("税收收入"));
        assert_eq!(row_of("1、增值税(50%部分)"), Some("增值税"));
        assert_eq!(row_of("其中:契税"), Some("契税"));
        assert_eq!(row_of("1.工伤保险费收入"), Some("保险费收入"));
        assert_eq!(row_of("纳入预算管理的专项收入"), None);
        assert_eq!(row_of("国有土地使用权出让收入安排的支出"), None);
        assert_eq!(row_of("上级补助收入"), None);
        // Forms list all classes of functions, these among them.
        assert_eq!(row_of("二十六、转移性支出"), None);
        assert_eq!(row_of("三十一、债务转贷支出"), None);
    }
}
