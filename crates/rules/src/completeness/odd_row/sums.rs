//! Totals and numbered rows that are the sum of their parts in every column but one.

use super::{List, Read, shown};
use crate::index::fold;
use crate::lint::Violation;
use crate::number::{Number, number};
use message::Message;
use std::collections::BTreeMap;

/// A row and the rows of which it should be the sum.
pub(super) struct Group {
    pub whole: usize,
    pub parts: Vec<usize>,
}

/// How a row is named.
#[derive(Debug, Clone, Copy)]
enum Row {
    Numbered(Number),
    /// 其中
    Detail,
    Plain,
}

impl Row {
    fn of(name: &str) -> Self {
        match number(name) {
            Some(number) => Self::Numbered(number),
            None if name.starts_with("其中") => Self::Detail,
            None => Self::Plain,
        }
    }
}

/// How the names of totals end.
const TOTALS: [&str; 3] = ["合计", "总计", "小计"];

/// The column behind the first numbers that names most rows anew: two lists stand side by side.
pub(super) fn beside(rows: &[&[Read<'_>]]) -> Option<u32> {
    let mut named: BTreeMap<u32, usize> = BTreeMap::new();
    for row in rows {
        let is_code = |(it, number): &&Read<'_>| number.is_some() || it.text.trim().is_empty();
        let names = row.iter().skip_while(is_code);
        let behind = names.skip_while(|(_, number)| number.is_none());
        let words = behind.filter(|(it, number)| number.is_none() && !it.text.trim().is_empty());
        words.for_each(|(it, _)| *named.entry(it.column).or_default() += 1);
    }
    named.into_iter().find(|(_, count)| count * 2 > rows.len()).map(|(column, _)| column)
}

/// What is odd among the sums of a list.
pub(super) fn odd<'l>(list: &'l List<'_>) -> impl Iterator<Item = Violation> + 'l {
    let groups = flat(list).into_iter().chain(numbered(list));
    groups.filter_map(|group| unlike(list, &group))
}

/// The total of a list without levels.
pub(super) fn flat(list: &List<'_>) -> Option<Group> {
    let whole = list.total?;
    let is_flat = list.names.iter().enumerate().all(|(at, name)| {
        let is_new = !list.names.iter().take(at).any(|other| other == name);
        is_new && !name.is_empty() && !name.contains("其中") && !name.contains(['、', '.'])
    });
    let parts = (0..list.names.len()).filter(|row| *row != whole).collect();
    is_flat.then_some(Group { whole, parts })
}

/// A row, and the rows right below it that are numbered from one: `一、税收收入`, `1.增值税`, `2.契税`;
/// and a total below rows that are numbered so.
fn numbered(list: &List<'_>) -> Vec<Group> {
    let names: Vec<String> = list.names.iter().map(|name| fold(name).into_owned()).collect();
    let rows: Vec<Row> = names.iter().map(|name| Row::of(name)).collect();
    let style = |row: usize| match rows.get(row) {
        Some(Row::Numbered(number)) => Some(number.style),
        _ => None,
    };
    let is_total =
        |row: usize| names.get(row).is_some_and(|it| TOTALS.iter().any(|end| it.ends_with(end)));
    let mut groups = Vec::new();
    for whole in (0..names.len()).filter(|row| style(*row).is_some()) {
        // The parts end where the list goes on in the style of the whole, or with a total.
        let goes_on = |row: &usize| style(*row) != style(whole) && !is_total(*row);
        groups.extend(group(&rows, whole, (whole + 1..names.len()).take_while(goes_on).collect()));
    }
    let first = (0..names.len()).find(|row| is_total(*row));
    groups.extend(first.and_then(|whole| group(&rows, whole, (0..whole).collect())));
    groups
}

/// A row with its parts, if these are numbered from one in one style without a gap. Rows marked 其中
/// and rows of inner levels belong to the part above them.
fn group(numbers: &[Row], whole: usize, below: Vec<usize>) -> Option<Group> {
    let of = |row: usize| numbers.get(row).copied().unwrap_or(Row::Plain);
    let Row::Numbered(first) = of(*below.first()?) else { return None };
    let is_inner = |row: Row| match row {
        Row::Plain => false,
        Row::Detail => true,
        Row::Numbered(number) => number.style >= first.style,
    };
    let is_part = |row: &usize| matches!(of(*row), Row::Numbered(it) if it.style == first.style);
    let is_whole = below.iter().all(|row| is_inner(of(*row)));
    let parts: Vec<usize> = below.into_iter().filter(is_part).collect();
    let in_order = (1_u32..)
        .zip(&parts)
        .all(|(value, row)| matches!(of(*row), Row::Numbered(it) if it.value == value));
    (is_whole && in_order && parts.len() > 1).then_some(Group { whole, parts })
}

/// The whole that is the sum of its parts in every column but one.
fn unlike(list: &List<'_>, group: &Group) -> Option<Violation> {
    let sums = (0..list.own).filter_map(|at| {
        let column = list.columns.get(at)?;
        let is_rate = list.cell(group.whole, at).is_some_and(|cell| cell.text.contains('%'));
        let is_money = !is_rate
            && !["%", "率", "幅", "比", "增", "减"].iter().any(|it| column.head.contains(it));
        let parts: Vec<super::Number> =
            group.parts.iter().filter_map(|row| list.number(*row, at)).collect();
        let filled = parts.iter().filter(|it| it.value != 0).count();
        let sum = parts.iter().copied().reduce(super::Number::plus)?;
        (is_money && filled > 1).then(|| Some((at, list.number(group.whole, at)?, sum))).flatten()
    });
    let (kept, odd): (Vec<_>, Vec<_>) = sums.partition(|(_, total, sum)| total.overlaps(*sum));
    let [(at, _, sum)] = odd.as_slice() else { return None };
    (!kept.is_empty()).then(|| violation(list, group.whole, *at, *sum)).flatten()
}

fn violation(list: &List<'_>, row: usize, at: usize, sum: super::Number) -> Option<Violation> {
    let cell = list.cell(row, at)?;
    let head = list.columns.get(at).map_or("", |it| it.head.as_str());
    let name = list.names.get(row).copied().unwrap_or_default();
    let (printed, right) = (cell.text.trim(), shown(sum.value));
    let message = Message::new(
        format!("“{head}”列的“{name}”{printed}不是其各项之和{right}，其他各列都是。"),
        format!(
            "“{name}” {printed} in column “{head}” is not the sum of its parts, {right}, as in the other columns."
        ),
    );
    let found = Violation::new(&cell.place, message).printed(printed).expected(right);
    Some(found.advice(
        "重新加总这一列，改正合计或其中一个数字。",
        "Add the column up anew and correct the total or one of its numbers.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_has_parts_numbered_from_one() {
        let of = |names: &[&str]| {
            let names: Vec<&str> = names.to_vec();
            let list = List { names, columns: Vec::new(), total: None, own: 0 };
            let groups = numbered(&list);
            groups.into_iter().map(|it| (it.whole, it.parts)).collect::<Vec<_>>()
        };
        assert_eq!(
            of(&["一、甲", "1.乙", "2.丙", "二、丁", "本年合计"]),
            [(0, vec![1, 2]), (4, vec![0, 3])]
        );
        assert_eq!(of(&["一、甲", "1.乙", "其中：丙", "2.丁"]), [(0, vec![1, 3])]);
        assert_eq!(of(&["一、甲", "1.乙", "丙", "2.丁"]), []);
        assert_eq!(of(&["甲", "乙", "合计"]), []);
    }
}
