//! Documents made elsewhere.

mod again;
mod archive;
mod commented;
mod export;
mod file;
mod get;
mod hand_in;
mod letter;
mod list;
mod names;
mod picture;
mod receive;
mod records;
mod show;
mod step;
mod table;
mod upload;

pub(crate) use again::again;
pub(crate) use commented::commented;
pub(crate) use export::export;
pub(crate) use file::file;
pub(crate) use get::get;
pub(crate) use hand_in::hand_in;
pub(crate) use letter::{letter_docx, letter_xlsx};
pub(crate) use list::list;
pub(crate) use picture::picture;
pub(crate) use receive::receive;
pub(crate) use records::records;
pub(crate) use show::show;
pub(crate) use step::step;
pub(crate) use table::table;
pub(crate) use upload::upload;
