//! The year and the province of a document, by which a lake is divided.

use arrow_array::{ArrayRef, Int64Array, StringArray};
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

    /// Returns [`COLUMNS`] for so many rows of a document, so that a row is complete without the
    /// name of the folder in which it is.
    pub fn columns(&self, rows: usize) -> [ArrayRef; 2] {
        let province = (!self.province.is_empty()).then_some(self.province.as_str());
        let year = Int64Array::from(vec![self.year; rows]);
        let province = StringArray::from(vec![province; rows]);
        [Arc::new(year), Arc::new(province)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;

    #[test]
    fn every_row_gets_year_and_province() {
        let partition = Partition { year: Some(2031), province: "13".to_owned() };
        let [year, province] = partition.columns(2);
        assert_eq!(year.to_data(), Int64Array::from(vec![2031, 2031]).to_data());
        assert_eq!(province.to_data(), StringArray::from(vec!["13", "13"]).to_data());
        assert!(Partition::default().columns(1).iter().all(|column| column.is_null(0)));
    }
}
