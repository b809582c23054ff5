//! The page of the office.

mod get;

pub(crate) use get::get;
