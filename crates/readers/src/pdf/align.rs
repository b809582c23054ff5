//! Recognises tables without vertical lines by the alignment of the words in many lines.

use super::columns::{borders_between, columns};
use super::device::Rule;
use super::geometry::{Area, Length, POINT, median};
use super::rulings::Lattice;
use super::text::{Line, Word, has_amount, is_amount};
use crate::lines::signs::begins_item;
use std::collections::BTreeMap;

/// The fewest lines with amounts in a table.
const MIN_ROWS: usize = 3;

/// The most lines with a single word between two rows.
const MAX_BETWEEN: usize = 2;

/// The first and the last column that a word covers.
type Span = (usize, usize);

/// A table without vertical borders.
pub struct Aligned {
    pub lattice: Lattice,
    /// The left and right end of the words of each column.
    pub columns: Vec<(Length, Length)>,
    /// Whether its columns and rows can be no others.
    pub is_certain: bool,
}

/// A table being recognised.
struct Table<'a> {
    rows: Vec<Vec<&'a Line>>,
    /// The left and right end of the words of each column.
    columns: Vec<(Length, Length)>,
    /// The borders of the columns.
    xs: Vec<Length>,
    /// The borders of the rows.
    ys: Vec<Length>,
    /// The number of rows above the first amount.
    header_rows: usize,
}

/// Returns the tables that the lines of a page form without vertical borders. `ruled` are the
/// horizontal lines that belong to no other table.
pub fn aligned(lines: &[&Line], ruled: &[Rule]) -> Vec<Aligned> {
    groups(lines)
        .into_iter()
        .filter_map(|group| table(&with_header(group, lines), None, ruled))
        .collect()
}

/// Adds the line above a group if it is a header of some of the columns: close to the group, and
/// not centred over all columns as a title is.
fn with_header<'a>(mut group: Vec<&'a Line>, lines: &[&'a Line]) -> Vec<&'a Line> {
    let Some(first) = group.first().copied() else { return group };
    let index = lines.partition_point(|line| line.area.top < first.area.top);
    let Some(above) = index.checked_sub(1).and_then(|index| lines.get(index)).copied() else {
        return group;
    };
    let area = group.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let is_near = first.area.top - above.area.bottom <= first.size * 3 / 2;
    let is_inside = area.left + first.size < above.area.left && above.area.right <= area.right;
    let off = (above.area.left + above.area.right - area.left - area.right).abs() / 2;
    if is_near && is_inside && off * 10 > area.width() && !is_caption(above) {
        group.insert(0, above);
    }
    group
}

/// Returns the columns of a table of which only the rows are drawn.
pub fn columns_of(lattice: &Lattice, lines: &[&Line]) -> Option<Aligned> {
    if lattice.xs.len() != 2 {
        return None;
    }
    let area = lattice.area();
    let inside: Vec<&Line> =
        lines.iter().copied().filter(|line| area.encloses(&line.area, 2 * POINT)).collect();
    table(&inside, Some(&lattice.ys), &[])
}

/// Returns groups of consecutive lines, nearly all of which have more than one word.
fn groups<'a>(lines: &[&'a Line]) -> Vec<Vec<&'a Line>> {
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    let mut open: Vec<&Line> = Vec::new();
    let mut between = 0;
    for (at, line) in lines.iter().enumerate() {
        let is_near = open
            .last()
            .is_none_or(|above| line.area.top - above.area.bottom <= 3 * line.size.max(above.size));
        let is_row = line.words.len() > 1 && !is_caption(line);
        between = if is_row { 0 } else { between + 1 };
        let next = lines.get(at + 1);
        let is_title = next.is_some_and(|next| is_title(line, next, &open));
        if !is_near || is_title || between > MAX_BETWEEN {
            groups.push(std::mem::take(&mut open));
        }
        if is_row || !open.is_empty() {
            open.push(line);
        }
    }
    groups.push(open);
    for group in &mut groups {
        let end = group.iter().rposition(|line| line.words.len() > 1).map_or(0, |last| last + 1);
        // The last row may go on in lines with one word.
        let is_close = |pair: &[&Line]| matches!(pair, [above, below] if (below.area.top - above.area.bottom) * 5 <= below.size * 3);
        let rest = group.get(end.saturating_sub(1)..).unwrap_or_default();
        let more = rest.windows(2).take_while(|pair| is_close(pair)).count();
        group.truncate(end + more);
    }
    groups
}

