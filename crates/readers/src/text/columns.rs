//! Tables with one line per row: columns between tabs, or between bars as in Markdown.

use super::{CellText, Rows};
use crate::ragged::Ragged;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let line = lines.first()?;
    let next = lines.get(1)?;
    if is_barred(line) && is_barred(next) {
        return Some(rows(lines, first, is_barred, barred));
    }
    // A single line with a tab is a caption, and a line that only begins with a tab is a cell of a
    // text export. After the first line it is a row whose first columns are blank.
    if !is_tabbed(line) || !is_tabbed(next) {
        return None;
    }
    let found = rows(lines, first, |line| line.contains('\t'), tabbed);
    let is_export = lines.iter().take(found.lines).all(|line| line.starts_with('\t'));
    (!is_export).then(|| merged(found))
}

/// The table with its short rows, where cells that were merged left nothing behind; a row that only lacks
/// blanks at its end is filled up.
fn merged(mut found: Rows) -> Rows {
    let texts = |row: &Vec<CellText>| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let Some(ragged) = Ragged::new(&found.rows.iter().map(texts).collect::<Vec<_>>()) else {
        return found;
    };
    for (row, is_short) in found.rows.iter_mut().zip(&ragged.short) {
        let line = row.last().map_or(1, |cell| cell.line);
        let blank = || CellText { text: String::new(), line };
        if *is_short {
            let filled = row.iter().rposition(|cell| !cell.text.is_empty());
            row.truncate(filled.map_or(0, |last| last + 1));
        } else {
            row.resize_with(ragged.width, blank);
        }
    }
    found.in_columns = false;
    found
}

/// Returns the rows of the leading lines that belong to the table.
fn rows(
    lines: &[&str],
    first: u32,
    belongs: impl Fn(&str) -> bool,
    split: impl Fn(&str) -> Vec<String>,
) -> Rows {
    let count = lines.iter().take_while(|line| belongs(line)).count();
    let rows = lines.iter().take(count).zip(first..).map(|(line, number)| {
        split(line).into_iter().map(|text| CellText { text, line: number }).collect()
    });
    let rows = rows.filter(|row: &Vec<CellText>| !row.iter().all(is_rule)).collect();
    Rows { rows, lines: count, in_columns: true }
}

fn is_tabbed(line: &str) -> bool {
    line.trim_end().char_indices().any(|(index, character)| index > 0 && character == '\t')
}

fn tabbed(line: &str) -> Vec<String> {
    line.split('\t').map(|text| text.trim().to_owned()).collect()
}

fn is_barred(line: &str) -> bool {
    line.trim_start().strip_prefix('|').is_some_and(|rest| rest.contains('|'))
}

fn barred(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|').replace("\\|", "\u{0}");
    let line = line.strip_suffix('|').unwrap_or(&line);
    let cell = |text: &str| text.trim().replace('\u{0}', "|").replace("<br>", "\n");
    line.split('|').map(cell).collect()
}

/// Returns whether a cell is part of the dashes between header and body of a Markdown table.
fn is_rule(cell: &CellText) -> bool {
    cell.text.contains("--") && cell.text.chars().all(|character| "-: ".contains(character))
}
