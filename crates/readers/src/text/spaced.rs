//! Tables whose columns are set by blanks, as a PDF is written as text.
//!
//! Prose has blanks as well. Lines are a table only if several have amounts, and if every head
//! stands over its column, at the beginning of its columns, or in the middle of them.

use super::{CellText, Rows};

/// The least number of lines with amounts.
const LEAST: usize = 3;

/// The least number of blanks between two columns.
const GAP: usize = 2;

/// One line in this many may extend over a gap between columns.
const OVERFLOWS: usize = 20;

/// The widest table in columns.
const MOST: usize = 60;

/// The most blank lines between two rows.
const MOST_BLANK: usize = 1;

/// Some words of a line, and the positions from and to which they extend.
#[derive(Debug, Clone)]
struct Word<'l> {
    text: &'l str,
    from: usize,
    to: usize,
}

/// A line of a table: its number and its words.
type Row<'l> = (u32, Vec<Word<'l>>);

/// The number of lines that decide whether a table begins, and the most lines of a table.
const SAMPLE: usize = 40;
const LONGEST: usize = 2_000;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let some = |count: usize| lines.get(..count).unwrap_or(lines);
    read(some(SAMPLE), first).and_then(|_| read(some(LONGEST), first))
}

fn read(lines: &[&str], first: u32) -> Option<Rows> {
    let (rows, count) = leading(lines, first)?;
    let data = rows.iter().position(|(_, words)| has_amount(words))?;
    let (heads, body) = rows.split_at_checked(data)?;
    if body.iter().filter(|(_, words)| has_amount(words)).count() < LEAST {
        return None;
    }
    let columns = columns(heads, body)?;
    let mut laid = Vec::with_capacity(rows.len());
    for (at, row) in heads.iter().enumerate() {
        laid.push(head(row, heads.get(at + 1..).unwrap_or_default(), &columns)?);
    }
    for (line, words) in body {
        let mut cells = blank(columns.len(), *line);
        for word in words {
            let cell = cells.get_mut(over(word, &columns).next()?)?;
            let between = if cell.text.is_empty() { "" } else { " " };
            cell.text.extend([between, word.text]);
        }
        laid.push(cells);
    }
    Some(Rows { rows: laid, lines: count, in_columns: true })
}

/// The rows at the beginning of `lines`, and the number of their lines.
fn leading<'l>(lines: &[&'l str], first: u32) -> Option<(Vec<Row<'l>>, usize)> {
    let is_row = |words: &[Word<'_>]| words.len() > 1 && !is_caption(words);
    is_row(&words(lines.first()?)).then_some(())?;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut last, mut taken, mut blank) = (0, 0, 0);
    for (at, (number, line)) in (first..).zip(lines).enumerate() {
        let words = words(line);
        blank = if words.is_empty() { blank + 1 } else { 0 };
        let is_end = words.iter().any(|word| word.text.ends_with('。')) || is_caption(&words);
        if blank > MOST_BLANK || is_end || rows.len() > last + 1 {
            break;
        }
        if !words.is_empty() {
            let is_row = is_row(&words);
            rows.push((number, words));
            if is_row {
                (last, taken) = (rows.len(), at + 1);
            }
        }
    }
    rows.truncate(last);
    Some((rows, taken))
}

/// The ends of the columns, from the words of the lines with amounts and from the lowest heads.
fn columns(heads: &[Row<'_>], body: &[Row<'_>]) -> Option<Vec<(usize, usize)>> {
    let data: Vec<&Row<'_>> = body.iter().filter(|(_, words)| has_amount(words)).collect();
    let width = data.iter().flat_map(|(_, words)| words).map(|word| word.to).max()?;
    let mut depth = vec![0_usize; width];
    for word in data.iter().flat_map(|(_, words)| words) {
        depth.get_mut(word.from..word.to)?.iter_mut().for_each(|depth| *depth += 1);
    }
    let few = data.len() / OVERFLOWS;
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (at, _) in depth.iter().enumerate().filter(|(_, depth)| **depth > few) {
        match columns.last_mut() {
            Some((_, to)) if *to == at => *to = at + 1,
            _ => columns.push((at, at + 1)),
        }
    }
    // A column without amounts has only its head.
    for word in heads.iter().rev().flat_map(|(_, words)| words) {
        let mut over = columns.iter_mut().filter(|column| word.is_over(column));
        match (over.next(), over.next()) {
            (None, _) => {
                columns.push((word.from, word.to));
                columns.sort_unstable();
            }
            (Some(column), None) => *column = (column.0.min(word.from), column.1.max(word.to)),
            _ => {}
        }
    }
    (2..=MOST).contains(&columns.len()).then_some(columns)
}

