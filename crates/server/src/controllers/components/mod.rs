//! The page of components.

mod get;

pub(crate) use get::get;
