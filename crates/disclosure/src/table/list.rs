//! One list of a table: its label column, its codes and its rows.

use crate::table::column::{Column, Units};
use crate::table::row::Row;
use std::ops::Range;

/// One list of a table: the rows as one label column names them.
///
/// A table with two panels side by side has two lists.
#[derive(Debug, Clone)]
pub struct List {
    /// The label column; `None` if the rows have no labels.
    pub label: Option<usize>,
    /// The code columns.
    pub codes: Vec<usize>,
    /// The columns that give the entity of the rows.
    pub units: Units,
    /// The columns before the labels that are of no list before.
    pub before: Range<usize>,
    /// The meanings of the rows, in the order of the table's data rows.
    pub rows: Vec<Row>,
}

impl List {
    /// Returns whether the amounts of the column belong to the rows as this list describes them.
    pub fn is_of(&self, column: &Column) -> bool {
        self.label == column.label && self.codes == column.codes && self.units == column.units
    }
}
