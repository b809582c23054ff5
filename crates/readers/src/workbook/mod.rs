//! Workbooks: what a person sees on their sheets.
//!
//! Hidden sheets, rows and columns are left out. A disclosure is what it shows; what is
//! hidden are working sheets, code lists and last year's tables, and reading them would
//! double tables and find faults nobody published.

mod biff;
mod format;
mod ods;
mod sheet;
#[cfg(test)]
mod tests;
mod visible;
mod xls;
mod xlsx;

pub(crate) use ods::read as read_ods;
pub(crate) use xls::read as read_xls;
pub(crate) use xlsx::read as read_xlsx;
