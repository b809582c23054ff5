//! Recognises tables without vertical lines by the alignment of the words in many lines.

use super::columns::{borders_between, columns};
use super::device::Rule;
use super::geometry::{Area, Length, POINT};
use super::groups::{MIN_ROWS, groups, is_below};
use super::rulings::Lattice;
use super::text::{Line, Word, has_amount, is_amount};
use crate::lines::signs::begins_item;
use std::collections::BTreeMap;

/// The first and the last column that a word covers.
type Span = (usize, usize);

/// A table without vertical borders.
pub struct Aligned {
    pub lattice: Lattice,
    /// The left and right end of the words of each column.
    pub columns: Vec<(Length, Length)>,
    pub lines: Vec<Line>,
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
    groups(lines, ruled).into_iter().filter_map(|group| table(&group, None, ruled)).collect()
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

fn table(lines: &[&Line], borders: Option<&[Length]>, ruled: &[Rule]) -> Option<Aligned> {
    let (columns, lines) = columns(lines)?;
    let lines: Vec<&Line> = lines.iter().collect();
    let count = lines.iter().filter(|line| has_amount(line)).count();
    let xs = borders_between(&columns);
    let ruled_rows = borders.map(<[Length]>::to_vec).or_else(|| ruled_rows(&lines, ruled));
    let ruled_rows = ruled_rows.map(|ys| (by_borders(&lines, &ys), ys));
    let ruled_rows = ruled_rows.filter(|(rows, _)| !rows.iter().any(|row| is_crowded(row)));
    let (rows, ys) = ruled_rows.unwrap_or_else(|| by_distance(&lines, &xs));
    let header_rows = rows.iter().position(|row| row.iter().any(|line| has_amount(line)))?;
    let header_rows = header_rows - usize::from(is_rest_of_page(&rows, header_rows, &xs));
    let table = Table { rows, columns, xs, ys, header_rows };
    let is_certain = table.is_certain();
    let is_wide = table.columns.len() > MIN_ROWS;
    if count < MIN_ROWS && !(is_certain && is_wide) {
        return None;
    }
    let is_certain = is_certain && count >= MIN_ROWS && table.has_simple_heads();
    let lattice = table.lattice();
    let columns = table.columns;
    let lines = lines.into_iter().cloned().collect();
    Some(Aligned { lattice, columns, lines, is_certain })
}

/// Returns whether lines are several rows: two of them have whole amounts.
fn is_crowded(lines: &[&Line]) -> bool {
    let is_whole = |word: &Word| is_amount(word) && word.text.contains('.');
    let rows = lines.iter().filter(|line| line.words.iter().any(is_whole));
    let areas: Vec<Area> = rows.map(|line| line.area).collect();
    areas.iter().zip(areas.iter().skip(1)).any(|(one, next)| next.top >= one.bottom)
}

/// Returns whether what is drawn around some lines is a frame: it does not part the rows in it.
pub fn is_frame(lattice: &Lattice, lines: &[&Line]) -> bool {
    by_borders(lines, &lattice.ys).iter().any(|row| is_crowded(row))
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
    let is_row = |row: &[&Line], above: &[Vec<&Line>]| {
        let is_below = |line: &&Line| is_below(line, &above.concat());
        row.iter().any(|line| line.words.len() > 1) || row.first().is_some_and(is_below)
    };
    while rows.split_last().is_some_and(|(last, above)| !is_row(last, above)) {
        rows.pop();
    }
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

    /// Returns whether there is one row of heads, each of them over one column.
    fn has_simple_heads(&self) -> bool {
        let heads = self.rows.first().into_iter().flatten().flat_map(|line| &line.words);
        let columns: Vec<Span> = heads.map(|word| column_of(word, &self.xs)).collect();
        self.header_rows == 1 && columns.iter().all(|(first, last)| first == last)
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
