//! Whether the office works.

mod get;

pub(crate) use get::get;
