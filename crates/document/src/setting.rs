//! How a document is set on pages, for all writers that have any: which lines are a table's
//! caption, how wide its columns are, what is turned to landscape.
//!
//! Widths are counted in half-widths: a Latin letter or a digit is one, a Chinese
//! character two.

use crate::{Block, Table};

/// Between the title of a table and the table there stand no more lines than these, such as
/// its number, who made it and the unit of money.
const CAPTION_LINES: usize = 3;

/// A line above or below a table is no longer, in characters; a longer one is running text.
const LONGEST_LINE: usize = 60;

/// A column of words is not made wider than this for a single long text.
const WIDEST_WISH: u32 = 28;

/// A column of words gets no narrower than this, if its words are that long.
const LEAST: u32 = 8;

/// The margins of a cell, left and right together.
const PADDING: u32 = 2;

/// Half-widths across an A4 page in 9 points, margins left out: upright and turned.
const UPRIGHT: u32 = 98;
const TURNED: u32 = 160;

/// Sizes of type for tables, in half points, the usual one first.
const SIZES: [u32; 4] = [18, 15, 13, 11];

/// How a table is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Whether it needs a page turned to landscape.
    pub landscape: bool,
    /// Size of its type in half points.
    pub half_points: u32,
    /// The widths of its columns, in ten-thousandths of the page; they add up to 10,000.
    pub widths: Vec<u32>,
}

/// How a table is set so that no number is broken over lines, if there is any such way.
pub fn table(table: &Table) -> Setting {
    let columns = columns(table);
    let sum = |width: fn(&Column) -> u32| columns.iter().map(width).sum::<u32>();
    let landscape = sum(|column| column.wish) > UPRIGHT;
    let room = if landscape { TURNED } else { UPRIGHT };
    let usual = SIZES.first().copied().unwrap_or(1);
    let fits = |size: &u32| sum(|column| column.least) <= room * usual / (*size).max(1);
    let half_points = SIZES.into_iter().find(fits).or(SIZES.last().copied()).unwrap_or(usual);
    let room = room * usual / half_points.max(1);
    Setting { landscape, half_points, widths: shared(&columns, room) }
}

/// The heading right above a table with the lines between them, and the table; `None` if the
/// first block is no such heading.
pub fn caption(blocks: &[Block]) -> Option<(&[Block], &Table)> {
    let is_heading = |block: &Block| matches!(block, Block::Paragraph(p) if p.level.is_some());
    if !blocks.first().is_some_and(is_heading) {
        return None;
    }
    for (index, block) in blocks.iter().enumerate().skip(1).take(CAPTION_LINES + 1) {
        match block {
            Block::Table(table) => return Some((blocks.get(..index)?, table)),
            Block::Paragraph(_) if !is_line(block) => return None,
            Block::Paragraph(_) => {}
        }
    }
    None
}

/// Whether a block is a short line of text, no heading: a unit of money, a note.
pub fn is_line(block: &Block) -> bool {
    match block {
        Block::Paragraph(line) => {
            line.level.is_none() && line.text.chars().take(LONGEST_LINE + 1).count() <= LONGEST_LINE
        }
        Block::Table(_) => false,
    }
}

/// For each block, whether it stands on a page turned to landscape: tables that need it, their
/// captions and the headings above, and the notes right below them.
pub fn landscape(blocks: &[Block]) -> Vec<bool> {
    let mut turned = Vec::with_capacity(blocks.len());
    let mut notes = 0;
    while let Some(block) = blocks.get(turned.len()) {
        let rest = blocks.get(turned.len()..).unwrap_or_default();
        if let Some((lines, below)) = caption(rest) {
            let is_turned = table(below).landscape;
            turned.extend(std::iter::repeat_n(is_turned, lines.len() + 1));
            notes = CAPTION_LINES;
        } else if let Block::Table(alone) = block {
            turned.push(table(alone).landscape);
            notes = CAPTION_LINES;
        } else if notes > 0 && is_line(block) {
            turned.push(turned.last().copied().unwrap_or_default());
            notes -= 1;
        } else {
            turned.push(false);
            notes = 0;
        }
    }
    turn_headings(blocks, &mut turned);
    turned
}

