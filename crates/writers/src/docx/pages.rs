//! Estimates on which page each block will stand.

use super::parts::{CONTENTS_LINE, text_area};
use document::{Block, Document, Paragraph, Table, page_setup};

/// The height of a line of text in twentieths of a point.
const LINE: u32 = 560;

/// The width of half a character of the text in twentieths of a point.
const HALF: u32 = 160;

/// What stands between the lines of a heading and its neighbours.
const HEADING: u32 = 240;

/// The margins of a cell: above and below, and on both sides.
const CELL: (u32, u32) = (50, 120);

/// Returns for each block the page on which it begins, after a front page and the pages of the list
/// of contents.
///
/// How lines break depends on the fonts, so this may be a page off after many pages.
pub(super) fn pages(document: &Document, orientations: &[bool], entries: usize) -> Vec<u32> {
    let (_, height) = text_area(false);
    let lines = u32::try_from(entries).unwrap_or(u32::MAX).saturating_add(3);
    let front = 1 + lines.saturating_mul(CONTENTS_LINE).div_ceil(height).max(1);
    let mut page = front + 1;
    let (mut landscape, mut used) = (orientations.first().copied().unwrap_or_default(), 0_u32);
    let mut pages = Vec::with_capacity(document.blocks.len());
    for (block, turned) in document.blocks.iter().zip(orientations) {
        let is_part = matches!(block, Block::Paragraph(it) if it.level == Some(1));
        if *turned != landscape || is_part && used > 0 {
            (page, used, landscape) = (page + 1, 0, *turned);
        }
        let (width, height) = text_area(landscape);
        match block {
            Block::Paragraph(paragraph) => {
                let needed = of_paragraph(paragraph, width);
                if used + needed.min(height) > height {
                    (page, used) = (page + 1, 0);
                }
                pages.push(page);
                page += (used + needed) / height;
                used = (used + needed) % height;
            }
            Block::Table(table) => {
                pages.push(page);
                for row in of_rows(table, width) {
                    if used + row > height {
                        (page, used) = (page + 1, 0);
                    }
                    used += row.min(height);
                }
            }
        }
    }
    pages
}

/// The height of a paragraph. Its first line is indented by two characters.
fn of_paragraph(paragraph: &Paragraph, width: u32) -> u32 {
    let of_line = |line: &str| (page_setup::width(line) + 4).div_ceil(width / HALF).max(1);
    let lines: u32 = paragraph.text.split('\n').map(of_line).sum();
    let heading = if paragraph.level.is_some() { HEADING } else { 0 };
    lines.saturating_mul(LINE).saturating_add(heading)
}

/// The heights of a table's rows.
fn of_rows(table: &Table, width: u32) -> Vec<u32> {
    let set = page_setup::for_table(table);
    // Half a character of so many half points, and a line of it.
    let (half, line) = ((set.half_points * 5).max(1), set.half_points * 13);
    let mut rows = vec![line + CELL.0; table.rows as usize];
    for cell in table.cells.iter().filter(|cell| cell.row_span <= 1) {
        let columns = set.widths.iter().skip(cell.column as usize);
        let share: u32 = columns.take(cell.column_span.max(1) as usize).sum();
        let room = (width * share / 10_000).saturating_sub(CELL.1).max(half) / half;
        let of_line = |line: &str| page_setup::width(line).div_ceil(room.max(1)).max(1);
        let lines: u32 = cell.text.split('\n').map(of_line).sum();
        if let Some(height) = rows.get_mut(cell.row as usize) {
            *height = (*height).max(lines.saturating_mul(line).saturating_add(CELL.0));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{paragraph, table};

    #[test]
    fn pages_are_counted_through_text_parts_and_tables() {
        let line = || paragraph("文", None, 1);
        let mut blocks = vec![paragraph("一", Some(1), 1)];
        blocks.extend((0..21).map(|_| line()));
        blocks.push(line());
        blocks.push(paragraph("二", Some(1), 1));
        let document = Document { blocks, remarks: Vec::new() };
        let found = pages(&document, &vec![false; document.blocks.len()], 2);
        // A front page and one of contents come first; a page has room for 22 lines.
        assert_eq!((found[0], found[21], found[22], found[23]), (3, 3, 4, 5));
    }

    #[test]
    fn a_long_table_and_a_turned_page_take_their_room() {
        let cells: Vec<_> = (0..100).map(|row| (row, 0, 1, 1, "1.00")).collect();
        let blocks = vec![Block::Table(table(100, 1, &cells)), paragraph("文", None, 1)];
        let document = Document { blocks, remarks: Vec::new() };
        let upright = pages(&document, &[false, false], 1);
        assert!(upright[1] > upright[0] + 1, "{upright:?}");
        assert!(pages(&document, &[true, false], 1)[1] > upright[1]);
    }
}
