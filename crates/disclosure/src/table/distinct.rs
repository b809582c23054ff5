//! Rows that their codes or their labels alone do not tell apart: of several units, or of several
//! projects.

use crate::heading::titles::is_body;
use crate::model::EntityName;
use crate::table::grid::Grid;
use crate::table::list::List;
use crate::table::row::{Meaning, Row};
use crate::table::shape::Shape;
use crate::vocabulary::parts::Parts;
use std::collections::BTreeMap;

/// Reads rows that name bodies as units, each above its projects: 某局 | 甲项目 | 乙项目 | 某站 | 丙项目; and
/// leaves subtotals of them aside.
pub fn take_bodies(rows: &mut [Row]) {
    let is_subtotal = |row: &Row| row.label.ends_with("小计");
    let is_total = |row: &Row| row.meaning == Meaning::Total;
    if rows.iter().any(|row| is_total(row) && !is_subtotal(row)) {
        let subtotals = rows.iter_mut().filter(|row| is_total(row) && is_subtotal(row));
        subtotals.filter(|row| &*row.label != "小计").for_each(|row| row.meaning = Meaning::Blank);
    }
    let is_named = |row: &Row| row.meaning == Meaning::Unknown && !row.label.is_empty();
    if rows.iter().any(|row| row.unit.is_some() || is_named(row) && !row.code.is_empty()) {
        return;
    }
    let heads = |row: &Row| is_named(row) && (is_body(&row.label) || is_subtotal(row));
    let named: Vec<&Row> = rows.iter().filter(|row| is_named(row)).collect();
    let is_headed = named.first().is_some_and(|row| heads(row));
    let is_empty = named.windows(2).any(|two| two.iter().all(|row| heads(row)));
    if !is_headed || is_empty || named.last().is_some_and(|row| heads(row)) {
        return;
    }
    let mut unit = None;
    for row in rows.iter_mut().filter(|row| row.meaning == Meaning::Unknown) {
        if is_subtotal(row) {
            (unit, row.meaning) = (None, Meaning::Blank);
        } else if heads(row) {
            unit = Some(EntityName { code: None, name: row.label.to_string() });
            row.meaning = Meaning::Parts(Parts::default());
        }
        row.unit.clone_from(&unit);
    }
}

/// Distinguishes rows with the same code: each is below the name of a unit, or the words before its
/// code or its label name what it is for.
pub fn distinguish(grid: &Grid<'_>, shape: &Shape, list: &mut List) {
    if repeated(&list.rows).is_empty() {
        return;
    }
    let before = list.rows.clone();
    take_units(&mut list.rows);
    if repeated(&list.rows).is_empty() {
        return;
    }
    list.rows.clone_from(&before);
    let named = words_before(grid, shape, list);
    let of = |at: usize| named.get(at).map(String::as_str).unwrap_or_default();
    for at in repeated(&before) {
        let Some(row) = before.get(at) else { continue };
        let others = || {
            let all = before.iter().enumerate();
            all.filter(|(other, it)| *other != at && (&it.code, &it.unit) == (&row.code, &row.unit))
        };
        let name = if others().all(|(_, it)| it.label != row.label) {
            Some(row.label.to_string())
        } else {
            let name = of(at);
            others().all(|(other, _)| of(other) != name).then(|| format!("{name}/{}", row.label))
        };
        if let Some(row) = list.rows.get_mut(at) {
            row.item = name;
        }
    }
}

/// What the columns before the labels say of each row; a blank goes on with what stands above it.
fn words_before(grid: &Grid<'_>, shape: &Shape, list: &List) -> Vec<String> {
    let is_own = |at: &usize| {
        list.codes.contains(at) || [list.units.code, list.units.name].contains(&Some(*at))
    };
    let columns: Vec<usize> = list.before.clone().filter(|at| !is_own(at)).collect();
    let mut last = vec![""; columns.len()];
    let words = shape.data.iter().map(|row| {
        for (last, at) in last.iter_mut().zip(&columns) {
            let words = grid.words(*row, *at);
            *last = if words.is_empty() { *last } else { words };
        }
        last.join("/")
    });
    words.collect()
}

/// The rows whose code another row of the same unit has too.
fn repeated(rows: &[Row]) -> Vec<usize> {
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.code.is_empty()) {
        *times.entry((&row.code, &row.unit)).or_default() += 1;
    }
    let is_repeated = |row: &Row| times.get(&(&row.code, &row.unit)).is_some_and(|it| *it > 1);
    rows.iter().enumerate().filter(|(_, row)| is_repeated(row)).map(|(at, _)| at).collect()
}

/// Reads rows without a code as names of units, each above its rows of subjects.
fn take_units(rows: &mut [Row]) {
    let mut unit = None;
    for row in rows.iter_mut().filter(|row| row.unit.is_none()) {
        match row.meaning {
            Meaning::Unknown if row.code.is_empty() => {
                unit = Some(EntityName { code: None, name: row.label.to_string() });
                row.meaning = Meaning::Parts(Parts::default());
            }
            Meaning::Total => unit = None,
            _ => {}
        }
        row.unit.clone_from(&unit);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, numbers, packed};

    #[test]
    fn bodies_stand_above_their_projects() {
        let table = packed(&[
            &["单位（项目）名称", "合计"],
            &["合计", "9.00"],
            &["青石县水文站", "5.00"],
            &["水文监测", "3.00"],
            &["洪水调查", "2.00"],
            &["青石县河道管理所", "4.00"],
            &["河道清理", "4.00"],
        ]);
        let found = numbers(&document(&["部门项目支出表", "部门：青石县水务局 单位：万元"], table));
        let of = |words: &str| found.iter().filter(|line| line.contains(words)).count();
        assert_eq!((of("水文站"), of("河道管理所")), (3, 2), "{found:?}");
    }

    #[test]
    fn rows_of_one_code_are_told_apart_by_their_projects() {
        let table = packed(&[
            &["项目名称", "经济科目编码", "经济科目名称", "合计"],
            &["河道清理", "30211", "差旅费", "3.00"],
            &["水文监测", "30211", "差旅费", "2.00"],
            &["合计", "", "", "5.00"],
        ]);
        let found = numbers(&document(&["部门项目支出表", "部门：青石县水务局 单位：万元"], table));
        assert!(found.iter().any(|line| line.contains("河道清理")), "{found:?}");
    }
}
