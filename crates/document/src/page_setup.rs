//! Page setup shared by all writers of paged formats: which lines belong to a table's caption, how
//! wide its columns are, and which pages are landscape.
//!
//! Widths are in half-widths: a Latin letter or a digit counts 1, a Chinese character 2.

use crate::{Block, Table};

/// The most lines between the title of a table and the table: its number, the body that made it,
/// the money unit.
const CAPTION_LINES: usize = 3;

/// The most characters in a line of a caption or a note; a longer paragraph is running text.
const MAX_LINE: usize = 60;

/// The most that a column asks for because of one long text.
const MAX_PREFERRED: u32 = 28;

/// The least width of a column of words, unless its words are shorter.
const MIN_WIDTH: u32 = 8;

/// The width of a column of words that stands well on an upright page.
const COMFORTABLE: u32 = 14;

/// The left and right margins of a cell together.
const PADDING: u32 = 2;

/// The width of an A4 page without its margins, in portrait, at 9 points.
const PORTRAIT: u32 = 98;

/// The same in landscape.
const LANDSCAPE: u32 = 160;

/// Font sizes for tables in half points, in order of preference.
const FONT_SIZES: [u32; 4] = [18, 15, 13, 11];

/// How many of these sizes are large enough to read on an upright page what could be turned.
const UPRIGHT_SIZES: usize = 2;

/// The page setup of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSetup {
    /// Whether it needs a landscape page.
    pub landscape: bool,
    /// Its font size in half points.
    pub half_points: u32,
    /// The widths of its columns in ten-thousandths of the page width; their sum is 10,000.
    pub widths: Vec<u32>,
}

/// Returns the page setup in which no number is broken over lines, if there is one. A table is
/// turned only if its words would stand in narrow columns on an upright page.
pub fn for_table(table: &Table) -> TableSetup {
    let columns = columns(table);
    let sum = |width: fn(&Column) -> u32| columns.iter().map(width).sum::<u32>();
    let usual = FONT_SIZES.first().copied().unwrap_or(1);
    let room = |across: u32, size: u32| across * usual / size.max(1);
    let upright = FONT_SIZES
        .into_iter()
        .take(UPRIGHT_SIZES)
        .find(|size| sum(|column| column.comfortable) <= room(PORTRAIT, *size));
    let fits = |size: &u32| sum(|column| column.least) <= room(LANDSCAPE, *size);
    let turned = || FONT_SIZES.into_iter().find(fits).or(FONT_SIZES.last().copied());
    let half_points = upright.or_else(turned).unwrap_or(usual);
    let landscape = upright.is_none();
    let across = if landscape { LANDSCAPE } else { PORTRAIT };
    TableSetup { landscape, half_points, widths: shares(&columns, room(across, half_points)) }
}

/// Returns the caption that `blocks` begins with, and its table: a heading and the short lines
/// between it and the table. Returns `None` if `blocks` does not begin with a caption.
pub fn caption(blocks: &[Block]) -> Option<(&[Block], &Table)> {
    let is_heading = |block: &Block| matches!(block, Block::Paragraph(p) if p.level.is_some());
    if !blocks.first().is_some_and(is_heading) {
        return None;
    }
    for (index, block) in blocks.iter().enumerate().skip(1).take(CAPTION_LINES + 1) {
        match block {
            Block::Table(table) => return Some((blocks.get(..index)?, table)),
            Block::Paragraph(_) if !is_short_line(block) => return None,
            Block::Paragraph(_) => {}
        }
    }
    None
}

/// Returns whether a block is a short line of text and not a heading: a money unit, a note.
pub fn is_short_line(block: &Block) -> bool {
    match block {
        Block::Paragraph(line) => {
            line.level.is_none() && line.text.chars().take(MAX_LINE + 1).count() <= MAX_LINE
        }
        Block::Table(_) => false,
    }
}

/// Returns for each block whether it is on a landscape page: wide tables, their captions and the
/// headings above, and the notes right below them.
pub fn landscape(blocks: &[Block]) -> Vec<bool> {
    let mut rotated = Vec::with_capacity(blocks.len());
    let mut notes = 0;
    while let Some(block) = blocks.get(rotated.len()) {
        let rest = blocks.get(rotated.len()..).unwrap_or_default();
        if let Some((lines, below)) = caption(rest) {
            let is_landscape = for_table(below).landscape;
            rotated.extend(std::iter::repeat_n(is_landscape, lines.len() + 1));
            notes = CAPTION_LINES;
        } else if let Block::Table(alone) = block {
            rotated.push(for_table(alone).landscape);
            notes = CAPTION_LINES;
        } else if notes > 0 && is_short_line(block) {
            rotated.push(rotated.last().copied().unwrap_or_default());
            notes -= 1;
        } else {
            rotated.push(false);
            notes = 0;
        }
    }
    rotate_headings(blocks, &mut rotated);
    rotated
}

/// Puts a heading on a page of the same orientation as what follows it.
fn rotate_headings(blocks: &[Block], rotated: &mut [bool]) {
    let mut below = false;
    for (block, rotated) in blocks.iter().zip(rotated).rev() {
        if matches!(block, Block::Paragraph(heading) if heading.level.is_some()) {
            *rotated = below;
        }
        below = *rotated;
    }
}

/// Returns the width of a text's longest line in half-widths.
pub fn width(text: &str) -> u32 {
    let of_line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    text.lines().map(of_line).max().unwrap_or(0)
}