/// Returns whether `line` is the title of a table that begins below the lines of another one: it
/// is set in larger letters or further below them than they are apart, and a caption follows.
fn is_title(line: &Line, next: &Line, above: &[&Line]) -> bool {
    let Some(last) = above.last().filter(|_| line.words.len() == 1 && is_caption(next)) else {
        return false;
    };
    let gaps = above.iter().zip(above.iter().skip(1));
    let gaps = gaps.map(|(one, next)| next.area.top - one.area.bottom).collect();
    let is_apart = median(gaps).is_some_and(|gap| line.area.top - last.area.bottom > 2 * gap);
    is_apart || line.size * 4 > last.size * 5
}

/// Returns whether a line states the entity and the money unit of a table: `编制部门：…  单位：…`.
fn is_caption(line: &Line) -> bool {
    line.words.iter().all(|word| word.text.contains([':', '：']))
}

fn table(lines: &[&Line], borders: Option<&[Length]>, ruled: &[Rule]) -> Option<Aligned> {
    let data = |lines: &[&Line]| lines.iter().filter(|line| has_amount(line)).count();
    if data(lines) < MIN_ROWS {
        return None;
    }
    let (columns, lines) = columns(lines)?;
    let lines: Vec<&Line> = lines.iter().collect();
    let xs = borders_between(&columns);
    let ruled_rows = borders.map(<[Length]>::to_vec).or_else(|| ruled_rows(&lines, ruled));
    let (rows, ys) = match ruled_rows {
        Some(ys) => (by_borders(&lines, &ys), ys),
        None => by_distance(&lines, &xs),
    };
    let header_rows = rows.iter().position(|row| row.iter().any(|line| has_amount(line)))?;
    let header_rows = header_rows - usize::from(is_rest_of_page(&rows, header_rows, &xs));
    let table = Table { rows, columns, xs, ys, header_rows };
    let (lattice, is_certain) = (table.lattice(), table.is_certain());
    Some(Aligned { lattice, columns: table.columns, is_certain })
}

/// Returns the borders of rows, if horizontal lines separate nearly all of them.
fn ruled_rows(lines: &[&Line], ruled: &[Rule]) -> Option<Vec<Length>> {
    let area = lines.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let (above, below) = (area.top - area.height() / 10 - 8 * POINT, area.bottom + 8 * POINT);
    let is_border = |rule: &&Rule| {
        (above..=below).contains(&rule.at) && (rule.to - rule.from) * 5 >= area.width() * 4
    };
    let mut ys: Vec<Length> = ruled.iter().filter(is_border).map(|rule| rule.at).collect();
    ys.sort_unstable();
    ys.dedup_by(|next, one| *next - *one < 3 * POINT);
    if ys.len() * 3 < lines.len() * 2 || ys.len() < 3 {
        return None;
    }
    if ys.first().is_some_and(|first| area.top < first - 3 * POINT) {
        ys.insert(0, area.top - POINT);
    }
    if ys.last().is_some_and(|last| area.bottom > last + 3 * POINT) {
        ys.push(area.bottom + POINT);
    }
    Some(ys)
}

fn by_borders<'a>(lines: &[&'a Line], ys: &[Length]) -> Vec<Vec<&'a Line>> {
    let mut rows = vec![Vec::new(); ys.len().saturating_sub(1)];
    for line in lines {
        let middle = (line.area.top + line.area.bottom) / 2;
        let row = ys.partition_point(|at| *at <= middle).saturating_sub(1);
        if let Some(row) = rows.get_mut(row) {
            row.push(*line);
        }
    }
    rows
}

/// Makes each line a row, except those that continue the words of the line above.
fn by_distance<'a>(lines: &[&'a Line], xs: &[Length]) -> (Vec<Vec<&'a Line>>, Vec<Length>) {
    let mut limits: BTreeMap<Span, Length> = BTreeMap::new();
    for word in lines.iter().flat_map(|line| &line.words) {
        let limit = limits.entry(column_of(word, xs)).or_insert(word.area.right);
        *limit = word.area.right.max(*limit);
    }
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if continues(row, line, &limits, xs) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    let is_row = |row: &Vec<&Line>| row.iter().any(|line| line.words.len() > 1);
    rows.truncate(rows.iter().rposition(is_row).map_or(0, |last| last + 1));
    let area = |row: &[&Line]| row.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let areas: Vec<Area> = rows.iter().map(|row| area(row)).collect();
    let start = areas.first().map(|area| area.top - POINT);
    let end = areas.last().map(|area| area.bottom + POINT);
    let gaps =
        areas.iter().zip(areas.iter().skip(1)).map(|(one, next)| (one.bottom + next.top) / 2);
    let ys = start.into_iter().chain(gaps).chain(end).collect();
    (rows, ys)
}

