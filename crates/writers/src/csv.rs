//! Printed numbers as comma-separated values, one number a row.

use crate::observations::{Row, yuan};

/// The columns, in order.
pub const COLUMNS: [&str; 13] = [
    "file", "table", "title", "row", "column", "head", "label", "code", "printed", "fen", "scope",
    "page", "place",
];

/// All that is known of each printed number, in UTF-8 with a header.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let mut out = line(&COLUMNS);
    for row in rows {
        let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        let (table, at, column) = (number(row.table), number(row.row), number(row.column));
        let fen = row.fen.map(|fen| fen.to_string()).unwrap_or_default();
        let page = row.page.map(number).unwrap_or_default();
        out.push_str(&line(&[
            &row.file,
            &table,
            &row.title,
            &at,
            &column,
            &row.head,
            &row.label,
            &row.code,
            &row.printed,
            &fen,
            &row.scope,
            &page,
            &row.place,
        ]));
    }
    out.into_bytes()
}

/// The columns of [`budget`], in order.
pub const BUDGET_COLUMNS: [&str; 12] = [
    "id", "entity", "year", "stage", "flow", "fund", "function", "economic", "purpose", "scope",
    "amount", "printed",
];

/// The amounts among the numbers by their dimensions, in yuan: the data of a fiscal data
/// package. The first column counts the rows, so that each can be pointed at.
pub fn budget(rows: &[Row]) -> Vec<u8> {
    let mut out = line(&BUDGET_COLUMNS);
    let amounts = rows.iter().filter_map(|row| Some((row, row.fen?)));
    for (number, (row, fen)) in (1_u64..).zip(amounts) {
        let of = &row.dimensions;
        let year = of.year.map(|year| year.to_string()).unwrap_or_default();
        out.push_str(&line(&[
            &number.to_string(),
            &of.entity,
            &year,
            &of.stage,
            &of.flow,
            &of.fund,
            &of.function,
            &of.economic,
            &of.purpose,
            &row.scope,
            &yuan(fen),
            &row.printed,
        ]));
    }
    out.into_bytes()
}

fn line<T: AsRef<str>>(fields: &[T]) -> String {
    let fields: Vec<_> = fields.iter().map(|field| quoted(field.as_ref())).collect();
    fields.join(",") + "\r\n"
}

/// A field as RFC 4180 wants it. One that a spreadsheet would calculate is kept from it by an
/// apostrophe: a published file may hold the words of strangers.
fn quoted(field: &str) -> String {
    let is_number = |text: &str| text.parse::<i64>().is_ok() || is_decimal(text);
    let guarded = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(field) {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            file: "a.docx".to_owned(),
            table: 3,
            title: "支出,总表".to_owned(),
            row: 4,
            column: 2,
            label: "\"其他\"".to_owned(),
            code: "20701".to_owned(),
            printed: "1,320.50".to_owned(),
            fen: Some(1_320_500_000),
            scope: "=1+1".to_owned(),
            ..Row::default()
        }
    }

    #[test]
    fn fields_are_quoted_and_formulas_defused() {
        let text = String::from_utf8(write(&[row()])).unwrap();
        assert_eq!(
            text.lines().nth(1),
            Some(
                "a.docx,3,\"支出,总表\",4,2,,\"\"\"其他\"\"\",20701,\"1,320.50\",1320500000,'=1+1,,"
            )
        );
        assert_eq!(quoted("-3.00"), "-3.00");
        assert_eq!(quoted("-3+x"), "'-3+x");
    }

    #[test]
    fn only_amounts_are_data() {
        let rows = [Row { fen: None, ..row() }, row(), Row { fen: Some(-1), ..row() }];
        let text = String::from_utf8(budget(&rows)).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1], "1,,,,,,,,,'=1+1,13205000.00,\"1,320.50\"");
        assert!(lines[2].contains(",-0.01,"));
    }
}
