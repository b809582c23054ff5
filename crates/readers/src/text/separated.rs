//! Tables with a comma or a semicolon between the cells of a row (CSV).
//!
//! Prose has commas as well. Lines are a table only if several in a row have as many separators,
//! outside of quotation marks, and if some of what they separate are numbers.

use super::{CellText, Rows};
use csv::{ReaderBuilder, StringRecord};
use std::io::{self, Read};

/// The number of lines that decide whether a table begins.
const SAMPLE: usize = 20;

/// The least number of rows of a table.
const LEAST: usize = 3;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    let (line, next) = (lines.first()?, lines.get(1)?);
    let separator = *[b',', b';'].iter().find(|separator| {
        let separator = char::from(**separator);
        line.trim_end_matches(separator).contains(separator)
            && (next.contains(separator) || line.contains('"'))
    })?;
    let sample = lines.get(..SAMPLE).unwrap_or(lines);
    if !is_table(&records(sample, separator).0) {
        return None;
    }
    let (records, lines) = records(lines, separator);
    let cells = |(record, line): (StringRecord, u32)| {
        let line = first.saturating_add(line);
        let cell = |text: &str| CellText { text: text.trim().to_owned(), line };
        record.iter().map(cell).collect::<Vec<_>>()
    };
    let rows = records.into_iter().map(cells);
    let rows = rows.filter(|row| row.iter().any(|cell| !cell.text.is_empty())).collect();
    Some(Rows { rows, lines, in_columns: true })
}

/// Returns a line without the separators with which a spreadsheet fills it up to its last column.
pub(super) fn without_padding(line: &str) -> &str {
    let text = line.trim_end_matches([',', ';']);
    if line.len() - text.len() > 1 { text } else { line }
}

/// Returns the leading records with as many fields as the first, each with the number of lines
/// before it, and the number of their lines.
fn records(lines: &[&str], separator: u8) -> (Vec<(StringRecord, u32)>, usize) {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(Lines { lines, at: 0, in_line: 0, quoted: false });
    let mut records: Vec<(StringRecord, u32)> = Vec::new();
    let mut read = 0;
    loop {
        let mut record = StringRecord::new();
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let width = records.first().map_or(record.len(), |(first, _)| first.len());
        if record.len() != width {
            break;
        }
        records.push((record, u32::try_from(read).unwrap_or(u32::MAX)));
        read = usize::try_from(reader.position().line()).unwrap_or(usize::MAX).saturating_sub(1);
    }
    (records, read.min(lines.len()))
}

/// Returns whether records are the rows of a table rather than sentences with commas.
fn is_table(records: &[(StringRecord, u32)]) -> bool {
    let is_wide = records.first().is_some_and(|(first, _)| first.len() > 1);
    let has_number = |(record, _): &&(StringRecord, u32)| record.iter().any(is_number);
    // Prose has no blanks between two commas; heads that are merged over columns leave them.
    let has_blanks = |(record, _): &&(StringRecord, u32)| {
        record.iter().filter(|field| field.trim().is_empty()).count() > 1
    };
    let is_row = |record: &&(StringRecord, u32)| has_number(record) || has_blanks(record);
    is_wide
        && records.len() >= LEAST
        && records.iter().any(|record| has_number(&record))
        && records.iter().filter(is_row).count() * 3 >= records.len()
        && !records.iter().any(is_prose)
}

/// Returns whether a record is a sentence cut at its commas; a note below a table is one field,
/// and the others of its record are blank.
fn is_prose((record, _): &(StringRecord, u32)) -> bool {
    let filled = record.iter().filter(|field| !field.trim().is_empty()).count();
    filled > 1 && record.iter().any(|field| field.ends_with('。'))
}

fn is_number(field: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || ",.-−+%()（）".contains(c);
    field.contains(|c: char| c.is_ascii_digit()) && field.trim().chars().all(is_part)
}

/// The lines up to the first blank one outside of quotation marks, as bytes.
struct Lines<'l> {
    lines: &'l [&'l str],
    /// The index of the next line.
    at: usize,
    /// The number of bytes of it that have been read; its end counts as one.
    in_line: usize,
    /// Whether the next line begins within quotation marks.
    quoted: bool,
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(line) = self.lines.get(self.at) else { return Ok(0) };
        if self.in_line == 0 && line.trim().is_empty() && !self.quoted {
            return Ok(0);
        }
        let rest = line.as_bytes().get(self.in_line..).unwrap_or_default();
        if rest.is_empty() {
            let Some(end) = buffer.first_mut() else { return Ok(0) };
            *end = b'\n';
            self.quoted ^= line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
            (self.at, self.in_line) = (self.at + 1, 0);
            return Ok(1);
        }
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.in_line += count;
        Ok(count)
    }
}
