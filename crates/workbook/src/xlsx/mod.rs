//! Reads and writes a ledger as an Excel workbook.

mod looks;
mod read;
mod unseen;
mod write;

pub(crate) use looks::sheet_names;
pub(crate) use read::raw;
pub use read::read_xlsx;
pub use write::write_xlsx;
pub(crate) use write::{Plain, build_sheets};
