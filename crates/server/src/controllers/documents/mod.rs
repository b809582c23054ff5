//! Documents made elsewhere.

mod get;
mod receive;

pub(crate) use get::get;
pub(crate) use receive::receive;
