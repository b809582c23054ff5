//! The text export of a word processor.
//!
//! Each table cell is a line that begins with a tab, and a blank line ends a row. Cells merged over
//! columns appear once, and cells merged over rows as a line with only a tab, so a row may be
//! shorter than its table is wide.

use super::{CellText, Rows, without_bookmarks};

/// The number of blank lines that end a table. Fewer can follow a row whose last cell ends with an
/// empty paragraph.
const END: usize = 3;

/// The most parts into which empty paragraphs can split one row.
const MAX_PARTS: usize = 16;

/// A row, or a part of one, with the number of blank lines before it.
struct Fragment {
    gap: usize,
    cells: Vec<CellText>,
}

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    lines.first().filter(|line| line.starts_with('\t'))?;
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut gap = END;
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate() {
        if let Some(text) = line.strip_prefix('\t') {
            if gap > 0 {
                fragments.push(Fragment { gap, cells: Vec::new() });
            }
            let line = first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            let cell = CellText { text: without_bookmarks(text).trim().into(), line };
            fragments.last_mut()?.cells.push(cell);
            gap = 0;
            taken = index + 1;
        } else if line.is_empty() && gap + 1 < END {
            gap += 1;
        } else {
            break;
        }
    }
    Some(Rows { rows: rejoin(fragments), lines: taken, in_columns: false })
}

/// Joins the parts of rows that an empty paragraph inside a cell split.
///
/// Short rows are normal where cells are merged, mainly in the header. So parts are joined only
/// after a full row, if one directly follows the other, and if together they are exactly one full
/// row.
fn rejoin(fragments: Vec<Fragment>) -> Vec<Vec<CellText>> {
    let width = fragments.iter().map(|fragment| fragment.cells.len()).max().unwrap_or(0);
    let mut joined_with = vec![0; fragments.len()];
    let mut full_row_seen = false;
    let mut skip = 0;
    for (index, more) in joined_with.iter_mut().enumerate() {
        full_row_seen |= fragments.get(index).is_some_and(|row| row.cells.len() == width);
        if skip > 0 {
            skip -= 1;
        } else if full_row_seen {
            *more = continuing(fragments.get(index..).unwrap_or_default(), width);
            skip = *more;
        }
    }
    let mut rows: Vec<Vec<CellText>> = Vec::new();
    let mut pending = 0;
    for (fragment, more) in fragments.into_iter().zip(joined_with) {
        match rows.last_mut() {
            Some(row) if pending > 0 => {
                row.extend(fragment.cells);
                pending -= 1;
            }
            _ => {
                rows.push(fragment.cells);
                pending = more;
            }
        }
    }
    rows
}

/// Returns the number of fragments that complete the first one to a row of `width` cells, or 0.
fn continuing(fragments: &[Fragment], width: usize) -> usize {
    let mut cells = 0;
    for (index, fragment) in fragments.iter().take(MAX_PARTS).enumerate() {
        let follows = index == 0 || fragment.gap == 1;
        cells += fragment.cells.len();
        if !follows || fragment.cells.len() >= width || cells > width {
            return 0;
        }
        if cells == width {
            return index;
        }
    }
    0
}
