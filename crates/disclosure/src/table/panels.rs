//! Lists side by side in one table, and the rows that go over several of them.

use crate::table::column::Column;
use crate::table::grid::Grid;
use crate::table::list::List;
use crate::table::row::Row;
use crate::table::shape::Shape;

/// Gives a row of a list without label the label of the list to its left that has no amount beside
/// it: 公用经费合计 below the second list, and its amount in the last column of the third.
pub fn take_labels(grid: &Grid<'_>, shape: &Shape, columns: &[Column], lists: &mut [List]) {
    let is_filled = |list: &List, row: usize| {
        let own = columns.iter().enumerate().filter(|(_, it)| it.holds_money() && list.is_of(it));
        own.into_iter().any(|(at, _)| !grid.words(row, at).is_empty())
    };
    for (at, grid_row) in shape.data.iter().enumerate() {
        let mut open: Option<usize> = None;
        for list in 0..lists.len() {
            let Some((own, row)) = lists.get(list).and_then(|it| Some((it, it.rows.get(at)?)))
            else {
                continue;
            };
            let is_named = !(row.label.is_empty() && row.code.is_empty() && row.unit.is_none());
            match (is_named, is_filled(own, *grid_row)) {
                (true, is_filled) => open = (!is_filled).then_some(list),
                (false, false) => {}
                (false, true) => {
                    if let Some(from) = open.take() {
                        let row = lists.get_mut(from).and_then(|list| list.rows.get_mut(at));
                        let row: Row = row.map(std::mem::take).unwrap_or_default();
                        let to = lists.get_mut(list).and_then(|list| list.rows.get_mut(at));
                        to.into_iter().for_each(|to| *to = row.clone());
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, numbers, packed};

    #[test]
    fn the_amount_of_a_total_may_stand_below_the_last_list() {
        let table = packed(&[
            &["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"],
            &["302", "商品和服务支出", "5.00", "30217", "公务接待费", "2.00"],
            &["30201", "办公费", "3.00", "310", "资本性支出", "1.00"],
            &["公用经费合计", "", "", "", "", "6.00"],
        ]);
        let title = "一般公共预算财政拨款基本支出决算表";
        let found = numbers(&document(&[title, "2031年度 单位：万元"], table));
        assert!(found.iter().any(|line| line.starts_with("6.00") && line.contains("purpose=")));
        assert_eq!(found.len(), 5, "{found:?}");
    }
}