/// The cells of a row of heads: each in the first of the columns that it is over. `None` if that is
/// uncertain for one of them.
fn head(row: &Row<'_>, below: &[Row<'_>], columns: &[(usize, usize)]) -> Option<Vec<CellText>> {
    let (line, words) = row;
    let is_filled =
        |words: &[Word<'_>], column: &(usize, usize)| words.iter().any(|word| word.is_over(column));
    let is_free = |at: &usize| {
        columns.get(*at).is_some_and(|column| {
            !is_filled(words, column) && below.iter().any(|(_, words)| is_filled(words, column))
        })
    };
    let mut cells = blank(columns.len(), *line);
    for word in words {
        let own = over(word, columns).next()?;
        let column = columns.get(own)?;
        let is_group = below.iter().any(|(_, words)| is_filled(words, column));
        let begins = word.from.abs_diff(column.0) < GAP;
        let least = (0..own).rev().take_while(is_free).last().unwrap_or(own);
        let at = match !is_group || least == own || begins {
            true => own,
            false => {
                let most = (own + 1..columns.len()).take_while(is_free).last().unwrap_or(own);
                let (from, to) = (columns.get(least)?.0, columns.get(most)?.1);
                let off = (from + to).abs_diff(word.from + word.to) / 2;
                (off <= GAP.max((to - from) / 10)).then_some(least)?
            }
        };
        let cell = cells.get_mut(at)?;
        cell.text.is_empty().then_some(())?;
        word.text.clone_into(&mut cell.text);
    }
    Some(cells)
}

/// The columns that a word is over.
fn over(word: &Word<'_>, columns: &[(usize, usize)]) -> impl Iterator<Item = usize> {
    columns.iter().enumerate().filter(|(_, column)| word.is_over(column)).map(|(at, _)| at)
}

fn blank(columns: usize, line: u32) -> Vec<CellText> {
    (0..columns).map(|_| CellText { text: String::new(), line }).collect()
}

/// The words of a line, which are between gaps.
fn words(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut at, mut blanks, mut start) = (0, GAP, 0);
    for (index, c) in line.char_indices() {
        let width = width(c);
        if c.is_whitespace() {
            blanks += width;
        } else {
            let end = index + c.len_utf8();
            match words.last_mut().filter(|_| blanks < GAP) {
                Some(word) => {
                    word.text = line.get(start..end).unwrap_or_default();
                    word.to = at + width;
                }
                None => {
                    start = index;
                    let text = line.get(start..end).unwrap_or_default();
                    words.push(Word { text, from: at, to: at + width });
                }
            }
            blanks = 0;
        }
        at += width;
    }
    words
}

/// Chinese characters are as wide as two digits; quotes are not.
fn width(c: char) -> usize {
    if c >= '\u{2e80}' { 2 } else { 1 }
}

impl Word<'_> {
    fn is_over(&self, (from, to): &(usize, usize)) -> bool {
        self.from < *to && *from < self.to
    }
}

/// Whether a line names the entity and the unit of money of a table.
fn is_caption(words: &[Word<'_>]) -> bool {
    !words.is_empty() && words.iter().all(|word| word.text.contains([':', '：']))
}

/// Whether a line has an amount behind its first word, or several.
fn has_amount(words: &[Word<'_>]) -> bool {
    words.len() > 1 && words.iter().any(|word| is_amount(word.text))
}

fn is_amount(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || ",.-−+%()（）".contains(c);
    text.contains('.') && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}
