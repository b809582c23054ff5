//! Reads workbooks as their sheets are displayed.
//!
//! Hidden sheets, rows and columns are left out because they are not part of the disclosure: they
//! contain working sheets, code lists and last year's tables. Reading them would duplicate tables
//! and find errors in unpublished numbers.

mod biff;
mod book;
mod format;
mod number;
mod ods;
mod sheet;
#[cfg(test)]
mod tests;
mod visible;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub(crate) use ods::read as read_ods;
pub(crate) use xls::read as read_xls;
pub(crate) use xlsb::read as read_xlsb;
pub(crate) use xlsx::read as read_xlsx;
pub(crate) use xml::read as read_xml;
