//! Rows of heads that have no cell below one merged over rows, as they are copied out of a web page:
//! below `合计|公务用车|公务接待费` stands `小计|购置费|运行费`. Which head the lower ones divide is worked out from
//! their number and their words.

use crate::table::grid::Spread;
use crate::table::way::Way;
use crate::vocabulary::lexicon::{Lexicon, Reading, Role, Where};
use crate::vocabulary::normal::normal;
use document::Cell;

/// The most rows of heads, and the most heads of one.
const MAX_ROWS: usize = 3;
const MAX_HEADS: usize = 32;

/// A head, as its words are understood.
struct Head {
    reading: Reading,
    words: String,
}

/// The columns of the heads in `rows` over `width` columns; `None` where their words leave that open.
pub(super) fn heads(rows: &[&[Cell]], width: u32) -> Option<Vec<Spread>> {
    let width = width as usize;
    if rows.is_empty() || rows.len() > MAX_ROWS || rows.iter().any(|row| row.len() > MAX_HEADS) {
        return None;
    }
    let read: Vec<Vec<Head>> =
        rows.iter().map(|row| row.iter().map(Head::read).collect()).collect();
    let count: usize = read.iter().map(Vec::len).sum();
    // Every head stands over one column but for those that are divided.
    let divided = count.checked_sub(width)?;
    let pairs: Vec<Vec<Option<Way>>> =
        read.windows(2).map(|two| ways(two.first()?, two.get(1)?)).collect::<Option<_>>()?;
    let below = match pairs.as_slice() {
        [] => (divided == 0).then(Vec::new)?,
        [only] => vec![only.get(divided)?.clone()?.only()?],
        [upper, lower] => {
            let both = |first: usize| {
                let (one, other) =
                    (upper.get(first)?.clone()?, lower.get(divided.checked_sub(first)?)?);
                Some((one, other.clone()?))
            };
            let mut found: Vec<(Way, Way)> = (1..=divided).filter_map(both).collect();
            found.sort_by_key(|(one, other)| one.cost + other.cost);
            let least = found.first().map(|(one, other)| one.cost + other.cost)?;
            let ties = found.iter().filter(|(one, other)| one.cost + other.cost == least);
            let (one, other) = (ties.count() == 1).then(|| found.swap_remove(0))?;
            vec![one.only()?, other.only()?]
        }
        _ => return None,
    };
    Some(spreads(&read.iter().map(Vec::len).collect::<Vec<_>>(), &below))
}

/// The columns of each head, if so many heads stand below each of the rows but the last.
fn spreads(counts: &[usize], below: &[Vec<usize>]) -> Vec<Spread> {
    let mut widths: Vec<Vec<usize>> = counts.iter().map(|count| vec![1; *count]).collect();
    for row in (0..below.len()).rev() {
        let (upper, lower) = widths.split_at_mut(row + 1);
        let (Some(upper), Some(lower)) = (upper.last_mut(), lower.first()) else { continue };
        let mut lower = lower.iter();
        for (width, count) in upper.iter_mut().zip(below.get(row).into_iter().flatten()) {
            let covered: usize = lower.by_ref().take(*count).sum();
            *width = covered.max(1);
        }
    }
    // The lower heads of a row begin where the head that they divide begins.
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for (row, widths_of_row) in widths.iter().enumerate() {
        let above = row.checked_sub(1).and_then(|row| Some((starts.get(row)?, below.get(row)?)));
        let begins: Vec<usize> = match above {
            None => running(0, widths_of_row.iter()),
            Some((starts, counts)) => {
                let mut rest = widths_of_row.iter();
                let parts = starts.iter().zip(counts);
                parts
                    .flat_map(|(start, count)| running(*start, rest.by_ref().take(*count)))
                    .collect()
            }
        };
        starts.push(begins);
    }
    let spread = |(starts, widths): (&Vec<usize>, &Vec<usize>)| {
        let number = |it: &usize| u32::try_from(*it).unwrap_or(u32::MAX);
        starts.iter().map(number).zip(widths.iter().map(number)).collect()
    };
    starts.iter().zip(&widths).map(spread).collect()
}

/// Where each of `widths` begins, one behind the other.
fn running<'w>(start: usize, widths: impl Iterator<Item = &'w usize>) -> Vec<usize> {
    let begins = widths.scan(start, |at, width| {
        *at += width;
        Some(*at - width)
    });
    begins.collect()
}

/// The cheapest way to stand the heads of `lower` below those of `upper`, for each number of heads
/// that are divided; it counts the lower heads below each upper one.
fn ways(upper: &[Head], lower: &[Head]) -> Option<Vec<Option<Way>>> {
    // best[end][divided]: with the first heads of `upper` and those of `lower` up to `end`.
    let mut best = vec![vec![None; upper.len() + 1]; lower.len() + 1];
    *best.first_mut()?.first_mut()? = Some(Way::default());
    for head in upper {
        let mut next: Vec<Vec<Option<Way>>> = vec![vec![None; upper.len() + 1]; lower.len() + 1];
        for (start, row) in best.iter().enumerate() {
            for (divided, way) in row.iter().enumerate() {
                let Some(way) = way else { continue };
                for end in (start..=lower.len()).filter(|end| *end != start + 1) {
                    let Some(cost) = head.cost(lower.get(start..end)?) else { continue };
                    let divided = divided + usize::from(end > start);
                    let Some(slot) = next.get_mut(end)?.get_mut(divided) else { continue };
                    *slot = Some(way.extended(end - start, cost).cheaper(slot.take()));
                }
            }
        }
        best = next;
    }
    best.pop()
}

