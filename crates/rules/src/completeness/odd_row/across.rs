//! Totals along the rows of a table that nobody understands: `合计` before the columns whose sum it is.

use super::sums::{Group, flat};
use super::{List, Number, shown};
use crate::lint::Violation;
use document::{Cell, Place};
use message::Message;
use rustc_hash::FxHashSet;

/// How the heads of totals end.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// Words in heads of columns that are no part of a sum.
const OTHER: [&str; 16] = [
    "%",
    "率",
    "增减",
    "增长",
    "增幅",
    "降幅",
    "比上年",
    "比重",
    "占比",
    "同比",
    "其中",
    "编码",
    "代码",
    "序号",
    "单价",
    "数量",
];
/// From so many rows a sum is learnt, and so many of them have to add numbers up.
const LEAST: usize = 3;
const ADDED: usize = 2;
/// So many rows keep a sum for each that does not.
const RARE: usize = 3;

/// A column that is the sum of others.
struct Sum {
    whole: usize,
    parts: Vec<usize>,
    kept: Vec<usize>,
    odd: Vec<usize>,
}

/// The rows whose total is not what their columns come to, where it is in nearly all others, and is not
/// `told` already. Of known cells the identities tell.
pub(super) fn odd(
    list: &List<'_>,
    told: &FxHashSet<&Place>,
    is_known: impl Fn(&Cell) -> bool,
) -> Vec<Violation> {
    let is_unknown = |at: usize| {
        let cells = list.columns.get(at).into_iter().flat_map(|column| column.cells.iter());
        cells.flatten().any(|(_, cell)| !is_known(cell))
    };
    let first = (0..list.own).find(|at| is_total(list, *at)).unwrap_or(list.own);
    if !(first..list.own).any(is_unknown) {
        return Vec::new();
    }
    let mut sums: Vec<Sum> = Vec::new();
    for whole in (first..list.own).rev().filter(|at| is_total(list, *at)) {
        sums.extend(sum(list, whole, &sums));
    }
    let unknown = sums.iter().rev().filter(|sum| sum.columns().any(is_unknown));
    let learnt = unknown.filter(|sum| sum.is_learnt(list));
    let odd = learnt.flat_map(|sum| sum.odd.iter().map(move |row| (sum, *row)));
    let is_told = |sum: &Sum, row| {
        let mut cells = sum.columns().filter_map(|at| list.cell(row, at));
        cells.any(|cell| told.contains(&cell.place))
    };
    let is_open = |sum: &Sum, row| {
        !sum.has_memo(list, row) && !sum.is_explained(list, row) && !is_told(sum, row)
    };
    let odd = odd.filter(|(sum, row)| is_open(sum, *row));
    odd.filter_map(|(sum, row)| violation(list, sum, row)).collect()
}

/// The columns to the right of `whole` whose sum it is in most rows. Of columns that are sums
/// themselves, those that they add up are left out.
fn sum(list: &List<'_>, whole: usize, inner: &[Sum]) -> Option<Sum> {
    let mut best: Option<Sum> = None;
    let mut parts = Vec::new();
    let mut at = whole + 1;
    while at < list.own {
        let is_inner = inner.iter().find(|sum| sum.whole == at);
        if !is_other(list, at) {
            parts.push(at);
            let (kept, odd) = rows(list, whole, &parts);
            let is_better = best
                .as_ref()
                .is_none_or(|best| (kept.len() + best.odd.len()) > (best.kept.len() + odd.len()));
            if is_better {
                best = Some(Sum { whole, parts: parts.clone(), kept, odd });
            }
        }
        at = is_inner.and_then(|sum| sum.parts.last()).map_or(at, |last| *last) + 1;
    }
    best.filter(|sum| !sum.kept.is_empty() && sum.odd.len() * RARE <= sum.kept.len())
}

/// The rows in which a column is the sum of others, and those in which it is not.
fn rows(list: &List<'_>, whole: usize, parts: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let filled = |row: &usize| list.number(*row, whole).is_some_and(|it| it.value != 0);
    let rows = (0..list.names.len()).filter(filled);
    rows.partition(|row| {
        let whole = list.number(*row, whole);
        whole.zip(added(list, *row, parts)).is_some_and(|(whole, sum)| whole.overlaps(sum))
    })
}

/// What the columns of a row come to.
fn added(list: &List<'_>, row: usize, parts: &[usize]) -> Option<Number> {
    parts.iter().filter_map(|at| list.number(row, *at)).reduce(Number::plus)
}

fn is_total(list: &List<'_>, at: usize) -> bool {
    let head = list.columns.get(at).map_or("", |column| &column.head);
    let words: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    TOTALS.iter().any(|end| words.ends_with(end))
}

fn is_other(list: &List<'_>, at: usize) -> bool {
    let head = list.columns.get(at).map_or("", |column| &column.head);
    head.is_empty() || OTHER.iter().any(|word| head.contains(word))
}

impl Sum {
    fn columns(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }

    /// Whether enough rows keep it, of which some add numbers up.
    fn is_learnt(&self, list: &List<'_>) -> bool {
        let is_added = |row: &&usize| {
            let filled = self.parts.iter().filter_map(|at| list.number(**row, *at));
            filled.filter(|it| it.value != 0).count() > 1
        };
        self.kept.len() >= LEAST && self.kept.iter().filter(is_added).count() >= ADDED
    }

