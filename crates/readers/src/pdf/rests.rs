//! Reads lines at the top of a page as the rest of a table without vertical borders that ends the
//! page before: they are too few to show columns of their own.

use super::cells::{Grid, GridCell};
use super::columns::apart;
use super::geometry::{Area, Length, POINT, median};
use super::text::{Line, Word, has_amount, is_amount};
use crate::lines::signs::begins_item;

/// How far a word may reach into the space between two columns.
const SLACK: Length = 2 * POINT;

/// The most rows at the top of a table that are heads.
const MAX_HEADS: usize = 4;

/// Returns the rest of `table` on page `number`, and the number of `lines` that it takes from their
/// beginning, heads that are printed again among them.
pub fn rest<'a>(
    table: &Grid,
    number: u32,
    lines: impl Iterator<Item = &'a Line>,
) -> Option<(usize, Grid)> {
    let columns = table.columns.as_ref()?;
    let lines: Vec<Line> = lines.map(apart).collect();
    let heads = lines.iter().take_while(|line| is_head(line, table)).count();
    let data = lines.get(heads..)?;
    let fits =
        data.iter().take_while(|line| line.words.iter().all(|it| is_in_one(it, table))).count();
    let is_close = |(above, below): (&Line, &Line)| {
        below.area.top - above.area.bottom <= 5 * below.size.max(above.size)
    };
    let close = data.iter().zip(data.iter().skip(1)).take_while(|pair| is_close(*pair)).count() + 1;
    let data = data.get(..fits.min(close)).unwrap_or(data);
    let end = data.iter().rposition(has_amount)? + 1;
    let data: Vec<&Line> = data.get(..end)?.iter().collect();
    let rows: Vec<&[&Line]> =
        data.chunk_by(|above, below| below.area.top < above.area.bottom).collect();
    let is_certain = table.is_certain && rows.iter().all(|row| is_whole(row));
    let area = |row: &[&Line]| row.iter().fold(Area::EMPTY, |area, line| area.union(&line.area));
    let size = median(data.iter().map(|line| line.size).collect());
    let mut cells = Vec::new();
    for (row, lines) in rows.iter().enumerate() {
        let area = area(lines);
        for (column, ends) in table.xs.iter().zip(table.xs.iter().skip(1)).enumerate() {
            let words = lines.iter().flat_map(|line| &line.words);
            let own = words.filter(|word| column_of(word, &table.xs) == column);
            let text: Vec<&str> = own.map(|word| word.text.as_str()).collect();
            let area = Area { left: *ends.0, right: *ends.1, ..area };
            cells.push(GridCell {
                page: number,
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: text.concat(),
                is_full: false,
                area,
            });
        }
    }
    let whole = area(&data);
    let (xs, columns, rows) = (table.xs.clone(), Some(columns.clone()), rows.len());
    Some((
        heads + end,
        Grid {
            page: number,
            area: whole,
            xs,
            columns,
            lines: Vec::new(),
            is_certain,
            rows,
            size,
            cells,
        },
    ))
}

/// Returns whether a line has only heads of a table.
fn is_head(line: &Line, table: &Grid) -> bool {
    let squeezed = |text: &str| -> String { text.split_whitespace().collect() };
    let heads = table.cells.iter().filter(|cell| cell.row < MAX_HEADS && !cell.text.is_empty());
    let heads: Vec<String> = heads.map(|cell| squeezed(&cell.text)).collect();
    let is_known = |word: &Word| heads.iter().any(|head| head.contains(&squeezed(&word.text)));
    !has_amount(line) && line.words.iter().all(is_known)
}

/// Returns the column in which a word begins.
fn column_of(word: &Word, xs: &[Length]) -> usize {
    xs.partition_point(|x| *x <= word.area.left + SLACK).saturating_sub(1)
}

/// Returns whether a word is within one column, and begins or ends as its words do.
fn is_in_one(word: &Word, table: &Grid) -> bool {
    let column = column_of(word, &table.xs);
    let end = table.xs.get(column + 1);
    end.is_some_and(|end| word.area.right - SLACK <= *end)
        && word.area.left + SLACK >= table.area.left
}

/// Returns whether a row has a name before its amounts, or is an item of a list without amounts.
fn is_whole(row: &[&Line]) -> bool {
    let words: Vec<&Word> = row.iter().flat_map(|line| &line.words).collect();
    match words.iter().any(|word| is_amount(word)) {
        true => words.iter().any(|word| !is_amount(word)) && row.len() == 1,
        false => words.iter().all(|word| begins_item(&word.text)),
    }
}
