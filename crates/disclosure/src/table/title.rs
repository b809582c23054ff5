//! The title of a table.

use crate::heading::caption::caption;
use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::vocabulary::normal::normal;
use document::{Paragraph, Place, Table};

/// Returns the title of a table: in its grid, else the nearest paragraph above that is not a
/// caption, else the name of its sheet.
pub fn title(
    grid: &Grid<'_>,
    shape: &Shape,
    above: &[&Paragraph],
    table: &Table,
) -> (String, Place) {
    let first = grid.at(0, 0).map_or(Place::Paragraph(1), |cell| cell.cell.place.clone());
    if let Some(cell) = shape.title.and_then(|row| grid.filled(row).next()) {
        return (cell.cell.text.trim().to_owned(), cell.cell.place.clone());
    }
    let titled = |paragraph: &&Paragraph| {
        Some((title_in(&paragraph.text)?.to_owned(), paragraph.place.clone()))
    };
    let from_name = || (table.name.as_deref().unwrap_or_default().to_owned(), first);
    above.iter().rev().find_map(titled).unwrap_or_else(from_name)
}

/// Returns the title that a line is, or that stands in it before the unit of money:
/// `部门收入总表 单位：万元`.
fn title_in(line: &str) -> Option<&str> {
    if is_number_of_table(line) || is_note(line) {
        return None;
    }
    if caption([line]).is_none() {
        return Some(line.trim());
    }
    let (before, _) = line.rsplit_once("单位")?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '(' | '（' | '金' | '额');
    let title = before.trim_end_matches(is_mark).trim();
    (title.ends_with('表') && caption([title]).is_none()).then_some(title)
}

/// Returns whether a line is a note, which belongs to the table above it.
fn is_note(text: &str) -> bool {
    let words = normal(text);
    ["注:", "说明:", "备注:"].iter().any(|begin| words.starts_with(begin))
}

/// Returns whether a line only numbers the table: `部门公开表1`, `公开01表`, `附件1-2`.
fn is_number_of_table(text: &str) -> bool {
    let words = normal(text);
    let is_mark =
        |c: char| c.is_ascii_digit() || "部门单位预算决算公开附表件第号-—_:()".contains(c);
    words.contains(|c: char| c.is_ascii_digit()) && words.chars().all(is_mark)
}
