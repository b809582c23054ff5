//! Tables that stand below each other in one grid: several tables on one sheet, in one file of
//! separated values, or joined by a reader where the first page ends and the next one begins.
//!
//! A table begins in the middle of a grid with a title or a caption and its heads right below. A page that repeats the title and the heads of its
//! table begins none.

use crate::heading::caption::caption;
use crate::table::shape::{are_heads, is_number_of_table};
use crate::vocabulary::normal::normal;
use document::{Block, Cell, Document, Table};
use ledger::{MoneyUnit, Printed};
use std::borrow::Cow;

/// The most cells of a row above the heads: entity, year and unit of money.
const MAX_TOP: usize = 3;

/// The most rows from the title to the row of heads that is known as one.
const HEAD_ROWS: u32 = 2;

/// The most lines above a table that contain its title.
const TITLE_LINES: usize = 4;

/// The longest title in characters.
const MAX_TITLE: usize = 60;

/// What the words of a row above the heads are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Top {
    Title(String),
    /// The number, the entity or the unit of the table.
    Caption,
    Blank,
}

/// Returns a document in which each table is a block of its own.
pub fn parted(document: Document) -> Document {
    let mut blocks: Vec<Block> = Vec::with_capacity(document.blocks.len());
    for block in document.blocks {
        let Block::Table(table) = block else {
            blocks.push(block);
            continue;
        };
        let begins = begins(&table, &above(&blocks));
        match begins.is_empty() {
            true => blocks.push(Block::Table(table)),
            false => blocks.extend(parts(&table, &begins).into_iter().map(Block::Table)),
        }
    }
    Document { blocks, ..document }
}

/// The lines right above a table that follows `blocks`.
fn above(blocks: &[Block]) -> Vec<String> {
    let lines = blocks.iter().rev().map_while(|block| match block {
        Block::Paragraph(line) => Some(normal(&line.text).into_owned()),
        Block::Table(_) => None,
    });
    lines.take(TITLE_LINES).collect()
}

/// The rows in which further tables begin.
fn begins(table: &Table, above: &[String]) -> Vec<u32> {
    let mut begins = Vec::new();
    let mut titles = above.to_vec();
    let mut heads: Option<u32> = None;
    let mut is_filled = false;
    let (mut row, mut seen, mut reach) = (0, 0, 0);
    while row < table.rows {
        // Down to where the cells above reach.
        for above in seen..row {
            reach = table.row(above).iter().map(|it| it.row + it.row_span).fold(reach, u32::max);
        }
        seen = row;
        if !matches!(top(table, row), Some(Top::Title(_) | Top::Caption)) {
            is_filled =
                is_filled || heads.map_or_else(|| has_numbers(table, row), |heads| row > heads);
            if heads.is_none() && is_head(table, row) {
                heads = Some(row);
            }
            row += 1;
            continue;
        }
        let tops: Vec<Top> = (row..table.rows).map_while(|row| top(table, row)).collect();
        let below = row.saturating_add(u32::try_from(tops.len()).unwrap_or(u32::MAX));
        let is_captioned = tops.contains(&Top::Caption);
        let title = tops.into_iter().find_map(|top| match top {
            Top::Title(words) => Some(words),
            _ => None,
        });
        let head = (below..below.saturating_add(HEAD_ROWS)).find(|row| is_head(table, *row));
        if let Some(head) = head.filter(|_| is_filled && reach <= row) {
            let has_same_heads = heads.is_some_and(|heads| same_words(table, heads, head));
            let is_known = title.as_deref().is_none_or(|title| is_known(title, &titles));
            if !(has_same_heads && is_known) {
                begins.push(row);
                titles.clear();
                (heads, is_filled) = (Some(head), false);
            }
        }
        // A title with a caption begins a table whose heads nobody knows, too.
        let is_new = title.as_deref().is_some_and(|title| !is_known(title, &titles));
        if head.is_none() && is_captioned && is_new && is_filled && reach <= row {
            begins.push(row);
            titles.clear();
            (heads, is_filled) = (Some(below), false);
        }
        titles.extend(title);
        row = below.max(row + 1);
    }
    begins
}

/// Returns whether a title is that of the table above, printed again.
fn is_known(title: &str, titles: &[String]) -> bool {
    title.contains('续')
        || titles.iter().any(|known| known.ends_with(title) || title.ends_with(&**known))
}

/// What a row above the heads of a table is; `None` for other rows.
fn top(table: &Table, row: u32) -> Option<Top> {
    let filled = |cell: &&Cell| !cell.text.trim().is_empty();
    let cells: Vec<&str> = table
        .row(row)
        .iter()
        .filter(filled)
        .map(|cell| cell.text.as_str())
        .take(MAX_TOP + 1)
        .collect();
    let is_caption = || {
        let pieces = cells.iter().filter(|text| caption([**text]).is_some()).count();
        cells.len() <= MAX_TOP && pieces * 2 > cells.len()
    };
    match cells.as_slice() {
        [] => Some(Top::Blank),
        [only] if is_number_of_table(only) => Some(Top::Caption),
        [only] => title(only).map(Top::Title).or_else(|| is_caption().then_some(Top::Caption)),
        _ => is_caption().then_some(Top::Caption),
    }
}

/// The title of a table that a cell is.
fn title(text: &str) -> Option<String> {
    let words = normal(text);
    let name = words.split(['(', '-', '—']).next().unwrap_or(&words);
    let is_short = words.chars().count() <= MAX_TITLE;
    // 基本支出表--工资福利支出, 基本支出表(一)
    let behind = words.get(name.len()..).unwrap_or_default();
    let is_part = behind.ends_with(')') || behind.starts_with(['-', '—']);
    (is_short && (words.ends_with('表') || name.ends_with('表') && is_part))
        .then(|| words.into_owned())
}

