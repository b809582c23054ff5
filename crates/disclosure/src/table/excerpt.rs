//! Tables of which a text gives only some rows.

use crate::model::Excerpt;
use crate::vocabulary::normal::normal;
use document::{Block, Place, Table};

/// The longest words that say so, in characters.
const LONGEST: usize = 12;

/// Whether rows of a table may be missing; `below` is what follows it.
pub fn excerpt(table: &Table, below: &[Block]) -> Excerpt {
    let says = |row: u32| {
        let mut filled =
            table.row(row).iter().filter(|cell| !cell.text.trim().is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| is_omission(&cell.text))
    };
    let is_said = match below.first() {
        Some(Block::Paragraph(paragraph)) => is_omission(&paragraph.text),
        _ => false,
    };
    let is_text = matches!(table.cells.first().map(|cell| &cell.place), Some(Place::Line(_)));
    match () {
        () if is_said || (0..table.rows).any(says) => Excerpt::LeftOut,
        () if is_text && below.is_empty() => Excerpt::Ends,
        () => Excerpt::No,
    }
}

/// Whether some words say that rows are left out: `……`, `（以下略）`.
fn is_omission(text: &str) -> bool {
    let words = normal(text);
    let words = words.trim_matches(['(', ')', '[', ']']);
    let is_dots = |c: char| matches!(c, '…' | '⋯' | '.' | '·');
    let says_so =
        || words.chars().count() <= LONGEST && (words.ends_with('略') || words.ends_with("未完"));
    !words.is_empty() && (words.chars().all(is_dots) || says_so())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{packed, paragraph};

    #[test]
    fn a_row_or_the_line_below_says_that_rows_are_left_out() {
        let rows: &[&[&str]] = &[&["项目", "金额"], &["甲", "1.00"]];
        let whole = packed(rows);
        assert_eq!(excerpt(&whole, &[]), Excerpt::No);
        let below = |text: &str| [Block::Paragraph(paragraph(text))];
        assert_eq!(excerpt(&whole, &below("（以下略）")), Excerpt::LeftOut);
        assert_eq!(excerpt(&whole, &below("三、说明")), Excerpt::No);
        let dots: &[&str] = &["……", ""];
        assert_eq!(excerpt(&packed(&[rows, &[dots]].concat()), &[]), Excerpt::LeftOut);
    }
}
