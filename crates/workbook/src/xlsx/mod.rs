//! Reads and writes a ledger as an Excel workbook.

mod read;
mod write;

pub use read::read_xlsx;
pub use write::write_xlsx;
