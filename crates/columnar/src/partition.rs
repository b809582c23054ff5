//! The year and the province of a document, by which a lake is divided.

use crate::Shape;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, Schema};
use document::data::{Column, Kind};
use engine::File;
use std::sync::Arc;

/// The year and the province of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Partition {
    /// The year that it discloses.
    pub year: Option<i64>,
    /// The first two digits of its division; empty if unknown.
    pub province: String,
}

/// The columns that a lake adds to the tables of documents that were read.
pub const COLUMNS: [Column; 2] = [
    Column {
        name: "document_year",
        kind: Kind::Integer,
        unit: "",
        title: "文件年度",
        zh: "文件公开的年度",
        en: "The year that the document discloses",
        example: "2031",
    },
    Column {
        name: "province",
        kind: Kind::Text,
        unit: "",
        title: "省份",
        zh: "区划代码的前两位",
        en: "The first two digits of its administrative division",
        example: "13",
    },
];

impl Partition {
    /// Returns the partition of a file.
    pub fn of(file: &File) -> Self {
        let division = file.disclosure.division.map_or("", |division| division.code);
        Self {
            year: file.disclosure.year.map(|year| i64::from(year.0)),
            province: division.get(..2).unwrap_or_default().to_owned(),
        }
    }

    /// Adds [`COLUMNS`] to a table of one document, so that a row is complete without the name of
    /// the folder in which it is.
    ///
    /// # Errors
    /// Fails only on a bug.
    pub fn add(&self, table: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let rows = table.num_rows();
        let province = (!self.province.is_empty()).then_some(self.province.as_str());
        let year: ArrayRef = Arc::new(Int64Array::from(vec![self.year; rows]));
        let province: ArrayRef = Arc::new(StringArray::from(vec![province; rows]));
        let mut fields: Vec<_> = table.schema().fields().iter().cloned().collect();
        let added = crate::schema(&Shape { name: "", columns: COLUMNS.to_vec() });
        fields.extend(added.fields().iter().cloned());
        let mut columns = table.columns().to_vec();
        columns.extend([year, province]);
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;

    #[test]
    fn every_row_gets_year_and_province() {
        let table = crate::failures(&[]).unwrap();
        let unknown = Partition::default().add(&table).unwrap();
        assert_eq!(unknown.num_columns(), table.num_columns() + 2);
        let one = Int64Array::from(vec![7]);
        let table = RecordBatch::try_from_iter([("fen", Arc::new(one) as ArrayRef)]).unwrap();
        let partition = Partition { year: Some(2031), province: "13".to_owned() };
        let placed = partition.add(&table).unwrap();
        assert_eq!(placed.column(1).to_data(), Int64Array::from(vec![2031]).to_data());
        assert_eq!(placed.column(2).to_data(), StringArray::from(vec!["13"]).to_data());
        assert!(Partition::default().add(&table).unwrap().column(2).is_null(0));
    }
}