/// Whether a row prints amounts, below heads that nobody knows.
fn has_numbers(table: &Table, row: u32) -> bool {
    let is_number = |words: &&Cow<'_, str>| Printed::parse(words, MoneyUnit::Yuan).is_ok();
    words(table, row).iter().filter(is_number).count() > 1
}

fn is_head(table: &Table, row: u32) -> bool {
    let words = words(table, row);
    are_heads(&words.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

fn same_words(table: &Table, one: u32, other: u32) -> bool {
    words(table, one) == words(table, other)
}

fn words(table: &Table, row: u32) -> Vec<Cow<'_, str>> {
    let words = table.row(row).iter().map(|cell| normal(&cell.text));
    words.filter(|words| !words.is_empty()).collect()
}

/// The tables that begin in the first row and in those of `begins`.
fn parts(table: &Table, begins: &[u32]) -> Vec<Table> {
    let starts = std::iter::once(0).chain(begins.iter().copied());
    let ends = begins.iter().copied().chain([table.rows]);
    starts.zip(ends).map(|(from, to)| part(table, from, to)).collect()
}

/// The rows of a table from one to another, without the columns that are blank there.
fn part(table: &Table, from: u32, to: u32) -> Table {
    let at = |row: u32| table.cells.partition_point(|cell| cell.row < row);
    let cells = table.cells.get(at(from)..at(to)).unwrap_or_default();
    let is_filled = |cell: &&Cell| !cell.text.trim().is_empty();
    // A title may be merged over more columns than its table has.
    let rows = cells.chunk_by(|one, next| one.row == next.row);
    let of_data = rows.filter(|row| row.iter().filter(is_filled).count() > 1).flatten();
    let ends = of_data.filter(is_filled).map(|cell| cell.column + cell.column_span);
    let columns = ends.max().unwrap_or(table.columns).min(table.columns);
    let cells = cells.iter().filter(|cell| cell.column < columns).map(|cell| Cell {
        row: cell.row - from,
        column_span: cell.column_span.min(columns - cell.column),
        ..cell.clone()
    });
    let cells = cells.collect();
    Table { name: table.name.clone(), rows: to - from, columns, head_rows: 0, cells, ..*table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{document, packed};

    /// The words of the first cell of each table.
    fn firsts(above: &[&str], rows: &[&[&str]]) -> Vec<String> {
        let document = parted(document(above, packed(rows)));
        let first = |table: &Table| table.cells.first().map(|cell| cell.text.clone());
        document.tables().filter_map(first).collect()
    }

    const FIRST: [&[&str]; 3] =
        [&["科目编码", "科目名称", "合计"], &["201", "甲", "3.00"], &["", "合计", "3.00"]];

    #[test]
    fn a_title_with_heads_below_it_begins_a_table() {
        let title: &[&str] = &["支出总表", "", ""];
        let caption: &[&str] = &["部门：某局", "", "单位：万元"];
        let more: &[&[&str]] = &[&["项目", "预算数", ""], &["事业收入", "3.00", ""]];
        let all: Vec<&[&str]> =
            [&FIRST[..], &[title, &["", "", "公开02表"], caption], more].concat();
        assert_eq!(firsts(&[], &all), ["科目编码", "支出总表"]);
        let parted = parted(document(&[], packed(&all)));
        let second = parted.tables().nth(1).unwrap();
        assert_eq!((second.rows, second.columns), (5, 3));
        // Other heads below a caption are another table as well.
        let all: Vec<&[&str]> = [&FIRST[..], &[caption], more].concat();
        assert_eq!(firsts(&[], &all), ["科目编码", "部门：某局"]);
    }

    #[test]
    fn a_part_of_a_table_begins_one_and_so_does_what_follows_unknown_heads() {
        let caption: &[&str] = &["部门：某局", "", "单位：万元"];
        let part: &[&str] = &["基本支出表--工资福利支出", "", ""];
        let unknown: &[&[&str]] = &[&["甲", "乙", "丙"], &["", "3.00", "2.00"]];
        let all: Vec<&[&str]> = [&FIRST[..], &[part, caption], unknown].concat();
        assert_eq!(firsts(&[], &all), ["科目编码", "基本支出表--工资福利支出"]);
        let title: &[&str] = &["支出总表", "", ""];
        let all: Vec<&[&str]> = [&[part, caption], unknown, &[title, caption], &FIRST[..]].concat();
        assert_eq!(firsts(&[], &all), ["基本支出表--工资福利支出", "支出总表"]);
    }

    #[test]
    fn a_head_that_is_repeated_begins_none() {
        let (title, caption): (&[&str], &[&str]) = (&["支出总表", "", ""], &["单位：万元", "", ""]);
        let again: Vec<&[&str]> = [&FIRST[..], &[title, caption], &FIRST[..2]].concat();
        assert_eq!(firsts(&["某局支出总表"], &again).len(), 1);
        assert_eq!(firsts(&["某局收入总表"], &again).len(), 2);
        let again: Vec<&[&str]> = [&FIRST[..], &[caption], &FIRST[..2]].concat();
        assert_eq!(firsts(&[], &again).len(), 1);
    }

    #[test]
    fn a_row_named_like_a_table_begins_none() {
        let rows: Vec<&[&str]> =
            [&FIRST[..], &[&["", "电子表", ""], &["202", "乙", "1.00"]]].concat();
        assert_eq!(firsts(&[], &rows).len(), 1);
    }
}
