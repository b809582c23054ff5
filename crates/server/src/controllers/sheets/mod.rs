//! The sheets of a package: as forms that work without a script, and as what the script of the
//! spreadsheet loads, checks and saves.

mod beside;
mod check;
mod data;
mod editing;
mod edits;
mod first;
mod get;
mod mistakes;
mod post;
mod view;
mod workbook;

pub(crate) use check::check;
pub(crate) use data::data;
pub(crate) use edits::edits;
pub(crate) use first::first;
pub(crate) use get::get;
pub(crate) use post::post;
pub(crate) use workbook::{download, upload};

/// The most bytes of a form with rows, and of edits.
pub(crate) const MOST_BYTES_OF_ROWS: usize = 4 * 1024 * 1024;