    /// Whether another column prints what the row lacks.
    fn is_explained(&self, list: &List<'_>, row: usize) -> bool {
        let more = added(list, row, &self.parts).zip(list.number(row, self.whole));
        let Some(more) = more.map(|(sum, whole)| sum.minus(whole)) else { return true };
        let less = Number { value: -more.value, ..more };
        let others = (0..list.columns.len()).filter(|at| !self.columns().any(|own| own == *at));
        let mut others = others.filter_map(|at| list.number(row, at));
        others.any(|it| it.value != 0 && (it.overlaps(more) || it.overlaps(less)))
    }

    /// Whether a column that is blank in all rows that keep the sum is no part of it.
    fn has_memo(&self, list: &List<'_>, row: usize) -> bool {
        let is_filled =
            |row: usize, at: usize| list.number(row, at).is_some_and(|it| it.value != 0);
        let is_new = |at: &&usize| !self.kept.iter().any(|row| is_filled(*row, **at));
        let mut new = self.parts.iter().filter(is_new);
        new.any(|at| is_filled(row, *at))
    }
}

/// The cell of an odd row by which its column is off as well, with what it should be.
fn wrong<'a>(list: &List<'a>, sum: &Sum, row: usize, more: Number) -> Option<(&'a Cell, String)> {
    let Group { whole, parts } = flat(list)?;
    let off = |at: usize| {
        let sum = parts.iter().filter_map(|row| list.number(*row, at)).reduce(Number::plus)?;
        let total = list.number(whole, at)?;
        (!total.overlaps(sum)).then(|| sum.minus(total).value)
    };
    let mut odd = sum.columns().filter_map(|at| Some((at, off(at)?)));
    let (at, by) = odd.next().filter(|_| odd.next().is_none())?;
    // The number is too large by so much.
    let by = if row == whole { -by } else { by };
    let is_same = by == if at == sum.whole { -more.value } else { more.value };
    let right = shown(list.number(row, at)?.value - by);
    is_same.then(|| Some((list.cell(row, at)?, right))).flatten()
}

fn violation(list: &List<'_>, sum: &Sum, row: usize) -> Option<Violation> {
    let cell = list.cell(row, sum.whole)?;
    let added = added(list, row, &sum.parts)?;
    let name = list.names.get(row).copied().unwrap_or_default();
    let head = list.columns.get(sum.whole).map_or("", |it| it.head.as_str());
    let (printed, right) = (cell.text.trim(), shown(added.value));
    let message = Message::new(
        format!("“{name}”行的“{head}”{printed}不是后面各列之和{right}，其他各行都是。"),
        format!(
            "“{head}” {printed} in row “{name}” is not the sum of the columns behind it, {right}, as in the other rows."
        ),
    );
    let more = added.minus(list.number(row, sum.whole)?);
    let found = match wrong(list, sum, row, more) {
        Some((cell, right)) => {
            Violation::new(&cell.place, message).printed(cell.text.trim()).expected(right)
        }
        None => Violation::new(&cell.place, message).printed(printed),
    };
    Some(found.advice(
        "重新加总这一行，改正合计或其中一个数字。",
        "Add the row up anew and correct the total or one of its numbers.",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{table, told};
    use super::*;

    fn off(rows: &[&str]) -> Vec<(String, Option<String>)> {
        let table = table(rows);
        told(odd(&List::new(&table).unwrap(), &FxHashSet::default(), |_| false))
    }

    const HEAD: &str = "科目|合计|津贴|奖金|伙食";

    #[test]
    fn one_row_that_is_off_is_told_at_the_cell_that_its_column_misses() {
        let rows = [HEAD, "合计|60|30|20|10", "甲|21|10|10|1", "乙|21|11|5|5", "丙|18|9|5|4"];
        assert_eq!(off(&rows), []);
        let slip = [HEAD, "合计|60|30|20|10", "甲|21|10|10|1", "乙|21|11|50|5", "丙|18|9|5|4"];
        assert_eq!(off(&slip), [("50".to_owned(), Some("5".to_owned()))]);
        let swapped = [HEAD, "合计|60|30|20|10", "甲|10|21|10|1", "乙|21|11|5|5", "丙|18|9|5|4"];
        assert_eq!(off(&swapped), [("10".to_owned(), None)]);
    }

    #[test]
    fn columns_that_are_sums_count_once() {
        let head = "科目|总计|小计|津贴|奖金|小计|房租";
        let rows = [head, "甲|9|6|2|4|3|3", "乙|8|8|3|5||", "丙|12|5|1|4|7|7", "丁|19|9|4|5|1|1"];
        assert_eq!(off(&rows), [("19".to_owned(), None)]);
    }

    #[test]
    fn a_column_that_only_the_odd_row_fills_may_be_no_part() {
        let rows = [HEAD, "甲|21|11|10|", "乙|16|11|5|", "丙|14|9|5|", "丁|8|6|2|1"];
        assert_eq!(off(&rows), []);
    }
}
