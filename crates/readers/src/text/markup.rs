//! Tables of a web page whose source stands in a text.

use crate::{Limits, ReadError, html};
use document::{Block, Place, Table};

/// The most lines of such a table.
const LONGEST: usize = 2_000;

/// Returns the tables whose source begins in the first of `lines`, whose line number is `first`, and the number
/// of its lines.
pub(super) fn tables(
    lines: &[&str],
    first: u32,
    limits: &Limits,
) -> Result<Option<(Vec<Table>, usize)>, ReadError> {
    if !lines.first().is_some_and(|line| line.trim_start().starts_with("<table")) {
        return Ok(None);
    }
    let end = lines.iter().take(LONGEST).position(|line| line.contains("</table>"));
    let Some(count) = end.map(|end| end + 1) else { return Ok(None) };
    let own = lines.get(..count).unwrap_or_default();
    let read = html::read(own.join("\n").as_bytes(), limits)?;
    let rows =
        (first..).zip(own).flat_map(|(number, line)| line.matches("<tr").map(move |_| number));
    let rows: Vec<u32> = rows.collect();
    let mut tables: Vec<Table> = Vec::new();
    for block in read.blocks {
        match block {
            Block::Table(table) => tables.push(table),
            // Text beside a table is not to be lost.
            Block::Paragraph(_) => return Ok(None),
        }
    }
    // Rows in the order of their tags, table by table.
    let mut before = 0;
    for table in &mut tables {
        for cell in &mut table.cells {
            let row = rows.get(before + cell.row as usize).or(rows.last());
            cell.place = Place::Line(row.copied().unwrap_or(first));
        }
        before += table.rows as usize;
    }
    Ok((!tables.is_empty()).then_some((tables, count)))
}
