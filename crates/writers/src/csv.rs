//! Tables of data as comma-separated values: UTF-8 with a byte order mark, as spreadsheets want
//! it, and nothing in it that a spreadsheet would calculate.

use csv::{Terminator, WriterBuilder};
use document::data::{Column, Value};
use document::list::List;
use std::borrow::Cow;

/// What a text begins with that a spreadsheet takes for a formula.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Returns the byte order mark and the line of the columns' names.
pub fn head(columns: impl IntoIterator<Item = Column>) -> String {
    let names = columns.into_iter().map(|column| Value::from(column.name));
    format!("\u{feff}{}", lines([names]))
}

/// Returns one line a row.
#[expect(clippy::expect_used, reason = "texts are written into memory")]
pub fn lines<'a, R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = Value<'a>>,
{
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let row: Vec<Value<'a>> = row.into_iter().collect();
        let fields = row.iter().map(field).map(|field| field.into_owned().into_bytes());
        writer.write_record(fields).expect("memory can be written, and all rows are equally long");
    }
    let bytes = writer.into_inner().expect("memory can be written");
    String::from_utf8(bytes).expect("fields are texts")
}

/// Returns a list with its head, without the lines above and below it.
pub fn list(list: &List) -> String {
    let heads = list.columns.iter().map(|column| column.head.as_str());
    let rows =
        list.rows.iter().map(|row| row.iter().map(String::as_str).map(Value::from).collect());
    let rows = std::iter::once(heads.map(Value::from).collect::<Vec<_>>()).chain(rows);
    format!("\u{feff}{}", lines(rows))
}

/// A value as CSV prints it. A published file may hold the words of strangers: a text that a
/// spreadsheet would calculate is kept from it by an apostrophe. Numbers never are.
fn field<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::Missing => Cow::Borrowed(""),
        Value::Text(text) if text.starts_with(FORMULA) && !is_number(text) => {
            Cow::Owned(format!("'{text}"))
        }
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
    }
}

/// Whether a text is a number as documents print them: `-1,320.50`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::data::Kind;

    #[test]
    fn the_head_has_a_byte_order_mark() {
        let column = |name| Column {
            name,
            kind: Kind::Text,
            unit: "",
            title: "",
            zh: "",
            en: "",
            example: "",
        };
        assert_eq!(head([column("file"), column("fen")]), "\u{feff}file,fen\r\n");
    }

    #[test]
    fn fields_are_quoted_where_they_need_it() {
        let row = ["支出,总表", "\"其他\"", "20701"].map(Value::from);
        let row = row.into_iter().chain([Value::Missing, Value::Integer(-3), Value::Boolean(true)]);
        assert_eq!(lines([row]), "\"支出,总表\",\"\"\"其他\"\"\",20701,,-3,true\r\n");
    }

    #[test]
    fn formulas_are_defused_and_numbers_left() {
        let guarded = |text: &str| field(&Value::from(text)).into_owned();
        for formula in ["=1+1", "+cmd", "-3+x", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－", "-"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for text in ["-3.00", "+3", "-1,320.50", "1-2", "支出"] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(field(&Value::Integer(-5)), "-5");
    }
}
