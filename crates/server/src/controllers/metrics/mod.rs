//! What is counted while the office is served.

mod get;

pub(crate) use get::get;
