//! Rows of values to columns of Arrow.

use crate::Shape;
use arrow_array::builder::{BooleanBuilder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
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

/// A column that is being filled.
enum Filling {
    Text(StringBuilder),
    Integer(Int64Builder),
    Boolean(BooleanBuilder),
}

/// Returns the columns of a table as a schema of Arrow; a field's metadata describe it.
pub fn schema(shape: &Shape) -> SchemaRef {
    let fields: Vec<Field> = shape.columns.iter().map(field).collect();
    Arc::new(Schema::new(fields))
}

/// Returns rows as a table.
///
/// # Errors
/// Fails only on a bug: a value that is not of its column's type, or a row that is too short.
pub fn table<'a, Row: Iterator<Item = Value<'a>>>(
    shape: &Shape,
    rows: impl Iterator<Item = Row>,
) -> Result<RecordBatch, ArrowError> {
    let mut filling: Vec<Filling> = shape.columns.iter().map(Filling::new).collect();
    let mut count = 0;
    for mut row in rows {
        count += 1;
        for (column, filling) in shape.columns.iter().zip(&mut filling) {
            let value = row.next().ok_or_else(|| wrong(column, "no value"))?;
            filling.push(value).map_err(|what| wrong(column, what))?;
        }
    }
    let columns = filling.into_iter().map(Filling::finish).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(count));
    RecordBatch::try_new_with_options(schema(shape), columns, &options)
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

fn wrong(column: &Column, what: &str) -> ArrowError {
    ArrowError::InvalidArgumentError(format!("column {}: {what}", column.name))
}

impl Filling {
    fn new(column: &Column) -> Self {
        match column.kind {
            Kind::Text | Kind::Decimal => Self::Text(StringBuilder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    fn push(&mut self, value: Value<'_>) -> Result<(), &'static str> {
        match (self, value) {
            (Self::Text(column), Value::Missing) => column.append_null(),
            (Self::Text(column), Value::Text(text)) => column.append_value(text),
            (Self::Integer(column), Value::Missing) => column.append_null(),
            (Self::Integer(column), Value::Integer(number)) => column.append_value(number),
            (Self::Boolean(column), Value::Missing) => column.append_null(),
            (Self::Boolean(column), Value::Boolean(value)) => column.append_value(value),
            _ => return Err("a value of another type"),
        }
        Ok(())
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Text(mut column) => Arc::new(column.finish()),
            Self::Integer(mut column) => Arc::new(column.finish()),
            Self::Boolean(mut column) => Arc::new(column.finish()),
        }
    }
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
    let values = |row| columns.iter().map(move |column| (column.value)(row));
    table(&shape(name, columns), rows.iter().map(values))
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
        let shape = shape("amounts", &COLUMNS);
        let bad = [Value::Boolean(true), Value::Integer(1)];
        assert!(table(&shape, [bad.into_iter()].into_iter()).is_err());
        let short = [Value::Missing];
        assert!(table(&shape, [short.into_iter()].into_iter()).is_err());
    }
}
