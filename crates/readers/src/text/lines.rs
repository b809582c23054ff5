//! Tables with one cell on each line and nothing that tells so: heads, then rows of a label and as
//! many numbers as there are other heads.

use super::{CellText, Rows};

/// The fewest rows by which such a table is known.
const FEWEST: usize = 3;

/// The most columns of such a table, and the longest head or label in characters.
const MOST: usize = 8;
const LONGEST: usize = 30;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    if !is_words(lines.first()?.trim()) {
        return None;
    }
    let lines = (first..).zip(lines.iter().map(|line| line.trim()));
    let mut cells = lines
        .filter(|(_, text)| !text.is_empty())
        .take_while(|(_, text)| is_words(text) || is_number(text))
        .peekable();
    // The heads and the first label stand before the first number, one of each row.
    let mut words = Vec::new();
    while let Some(cell) = cells.next_if(|(_, text)| is_words(text)) {
        words.push(cell);
        if words.len() > MOST + 1 {
            return None;
        }
    }
    let mut row: Vec<(u32, &str)> = words.pop().into_iter().collect();
    let width = words.len();
    let mut rows = vec![words];
    while row.len() == 1 {
        while let Some(cell) = cells.next_if(|(_, text)| is_number(text) && row.len() <= width) {
            row.push(cell);
        }
        if row.len() != width {
            break;
        }
        rows.push(std::mem::take(&mut row));
        row.extend(cells.next_if(|(_, text)| is_words(text)));
    }
    let (last, _) = rows.last()?.last()?;
    let text = |(line, text): &(u32, &str)| CellText { text: (*text).to_owned(), line: *line };
    (width > 1 && rows.len() > FEWEST).then(|| Rows {
        lines: (last - first + 1) as usize,
        rows: rows.iter().map(|row| row.iter().map(text).collect()).collect(),
        in_columns: true,
    })
}

/// Whether a line may be a head or a label: a few words and no sentence.
fn is_words(line: &str) -> bool {
    let ends = ['。', '；', ';', '，', ',', '：', ':'];
    !line.is_empty()
        && line.chars().count() <= LONGEST
        && line.chars().any(char::is_alphabetic)
        && !line.contains(ends)
}

fn is_number(line: &str) -> bool {
    let digits = line.strip_prefix(['-', '−']).unwrap_or(line);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}
