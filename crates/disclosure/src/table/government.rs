//! Tables of a government's budget: what they count is not what departments count.

use super::grid::Grid;
use super::shape::Shape;
use crate::vocabulary::normal::{label, normal};

/// Rows that only a government's tables have: its taxes, and what it passes on.
const ROWS: [&str; 27] = [
    "税收收入",
    "增值税",
    "营业税",
    "企业所得税",
    "个人所得税",
    "资源税",
    "城市维护建设税",
    "房产税",
    "印花税",
    "城镇土地使用税",
    "土地增值税",
    "车船税",
    "耕地占用税",
    "契税",
    "烟叶税",
    "环境保护税",
    "转移性收入",
    "返还性收入",
    "一般性转移支付收入",
    "专项转移支付收入",
    "上解支出",
    "上解上级支出",
    "调出资金",
    "国有土地使用权出让收入",
    "利润收入",
    "保险费收入",
    "社会保险费收入",
];

/// Titles that only a government's tables have.
const TITLES: [&str; 5] = ["保险基金", "社保基金", "政府债务", "债务限额", "转移支付"];

/// Whether a table is of a government's budget, which nobody here has scopes for.
pub fn is_of_government(grid: &Grid<'_>, shape: &Shape, title: &str) -> bool {
    let title = normal(title);
    let is_titled = TITLES.iter().any(|it| title.contains(it));
    let names = shape.data.iter().flat_map(|row| grid.filled(*row));
    is_titled || names.into_iter().any(|cell| ROWS.contains(&label(&cell.words).words))
}
