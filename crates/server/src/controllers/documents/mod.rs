//! Documents made elsewhere.

mod archive;
mod export;
mod get;
mod hand_in;
mod list;
mod names;
mod receive;
mod records;

pub(crate) use export::export;
pub(crate) use get::get;
pub(crate) use hand_in::hand_in;
pub(crate) use list::list;
pub(crate) use receive::receive;
pub(crate) use records::records;