/// A heading is not left alone on the page before what it stands above.
fn turn_headings(blocks: &[Block], turned: &mut [bool]) {
    let mut below = false;
    for (block, turned) in blocks.iter().zip(turned).rev() {
        if matches!(block, Block::Paragraph(heading) if heading.level.is_some()) {
            *turned = below;
        }
        below = *turned;
    }
}

/// The width of a text's longest line in half-widths.
pub fn width(text: &str) -> u32 {
    let of_line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    text.lines().map(of_line).max().unwrap_or(0)
}

/// What a column asks for.
#[derive(Clone, Copy)]
struct Column {
    /// Below this, numbers would be broken.
    least: u32,
    /// With this, nothing would be broken but long texts.
    wish: u32,
}

fn columns(table: &Table) -> Vec<Column> {
    let narrow = Column { least: 2 + PADDING, wish: 4 + PADDING };
    let mut columns = vec![narrow; table.columns as usize];
    for cell in table.cells.iter().filter(|cell| cell.column_span == 1) {
        let Some(column) = columns.get_mut(cell.column as usize) else { continue };
        let width = width(&cell.text).min(u32::from(u16::MAX));
        // Digits have no place where they could be broken well, nor have codes.
        let is_whole = cell.text.is_ascii();
        let least = if is_whole { width.min(WIDEST_WISH) } else { width.min(LEAST) };
        column.least = column.least.max(least + PADDING);
        column.wish = column.wish.max(width.min(WIDEST_WISH) + PADDING).max(column.least);
    }
    columns
}

/// Shares the room among the columns: each its least, the rest by what they wish beyond it.
fn shared(columns: &[Column], room: u32) -> Vec<u32> {
    let sum = |width: fn(&Column) -> u32| columns.iter().map(width).sum::<u32>();
    let (least, wish) = (sum(|column| column.least), sum(|column| column.wish));
    let ask = |column: &Column| -> u64 {
        if room <= least || wish <= room || wish == least {
            let width = if room <= least { column.least } else { column.wish };
            return u64::from(width) * 1_000;
        }
        let beyond = u64::from(column.wish - column.least) * u64::from(room - least);
        u64::from(column.least) * 1_000 + beyond * 1_000 / u64::from(wish - least)
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
        let narrow = table(&row(&["20701", "文化和旅游", "1,320.50"]));
        assert_eq!((narrow.landscape, narrow.half_points), (false, 18));
        assert_eq!(narrow.widths.iter().sum::<u32>(), 10_000);
        assert!(narrow.widths[0] < narrow.widths[1], "{narrow:?}");
        let wide = table(&row(&["1,234,567.89"; 9]));
        assert_eq!((wide.landscape, wide.half_points), (true, 18));
        assert!(table(&row(&["1,234,567,890.12"; 14])).half_points < 18);
    }

    #[test]
    fn a_long_text_leaves_numbers_whole() {
        let long = "字".repeat(300);
        let set = table(&row(&[&long, &long, &long, &long, &long, &long, &long, "1,234,567.89"]));
        // Twelve digits and the margins of the cell, of all that fits across.
        assert!(set.widths[7] * TURNED * 18 / set.half_points >= 14 * 10_000, "{set:?}");
        assert_eq!(table(&row(&[])).widths, [0_u32; 0]);
        assert_eq!(table(&row(&["", ""])).widths, [5_000, 5_000]);
    }

    #[test]
    fn a_caption_is_the_last_heading_above_a_table_and_the_lines_between() {
        let below = Block::Table(row(&["1", "2"]));
        let (title, unit) = (paragraph("支出总表", Some(2)), paragraph("单位：万元", None));
        let blocks = [paragraph("第一部分", Some(1)), title.clone(), unit, below.clone()];
        assert_eq!(caption(&blocks), None);
        assert_eq!(caption(&blocks[1..]).map(|(lines, _)| lines.len()), Some(2));
        assert_eq!(caption(&blocks[2..]), None);
        let long = paragraph(&"字".repeat(LONGEST_LINE + 1), None);
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
