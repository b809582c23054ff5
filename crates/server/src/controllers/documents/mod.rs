//! Documents made elsewhere.

mod archive;
mod get;
mod hand_in;
mod names;
mod receive;

pub(crate) use get::get;
pub(crate) use hand_in::hand_in;
pub(crate) use receive::receive;
