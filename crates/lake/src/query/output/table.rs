//! An answer as lines to read.

use super::values::{self, Cell};
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::record_batch::RecordBatch;
use message::{Failure, Lang};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest that a column is; what is longer is cut.
const WIDEST: usize = 48;

/// Between two columns.
const GAP: &str = "  ";

/// Rows that wait until the widths of all are known.
pub(crate) struct Table {
    /// The most rows that are shown; without it texts are not cut either.
    most: Option<usize>,
    lang: Lang,
    heads: Vec<String>,
    /// Whether each column has numbers alone, which are right-aligned.
    are_numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
    /// The number of rows, those that are not shown among them.
    count: usize,
}

impl Table {
    pub(super) fn new(schema: &Schema, most: Option<usize>, lang: Lang) -> Self {
        let fields = schema.fields().iter();
        let heads = fields.clone().map(|field| field.name().clone()).collect();
        let are_numbers = fields.map(|field| field.data_type().is_numeric()).collect();
        Self { most, lang, heads, are_numbers, rows: Vec::new(), count: 0 }
    }

    pub(super) fn take(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        self.count += batch.num_rows();
        let room = self.most.map_or(usize::MAX, |most| most.saturating_sub(self.rows.len()));
        let shown = batch.slice(0, batch.num_rows().min(room));
        let rows = values::rows(&shown)?;
        let widest = self.most.map_or(usize::MAX, |_| WIDEST);
        let line = |row: Vec<Cell>| row.into_iter().map(|cell| printed(cell, widest)).collect();
        self.rows.extend(rows.into_iter().map(line));
        Ok(())
    }

    /// Returns the lines.
    pub(super) fn text(&self) -> String {
        let mut widths: Vec<usize> = self.heads.iter().map(|head| head.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut text = self.line(&self.heads, &widths);
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        text += &self.line(&rule, &widths);
        for row in &self.rows {
            text += &self.line(row, &widths);
        }
        // Writing into a text does not fail.
        let _ = writeln!(text, "{}", self.summary());
        text
    }

    fn summary(&self) -> String {
        let (count, shown) = (self.count, self.rows.len());
        match (self.lang, shown < count) {
            (Lang::Zh, false) => format!("共 {count} 行。"),
            (Lang::Zh, true) => format!("共 {count} 行，只列前 {shown} 行；--all 全部列出。"),
            (Lang::En, false) => format!("{count} rows."),
            (Lang::En, true) => {
                format!("{count} rows, of which the first {shown}; --all lists all.")
            }
        }
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, width), is_number) in cells.iter().zip(widths).zip(&self.are_numbers) {
            let blank = " ".repeat(width.saturating_sub(cell.width()));
            let cell = if *is_number { blank + cell } else { cell.clone() + &blank };
            if !line.is_empty() {
                line += GAP;
            }
            line += &cell;
        }
        line.truncate(line.trim_end().len());
        line + "\n"
    }
}

fn printed(cell: Cell, widest: usize) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Number(number) => grouped(&number),
        Cell::Text(text) => cut(&text.replace(char::is_control, " "), widest),
        Cell::Boolean(value) => value.to_string(),
    }
}

/// `-1234567.80` as `-1,234,567.80`; whole numbers, such as years, only from five digits on.
fn grouped(number: &str) -> String {
    let (whole, decimals) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    if !digits.bytes().all(|digit| digit.is_ascii_digit())
        || (decimals.is_empty() && digits.len() < 5)
    {
        return number.to_owned();
    }
    let mut grouped = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + decimals
}

fn cut(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut width = 0;
    let fits = |sign: &char| {
        width += sign.width().unwrap_or_default();
        width < widest
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::{ArrayRef, Int64Array, StringArray};
    use std::sync::Arc;

    #[test]
    fn numbers_are_grouped_and_aligned() {
        assert_eq!(grouped("-1234567.80"), "-1,234,567.80");
        assert_eq!(grouped("2031"), "2031");
        assert_eq!(grouped("123.00"), "123.00");
        assert_eq!(grouped("12345"), "12,345");
    }

    #[test]
    fn signs_of_chinese_are_two_wide_and_long_answers_are_cut() {
        let name = StringArray::from(vec!["水务局", "a", "b"]);
        let fen = Int64Array::from(vec![5, 12345, 7]);
        let columns = [("name", Arc::new(name) as ArrayRef), ("fen", Arc::new(fen))];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut table = Table::new(&batch.schema(), Some(2), Lang::En);
        table.take(&batch).unwrap();
        let expected = "name       fen\n──────  ──────\n水务局       5\na       12,345\n\
                        3 rows, of which the first 2; --all lists all.\n";
        assert_eq!(table.text(), expected);
        assert_eq!(cut(&"预".repeat(30), 48).width(), 47);
    }
}
