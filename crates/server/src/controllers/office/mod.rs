//! The page of the office.

mod documents;
mod get;

pub(crate) use get::get;
