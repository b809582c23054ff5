//! Tables with one cell on each line, as they are copied from some web pages: a bar ends a cell,
//! and a bar on a line of its own begins a row, or is a blank cell of rows that are all of one length.

use super::{CellText, Rows};
use crate::ragged::is_number;

/// The fewest rows of a table whose rows nothing begins.
const LEAST: usize = 3;

/// The most cells of such a table.
const MOST: usize = 4_000;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let is_bar = |line: &&str| line.trim() == "|";
    if !is_bar(lines.first()?) {
        return even(lines, first);
    }
    if is_bar(lines.get(1)?) {
        return None;
    }
    let count = lines.iter().take_while(|line| line.trim().ends_with('|')).count();
    let cells: Vec<CellText> = cells(lines, first, count);
    let width = cells.iter().skip(1).take_while(|cell| !cell.text.is_empty()).count();
    if width < 2 || count < 2 * (width + 1) {
        return ragged(cells).filter(|rows| rows.rows.len() > 1);
    }
    // A blank cell is a bar on a line of its own as well: rows of one width decide.
    let is_even = count % (width + 1) == 0;
    let begins = cells.iter().step_by(width + 1).all(|cell| cell.text.is_empty());
    if !(is_even && begins) {
        return ragged(cells);
    }
    let mut rows: Vec<Vec<CellText>> = Vec::new();
    for (index, cell) in cells.into_iter().enumerate() {
        match rows.last_mut() {
            Some(row) if index % (width + 1) > 0 => row.push(cell),
            _ => rows.push(Vec::new()),
        }
    }
    Some(Rows { rows, lines: count, in_columns: true })
}

/// The cells of so many lines.
fn cells(lines: &[&str], first: u32, count: usize) -> Vec<CellText> {
    let cell = |(line, text): (u32, &&str)| CellText { text: text_of(text).to_owned(), line };
    (first..).zip(lines.iter().take(count)).map(cell).collect()
}

fn text_of(line: &str) -> &str {
    let line = line.trim();
    line.strip_suffix('|').unwrap_or(line).trim()
}

/// The table whose rows all have as many cells as there are heads, so that its columns are of words or of
/// numbers throughout.
fn even(lines: &[&str], first: u32) -> Option<Rows> {
    let is_cell = |line: &&&str| line.trim().strip_suffix('|').is_some_and(|it| !it.contains('|'));
    let texts = lines.iter().take(MOST + 1).take_while(is_cell).map(|line| text_of(line));
    let texts: Vec<&str> = texts.collect();
    let is_head = |text: &&&str| !text.is_empty() && !is_number(text);
    let words = texts.iter().take_while(is_head).count();
    // The first label stands behind the heads, unless it is a code.
    let mut widths = [words, words.checked_sub(1)?].into_iter();
    let width = widths.find(|width| is_even(&texts, *width))?;
    let mut cells = cells(lines, first, texts.len()).into_iter();
    let rows = std::iter::from_fn(|| {
        let row: Vec<CellText> = cells.by_ref().take(width).collect();
        (!row.is_empty()).then_some(row)
    });
    Some(Rows { rows: rows.collect(), lines: texts.len(), in_columns: true })
}

/// Whether rows of so many cells have columns that are of words or of numbers throughout, with some of either.
fn is_even(texts: &[&str], width: usize) -> bool {
    let is_long = texts.len() >= width * LEAST && texts.len() <= MOST;
    if width < 2 || !texts.len().is_multiple_of(width) || !is_long {
        return false;
    }
    let mut kinds = vec![None; width];
    let kind = |text: &str| (!text.is_empty()).then(|| is_number(text));
    let is_same = |row: &[&str]| {
        kinds.iter_mut().zip(row).all(|(known, text)| match (*known, kind(text)) {
            (Some(known), Some(kind)) => known == kind,
            (_, None) => true,
            (None, kind) => {
                *known = kind;
                true
            }
        })
    };
    let rows = texts.get(width..).unwrap_or_default();
    rows.chunks(width).all(is_same) && kinds.contains(&Some(true)) && kinds.contains(&Some(false))
}

/// Returns the rows where every bar on a line of its own begins one.
fn ragged(cells: Vec<CellText>) -> Option<Rows> {
    let lines = cells.len();
    let mut rows: Vec<Vec<CellText>> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row) if !cell.text.is_empty() => row.push(cell),
            _ => rows.push(Vec::new()),
        }
    }
    rows.retain(|row| !row.is_empty());
    Some(Rows { rows, lines, in_columns: false })
}