/// The width that a column needs.
#[derive(Clone, Copy)]
struct Column {
    /// The width below which numbers would be broken over lines.
    least: u32,
    /// The width at which words stand well over several lines.
    comfortable: u32,
    /// The width at which only long texts are broken.
    preferred: u32,
}

fn columns(table: &Table) -> Vec<Column> {
    let narrow = Column { least: 2 + PADDING, comfortable: 2 + PADDING, preferred: 4 + PADDING };
    let mut columns = vec![narrow; table.columns as usize];
    for cell in table.cells.iter().filter(|cell| cell.column_span == 1) {
        let Some(column) = columns.get_mut(cell.column as usize) else { continue };
        let width = width(&cell.text).min(u32::from(u16::MAX));
        // Numbers and codes have no good place for a line break.
        let is_whole = cell.text.is_ascii();
        let least = if is_whole { width.min(MAX_PREFERRED) } else { width.min(MIN_WIDTH) };
        column.least = column.least.max(least + PADDING);
        let comfortable = width.min(COMFORTABLE) + PADDING;
        column.comfortable = column.comfortable.max(comfortable).max(column.least);
        column.preferred =
            column.preferred.max(width.min(MAX_PREFERRED) + PADDING).max(column.least);
    }
    columns
}

/// Divides `room` among the columns in ten-thousandths: each gets its least width, and the rest in
/// proportion to what it prefers beyond that.
fn shares(columns: &[Column], room: u32) -> Vec<u32> {
    let sum = |width: fn(&Column) -> u32| columns.iter().map(width).sum::<u32>();
    let (least, preferred) = (sum(|column| column.least), sum(|column| column.preferred));
    let ask = |column: &Column| -> u64 {
        if room <= least || preferred <= room || preferred == least {
            let width = if room <= least { column.least } else { column.preferred };
            return u64::from(width) * 1_000;
        }
        let beyond = u64::from(column.preferred - column.least) * u64::from(room - least);
        u64::from(column.least) * 1_000 + beyond * 1_000 / u64::from(preferred - least)
    };
    let asks: Vec<u64> = columns.iter().map(ask).collect();
    let all: u64 = asks.iter().sum::<u64>().max(1);
    let mut widths = Vec::with_capacity(asks.len());
    let (mut taken, mut given) = (0, 0);
    for ask in asks {
        taken += ask;
        let until = taken * 10_000 / all;
        widths.push(u32::try_from(until - given).unwrap_or(0));
        given = until;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Paragraph, Place};

    fn row(texts: &[&str]) -> Table {
        let cells = (0..).zip(texts).map(|(column, text)| Cell {
            row: 0,
            column,
            row_span: 1,
            column_span: 1,
            text: (*text).to_owned(),
            place: Place::Paragraph(1),
        });
        let cells: Vec<_> = cells.collect();
        Table { rows: 1, columns: cells.len() as u32, cells, ..Table::default() }
    }

    fn paragraph(text: &str, level: Option<u8>) -> Block {
        Block::Paragraph(Paragraph { text: text.to_owned(), level, place: Place::Paragraph(1) })
    }

    #[test]
    fn few_columns_stay_upright_and_many_are_turned() {
        let narrow = for_table(&row(&["20701", "文化和旅游", "1,320.50"]));
        assert_eq!((narrow.landscape, narrow.half_points), (false, 18));
        assert_eq!(narrow.widths.iter().sum::<u32>(), 10_000);
        assert!(narrow.widths[0] < narrow.widths[1], "{narrow:?}");
        let wide = for_table(&row(&["1,234,567.89"; 9]));
        assert_eq!((wide.landscape, wide.half_points), (true, 18));
        assert!(for_table(&row(&["1,234,567,890.12"; 14])).half_points < 18);
    }

    #[test]
    fn a_long_text_leaves_numbers_whole() {
        let long = "字".repeat(300);
        let set =
            for_table(&row(&[&long, &long, &long, &long, &long, &long, &long, "1,234,567.89"]));
        // Twelve digits and the margins of the cell, of all that fits across.
        assert!(set.widths[7] * LANDSCAPE * 18 / set.half_points >= 14 * 10_000, "{set:?}");
        assert_eq!(for_table(&row(&[])).widths, [0_u32; 0]);
        assert_eq!(for_table(&row(&["", ""])).widths, [5_000, 5_000]);
    }

    #[test]
    fn a_caption_is_the_last_heading_above_a_table_and_the_lines_between() {
        let below = Block::Table(row(&["1", "2"]));
        let (title, unit) = (paragraph("支出总表", Some(2)), paragraph("单位：万元", None));
        let blocks = [paragraph("第一部分", Some(1)), title.clone(), unit, below.clone()];
        assert_eq!(caption(&blocks), None);
        assert_eq!(caption(&blocks[1..]).map(|(lines, _)| lines.len()), Some(2));
        assert_eq!(caption(&blocks[2..]), None);
        let long = paragraph(&"字".repeat(MAX_LINE + 1), None);
        assert_eq!(caption(&[title, long, below]), None);
    }

    #[test]
    fn captions_and_notes_turn_with_their_table() {
        let blocks = [
            paragraph("第一部分", Some(1)),
            paragraph("支出总表", Some(2)),
            Block::Table(row(&["1,234,567.89"; 9])),
            paragraph("注：无。", None),
            paragraph("说明", Some(2)),
            paragraph("文", None),
        ];
        assert_eq!(landscape(&blocks), [true, true, true, true, false, false]);
    }
}
