//! What a preparer does not see in a sheet: hidden rows and columns, and cells under merged ones.

use super::looks::Looks;
use crate::letters::letters;
use crate::raw::{Cell, Raw, Row};
use crate::tables::{ALL, BASICS};
use crate::{Kind, Problem};

/// How many rows or columns are named one by one.
const NAMED: usize = 10;

/// Rows, columns or a whole sheet with content that are hidden. All of it is read.
pub(super) fn hidden(raw: &Raw, looks: &Looks) -> Vec<Problem> {
    let is_ours = ALL.iter().any(|table| table.name == raw.name);
    if !is_ours || raw.rows.len() < 2 {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if looks.is_hidden {
        problems.push(Problem::warning(
            raw.spot(),
            "这张表是隐藏的，其中的内容照样读取。请取消隐藏后核对。",
            "This sheet is hidden, and is read all the same. Unhide it and check it.",
        ));
    }
    let has_content = |row: &&Row| row.cells.iter().any(|cell| cell.is_something());
    let is_hidden = |row: &&Row| {
        u32::try_from(row.number).is_ok_and(|row| looks.rows.contains(&row.saturating_sub(1)))
    };
    let rows: Vec<u64> =
        raw.rows.iter().filter(is_hidden).filter(has_content).map(|row| row.number).collect();
    if let Some(first) = rows.first() {
        let (names, more) = named(rows.iter().map(u64::to_string), rows.len());
        problems.push(Problem::warning(
            raw.cell(*first, 0),
            format!("第 {names} 行{}是隐藏的，其中的内容照样读取、计入合计。请取消隐藏或筛选后核对；不要的请删去。", more.0),
            format!("The rows {names}{} are hidden, and are read and counted all the same. Unhide them or clear the filter, and check them.", more.1),
        ));
    }
    let columns: Vec<usize> = (0..raw.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
        .filter(|at| {
            let hides = |at: u32| looks.columns.iter().any(|range| range.contains(&at));
            let has_content = |row: &Row| row.cells.get(*at).is_some_and(|it| it.is_something());
            u32::try_from(*at).is_ok_and(hides) && raw.rows.iter().skip(1).any(has_content)
        })
        .collect();
    if let Some(first) = columns.first() {
        let (names, more) = named(columns.iter().map(|at| letters(*at)), columns.len());
        problems.push(Problem::warning(
            raw.cell(1, *first),
            format!("{names} 列{}是隐藏的，其中的内容照样读取。请取消隐藏后核对。", more.0),
            format!("The columns {names}{} are hidden, and are read all the same. Unhide them and check them.", more.1),
        ));
    }
    problems.into_iter().map(|problem| problem.of(Kind::Hidden)).collect()
}

/// Some names, and the words for those that are left out.
fn named(
    names: impl Iterator<Item = String>,
    count: usize,
) -> (String, (&'static str, &'static str)) {
    let names: Vec<String> = names.take(NAMED).collect();
    (names.join("、"), if count > NAMED { ("等", ", …") } else { ("", "") })
}

/// Cells merged over several rows or columns: an error each. What they say is taken for all of
/// them, so that nothing more is told of cells that only seem blank.
pub(super) fn merged(raw: &mut Raw, looks: &Looks) -> Vec<Problem> {
    let is_ours = ALL.iter().any(|table| table.name == raw.name && table.name != BASICS.name);
    let width = raw.rows.first().map_or(0, |head| head.cells.len());
    if !is_ours {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (rows, columns) in &looks.merged {
        let (top, left) = (u64::from(*rows.start()) + 1, *columns.start() as usize);
        let at = |row: &Row| row.cells.get(left).copied().unwrap_or(Cell::EMPTY);
        let value = raw.rows.iter().find(|row| row.number == top).map_or(Cell::EMPTY, at);
        // The first row is told with its headings, and remarks beside the table are nobody's.
        if value == Cell::EMPTY || top == 1 || left >= width {
            continue;
        }
        let bottom = u64::from(*rows.end()) + 1;
        for row in raw.rows.iter_mut().filter(|row| (top..=bottom).contains(&row.number)) {
            let right = (*columns.end() as usize).min(width.saturating_sub(1));
            row.cells.resize(row.cells.len().max(right + 1), Cell::EMPTY);
            let cells = row.cells.iter_mut().skip(left).take(right + 1 - left);
            cells.for_each(|cell| *cell = value);
        }
        let last = format!("{}{bottom}", letters(*columns.end() as usize));
        problems.push(
            Problem::error(
                raw.cell(top, left),
                format!("从这里到 {last} 的单元格合并了，不知道各行填的是什么。请取消合并，逐行填写。"),
                format!("The cells from here to {last} are merged, and what each row says is unknown. Unmerge them and fill in each row."),
            )
            .of(Kind::Form),
        );
    }
    problems
}
