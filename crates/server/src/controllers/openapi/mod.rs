//! The description of the API.

mod get;

pub(crate) use get::get;
