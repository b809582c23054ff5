//! Tables with one cell on each line, as they are copied from some web pages: a bar ends a cell,
//! and a bar on a line of its own begins a row.

use super::{CellText, Rows};

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let is_bar = |line: &&str| line.trim() == "|";
    if !is_bar(lines.first()?) || is_bar(lines.get(1)?) {
        return None;
    }
    let count = lines.iter().take_while(|line| line.trim().ends_with('|')).count();
    let cells: Vec<CellText> = (first..)
        .zip(lines.iter().take(count))
        .map(|(line, text)| {
            let text = text.trim();
            CellText { text: text.strip_suffix('|').unwrap_or(text).trim().to_owned(), line }
        })
        .collect();
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
