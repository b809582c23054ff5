//! The sheets of a package, as forms that work without a script.

mod editing;
mod first;
mod get;
mod post;
mod view;
mod workbook;

pub(crate) use first::first;
pub(crate) use get::get;
pub(crate) use post::post;
pub(crate) use workbook::{download, upload};

/// The most bytes of a form with rows.
pub(crate) const MOST_BYTES_OF_ROWS: usize = 1024 * 1024;