impl Head {
    fn read(cell: &Cell) -> Self {
        let words = normal(&cell.text).into_owned();
        Self { reading: Lexicon::get().read(&words, Where::Head), words }
    }

    fn is_label(&self) -> bool {
        matches!(self.reading.role, Some(Role::Ordinal | Role::Code | Role::Label))
    }

    fn is_subtotal(&self) -> bool {
        matches!(self.words.as_str(), "小计" | "合计" | "总计")
    }

    /// The cost of reading this head as divided by those of `parts`; `None` where that cannot be.
    fn cost(&self, parts: &[Self]) -> Option<u32> {
        let Some((first, rest)) = parts.split_first() else { return Some(0) };
        if rest.is_empty() {
            return None;
        }
        let mut cost = 0;
        // A group begins with its subtotal, and a total is not divided itself.
        cost += 10 * count(rest, Self::is_subtotal)?;
        cost += 5 * u32::from(self.is_subtotal());
        let is_mixed = parts.iter().any(Self::is_label) && !parts.iter().all(Self::is_label);
        cost += u32::from(is_mixed) + 10 * u32::from(!first.is_label() && is_mixed);
        // 项目 stands above a code and a name, an amount above amounts.
        cost += 10 * u32::from(!is_mixed && self.is_label() != first.is_label());
        cost += parts.iter().map(|part| self.cost_of(part)).sum::<Option<u32>>()?;
        let repeats = parts
            .iter()
            .enumerate()
            .filter(|(at, part)| parts.iter().take(*at).any(|other| other.words == part.words));
        Some(cost + 5 * u32::try_from(repeats.count()).ok()?)
    }

    /// The cost of one head below this one, `None` where it cannot count some of the same.
    fn cost_of(&self, part: &Self) -> Option<u32> {
        let (own, inner) = (self.reading.parts, part.reading.parts);
        let is_other_flow = own.flow().zip(inner.flow()).is_some_and(|(one, other)| one != other);
        let is_narrower =
            inner.memo.is_none_or(|inner| own.memo.is_some_and(|own| own.contains(inner)));
        let may_be = own.narrow(inner).is_ok() && !is_other_flow;
        may_be.then(|| 3 * u32::from(!is_narrower))
    }
}

fn count(heads: &[Head], is_it: impl Fn(&Head) -> bool) -> Option<u32> {
    u32::try_from(heads.iter().filter(|head| is_it(head)).count()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::packed;

    fn spread(rows: &[&[&str]], width: u32) -> Option<Vec<Spread>> {
        let table = packed(rows);
        let rows: Vec<&[Cell]> = (0..table.rows).map(|row| table.row(row)).collect();
        heads(&rows, width)
    }

    #[test]
    fn lower_heads_divide_the_head_that_counts_them() {
        let rows: [&[&str]; 2] = [
            &["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
            &["小计", "公务用车购置费", "公务用车运行费"],
        ];
        let found = spread(&rows, 6).unwrap();
        assert_eq!(found[0], [(0, 1), (1, 1), (2, 3), (5, 1)]);
        assert_eq!(found[1], [(2, 1), (3, 1), (4, 1)]);
    }

    #[test]
    fn codes_and_names_stand_below_the_label() {
        let rows: [&[&str]; 2] = [
            &["项目", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
            &["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ];
        let found = spread(&rows, 8).unwrap();
        assert_eq!(found[0], [(0, 2), (2, 1), (3, 1), (4, 3), (7, 1)]);
        assert_eq!(found[1], [(0, 1), (1, 1), (4, 1), (5, 1), (6, 1)]);
    }

    #[test]
    fn groups_of_groups_are_told_by_their_subtotals() {
        let items = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"];
        let parts = ["小计", "购置费", "运行维护费"];
        let rows: [&[&str]; 3] = [&["预算数", "决算数"], &items.repeat(2), &parts.repeat(2)];
        let found = spread(&rows, 12).unwrap();
        assert_eq!(found[0], [(0, 6), (6, 6)]);
        assert_eq!(found[1][4..], [(6, 1), (7, 1), (8, 3), (11, 1)]);
        assert_eq!(found[2][3..], [(8, 1), (9, 1), (10, 1)]);
    }

    #[test]
    fn heads_that_may_stand_in_two_ways_are_left_alone() {
        assert_eq!(spread(&[&["甲", "乙"], &["丙", "丁"]], 3), None);
        assert_eq!(spread(&[&["甲", "乙"]], 3), None);
    }
}
