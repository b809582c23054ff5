//! What stands in a row.

use crate::Error;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::str::FromStr;
use workflow::NotAnId;

/// Returns the name in a column.
pub(crate) fn id<T: FromStr<Err = NotAnId>>(row: &AnyRow, column: usize) -> Result<T, Error> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|error| Error::unreadable(text, error))
}
