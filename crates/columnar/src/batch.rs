//! Rows of values to columns of Arrow.

use crate::Shape;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use document::data::{Column, Kind, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// A column of a table and how a row fills it.
#[derive(Debug, Clone, Copy)]
pub struct TableColumn<T: 'static> {
    /// What it is called and means.
    pub column: Column,
    /// Returns its value in a row.
    pub value: fn(&T) -> Value<'_>,
}

/// Returns the columns of a table as a schema of Arrow; a field's metadata describe it.
pub fn schema(shape: &Shape) -> SchemaRef {
    let fields: Vec<Field> = shape.columns.iter().map(field).collect();
    Arc::new(Schema::new(fields))
}

/// Returns rows as a table, one column after the other.
///
/// # Errors
/// Fails only on a bug: a value that is not of its column's type.
pub(crate) fn table<T>(
    shape: &Shape,
    columns: impl Iterator<Item = fn(&T) -> Value<'_>>,
    rows: &[T],
) -> Result<RecordBatch, ArrowError> {
    let columns = shape.columns.iter().zip(columns);
    let columns = columns.map(|(column, value)| filled(column, rows.iter().map(value)));
    RecordBatch::try_new(schema(shape), columns.collect::<Result<_, _>>()?)
}

fn filled<'a>(
    column: &Column,
    values: impl Iterator<Item = Value<'a>>,
) -> Result<ArrayRef, ArrowError> {
    let wrong = || {
        let name = column.name;
        ArrowError::InvalidArgumentError(format!("column {name}: a value of another type"))
    };
    Ok(match column.kind {
        Kind::Text | Kind::Decimal => {
            let text = |value| match value {
                Value::Missing => Ok(None),
                Value::Text(text) => Ok(Some(text)),
                _ => Err(wrong()),
            };
            Arc::new(values.map(text).collect::<Result<StringArray, _>>()?)
        }
        Kind::Integer => {
            let number = |value| match value {
                Value::Missing => Ok(None),
                Value::Integer(number) => Ok(Some(number)),
                _ => Err(wrong()),
            };
            Arc::new(values.map(number).collect::<Result<Int64Array, _>>()?)
        }
        Kind::Boolean => {
            let whether = |value| match value {
                Value::Missing => Ok(None),
                Value::Boolean(whether) => Ok(Some(whether)),
                _ => Err(wrong()),
            };
            Arc::new(values.map(whether).collect::<Result<BooleanArray, _>>()?)
        }
    })
}

fn field(column: &Column) -> Field {
    let data_type = match column.kind {
        Kind::Text | Kind::Decimal => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Boolean => DataType::Boolean,
    };
    let Column { unit, title, zh, en, .. } = *column;
    let words = [("unit", unit), ("title", title), ("zh", zh), ("en", en)];
    let words = words.into_iter().filter(|(_, text)| !text.is_empty());
    let words: HashMap<String, String> =
        words.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
    Field::new(column.name, data_type, true).with_metadata(words)
}

impl<T> TableColumn<T> {
    /// Returns a column of words, codes or keys.
    pub(crate) const fn text(name: &'static str, value: fn(&T) -> Value<'_>) -> Self {
        Self::new(name, Kind::Text, value)
    }

    /// Returns a column of whole numbers.
    pub(crate) const fn integer(name: &'static str, value: fn(&T) -> Value<'_>) -> Self {
        Self::new(name, Kind::Integer, value)
    }

    const fn new(name: &'static str, kind: Kind, value: fn(&T) -> Value<'_>) -> Self {
        let column = Column { name, kind, unit: "", title: "", zh: "", en: "", example: "" };
        Self { column, value }
    }

    /// Gives its numbers a unit.
    pub(crate) const fn of(mut self, unit: &'static str) -> Self {
        self.column.unit = unit;
        self
    }

    /// Describes it.
    pub(crate) const fn means(
        mut self,
        title: &'static str,
        zh: &'static str,
        en: &'static str,
        example: &'static str,
    ) -> Self {
        self.column.title = title;
        self.column.zh = zh;
        self.column.en = en;
        self.column.example = example;
        self
    }
}

/// Returns the shape of a table.
pub(crate) fn shape<T>(name: &'static str, columns: &[TableColumn<T>]) -> Shape {
    Shape { name, columns: columns.iter().map(|column| column.column).collect() }
}

/// Returns rows as a table by its columns.
pub(crate) fn rows<T>(
    name: &'static str,
    columns: &[TableColumn<T>],
    rows: &[T],
) -> Result<RecordBatch, ArrowError> {
    table(&shape(name, columns), columns.iter().map(|column| column.value), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;

    const COLUMNS: [TableColumn<(&str, i64)>; 2] = [
        TableColumn::text("name", |row: &(&str, i64)| row.0.into()),
        TableColumn::integer("fen", |row: &(&str, i64)| row.1.into()).of("分"),
    ];

    #[test]
    fn rows_become_columns_and_what_is_not_known_is_null() {
        let batch = rows("amounts", &COLUMNS, &[("甲", 5), ("", -7)]).unwrap();
        assert_eq!(batch.column(0).as_string::<i32>().value(0), "甲");
        assert!(batch.column(0).is_null(1));
        assert_eq!(batch.column(1).as_primitive::<Int64Type>().values(), &[5, -7]);
        assert_eq!(batch.schema().field(1).metadata()["unit"], "分");
        assert_eq!(rows("amounts", &COLUMNS, &[]).unwrap().num_rows(), 0);
    }

    #[test]
    fn a_value_of_another_type_is_refused() {
        let bad: fn(&bool) -> Value<'_> = |row| Value::Boolean(*row);
        let shape = shape("amounts", &COLUMNS);
        assert!(table(&shape, [bad, bad].into_iter(), &[true]).is_err());
    }
}
