//! The text export of a word processor.
//!
//! Each table cell is a line that begins with a tab; a blank line ends a row. Cells
//! merged over columns appear once and cells merged over rows as a lone tab, so a row
//! may be shorter than its table is wide.

use super::{Rows, Word, without_bookmarks};

/// This many blank lines end a table. Fewer follow a row whose last cell ends with an
/// empty paragraph.
const END: usize = 3;

/// An empty paragraph splits a row in two; this many pieces are not one row any more.
const PIECES: usize = 16;

/// A row as it stands, and how many blank lines stand before it.
struct Fragment {
    gap: usize,
    cells: Vec<Word>,
}

/// The table that begins at the first of `lines`, which has the number `first`.
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
            let word = Word { text: without_bookmarks(text).trim().into(), line };
            fragments.last_mut()?.cells.push(word);
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

/// Puts rows together again that an empty paragraph inside a cell split.
///
/// Short rows are normal where cells are merged, above all in the head. So fragments
/// are only joined after a full row was seen, when one directly follows the other, and
/// when together they are exactly one full row.
fn rejoin(fragments: Vec<Fragment>) -> Vec<Vec<Word>> {
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
    let mut rows: Vec<Vec<Word>> = Vec::new();
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

/// How many fragments complete the first one to a row of `width` cells; 0 if none do.
fn continuing(fragments: &[Fragment], width: usize) -> usize {
    let mut cells = 0;
    for (index, fragment) in fragments.iter().take(PIECES).enumerate() {
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
