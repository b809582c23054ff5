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

/// Rows that no department's table has.
const ROWS: &str = "\
    税收收入 增值税 营业税 企业所得税 个人所得税 资源税 城市维护建设税 房产税 \
    印花税 城镇土地使用税 土地增值税 车船税 耕地占用税 契税 烟叶税 环境保护税 \
    其他税收收入 专项收入 行政事业性收费收入 罚没收入 国有资源(资产)有偿使用收入 \
    国有资本经营收入 捐赠收入 政府住房基金收入 转移性收入 返还性收入 \
    税收返还收入 一般性转移支付收入 专项转移支付收入 上解支出 上解收入 上解上级支出 \
    下级上解收入 体制上解支出 专项上解支出 补助下级支出 债务转贷收入 \
    地方政府一般债务转贷收入 地方政府专项债务转贷收入 调入资金 调出资金 \
    安排预算稳定调节基金 补充预算稳定调节基金 动用预算稳定调节基金 年终结余 \
    国有土地使用权出让收入 国有土地使用权出让金收入 城市基础设施配套费收入 利润收入 \
    股利、股息收入 本级收入 本级支出 地方收入 税收 非税";

/// How many different ones of them make a table a government's.
const MANY: usize = 2;

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
    known.len() >= MANY || TITLES.iter().any(|words| title.contains(words))
}

/// The row of a government's table that a label names: 1、增值税(18.75%部分).
fn row_of(words: &str) -> Option<&'static str> {
    let name = label(words).words;
    let is_it = |row: &&str| {
        name.strip_prefix(*row).is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
    };
    let end = || ENDS.into_iter().find(|end| name.ends_with(end));
    ROWS.split_whitespace().find(is_it).or_else(end)
}

#[cfg(test)]
mod tests {
    use super::*;

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