/// Returns whether the last row above the first amounts continues a row of the page
/// before, and is not a head: its words begin where those of the rows below do, and the heads above them do not.
fn is_rest_of_page(rows: &[Vec<&Line>], first: usize, xs: &[Length]) -> bool {
    let words = |rows: &[Vec<&Line>]| -> Vec<Word> {
        rows.iter().flatten().flat_map(|line| line.words.clone()).collect()
    };
    let Some((heads, data)) = rows.split_at_checked(first) else { return false };
    let Some((last, heads)) = heads.split_last() else { return false };
    let (heads, data) = (words(heads), words(data));
    let begins_like = |word: &Word, others: &[Word]| {
        let of_column = others.iter().filter(|it| column_of(it, xs).0 == column_of(word, xs).0);
        let mut starts = of_column.filter(|it| !is_amount(it)).map(|it| it.area.left);
        starts.any(|left| (left - word.area.left).abs() <= POINT)
    };
    !heads.is_empty()
        && last
            .iter()
            .flat_map(|line| &line.words)
            .all(|word| begins_like(word, &data) && !begins_like(word, &heads))
}

/// Returns whether a line belongs to the row above: it overlaps with it, or it has only the rest of
/// words that were broken at the end of their columns.
fn continues(row: &[&Line], line: &Line, limits: &BTreeMap<Span, Length>, xs: &[Length]) -> bool {
    let Some(above) = row.last() else { return false };
    if (above.area.bottom - line.area.top) * 5 > line.size {
        return true;
    }
    let is_rest = |word: &Word| {
        let column = column_of(word, xs);
        let limit = limits.get(&column).copied().unwrap_or(0);
        let words = row.iter().rev().flat_map(|line| &line.words);
        let cut = words.into_iter().find(|cut| column_of(cut, xs) == column);
        cut.is_some_and(|cut| match (is_amount(cut), is_amount(word)) {
            (true, true) => is_broken(&cut.text, &word.text),
            (false, false) => {
                limit - cut.area.right < line.size * 3 / 2
                    && (cut.area.left - word.area.left).abs() <= line.size * 2
            }
            _ => false,
        })
    };
    row.iter().any(|line| has_amount(line)) && line.words.iter().all(is_rest)
}

/// Returns whether an amount was broken at the end of its column: `1,655.3` and `7` below it.
fn is_broken(above: &str, below: &str) -> bool {
    let decimals = above.rsplit_once(['.', '．']).map(|(_, decimals)| decimals.len());
    let is_digits = below.chars().all(|c| c.is_ascii_digit());
    is_digits && decimals.is_some_and(|decimals| decimals < 2 && decimals + below.len() <= 2)
}

/// Returns whether a word is an amount with other words beside it: `1792.74一、本年支出`.
fn is_glued(word: &Word) -> bool {
    !is_amount(word)
        && word.gaps.iter().any(|gap| {
            let (before, after) = word.text.split_at_checked(gap.at).unwrap_or_default();
            [before.rsplit(' ').next(), after.trim_start().split(' ').next()]
                .into_iter()
                .flatten()
                .any(|text| {
                    text.contains('.')
                        && text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
                })
        })
}

/// Returns the columns that a word covers.
fn column_of(word: &Word, xs: &[Length]) -> Span {
    let slack = word.area.height() / 4;
    let at =
        |x: Length| xs.partition_point(|border| *border <= x).clamp(1, xs.len().max(2) - 1) - 1;
    let (first, last) = (at(word.area.left + slack), at(word.area.right - slack));
    (first, last.max(first))
}

