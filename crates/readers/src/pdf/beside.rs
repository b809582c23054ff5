//! Tables wider than their pages, as a spreadsheet prints them: the columns that find no room stand
//! on a page behind, row for row, without the names of the rows.
//!
//! Tables with as many rows may as well stand on two pages by chance. So they are joined only if
//! each row has its top at the same height, if the rows have their names on the first page alone,
//! and if the pages follow each other.

use document::{Block, Cell, Place, Table};
use std::collections::BTreeSet;

/// The most that the top of a row may shift from page to page, in points.
const MAX_SHIFT: i32 = 2;

/// The fewest rows that are compared. A few rows may be as high by chance.
const ROWS: u32 = 4;

/// The most lines between two parts: notes below the first, the rest of titles above the second.
const LINES: usize = 5;

/// Joins the parts of each table that stand beside each other on paper.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut whole: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block::Table(next) = block else {
            whole.push(block);
            continue;
        };
        let lines = whole.iter().rev().take_while(|it| matches!(it, Block::Paragraph(_))).count();
        let at = whole.len().checked_sub(lines + 1).filter(|_| lines <= LINES);
        let beside = at.and_then(|at| match whole.get_mut(at) {
            Some(Block::Table(table)) if is_beside(table, &next) => Some((at, table)),
            _ => None,
        });
        match beside {
            Some((at, table)) => {
                let page = first_page(&next);
                append(table, next);
                // What stands above the second part belongs to the title of both.
                let below = whole.iter().skip(at + 1).take_while(|line| page_of(line) < page);
                let notes = below.count();
                whole.get_mut(at..).unwrap_or_default().rotate_left(notes + 1);
            }
            None => whole.push(Block::Table(next)),
        }
    }
    whole
}

/// Returns whether the columns of `next` stand right of those of `table`.
fn is_beside(table: &Table, next: &Table) -> bool {
    if table.rows != next.rows || next.rows < ROWS {
        return false;
    }
    let (Some(left), Some(right)) = (tops(table), tops(next)) else { return false };
    let Some(behind) = first(&right).checked_sub(first(&left)).filter(|pages| *pages > 0) else {
        return false;
    };
    let is_level = |((page, top), (other, below)): (&(u32, i32), &(u32, i32))| {
        page + behind == *other && (top - below).abs() <= MAX_SHIFT
    };
    let follows = last_page(table).is_some_and(|last| Some(last + 1) == first_page(next));
    follows && left.iter().zip(&right).all(is_level) && has_names_alone(table, next)
}

fn first(tops: &[(u32, i32)]) -> u32 {
    tops.first().map_or(0, |(page, _)| *page)
}

/// Returns the page and the top of each row, or `None` if a row has no cell of its own.
fn tops(table: &Table) -> Option<Vec<(u32, i32)>> {
    let top = |row: u32| {
        table.row(row).iter().find_map(|cell| match cell.place {
            Place::Page { page, area: [_, top, ..] } => Some((page, top)),
            _ => None,
        })
    };
    (0..table.rows).map(top).collect()
}

/// Returns whether the rows below the heads have their names in the first table only.
fn has_names_alone(table: &Table, next: &Table) -> bool {
    let is_name = |cell: &&Cell| cell.text.chars().any(char::is_alphabetic);
    let named = |table: &Table| -> BTreeSet<u32> {
        table.cells.iter().filter(is_name).map(|cell| cell.row).collect()
    };
    let heads = named(next).last().map_or(0, |row| row + 1);
    let names = named(table).range(heads..).count();
    heads * 2 <= next.rows && usize::try_from(next.rows - heads).is_ok_and(|rows| names * 2 >= rows)
}

fn append(table: &mut Table, next: Table) {
    let columns = table.columns;
    let cells = next.cells.into_iter();
    table.cells.extend(cells.map(|cell| Cell { column: cell.column + columns, ..cell }));
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table.columns += next.columns;
}

fn pages(table: &Table) -> impl Iterator<Item = u32> {
    table.cells.iter().filter_map(|cell| page(&cell.place))
}

fn first_page(table: &Table) -> Option<u32> {
    pages(table).min()
}

fn last_page(table: &Table) -> Option<u32> {
    pages(table).max()
}

fn page_of(block: &Block) -> Option<u32> {
    match block {
        Block::Paragraph(paragraph) => page(&paragraph.place),
        Block::Table(table) => first_page(table),
    }
}

fn page(place: &Place) -> Option<u32> {
    match place {
        Place::Page { page, .. } => Some(*page),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Paragraph;

    fn table(page: u32, tops: [i32; 5], rows: [&[&str]; 5]) -> Block {
        let cells = (0..).zip(rows).zip(tops).flat_map(|((row, texts), top)| {
            (0..).zip(texts).map(move |(column, text)| Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: (*text).into(),
                place: Place::Page { page, area: [0, top, 10, top + 10] },
            })
        });
        let columns = u32::try_from(rows[0].len()).unwrap();
        let cells = cells.collect();
        Block::Table(Table { rows: 5, columns, spans_known: true, cells, ..Table::default() })
    }

    fn line(page: u32, text: &str) -> Block {
        let place = Place::Page { page, area: [0; 4] };
        Block::Paragraph(Paragraph { text: text.into(), level: None, place })
    }

    const TOPS: [i32; 5] = [100, 120, 133, 160, 171];
    const LEFT: [&[&str]; 5] =
        [&["科目", "合计"], &["合计", "9.00"], &["甲", "3.00"], &["乙", "4.00"], &["丙", "2.00"]];
    const RIGHT: [&[&str]; 5] = [&["基本支出"], &["5.00"], &[""], &["4.00"], &["1.00"]];

    #[test]
    fn what_finds_no_room_on_a_page_is_right_of_it() {
        let left = || [line(3, "支出总表"), table(3, TOPS, LEFT), line(3, "注：略。")];
        let right = || [line(4, "单位：万元"), table(4, [100, 121, 133, 159, 171], RIGHT)];
        let texts = |blocks: Vec<Block>| -> Vec<String> {
            let text = |block| match block {
                Block::Paragraph(it) => it.text,
                Block::Table(table) => format!("{} x {}", table.rows, table.columns),
            };
            blocks.into_iter().map(text).collect()
        };
        let whole = joined(left().into_iter().chain(right()).collect());
        let row: Vec<&str> = match &whole[2] {
            Block::Table(table) => table.row(3).iter().map(|cell| &*cell.text).collect(),
            Block::Paragraph(_) => Vec::new(),
        };
        assert_eq!(row, ["乙", "4.00", "4.00"]);
        assert_eq!(texts(whole), ["支出总表", "单位：万元", "5 x 3", "注：略。"]);
        // A third part, and one that is not right behind.
        let third =
            joined(left().into_iter().chain(right()).chain([table(5, TOPS, RIGHT)]).collect());
        assert_eq!(texts(third)[2], "5 x 4");
        for next in [
            table(5, TOPS, RIGHT),
            table(4, [100, 120, 133, 160, 190], RIGHT),
            table(4, TOPS, LEFT),
        ] {
            let apart = joined(left().into_iter().chain([next]).collect());
            assert_eq!(texts(apart).len(), 4);
        }
    }
}
