//! The ledger as a workbook: what a preparer fills in, and how it is read back.
//!
//! A workbook is an `.xlsx` file or a folder of CSV files with the same tables, one file a
//! sheet. Both are read into one [`ledger::Ledger`]. Columns are found by their headings,
//! nothing is guessed, and all that is wrong is said at once, each with its sheet and cell.
//!
//! The law: a ledger in which [`read_xlsx`] finds no error comes back as it was written,
//! from either form, but for white space around its texts.
#![forbid(unsafe_code)]

mod book;
mod cells;
mod check;
mod decode;
mod encode;
mod folder;
mod follows;
mod guide;
mod letters;
pub mod limits;
mod lists;
mod money;
mod near;
mod others;
mod problem;
mod raw;
mod search;
mod tables;
mod totals;
mod xlsx;

pub use book::{ledger_of, read_book, read_table, write_book};
pub use cells::{Cells, Part};
pub use folder::{read_csv, write_csv};
pub use lists::{section_hint, section_name};
pub use others::others_of;
pub use problem::{Kind, Problem, ReadFailure, Spot};
pub use search::Search;
pub use xlsx::{read_xlsx, write_xlsx};

use ledger::{Ledger, MoneyUnit, Stage, Year};
use std::io::{self, Read};
use std::path::Path;

/// How a workbook is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The unit in which amounts are entered.
    pub unit: MoneyUnit,
    /// What the preparer still has to see to; it stands on the first sheet.
    pub remarks: Vec<String>,
    /// The reason for values that are other than what follows from others; it stands beside them.
    pub reason: String,
}

/// A ledger that can be relied on, where it stands, and what is odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// What was filled in.
    pub ledger: Ledger,
    /// Where its parts stand.
    pub cells: Cells,
    /// What the preparer should look at or know; nothing of it is certainly wrong.
    pub warnings: Vec<Problem>,
}

/// A file of a folder: its name, and its bytes.
pub type File = (String, Vec<u8>);

impl Default for Form {
    /// In 元, as the accounts are kept.
    fn default() -> Self {
        Self { unit: MoneyUnit::Yuan, remarks: Vec::new(), reason: String::new() }
    }
}

/// A ledger with nothing in it, for a year that is yet to be filled in where it is `None`.
///
/// Written, it is the empty workbook; read back before it is filled in, it is told what lacks.
pub fn blank(year: Option<Year>, stage: Stage) -> Ledger {
    Ledger::blank(year, stage)
}

/// Reads a workbook file, or a folder of CSV files.
///
/// # Errors
/// Everything that is wrong with a ledger, or why this is none: a file that cannot be opened,
/// one that is no workbook, or one without any sheet of a ledger.
pub fn read(path: &Path) -> Result<Filled, ReadFailure> {
    let unopened = |error: io::Error| ReadFailure::NotALedger(Problem::unopened(&error));
    if path.is_dir() {
        return folder::read(path).map_err(unopened)?;
    }
    read_xlsx(&bytes(path).map_err(unopened)?)
}

/// Whether a folder holds the files of a ledger.
pub fn is_folder_of_ledger(folder: &Path) -> bool {
    let has = |table: &&tables::Table| folder.join(format!("{}.csv", table.name)).is_file();
    decode::NEEDED.iter().filter(|table| has(table)).count() > 1
}

/// Whether these are the bytes of a workbook with the sheets of a ledger, by their names alone.
pub fn is_ledger(bytes: &[u8]) -> bool {
    let names = xlsx::sheet_names(bytes);
    decode::NEEDED.iter().filter(|table| names.iter().any(|name| name == table.name)).count() > 1
}

/// The bytes of a file, as far as the limit and one more, so that a larger one is noticed.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limits::FILE_BYTES.most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