impl Table<'_> {
    fn lattice(&self) -> Lattice {
        let mut lattice = Lattice::drawn(self.xs.clone(), self.ys.clone());
        for (row, lines) in self.rows.iter().enumerate() {
            for word in lines.iter().flat_map(|line| &line.words) {
                let (first, last) = column_of(word, &self.xs);
                (first + 1..=last).for_each(|column| lattice.open_left(row, column));
            }
        }
        for row in 0..self.header_rows.saturating_sub(1) {
            self.merge_header(row, &mut lattice);
        }
        lattice
    }

    /// Returns whether columns and rows can be no others: each column has a head, each word of the
    /// data is in one column, no amount stands close to other words, each row with amounts has a
    /// name, and no row is the rest of the one above.
    fn is_certain(&self) -> bool {
        let (heads, data) = self.rows.split_at_checked(self.header_rows).unwrap_or_default();
        let words = |rows: &'_ [Vec<&Line>]| -> Vec<Word> {
            rows.iter().flatten().flat_map(|line| line.words.clone()).collect()
        };
        let covered = words(heads);
        let has_head = |column: usize| {
            covered.iter().any(|word| {
                let (first, last) = column_of(word, &self.xs);
                (first..=last).contains(&column)
            })
        };
        let is_alone = |word: &Word| {
            let (first, last) = column_of(word, &self.xs);
            first == last && !is_glued(word)
        };
        (0..self.columns.len()).all(has_head)
            && words(data).iter().all(is_alone)
            && data.iter().all(|row| self.is_whole(row))
    }

    /// Returns whether a row has a name before its amounts, or begins as an item of a list does.
    fn is_whole(&self, row: &[&Line]) -> bool {
        let mut words: Vec<&Word> = row.iter().flat_map(|line| &line.words).collect();
        words.sort_by_key(|word| word.area.left);
        let has_amount = words.iter().any(|word| is_amount(word));
        let is_named = words.first().is_some_and(|word| !is_amount(word) || words.len() > 2);
        is_named && (has_amount || words.iter().all(|word| begins_item(&word.text)))
    }

    /// Merges the cells of a header row: each header covers the headers below that it is centred
    /// over or, if there is none below, extends down to the next row.
    fn merge_header(&self, row: usize, lattice: &mut Lattice) {
        let (above, below) = (self.filled(row), self.filled(row + 1));
        let mut over = vec![false; above.len()];
        for word in self.rows.get(row).into_iter().flatten().flat_map(|line| &line.words) {
            let own = column_of(word, &self.xs);
            if (own.0..=own.1).any(|column| is_filled(&below, column)) {
                let (first, last) = self.reach(word, own, &above, &below);
                (first + 1..=last).for_each(|column| lattice.open_left(row, column));
                over.iter_mut().take(last + 1).skip(first).for_each(|over| *over = true);
            }
        }
        for (column, _) in over.iter().enumerate().filter(|(_, is_over)| !**is_over) {
            lattice.open_above(row + 1, column);
        }
    }

    /// Returns the columns that a header is centred over and that have headers below and no other
    /// header in its row.
    fn reach(&self, word: &Word, (first, last): Span, above: &[bool], below: &[bool]) -> Span {
        let is_free = |column: &usize| !is_filled(above, *column) && is_filled(below, *column);
        let least = (0..first).rev().take_while(is_free).last().unwrap_or(first);
        let most = (last + 1..above.len()).take_while(is_free).last().unwrap_or(last);
        let middle = word.area.left + word.area.right;
        let off = |from: usize, to: usize| {
            let ends = self.columns.get(from).zip(self.columns.get(to));
            ends.map_or(Length::MAX, |((left, _), (_, right))| (left + right - middle).abs() / 2)
        };
        let spans = (least..=first).flat_map(|from| (last..=most).map(move |to| (from, to)));
        spans
            .filter(|(from, to)| off(*from, *to) <= word.area.height())
            .max_by_key(|(from, to)| to - from)
            .unwrap_or((first, last))
    }

    /// Returns for each column whether a word of a row covers it.
    fn filled(&self, row: usize) -> Vec<bool> {
        let mut filled = vec![false; self.columns.len()];
        let words = self.rows.get(row).into_iter().flatten().flat_map(|line| &line.words);
        for word in words {
            let (first, last) = column_of(word, &self.xs);
            for slot in filled.iter_mut().take(last + 1).skip(first) {
                *slot = true;
            }
        }
        filled
    }
}

fn is_filled(row: &[bool], column: usize) -> bool {
    row.get(column) == Some(&true)
}
