//! Records, documents and findings as Arrow tables, for the lake and for Python.
//!
//! The columns of a record are those of [`disclosure::record::COLUMNS`], in the same order and with
//! the same meaning as in CSV and JSON; the other tables are described here, once each. Texts are
//! `Utf8`, whole numbers `Int64`, and a value that is not known is null.
#![forbid(unsafe_code)]

mod batch;
mod documents;
mod failures;
mod findings;
mod of_file;
mod partition;
mod views;

pub use batch::{TableColumn, schema};
pub use documents::{Described, documents};
pub use failures::{Failed, failures};
pub use findings::{Found, findings};
pub use of_file::{Tables, described, tables, tables_from};
pub use partition::{COLUMNS as PARTITION_COLUMNS, Partition};
pub use views::VIEWS;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use batch::table;
use disclosure::record::{COLUMNS, Record};
use document::data::Column;

/// A table of the lake: its name and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The name, `observations`.
    pub name: &'static str,
    /// The columns in order.
    pub columns: Vec<Column>,
}

impl Shape {
    /// Returns the shape of the table in a lake, which divides documents by year and province.
    #[must_use]
    pub fn in_lake(mut self) -> Self {
        if self.name != failures::NAME {
            self.columns.extend(PARTITION_COLUMNS);
        }
        self
    }
}

/// Returns the shape of the table of records.
pub fn observations_shape() -> Shape {
    let columns = COLUMNS.iter().map(|column| column.column).collect();
    Shape { name: "observations", columns }
}

/// Returns the shapes of all tables: observations, documents, findings and failures.
pub fn shapes() -> [Shape; 4] {
    [observations_shape(), documents::shape(), findings::shape(), failures::shape()]
}

/// Returns records as a table, a row each.
///
/// # Errors
/// Fails only on a bug: a value that is not of its column's type.
pub fn observations(records: &[Record]) -> Result<RecordBatch, ArrowError> {
    table(&observations_shape(), COLUMNS.iter().map(|column| column.value), records)
}
