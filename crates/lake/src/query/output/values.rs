//! Columns of Arrow to values of CSV and JSON.

use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use document::data::Value;
use message::Failure;

/// Returns the rows of a part as lines of CSV.
pub(super) fn csv(batch: &RecordBatch) -> Result<String, Failure> {
    let value = |cell| match cell {
        Cell::Missing => Value::Missing,
        Cell::Number(text) | Cell::Text(text) => Value::from(text),
        Cell::Boolean(value) => Value::Boolean(value),
    };
    Ok(writers::csv::lines(rows(batch)?.into_iter().map(|row| row.into_iter().map(value))))
}

/// Returns the rows of a part as objects of JSON. Whole numbers and decimals are numbers as they
/// are printed, so that nothing is lost.
pub(super) fn json(batch: &RecordBatch) -> Result<Vec<String>, Failure> {
    let schema = batch.schema();
    let names: Vec<String> = schema.fields().iter().map(|field| quoted(field.name())).collect();
    let object = |row: Vec<Cell>| {
        let value = |cell: Cell| match cell {
            Cell::Missing => "null".to_owned(),
            Cell::Number(text) => text,
            Cell::Text(text) => quoted(&text),
            Cell::Boolean(value) => value.to_string(),
        };
        let pairs = names.iter().zip(row).map(|(name, cell)| format!("{name}: {}", value(cell)));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
    };
    Ok(rows(batch)?.into_iter().map(object).collect())
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::query) enum Cell {
    Missing,
    Number(String),
    Text(String),
    Boolean(bool),
}

impl Cell {
    /// Returns it as a text; empty where it is missing.
    pub(in crate::query) fn text(self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Number(text) | Self::Text(text) => text,
            Self::Boolean(value) => value.to_string(),
        }
    }
}

/// Returns the rows of a part.
pub(in crate::query) fn rows(batch: &RecordBatch) -> Result<Vec<Vec<Cell>>, Failure> {
    cells(batch).map_err(|error| {
        Failure::new(format!("结果显示不了：{error}"), format!("It cannot be shown: {error}"))
    })
}

fn cells(batch: &RecordBatch) -> Result<Vec<Vec<Cell>>, ArrowError> {
    let options = FormatOptions::default();
    let columns: Vec<(&dyn Array, ArrayFormatter<'_>)> = batch
        .columns()
        .iter()
        .map(|column| Ok((column.as_ref(), ArrayFormatter::try_new(column.as_ref(), &options)?)))
        .collect::<Result<_, ArrowError>>()?;
    let cell = |(column, formatter): &(&dyn Array, ArrayFormatter<'_>), row: usize| {
        if column.is_null(row) || *column.data_type() == DataType::Null {
            return Ok(Cell::Missing);
        }
        let text = formatter.value(row).try_to_string()?;
        // Other numbers of a computer, such as NaN, are no numbers of JSON.
        let is_finite = || text.ends_with(|c: char| c.is_ascii_digit());
        Ok(match column.data_type() {
            DataType::Boolean => Cell::Boolean(text == "true"),
            kind if kind.is_numeric() && is_finite() => Cell::Number(text),
            _ => Cell::Text(text),
        })
    };
    let row = |row| columns.iter().map(|column| cell(column, row)).collect();
    (0..batch.num_rows()).map(row).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::{ArrayRef, Decimal128Array, Int64Array, StringViewArray};
    use std::sync::Arc;

    fn batch() -> RecordBatch {
        let fen = Int64Array::from(vec![Some(i64::MIN), None]);
        let yuan = Decimal128Array::from(vec![Some(-5), Some(123_456)]);
        let yuan = yuan.with_precision_and_scale(36, 2).unwrap();
        let name = StringViewArray::from(vec![Some("=甲\""), None]);
        RecordBatch::try_from_iter([
            ("fen", Arc::new(fen) as ArrayRef),
            ("yuan", Arc::new(yuan)),
            ("name", Arc::new(name)),
        ])
        .unwrap()
    }

    #[test]
    fn numbers_lose_nothing_and_formulas_are_kept_from_spreadsheets() {
        let lines = csv(&batch()).unwrap();
        assert_eq!(lines, "-9223372036854775808,-0.05,\"'=甲\"\"\"\r\n,1234.56,\r\n");
        assert_eq!(csv(&batch().slice(0, 0)).unwrap(), "");
    }

    #[test]
    fn objects_have_every_column() {
        let objects = json(&batch()).unwrap();
        assert_eq!(objects[0], r#"{"fen": -9223372036854775808, "yuan": -0.05, "name": "=甲\""}"#);
        assert_eq!(objects[1], r#"{"fen": null, "yuan": 1234.56, "name": null}"#);
    }
}
