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
    let is_title = |paragraph: &&&Paragraph| {
        caption([paragraph.text.as_str()]).is_none()
            && !is_number_of_table(&paragraph.text)
            && !is_note(&paragraph.text)
    };
    match above.iter().rev().find(is_title) {
        Some(paragraph) => (paragraph.text.trim().to_owned(), paragraph.place.clone()),
        None => (table.name.as_deref().unwrap_or_default().to_owned(), first),
    }
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
